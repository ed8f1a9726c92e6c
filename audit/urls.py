"""The addresses of this app."""

from django.urls import URLPattern, path

from audit import views

urlpatterns: list[URLPattern] = [
    path("logboek/", views.audit_log, name="audit_log"),
    path("logboek.csv", views.audit_csv, name="audit_csv"),
]
