"""The one door through which an assessment takes a step."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.models import Assessment, Status, StepTaken, Submission
from assessments.reading import read_snapshot
from assessments.scoring import progress
from assessments.signals import step_taken
from assessments.snapshot import digest, to_content
from assessments.steps import STEPS, SUBMIT, Step
from municipalities.access import Access


class StepRefusedError(Exception):
    """The step can't be taken; the message says in Dutch why."""


def steps_open_to(access: Access, assessment: Assessment) -> list[Step]:
    """Return the steps that this person may take now; the templates show a button for each."""
    return [step for step in STEPS.values() if assessment.status in step.starts_at and access.may(step.needs)]


def take_step(
    user: User,
    code: str,
    year: int,
    step: Step,
    *,
    note: str = "",
    at: datetime | None = None,
    notify: Callable[[StepTaken], None] | None = None,
) -> Assessment:
    """Take a step with the assessment of this municipality in this year, and return it.

    Locks, checks, changes, logs and (for submitting) copies in one transaction, sends `step_taken` in it, and calls
    `notify`, which posts the mail with it. `at` is the moment, now when left out (the demo data has a past). Raises
    StepRefusedError with the reason when the step can't be taken, and what `get_assessment` raises. Nothing has
    changed then.
    """
    with transaction.atomic():
        opened = get_assessment(user, code, year, step.needs, lock=True)
        now = at or timezone.now()
        _check(opened, step, note, now)
        assessment = opened.assessment
        if step is SUBMIT:
            _submit(assessment, user, now)
        taken = StepTaken.objects.create(
            assessment=assessment,
            step=step.slug,
            from_status=assessment.status,
            to_status=step.leads_to,
            taken_by=user,
            taken_at=now,
            note=note,
        )
        assessment.status = step.leads_to
        assessment.status_since = now
        assessment.adopted_at = now if step.leads_to == Status.ADOPTED else None
        assessment.save(update_fields=["status", "status_since", "adopted_at"])
        step_taken.send(sender=StepTaken, taken=taken)
        if notify is not None:
            notify(taken)
    return assessment


def _check(opened: Opened, step: Step, note: str, now: datetime) -> None:
    assessment = opened.assessment
    status = Status(assessment.status)
    if status not in step.starts_at:
        raise StepRefusedError(
            f"Deze stap kan nu niet: de zelfevaluatie heeft de status ‘{status.label}’. Er is niets veranderd."
        )
    if step.note_required and not note:
        raise StepRefusedError(f"{step.note_missing} Anders weet de gemeente niet wat u bedoelt.")
    if step is SUBMIT:
        if status == Status.CONCEPT and not assessment.round.is_open(timezone.localdate(now)):
            raise StepRefusedError(_closed(assessment, now))
        missing = progress(read_snapshot(assessment)).missing_levels
        if missing:
            named = ", ".join(f"{function.name} ({layer.name.lower()})" for function, layer in missing)
            raise StepRefusedError(f"Indienen kan nog niet. Kies eerst een niveau bij: {named}.")


def _closed(assessment: Assessment, now: datetime) -> str:
    if timezone.localdate(now) < assessment.round.opens_on:
        return "De ronde is nog niet open. Er is niets veranderd."
    return "De ronde is gesloten. Indienen kan niet meer; er is niets veranderd. Vraag de beheerder om uitstel."


def _submit(assessment: Assessment, user: User, now: datetime) -> Submission:
    snapshot = read_snapshot(assessment)
    content = to_content(snapshot)
    submission = Submission.objects.create(
        assessment=assessment,
        number=assessment.submissions.count() + 1,
        content=content,
        sha256=digest(content),
        submitted_at=now,
        submitted_by=user,
    )
    # What is in the copy stays readable to who reads the submission, whatever happens to it here.
    submission.evidence.set(snapshot.evidence_ids)
    return submission
