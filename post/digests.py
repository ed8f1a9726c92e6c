"""The digest: once a day one mail, with all that a person chose not to get at once, and what waits for it.

Making one gathers what is held under an envelope; what the envelope says is put together at the moment of sending
(`post.composing`), so that who lost access to a municipality meanwhile reads nothing of it.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from post import queue
from post.kinds import How, Kind, how_of
from post.lists import LISTS
from post.models import Mail, Preference, State
from post.preferences import preferences_of

MONDAY = 0
NOT_WANTED = "De ontvanger wil deze mail niet meer."


def make_digests(now: datetime) -> int:
    """Post the digests of today, one for each person at most however often this runs; return how many.

    What is held for somebody who chose not to get it any more is dropped.
    """
    holders = User.objects.filter(pk__in=Mail.objects.held().values("to"), is_active=True)
    people = {user.pk: user for user in holders}
    lists: dict[int, list[Kind]] = {}
    for kind in LISTS:
        for user in _wanting(kind, now):
            people[user.pk] = user
            lists.setdefault(user.pk, []).append(kind)
    return sum(_make(user, lists.get(pk, []), now) for pk, user in sorted(people.items()))


def _wanting(kind: Kind, now: datetime) -> list[User]:
    """Return who wants this list in the digest of today. Two queries."""
    chosen = dict(Preference.objects.filter(kind=kind).values_list("user", "how"))
    today = {How.DAILY, How.WEEKLY} if timezone.localdate(now).weekday() == MONDAY else {How.DAILY}
    people = LISTS[kind].people().filter(is_active=True)
    return [user for user in people if how_of(kind, How(chosen[user.pk]) if user.pk in chosen else None) in today]


def _make(user: User, lists: list[Kind], now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _gather(user, lists, now)
    except IntegrityError:  # mail_one_digest_a_day: another run was first
        return False


def _gather(user: User, lists: list[Kind], now: datetime) -> bool:
    today = timezone.localdate(now)
    if Mail.objects.filter(to=user, digest_of=today).exists():
        return False
    held = Mail.objects.held().filter(to=user)
    unwanted = [kind for kind, how in preferences_of(user).items() if how is How.NEVER]
    held.filter(kind__in=unwanted).drop(NOT_WANTED, now)
    lists = [kind for kind in lists if LISTS[kind].read(user) is not None]
    if not lists and not held.exists():
        return False
    envelope = Mail.objects.create(
        kind=Kind.DIGEST,
        to=user,
        subject=f"Uw dagoverzicht van {date_format(today, 'j F Y')}",
        key=" ".join(lists),
        digest_of=today,
        due_at=timezone.now(),
        posted_at=timezone.now(),
    )
    held.update(state=State.BUNDLED, digest=envelope)
    queue.wake()
    return True
