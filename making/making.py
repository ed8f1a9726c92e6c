"""Making the files of the registry, outside the request; `making.queue` calls it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from making.carrying_out import carry_out
from making.kinds import Work, kind_of
from making.models import MadeFile, State


def make_next(*, is_quick: bool) -> bool:
    """Make the file that waits longest, or a part of it; return whether there was one."""
    for key in list(MadeFile.objects.filter(is_quick=is_quick).waiting(timezone.now()).values_list("pk", flat=True)):
        # Another worker may have been quicker.
        if carry_out(MadeFile.objects.all(), key, _write, _failed):
            return True
    return False


def make_now(key: int) -> bool:
    """Make this file here, out of its turn, if it waits; return whether it did."""
    return carry_out(MadeFile.objects.all(), key, _write, _failed)


def remove_old(now: datetime) -> int:
    """Remove the files that are out of time; return how many."""
    return sum(made.remove() for made in list(MadeFile.objects.out_of_time(now).defer("content")))


def _write(made: MadeFile, path: Path) -> Mapping[str, Any]:
    kind = kind_of(made.kind)
    kind.write(kind.load(made.content), Work(made, path))
    # It was needed for nothing else, and holds what people wrote.
    return {"content": ""}


def _failed(made: MadeFile) -> Mapping[str, Any]:
    """Return what is to be noted: some kinds are tried again by themselves."""
    kind = kind_of(made.kind)
    if made.attempt <= len(kind.retries):
        return {"state": State.WAITING, "due_at": timezone.now() + kind.retries[made.attempt - 1]}
    if kind.gave_up is not None:
        kind.gave_up(kind.load(made.content))
    return {}
