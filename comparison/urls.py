"""The addresses of comparing: over time, with others, and by name with who agreed."""

from django.urls import path

from comparison.views import named, others, over_time

urlpatterns = [
    path("gemeente/<slug:code>/vergelijken/", over_time.compare, name="compare"),
    path("gemeente/<slug:code>/vergelijken/anderen/", others.compare_others, name="compare_others"),
    path("gemeente/<slug:code>/vergelijken/gemeenten/", named.compare_named, name="compare_named"),
    path(
        "gemeente/<slug:code>/vergelijken/gemeenten/<int:agreement_id>/aannemen/",
        named.accept_comparing,
        name="accept_comparing",
    ),
    path(
        "gemeente/<slug:code>/vergelijken/gemeenten/<int:agreement_id>/stoppen/",
        named.end_comparing,
        name="end_comparing",
    ),
    path("gemeente/<slug:code>/vergelijken/met/<slug:other>/", named.compare_with, name="compare_with"),
]
