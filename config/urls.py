"""Every address of the site."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("assessments.step_urls")),
    path("", include("accounts.urls")),
    path("", include("basisfuncties.urls")),
    path("", include("post.urls")),
    path("", include("audit.urls")),
    path("", include("making.urls")),
    path("", include("municipalities.urls")),
    path("", include("improvement.urls")),
    path("", include("comparison.national.urls")),
    path("", include("reports.urls")),
    path("", include("sharing.urls")),
    path("", include("comparison.urls")),
    path("", include("exports.urls")),
    # last, since it takes any word under a year for a basisfunctie
    path("", include("assessments.urls")),
    path("beheer/", admin.site.urls),
]

handler404 = "municipalities.views.errors.not_found"
