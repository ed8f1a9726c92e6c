"""The addresses of comparing: over time, with others, and by name with who agreed."""

from django.urls import path

from comparison.views import others, over_time

urlpatterns = [
    path("gemeente/<slug:code>/vergelijken/", over_time.compare, name="compare"),
    path("gemeente/<slug:code>/vergelijken/anderen/", others.compare_others, name="compare_others"),
]
