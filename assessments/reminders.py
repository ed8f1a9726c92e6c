"""Reminders of parts: some days before a part is due, and on the day itself. For a command that runs each day.

Few, and they stop when it is done: no more than two of these for a part, none for what is handed back or filled in,
and none where the coördinator reminded already.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.assignment_mail import mail_news
from assessments.assignments import News, in_words
from assessments.models import Assessment, Assignment
from assessments.reading import read_snapshot
from assessments.scopes import how_far
from assessments.scoring import progress
from municipalities import invitations
from municipalities.models import Invitation
from municipalities.refusal import Refused
from post.reminding import reminds_of

DAYS_BEFORE = 3


@dataclass(frozen=True)
class Reminder:
    """One mail: the parts that are due on one day, of one person or of somebody who was invited."""

    rows: tuple[Assignment, ...]

    @property
    def due_on(self) -> date:
        """Return the day; it is the same for all."""
        due_on = self.rows[0].due_on
        assert due_on is not None, "only what has a day is reminded of"  # noqa: S101
        return due_on

    @property
    def user(self) -> User | None:
        """Return the person, if it has an account."""
        return self.rows[0].user

    @property
    def invitation(self) -> Invitation | None:
        """Return the invitation of who has no account yet."""
        return self.rows[0].invitation


def is_time(due_on: date, given_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether to remind today of a part that is due on this day. Pure.

    There are two moments: `DAYS_BEFORE` days before, and the day itself. A moment is over once there was a reminder,
    so a second run on a day mails nothing, and a day without a run is made up for. What was given at that moment or
    later needs no reminder of it. When the day is over there are no more: the pages say that it is late.
    """
    if today > due_on:
        return False
    moment = due_on if today == due_on else due_on - timedelta(days=DAYS_BEFORE)
    return given_on < moment <= today and (reminded_on is None or reminded_on < moment)


@reminds_of("delen")
def remind_by_date(now: datetime) -> int:
    """Post all reminders that it is time for, and return how many.

    Each assessment is locked by itself, so of two runs at once one posts. The queue sees to it that they arrive.
    """
    today = timezone.localdate(now)
    soon = Assignment.objects.open().filter(due_on__range=(today, today + timedelta(days=DAYS_BEFORE)))
    return sum(_remind_of(key, now) for key in sorted(set(soon.values_list("assessment_id", flat=True))))


@transaction.atomic
def _remind_of(key: int, now: datetime) -> int:
    today = timezone.localdate(now)
    rows = Assessment.objects.select_related("round__framework", "municipality__province")
    assessment = rows.select_for_update(of=("self",)).get(pk=key)
    if not assessment.can_be_filled_in(today) or assessment.municipality.has_ended:
        return 0
    reminders = _reminders(assessment, today)
    for each in reminders:
        for row in each.rows:
            row.reminded_at = now
        Assignment.objects.bulk_update(each.rows, ["reminded_at"])
        _post(each, assessment)
    return len(reminders)


def _reminders(assessment: Assessment, today: date) -> list[Reminder]:
    """Return what to mail about, by person and day: parts that are open, not filled in yet, and of which it is time."""
    rows = assessment.assignments.open().exclude(due_on=None).with_names()
    waiting = [row for row in rows.select_for_update(of=("self",)) if _is_time(row, today)]
    if not waiting:
        return []
    far = how_far(progress(read_snapshot(assessment)))
    return _together(row for row in waiting if not far[row.code].is_complete and _can_be_mailed(row))


def _is_time(row: Assignment, today: date) -> bool:
    reminded_on = timezone.localdate(row.reminded_at) if row.reminded_at else None
    return row.due_on is not None and is_time(row.due_on, timezone.localdate(row.given_at), reminded_on, today)


def _can_be_mailed(row: Assignment) -> bool:
    if row.user is not None:
        return row.user.is_active
    # An invitation is sent again in the name of who gave the part, who must be there still to invite.
    invitation = row.invitation
    return (
        invitation is not None
        and invitation.is_open
        and invitations.may_offer(row.given_by, invitation.role, invitation.place)
    )


def _together(rows: Iterable[Assignment]) -> list[Reminder]:
    found: dict[tuple[int | None, int | None, date | None], list[Assignment]] = {}
    for row in rows:
        found.setdefault((row.user_id, row.invitation_id, row.due_on), []).append(row)
    return [Reminder(tuple(same)) for same in found.values()]


def _post(reminder: Reminder, assessment: Assessment) -> None:
    given_by = reminder.rows[0].given_by
    if reminder.user is not None:
        parts = in_words(assessment, reminder.rows)
        mail_news(News("due", assessment, given_by, reminder.user, parts, reminder.due_on))
        return
    assert reminder.invitation is not None, "a part is with a person or an invitation"  # noqa: S101
    # Refused when it was accepted or withdrawn just now: then there is nothing to remind of.
    with suppress(Refused):
        invitations.resend(reminder.invitation, by=given_by)
