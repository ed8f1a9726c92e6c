"""The address of the page that waits for a file."""

from django.urls import path

from making import views

urlpatterns = [path("bestanden/<str:ticket>/", views.made_file, name="made_file")]
