"""The addresses of the national picture."""

from django.urls import path

from comparison.national import views

urlpatterns = [
    path("landelijk/", views.national, name="national"),
    path("landelijk/gegevens/", views.national_data, name="national_data"),
    path("landelijk/gegevens/schema-1.json", views.national_schema, name="national_schema"),
    path("landelijk/gegevens.json", views.national_json, name="national_json"),
    path("landelijk/gegevens.csv", views.national_csv, name="national_csv"),
]
