"""The addresses of the public pages."""

from django.urls import URLPattern, path

from basisfuncties import edition_views, views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("kader/", views.framework, name="framework"),
    path("kader.json", views.framework_json, name="framework_json"),
    path("kader/edities/", edition_views.editions, name="editions"),
    path("kader/edities/<slug:edition>/", edition_views.edition, name="edition"),
    path("kader/edities/<slug:edition>/publiceren/", edition_views.publish_edition, name="publish_edition"),
    path("kader/edities/<slug:edition>/weggooien/", edition_views.discard_edition, name="discard_edition"),
    path("kader/<slug:slug>/", views.basisfunctie, name="framework_basisfunctie"),
    path("hulp/", views.help_page, name="help"),
    path("hulp/<slug:role>/", views.help_role, name="help_role"),
]
