"""The doors: asking for a file, trying again, and taking it away."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from exports.models import TO_DO, Export, State
from exports.queue import ask_for
from municipalities.models import Province

MOST = 20  # files that one person can have at a time
SAME_PRESS = timedelta(minutes=1)  # who asks the same within this time pressed twice, however fast the file was ready


class OrderRefusedError(Exception):
    """It can't be done; the message says in Dutch why. Nothing has changed."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for."""

    province: Province | None
    years: tuple[int, ...]
    only_adopted: bool
    with_texts: bool
    format: str


def order(user: User, wish: Wish) -> tuple[Export, bool]:
    """Ask for a file; return it and whether it is a new one.

    One of the same that is being made, or that was asked for a moment ago, is given again. The lock on the person lets
    a second click at the same moment see the first. Raises OrderRefusedError when the person has as many files as can
    be kept.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        own = list(Export.objects.of(user))
        same = next((each for each in own if _wish_of(each) == wish and _is_of_now(each)), None)
        if same is not None:
            return same, False
        if len(own) >= MOST:
            raise OrderRefusedError(f"U hebt al {MOST} bestanden. Verwijder er eerst een.")
        export = Export.objects.create(
            requested_by=user,
            province=wish.province,
            years=list(wish.years),
            only_adopted=wish.only_adopted,
            with_texts=wish.with_texts,
            format=wish.format,
        )
        ask_for(export)
    return export, True


def try_again(export: Export) -> None:
    """Have a file made that failed or that nobody works on any more. Raises OrderRefusedError when there is no need."""
    with transaction.atomic():
        locked = Export.objects.select_for_update().filter(pk=export.pk).first()
        if locked is None or not locked.can_be_tried_again:
            raise OrderRefusedError("Dit bestand wordt al gemaakt, of is klaar.")
        locked.state, locked.alive_at, locked.done, locked.total = State.WAITING, timezone.now(), 0, 0
        locked.save(update_fields=["state", "alive_at", "done", "total"])
        ask_for(locked)


def take_away(export: Export) -> None:
    """Remove a file, or what is being made: the worker sees that and leaves nothing behind."""
    export.remove()


def is_being_made(exports: list[Export]) -> bool:
    """Whether the page has something to wait for."""
    return any(each.state in TO_DO and not each.is_stuck for each in exports)


def _is_of_now(export: Export) -> bool:
    """Whether there is no need to make it again yet."""
    just_asked = export.requested_at >= timezone.now() - SAME_PRESS
    return export.is_to_do or (export.state == State.READY and just_asked)


def _wish_of(export: Export) -> Wish:
    return Wish(export.province, tuple(export.years), export.only_adopted, export.with_texts, export.format)
