"""Mail by the days of a round: that it is open, that it closes soon, and that the day of a supplement comes near.

That it is open is for the coördinator, who divides the work, and goes out once. Reminders go to who fills in, two of
each at most. None once it is handed in: also not when that happens between posting and sending, or while the mail
waits for somebody's digest.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.dutch import dutch_date
from assessments.models import Assessment, Status, Supplement
from municipalities.access import MUNICIPAL, May
from municipalities.mail import may
from municipalities.models import Membership, Role
from post.gates import gate
from post.kinds import Kind
from post.reminding import reminds_of
from post.sending import Letter, post

OPENED = 7  # days from the first on: a run that was missed is made up for, and who joins later needs no news
CLOSING = (14, 3)  # days before the round closes
SUPPLEMENT = (3, 0)  # days before a supplement is due
TO_SUBMIT, TO_SUPPLEMENT = "to submit", "to supplement"


def moment(day: date, today: date, days_before: Iterable[int]) -> int | None:
    """Return which reminder it is time for, as days before this day; None when it is not. Pure.

    A day without a run is made up for by the next: the last moment that has come counts.
    """
    left = (day - today).days
    return min((days for days in days_before if 0 <= left <= days), default=None)


@gate(TO_SUBMIT)
def has_to_submit(user: User | None, key: str) -> bool:
    """Whether this assessment was never handed in, and this person fills in there."""
    return _waits_for(user, key, Status.CONCEPT)


@gate(TO_SUPPLEMENT)
def has_to_supplement(user: User | None, key: str) -> bool:
    """Whether a supplement is still asked of this assessment, and this person fills in there."""
    return _waits_for(user, key, Status.SUPPLEMENT)


@reminds_of("rondes die opengaan")
def tell_of_opening(now: datetime) -> int:
    """Tell the coördinatoren of each municipality that a round is open; return how many.

    Can run as often as one likes: each is told once. As many queries for many as for one. A round that is about to
    close is left to `remind_of_closing`, which says the same.
    """
    today = timezone.localdate(now)
    rows = Assessment.objects.filter(
        status=Status.CONCEPT,
        municipality__ended_on=None,
        round__opens_on__range=(today - timedelta(days=OPENED - 1), today),
        round__closes_on__gt=today + timedelta(days=max(CLOSING)),
    )
    earlier = Assessment.objects.filter(municipality=OuterRef("municipality"), round__year__lt=OuterRef("round__year"))
    waiting = rows.select_related("round", "municipality").annotate(has_earlier=Exists(earlier.order_by()))
    return _post_to([Role.COORDINATOR], waiting, _opening_letter)


@reminds_of("rondes die sluiten")
def remind_of_closing(now: datetime) -> int:
    """Remind each person of each municipality that has yet to hand in; return how many.

    Can run as often as one likes: each is posted once. As many queries for many as for one.
    """
    today = timezone.localdate(now)
    rows = Assessment.objects.filter(
        status=Status.CONCEPT,
        municipality__ended_on=None,
        round__opens_on__lte=today,
        round__closes_on__range=(today, today + timedelta(days=max(CLOSING))),
    )
    return _remind([(row, row.round.closes_on) for row in rows.select_related("round", "municipality")], today, CLOSING)


@reminds_of("aanvullingen")
def remind_of_supplements(now: datetime) -> int:
    """Remind each person of each municipality that has yet to send a supplement; return how many. As above."""
    today = timezone.localdate(now)
    rows = Supplement.objects.asked().filter(
        answered_with=None,
        assessment__status=Status.SUPPLEMENT,
        assessment__municipality__ended_on=None,
        due_on__range=(today, today + timedelta(days=max(SUPPLEMENT))),
    )
    asked = rows.select_related("assessment__round", "assessment__municipality")
    return _remind([(row.assessment, row.due_on) for row in asked if row.due_on], today, SUPPLEMENT)


def _waits_for(user: User | None, key: str, status: Status) -> bool:
    assessment = Assessment.objects.select_related("municipality").filter(pk=key, status=status).first()
    return assessment is not None and may(May.FILL_IN, user, assessment.municipality.code)


def _remind(waiting: Iterable[tuple[Assessment, date]], today: date, days_before: tuple[int, ...]) -> int:
    """Post to each person of each municipality that is waited for."""
    days = dict(waiting)
    return _post_to(
        MUNICIPAL, days, lambda row, user: _letter(row, user, days[row], moment(days[row], today, days_before))
    )


def _post_to(
    roles: Collection[Role], assessments: Iterable[Assessment], letter: Callable[[Assessment, User], Letter]
) -> int:
    """Post a letter on each assessment to each who has one of these roles; two queries besides those of posting."""
    of: dict[int, list[Assessment]] = {}
    for assessment in assessments:
        of.setdefault(assessment.municipality_id, []).append(assessment)
    members = Membership.objects.filter(municipality__in=of, role__in=roles, user__is_active=True)
    return post(
        letter(assessment, member.user)
        for member in members.select_related("user")
        for assessment in of.get(member.municipality_id or 0, ())
    )


def _opening_letter(assessment: Assessment, user: User) -> Letter:
    municipality, round_ = assessment.municipality, assessment.round
    return Letter(
        kind=Kind.STEP,
        to=user,
        subject=f"{municipality}: de ronde van {round_.year} is open",
        template="assessments/mail/round_open",
        context={"assessment": assessment, "day": dutch_date(round_.closes_on)},
        link=reverse("assessment", args=[municipality.code, round_.year]),
        button="Naar de zelfevaluatie",
        about=str(municipality),
        needs=TO_SUBMIT,
        key=str(assessment.pk),
        # Without the day: who heard that it is open needs no mail when the beheerder changes the dates.
        once=f"opening:{assessment.pk}:{user.pk}",
    )


def _letter(assessment: Assessment, user: User, day: date, days: int | None) -> Letter:
    municipality = assessment.municipality
    is_closing = assessment.status == Status.CONCEPT
    asked = "dien de zelfevaluatie in" if is_closing else "vul de zelfevaluatie aan"
    what = "closing" if is_closing else "supplement"
    return Letter(
        kind=Kind.DEADLINE,
        to=user,
        subject=f"{municipality}: {asked}, uiterlijk {dutch_date(day)}",
        template=f"assessments/mail/{what}_near",
        context={"assessment": assessment, "day": dutch_date(day)},
        link=reverse("assessment", args=[municipality.code, assessment.round.year]),
        button="Naar de zelfevaluatie",
        about=str(municipality),
        needs=TO_SUBMIT if is_closing else TO_SUPPLEMENT,
        key=str(assessment.pk),
        once=f"{what}:{assessment.pk}:{day}:{days}:{user.pk}",
    )
