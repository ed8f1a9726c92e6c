"""Reminders of the day on which a round closes, to who fills in for a municipality that has not handed in yet.

Two at most, and none once it is handed in: also not when that happens between posting and sending, or while the mail
waits for somebody's digest.
"""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.models import Assessment, Status
from municipalities.access import MUNICIPAL, May
from municipalities.mail import may
from municipalities.models import Membership
from post.gates import gate
from post.kinds import Kind
from post.sending import Letter, post

DAYS_BEFORE = (14, 3)
TO_SUBMIT = "to submit"


def moment(closes_on: date, today: date) -> int | None:
    """Return which reminder it is time for, as days before the round closes; None when it is not. Pure.

    A day without a run is made up for by the next: the last moment that has come counts.
    """
    left = (closes_on - today).days
    return min((days for days in DAYS_BEFORE if 0 <= left <= days), default=None)


@gate(TO_SUBMIT)
def has_to_submit(user: User | None, key: str) -> bool:
    """Whether this assessment is not handed in yet, and this person fills in there."""
    assessment = Assessment.objects.select_related("municipality").filter(pk=key, status=Status.CONCEPT).first()
    return assessment is not None and may(May.FILL_IN, user, assessment.municipality.code)


def remind_of_closing(now: datetime) -> int:
    """Post a reminder to each person of each municipality that has yet to hand in; return how many.

    Can run as often as one likes: each is posted once. As many queries for many as for one.
    """
    today = timezone.localdate(now)
    rows = Assessment.objects.filter(
        status=Status.CONCEPT,
        municipality__ended_on=None,
        round__opens_on__lte=today,
        round__closes_on__range=(today, today + timedelta(days=max(DAYS_BEFORE))),
    )
    of: dict[int, list[Assessment]] = {}
    for row in rows.select_related("round", "municipality"):
        of.setdefault(row.municipality_id, []).append(row)
    members = Membership.objects.filter(municipality__in=of, role__in=MUNICIPAL, user__is_active=True).select_related(
        "user"
    )
    return post(
        _letter(assessment, member.user, today)
        for member in members
        for assessment in of.get(member.municipality_id or 0, ())
    )


def _letter(assessment: Assessment, user: User, today: date) -> Letter:
    municipality, closes_on = assessment.municipality, assessment.round.closes_on
    days = moment(closes_on, today)
    return Letter(
        kind=Kind.DEADLINE,
        to=user,
        subject=f"{municipality}: dien de zelfevaluatie in voor {closes_on.day}-{closes_on.month}-{closes_on.year}",
        template="assessments/mail/closing",
        context={"assessment": assessment},
        link=reverse("assessment", args=[municipality.code, assessment.round.year]),
        button="Naar de zelfevaluatie",
        about=str(municipality),
        needs=TO_SUBMIT,
        key=str(assessment.pk),
        once=f"closing:{assessment.pk}:{closes_on}:{days}:{user.pk}",
    )
