"""The page for what is not there: why that may be, and where somebody can go on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from municipalities.access import NOT_HERE, visible_to

MOST_PLACES = 5
FOUND_NO_ROW = "matches the given query"  # of Django's get_object_or_404, in English


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why, when who raised the error said so, and lead on: to the own municipalities of who is logged in."""
    user = getattr(request, "user", None)
    places = list(visible_to(user).order_by("name")[: MOST_PLACES + 1]) if isinstance(user, User) else []
    reason = reason_of(exception)
    context = {
        "reason": reason,
        "may_guess": reason in ("", NOT_HERE),
        # Who has more of them, has a list to work from.
        "places": places if len(places) <= MOST_PLACES else [],
        "has_list": len(places) > MOST_PLACES,
    }
    return render(request, "404.html", context, status=404)


def reason_of(exception: Exception) -> str:
    """Return what our own code said of it, in Dutch; empty when it was Django that found nothing."""
    said = exception.args[0] if type(exception) is Http404 and exception.args else ""
    return said if isinstance(said, str) and FOUND_NO_ROW not in said else ""
