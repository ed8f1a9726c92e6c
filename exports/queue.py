"""The queue that files are made in; only this module knows django-tasks.

A queue of its own, as making a file of the whole country takes minutes: mail should not have to wait for it.
"""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from exports.making import make
from exports.models import TO_DO, Export
from exports.removing import remove_old
from making.models import MOST_ATTEMPTS

QUEUE = "bestanden"
AFTER_SILENCE = Export.SILENT + timedelta(seconds=1)


@task(queue_name=QUEUE)
def make_file(key: int) -> None:
    """Make the file, and see to it that somebody comes to remove it when its time is over.

    Also that somebody comes when this worker is ended halfway: until the file is made or failed there is one more task
    for it, unless it ends its worker each time (for want of memory, say).
    """
    export = Export.objects.filter(pk=key).first()
    if export is None or export.state not in TO_DO:
        return
    if export.attempt < MOST_ATTEMPTS:
        make_file.using(run_after=timezone.now() + AFTER_SILENCE).enqueue(key)
    if make(key):
        remove_files.using(run_after=max(export.gone_on, timezone.now())).enqueue()


@task(queue_name=QUEUE)
def remove_files() -> int:
    """Remove every file whose time is over; return how many."""
    return remove_old(timezone.now())


def ask_for(export: Export) -> None:
    """Ask for a worker. The task is a row like the export is, so no worker sees it before the transaction is over."""
    make_file.enqueue(export.pk)
