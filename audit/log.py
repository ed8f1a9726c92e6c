"""Write in the audit log. One function, for every app above this floor."""

from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from audit.models import MAX_ABOUT, Entry, Event
from database.writing import insert

__all__ = ["Event", "record"]


class Place(Protocol):
    """A municipality or a province: this floor knows neither."""

    code: str
    name: str


def record(
    who: HttpRequest | User | None,
    event: Event,
    about: str = "",
    *,
    place: Place | None = None,
    subject: User | None = None,
    at: datetime | None = None,
) -> Entry:
    """Write down that something happened, and return it.

    `who` did it: a person, or the request of one. `about` says in Dutch what it is about, without what anybody wrote;
    `place` is where, `subject` whom it was done to, `at` the moment (now when left out; the demo data has a past).
    In a transaction it is written with what it is about, or not at all. One query.
    """
    user = who.user if isinstance(who, HttpRequest) else who
    now = at or timezone.now()
    entry = Entry(
        at=now,
        event=event,
        user=None if isinstance(user, AnonymousUser) else user,
        subject=subject,
        place_code=place.code if place else "",
        place_name=place.name if place else "",
        about=about[:MAX_ABOUT],
        kept_until=timezone.localdate(now) + timedelta(days=settings.AUDIT_DAYS),
    )
    insert(entry)
    return entry
