"""Every address of the site."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.urls")),
    path("", include("basisfuncties.urls")),
    path("", include("municipalities.urls")),
    path("", include("assessments.urls")),
    path("", include("reports.urls")),
    path("beheer/", admin.site.urls),
]
