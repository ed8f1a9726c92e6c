"""Reminders of verbeteracties by date: a week before the day, and once when it has passed. For `manage.py remind`.

Few, and they stop when it is done: nobody hears twice of the same moment, and only who has the action, still belongs
to the municipality and can log in. Those of one person in one municipality go in one mail.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from improvement.action_mail import reminder
from improvement.models import Action
from post.reminding import reminds_of
from post.sending import post

DAYS_BEFORE = 7


def is_time(due_on: date, given_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether to remind today of an action that is due on this day. Pure.

    There are two moments: `DAYS_BEFORE` days before, and the day after. A moment is over once there was a reminder
    since, so a second run mails nothing, and a day without a run is made up for. What was given at a moment or later
    needs no reminder of it.
    """
    moment = due_on + timedelta(days=1) if today > due_on else due_on - timedelta(days=DAYS_BEFORE)
    return given_on < moment <= today and (reminded_on is None or reminded_on < moment)


@reminds_of("verbeteracties")
def remind_of_actions(now: datetime) -> int:
    """Post all reminders that it is time for, and return how many. Two runs at once post once."""
    today = timezone.localdate(now)
    soon = Action.objects.open().with_somebody_here().filter(due_on__lte=today + timedelta(days=DAYS_BEFORE))
    with transaction.atomic():
        rows = soon.select_related("person", "assessment__municipality").order_by("due_on", "pk")
        waiting = [row for row in rows.select_for_update(of=("self",)) if _is_time(row, today)]
        mails = _together(waiting)
        post(reminder(same) for same in mails)
        for row in waiting:
            row.reminded_on = today
        Action.objects.bulk_update(waiting, ["reminded_on"])
    return len(mails)


def _is_time(row: Action, today: date) -> bool:
    return row.due_on is not None and is_time(row.due_on, row.given_on, row.reminded_on, today)


def _together(rows: Iterable[Action]) -> list[list[Action]]:
    found: dict[tuple[int | None, int], list[Action]] = {}
    for row in rows:
        found.setdefault((row.person_id, row.assessment.municipality_id), []).append(row)
    return list(found.values())
