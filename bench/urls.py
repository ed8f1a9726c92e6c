"""The addresses of the site, and three bare views: what a page or a file costs before anything is done for it."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import PersonRequest
from bench.stored import static_path
from config.urls import urlpatterns as site
from municipalities.models import Membership


@require_GET
def me(request: PersonRequest) -> HttpResponse:
    """Session, login, one row read."""
    return HttpResponse(_membership(request).role)


@require_POST
def save(request: PersonRequest) -> HttpResponse:
    """What `me` does, and one row written."""
    membership = _membership(request)
    membership.save(update_fields=["role"])
    return HttpResponse(membership.role)


@require_GET
def file(request: PersonRequest) -> FileResponse:
    """What `me` does, and a static file sent: no file that not everybody may have can be had for less."""
    _membership(request)
    return FileResponse(static_path().open("rb"))


def _membership(request: HttpRequest) -> Membership:
    return Membership.objects.get(user=request.user)


urlpatterns = [
    *site,
    path("bench/me/", me, name="me"),
    path("bench/save/", save, name="save"),
    path("bench/file/", file, name="file"),
]
