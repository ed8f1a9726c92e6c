"""The doors of the evaluation: give, change or decline it, once and until a set day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.forms.deciding import JOINED, THEIRS, take_both
from assessments.forms.parts import PartForm
from assessments.models import Assessment
from improvement.averages import Given
from improvement.models import Evaluation
from improvement.models.evaluation import open_until
from municipalities.access import Access, May
from municipalities.refusal import Refused

CLOSED = "De evaluatie kan niet meer worden gewijzigd. Er is niets opgeslagen."
NOT_YET = "De evaluatie vragen wij als de zelfevaluatie is vastgesteld."


@dataclass(frozen=True)
class Evaluating:
    """An assessment in the hands of who may evaluate it, with its evaluation, if any."""

    opened: Opened
    evaluation: Evaluation | None

    @property
    def until(self) -> date | None:
        """Return the last day on which it can be given or changed; None when it is not adopted."""
        return self.evaluation.open_until if self.evaluation else open_until(self.opened.assessment)

    @property
    def is_open(self) -> bool:
        """Whether it can be given or changed today."""
        return self.until is not None and timezone.localdate() <= self.until

    @property
    def row(self) -> Evaluation:
        """Return the evaluation, or a new one that is not stored."""
        return self.evaluation or Evaluation(assessment=self.opened.assessment)


def may_evaluate(access: Access, assessment: Assessment) -> bool:
    """Whether this person may: the coördinator, or who handed in last and still fills in. At most one query."""
    if access.may(May.SUBMIT):
        return True
    if not access.may(May.FILL_IN):
        return False
    last = assessment.submissions.order_by("-number").values_list("submitted_by", flat=True).first()
    return last == access.user.pk


def is_asked(access: Access, assessment: Assessment) -> date | None:
    """Return until when this person is asked for an evaluation, or None. No query as long as nothing is adopted."""
    until = open_until(assessment)
    if until is None or timezone.localdate() > until or not may_evaluate(access, assessment):
        return None
    return None if Evaluation.objects.filter(assessment=assessment).exists() else until


def get_evaluating(user: User, code: str, year: int, *, lock: bool = False) -> Evaluating:
    """Return the evaluation of this assessment, for who may give it. Three queries.

    Raises what `get_assessment` raises, and PermissionDenied for who may not evaluate.
    """
    opened = get_assessment(user, code, year, May.FILL_IN, lock=lock)
    if not may_evaluate(opened.access, opened.assessment):
        raise PermissionDenied
    rows = Evaluation.objects.filter(assessment=opened.assessment).select_related("given_by", "updated_by")
    return Evaluating(opened, rows.first())


@dataclass(frozen=True)
class Outcome:
    """What became of a form: saved, given up or shown again; `is_stale` when a colleague was earlier."""

    now: Evaluating
    form: PartForm
    is_saved: bool = False
    is_stale: bool = False
    refused: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was typed waits for this person."""
        return not (self.form.errors or self.is_stale or self.refused)


def give(user: User, code: str, year: int, form_of: Callable[[Evaluation], PartForm], decision: str = "") -> Outcome:
    """Give the evaluation, or change it, unless it is closed, has errors or a colleague was earlier."""
    with transaction.atomic():
        now = get_evaluating(user, code, year, lock=True)
        row = now.row
        form = form_of(row)
        if not now.is_open:
            return Outcome(now, form, refused=CLOSED if now.until else NOT_YET)
        if not form.is_bound or not form.is_valid() or decision == THEIRS:
            return Outcome(now, form)
        if decision == JOINED and not take_both(form):
            return Outcome(now, form)
        if now.evaluation is not None and form.is_changed and form.is_stale and not row.declined:
            return Outcome(now, form, is_stale=True)
        form.apply()
        _store(row, user, now)
        return Outcome(now, form, is_saved=True)


def decline(user: User, code: str, year: int) -> None:
    """Say that the municipality rather gives none, so that it is not asked again.

    Raises Refused when it is closed or was given already, and what `get_evaluating` raises.
    """
    with transaction.atomic():
        now = get_evaluating(user, code, year, lock=True)
        if not now.is_open:
            raise Refused(CLOSED if now.until else NOT_YET)
        if now.evaluation is not None:
            if now.evaluation.declined:
                return
            raise Refused(f"{now.evaluation.given_by} heeft de evaluatie al ingevuld. Er is niets veranderd.")
        row = now.row
        row.declined = True
        _store(row, user, now)


def _store(row: Evaluation, user: User, now: Evaluating) -> None:
    row.touch(user)
    if row._state.adding:
        assert now.until is not None, "an evaluation is given after adoption"  # noqa: S101
        row.given_by, row.given_at, row.open_until = user, row.updated_at, now.until
    row.save()


def all_given() -> list[Given]:
    """Return all evaluations that hold marks, as `improvement.averages` takes them. One query."""
    rows = Evaluation.objects.given().select_related("assessment__municipality")
    return [
        Given(
            key=row.pk,
            municipality=row.assessment.municipality_id,
            province=row.assessment.municipality.province_id,
            final_after=row.open_until,
            marks=row.marks,
            word=row.word,
        )
        for row in rows
    ]
