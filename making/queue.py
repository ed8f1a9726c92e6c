"""The queues that files are made in; with `post.queue` and `exports.queue` the only place that knows django-tasks.

A task says no more than "there is something to make": whichever worker gets it makes all that waits. So nothing
depends on one task being run. What is made in seconds has a queue of its own, as somebody looks at a page meanwhile.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from making.making import make_next, remove_old
from making.models import TO_DO, MadeFile, MadeFileQuerySet, State

QUICK, SLOW = "rapporten", "bestanden"
AFTER_SILENCE = MadeFile.SILENT + timedelta(seconds=1)


@task(queue_name=QUICK)
def make_quick() -> int:
    """Make all quick files that wait; return how many were tried."""
    made = 0
    _come_back_for_who_was_ended(is_quick=True)
    while make_next(is_quick=True):
        made += 1
    _come_back(is_quick=True)
    return made


@task(queue_name=SLOW)
def make_slow() -> int:
    """Make the next slow file, or a part of it; after that others have their turn in this queue."""
    _come_back_for_who_was_ended(is_quick=False)
    made = make_next(is_quick=False)
    _come_back(is_quick=False)
    return int(made)


@task(queue_name=QUICK)
def remove_made() -> int:
    """Remove what is out of time; return how many files."""
    return remove_old(timezone.now())


def wake(*, is_quick: bool) -> None:
    """Ask for a worker. The task is a row like the file is, so no worker sees it before the transaction is over."""
    (make_quick if is_quick else make_slow).enqueue()


def _come_back_for_who_was_ended(*, is_quick: bool) -> None:
    """See to it that somebody comes when this worker dies halfway."""
    if MadeFile.objects.filter(is_quick=is_quick).waiting(timezone.now()).exists():
        _wake_at(timezone.now() + AFTER_SILENCE, is_quick=is_quick)


def _come_back(*, is_quick: bool) -> None:
    """See to it that somebody comes for what is left, and to remove what is out of time."""
    now = timezone.now()
    rows = MadeFile.objects.filter(is_quick=is_quick, state__in=TO_DO)
    if rows.waiting(now).exists():
        wake(is_quick=is_quick)
    elif moment := _first_moment(rows, now):
        _wake_at(moment, is_quick=is_quick)
    waiting = DBTaskResult.objects.filter(task_path=remove_made.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        remove_made.using(run_after=now + timedelta(days=1)).enqueue()


def _first_moment(rows: MadeFileQuerySet, now: datetime) -> datetime | None:
    """Return when there may be something to make: a file is due, or a worker turns out to have been ended."""
    due = rows.filter(state=State.WAITING, due_at__gt=now).order_by("due_at").values_list("due_at", flat=True).first()
    busy = rows.filter(state=State.BUSY, alive_at__gte=now - MadeFile.SILENT).order_by("alive_at")
    seen = busy.values_list("alive_at", flat=True).first()
    return min((each for each in (due, seen and seen + AFTER_SILENCE) if each), default=None)


def _wake_at(moment: datetime, *, is_quick: bool) -> None:
    """Ask for a worker at this moment, unless one will come before it and after now."""
    which = make_quick if is_quick else make_slow
    waiting = DBTaskResult.objects.filter(task_path=which.module_path, status=TaskResultStatus.READY)
    if not waiting.filter(run_after__gt=timezone.now(), run_after__lte=moment).exists():
        which.using(run_after=moment).enqueue()
