"""The queue: what wakes the worker. The mail itself waits in `Mail`; only this module knows django-tasks.

A task says no more than "there is mail to send": whichever worker gets it sends all that is due. So nothing depends
on one task being run, and a task holds no personal data.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from post.delivery import CLAIM, deliver_due
from post.models import Mail


@task()
def deliver() -> int:
    """Send all that is due, and see to it that somebody comes back for the rest; return how many were sent."""
    now = timezone.now()
    if Mail.objects.due(now).exists():
        # Should this worker die halfway, then what it had claimed is free again by that time.
        _wake_at(now + CLAIM)
    sent = deliver_due()
    later = Mail.objects.next_due()
    if later is not None:
        _wake_at(later)
    return sent


def wake() -> None:
    """Ask for a worker. The task is a row like the mail is, so no worker sees it before the transaction is over."""
    deliver.enqueue()


def _wake_at(moment: datetime) -> None:
    """Ask for a worker at this moment, unless one will come before it and after now."""
    soon = timezone.now() + timedelta(seconds=1)
    moment = max(moment, soon)
    waiting = DBTaskResult.objects.filter(task_path=deliver.module_path, status=TaskResultStatus.READY)
    if not waiting.filter(run_after__gt=soon, run_after__lte=moment).exists():
        deliver.using(run_after=moment).enqueue()
