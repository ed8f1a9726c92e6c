"""The addresses of the site, and two bare views: what a page costs before it does anything."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import PersonRequest
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


def _membership(request: HttpRequest) -> Membership:
    return Membership.objects.get(user=request.user)


urlpatterns = [*site, path("bench/me/", me, name="me"), path("bench/save/", save, name="save")]
