"""Making one file: claim it, write it, and note how that went. For every `Job`; whoever runs it is a worker."""

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from making.models import Job, State, new_name

logger = logging.getLogger(__name__)

J = TypeVar("J", bound=Job)


class GoesOnLaterError(Exception):
    """What was done so far is kept, and the file waits for its turn again: so others are not held up."""


def carry_out(
    rows: QuerySet[J],
    key: int,
    write: Callable[[J, Path], Mapping[str, Any]],
    failed: Callable[[J], Mapping[str, Any]] | None = None,
) -> bool:
    """Make the file of the row with this key, if it waits for that; return whether it did.

    `rows` are how to fetch it. `write` writes the file at the path, and returns what else is to be noted with it.
    Whatever goes wrong, the row says that it failed, or what `failed` wants noted, and no file is left behind.
    """
    model = rows.model
    now = timezone.now()
    silent = Q(state=State.BUSY, alive_at__lt=now - model.SILENT)
    claimed = model._default_manager.filter(Q(state=State.WAITING) | silent, pk=key)
    if not claimed.update(state=State.BUSY, attempt=F("attempt") + 1, alive_at=now):
        return False
    job = rows.get(pk=key)
    name = new_name()
    path = model.path_of(name)
    try:
        _make_empty(path)
        noted = write(job, path)
        job.ours().update(state=State.READY, stored_as=name, size=path.stat().st_size, **noted)
    except GoesOnLaterError:
        job.ours().update(state=State.WAITING, alive_at=timezone.now())
    except Exception:
        logger.exception("%s %s could not be made.", model.__name__, key)
        job.ours().update(**{"state": State.FAILED, "alive_at": timezone.now(), **_noted(failed, job)})
    finally:
        if not model._default_manager.filter(pk=key, stored_as=name).exists():
            path.unlink(missing_ok=True)
    return True


def _noted(failed: Callable[[J], Mapping[str, Any]] | None, job: J) -> Mapping[str, Any]:
    """Return what is to be noted of a failure; what goes wrong in telling of it does not hide it."""
    try:
        return failed(job) if failed else {}
    except Exception:
        logger.exception("Nobody was told that %s %s could not be made.", type(job).__name__, job.pk)
        return {}


def _make_empty(path: Path) -> None:
    """Make the file before a writer opens it, so that nobody else on the machine can read it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
