"""The doors: asking for a file, trying again, and taking it away."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from exports.models import TO_DO, Export, State
from exports.queue import ask_for
from municipalities.models import Province

MOST = 20  # files that one person can have at a time


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


def order(user: User, wish: Wish) -> Export:
    """Ask for a file, and return it; one that is being made already, of the same, is given again.

    The lock on the person lets a second click at the same moment see the first. Raises OrderRefusedError when the
    person has as many files as can be kept.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        own = list(Export.objects.of(user))
        same = next((each for each in own if each.is_to_do and _wish_of(each) == wish), None)
        if same is not None:
            return same
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
    return export


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


def _wish_of(export: Export) -> Wish:
    return Wish(export.province, tuple(export.years), export.only_adopted, export.with_texts, export.format)
