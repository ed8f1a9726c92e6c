"""The doors through which an assessment comes into the hands of an adviser, and leaves them.

Each locks the assessment, checks, changes and logs in one transaction, so that of two advisers at once one succeeds
and the other is told. An adviser whose access ended reviews nothing any more: the receivers at the end see to that,
whichever way the access went. They listen to the rows themselves, since the admin removes those too.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.access import get_assessment
from assessments.models import Assessment, Hands, ReviewerChange, StepTaken
from assessments.models.rounds import AssessmentQuerySet
from assessments.signals import step_taken
from assessments.steps import TAKE_UP
from municipalities.access import May
from municipalities.models import Membership, Municipality, Role
from municipalities.refusal import Refused
from post.kinds import Kind
from post.sending import Letter, post

UNCHANGED = "Er is niets veranderd."


def advisers_of(municipality: Municipality) -> QuerySet[User]:
    """Return the advisers of this municipality or its province who can log in, by name. One query."""
    mine = _memberships(municipality).values("user")
    return User.objects.filter(pk__in=mine, is_active=True).order_by("name", "email")


def take(by: User, code: str, year: int, *, at: datetime | None = None) -> Assessment:
    """Take an assessment that nobody reviews, and return it; `at` is the moment (the demo has a past).

    Raises Refused when somebody has it, and what `get_assessment` raises. Nothing has changed then.
    """
    with transaction.atomic():
        assessment = _locked(by, code, year)
        if assessment.reviewer_id == by.pk:
            raise Refused(f"{assessment.municipality} is al bij u.")
        if assessment.reviewer is not None:
            raise Refused(f"{assessment.reviewer} was eerder en heeft {assessment.municipality} nu. {UNCHANGED}")
        _put_in_hands(assessment, Hands.TAKEN, to=by, by=by, at=at)
    return assessment


def take_over(by: User, code: str, year: int, *, seen: int | None) -> Assessment:
    """Step in for the adviser who has an assessment, and return it; `seen` is whose it was on the page (a key).

    Raises Refused when it is not (any more) with that adviser, and what `get_assessment` raises.
    """
    with transaction.atomic():
        assessment = _locked(by, code, year)
        if assessment.reviewer_id == by.pk:
            raise Refused(f"{assessment.municipality} is al bij u.")
        if assessment.reviewer_id is None or assessment.reviewer_id != seen:
            raise Refused(f"{_with_whom(assessment)} {UNCHANGED}")
        _put_in_hands(assessment, Hands.TAKEN_OVER, to=by, by=by)
    return assessment


def hand_over(by: User, code: str, year: int, *, to: User, word: str = "", at: datetime | None = None) -> Assessment:
    """Hand an assessment that one has over to another adviser of the municipality or its province, and return it.

    Raises Refused when it is not (any more) with `by`, or when `to` is no adviser there, and what `get_assessment`
    raises.
    """
    with transaction.atomic():
        assessment = _locked(by, code, year)
        _require_own(assessment, by)
        if to.pk == by.pk:
            raise Refused(f"{assessment.municipality} is al bij u.")
        _put_in_hands(assessment, Hands.HANDED_OVER, to=to, by=by, word=word, at=at)
        post([_letter(assessment, to=to, by=by, word=word)])
    return assessment


def put_back(by: User, code: str, year: int) -> Assessment:
    """Put an assessment that one has back, so that nobody has it, and return it.

    Raises Refused when it is not (any more) with `by`, and what `get_assessment` raises.
    """
    with transaction.atomic():
        assessment = _locked(by, code, year)
        _require_own(assessment, by)
        _put_in_hands(assessment, Hands.PUT_BACK, to=None, by=by)
    return assessment


@receiver(step_taken)
def hold_what_was_taken_up(sender: object, taken: StepTaken, **kwargs: Any) -> None:
    """Who takes an assessment up for review has it from then on, also when it was with somebody else."""
    assessment = taken.assessment
    if taken.step == TAKE_UP.slug and assessment.reviewer_id != taken.taken_by_id:
        how = Hands.TAKEN if assessment.reviewer_id is None else Hands.TAKEN_OVER
        try:
            _put_in_hands(assessment, how, to=taken.taken_by, by=taken.taken_by, at=taken.taken_at)
        except Refused as gone:  # between the check of the step and this: the access has just ended
            raise PermissionDenied from gone


@receiver(post_delete, sender=Membership)
def let_go_without_membership(sender: object, instance: Membership, **kwargs: Any) -> None:
    """Who is no adviser of a place any more reviews nothing there."""
    if instance.role == Role.ADVISER:
        _let_go(Assessment.objects.filter(reviewer=instance.user_id))


@receiver(post_save, sender=User)
def let_go_without_login(sender: object, instance: User, **kwargs: Any) -> None:
    """Whose account is switched off reviews nothing."""
    if not instance.is_active:
        _let_go(Assessment.objects.filter(reviewer=instance))


@receiver(post_save, sender=Municipality)
def let_go_of_what_ended(sender: object, instance: Municipality, **kwargs: Any) -> None:
    """In a municipality that has ended everybody only reads."""
    if instance.has_ended:
        _let_go(Assessment.objects.filter(municipality=instance))


def _memberships(municipality: Municipality) -> QuerySet[Membership]:
    here = Q(municipality=municipality) | Q(province=municipality.province_id)
    return Membership.objects.filter(here, role=Role.ADVISER).order_by()


def _locked(by: User, code: str, year: int) -> Assessment:
    return get_assessment(by, code, year, May.REVIEW, lock=True).assessment


def _with_whom(assessment: Assessment) -> str:
    if assessment.reviewer is None:
        return f"{assessment.municipality} is nu bij niemand."
    return f"{assessment.municipality} is nu bij {assessment.reviewer}."


def _require_own(assessment: Assessment, by: User) -> None:
    if assessment.reviewer_id != by.pk:
        raise Refused(f"{_with_whom(assessment)} {UNCHANGED}")


def _put_in_hands(
    assessment: Assessment, how: Hands, *, to: User | None, by: User, word: str = "", at: datetime | None = None
) -> None:
    """Make this adviser (or nobody) the reviewer, and log it."""
    if to is not None:
        # Locked, so that a membership that goes at this moment goes before or after: never with the assessment left.
        rows = _memberships(assessment.municipality).filter(user=to, user__is_active=True)
        if not list(rows.select_for_update(of=("self",)).values_list("pk", flat=True)):
            raise Refused(f"{to} is geen adviseur (meer) van {assessment.municipality}. {UNCHANGED}")
    ReviewerChange.objects.create(
        assessment=assessment,
        how=how,
        from_user=assessment.reviewer,
        to_user=to,
        by=by,
        word=word,
        at=at or timezone.now(),
    )
    assessment.reviewer = to
    assessment.save(update_fields=["reviewer"])


def _letter(assessment: Assessment, *, to: User, by: User, word: str) -> Letter:
    municipality = assessment.municipality
    return Letter(
        kind=Kind.STEP,
        to=to,
        subject=f"{municipality}, {assessment.round}: aan u overgedragen",
        template="assessments/mail/review_handed_over",
        context={"assessment": assessment, "by": by, "word": word},
        link=reverse("submission", args=[municipality.code, assessment.round.year]),
        button="Naar de zelfevaluatie",
        about=municipality.name,
        municipality=municipality.code,
        needs=May.REVIEW.value,
    )


def _let_go(rows: AssessmentQuerySet) -> None:
    """Take those of these assessments out of the hands of their reviewer who has no access any more."""
    with transaction.atomic():
        gone = list(Assessment.objects.filter(pk__in=rows.reviewer_without_access()).select_for_update())
        ReviewerChange.objects.bulk_create(
            ReviewerChange(assessment=each, how=Hands.ACCESS_ENDED, from_user_id=each.reviewer_id) for each in gone
        )
        Assessment.objects.filter(pk__in=[each.pk for each in gone]).update(reviewer=None)
