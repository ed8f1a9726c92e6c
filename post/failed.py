"""What the beheerder can do with a mail that failed: send it again, or drop it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from post import queue
from post.models import Mail, State

LATE = timedelta(minutes=30)
DROPPED_BY_HAND = "Weggehaald door een beheerder."


@dataclass(frozen=True)
class Standing:
    """How the post stands: how many wait, and since when the first of them could have been sent but was not."""

    waiting: int
    retried: int
    late_since: datetime | None


def standing() -> Standing:
    """Return how the post stands. One query."""
    found = Mail.objects.to_do().aggregate(
        waiting=Count("pk"), retried=Count("pk", filter=~Q(reason="")), first=Min("due_at")
    )
    first = found["first"]
    is_late = first is not None and first < timezone.now() - LATE
    return Standing(found["waiting"], found["retried"], first if is_late else None)


@transaction.atomic
def send_again(ids: Collection[int] | None = None) -> int:
    """Let the worker try failed mails once more, from the first attempt on; None is all. Return how many."""
    failed = Mail.objects.filter(state=State.FAILED)
    if ids is not None:
        failed = failed.filter(pk__in=ids)
    count = failed.update(state=State.WAITING, due_at=timezone.now(), attempts=0, settled_at=None)
    if count:
        queue.wake()
    return count


@transaction.atomic
def drop(ids: Collection[int]) -> int:
    """Send these failed mails no more, and erase what they say; return how many."""
    now = timezone.now()
    failed = Mail.objects.filter(state=State.FAILED, pk__in=ids)
    bundled = Mail.objects.filter(state=State.BUNDLED, digest__in=list(failed.values_list("pk", flat=True)))
    bundled.drop(DROPPED_BY_HAND, now)
    return failed.drop(DROPPED_BY_HAND, now)
