"""The request as views see it that only people who are logged in can reach."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User


class PersonRequest(HttpRequest):
    """A request of somebody who is logged in; LoginRequiredMiddleware sees to that."""

    user: User


MOST_DIGITS = 18  # a key of more does not fit in a column, and Python takes no number of thousands of digits


def key_in(sent: str) -> int:
    """Return the key of a row as a browser sent it back; 0, which no row has, for what can be none."""
    return int(sent) if sent.isdecimal() and len(sent) <= MOST_DIGITS else 0


def beheerder_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the view for the beheerder; to others it answers 403."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_beheerder:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
