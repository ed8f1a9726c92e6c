"""The addresses of the data."""

from django.urls import path

from exports import views

urlpatterns = [
    path("gemeente/<slug:code>/<year:year>/gegevens/", views.data, name="data"),
    path("gemeente/<slug:code>/<year:year>/gegevens/<slug:file_format>/", views.data_file, name="data_file"),
    path("gegevens/", views.exports, name="exports"),
    path("gegevens/schema-1.json", views.data_schema, name="data_schema"),
    path("gegevens/<int:export_id>/", views.export_file, name="export_file"),
    path("gegevens/<int:export_id>/opnieuw/", views.retry_export, name="retry_export"),
    path("gegevens/<int:export_id>/verwijderen/", views.remove_export, name="remove_export"),
]
