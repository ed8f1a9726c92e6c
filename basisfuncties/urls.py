"""The addresses of the public pages."""

from django.urls import URLPattern, path

from basisfuncties import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("kader/", views.framework, name="framework"),
    path("kader.json", views.framework_json, name="framework_json"),
    path("kader/<slug:slug>/", views.basisfunctie, name="framework_basisfunctie"),
    path("hulp/", views.help_page, name="help"),
    path("hulp/<slug:role>/", views.help_role, name="help_role"),
]
