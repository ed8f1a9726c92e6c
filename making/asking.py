"""The doors: asking for a file, and having one that failed made once more."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from making.kinds import Kind, fingerprint
from making.models import MadeFile, State
from making.queue import wake

C = TypeVar("C")


class NoNeedError(Exception):
    """It is being made already, or ready. Nothing has changed."""


def find(kind: Kind[C], content: C) -> MadeFile | None:
    """Return the file of this content when it is ready. One query."""
    made = MadeFile.objects.filter(fingerprint=fingerprint(kind, kind.dump(content)), state=State.READY).first()
    return made if made is not None and made.path.exists() else None


def ask(kind: Kind[C], content: C, *, series: str = "", is_wanted_now: bool = True) -> MadeFile:
    """Return the file of this content; when there is none yet it is put in the queue.

    Who asks at the same moment for the same gets the same row: its fingerprint is unique. One that is not wanted now
    comes after what people wait for, and wakes nobody: who asks sees to it that it is made.
    """
    dumped = kind.dump(content)
    with transaction.atomic():
        made, is_new = MadeFile.objects.get_or_create(
            fingerprint=fingerprint(kind, dumped),
            defaults={
                "kind": kind.slug,
                "content": dumped.decode(),
                "series": series,
                "is_quick": kind.is_quick and is_wanted_now,
            },
        )
        if is_new and is_wanted_now:
            wake(is_quick=kind.is_quick)
        elif made.state == State.READY and not made.path.exists():
            # The disk lost it, or MEDIA_ROOT is another one now.
            _anew(made, content=dumped.decode())
    return made


def try_again(made: MadeFile) -> None:
    """Have a file made that failed or that nobody works on any more. Raises NoNeedError when there is no need."""
    with transaction.atomic():
        locked = MadeFile.objects.select_for_update().filter(pk=made.pk).first()
        if locked is None or not locked.can_be_tried_again:
            raise NoNeedError
        _anew(locked)


def _anew(made: MadeFile, **fields: str) -> None:
    now = timezone.now()
    values = {"state": State.WAITING, "stored_as": "", "size": 0, "alive_at": now, "due_at": now, **fields}
    MadeFile.objects.filter(pk=made.pk).update(**values)
    for name, value in values.items():
        setattr(made, name, value)
    wake(is_quick=made.is_quick)
