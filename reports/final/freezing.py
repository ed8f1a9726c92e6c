"""Freezing what a final report is made of: at the adoption, and afterwards for what was adopted before this existed."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from assessments.models import Assessment, Status, StepTaken, Submission
from assessments.signals import demo_made, step_taken
from making.asking import ask
from reports.content import as_json, read_content
from reports.final.making import FINAL_REPORT
from reports.final.models import FinalReport
from reports.issue import submitted_issue

# The demo takes its steps in a past of its own, and adds the advice to them afterwards.
LONG_AGO = timedelta(days=1)


def freeze(assessment: Assessment, number: int) -> FinalReport:
    """Return the final report of this submission, which was adopted; frozen as things stand now when there is none.

    Who does so at the same moment gets the same one. Raises ValueError for what was not adopted.
    """
    found = FinalReport.objects.light().filter(assessment=assessment, submission__number=number).first()
    if found is not None:
        return found
    submission = assessment.submissions.with_adoption().defer("content").filter(number=number).first()
    issued = submitted_issue(assessment, number)
    if submission is None or issued is None or submission.adopted_at is None:
        raise ValueError(f"Submission {number} of {assessment} was not adopted.")
    return FinalReport.objects.get_or_create(
        submission=submission,
        defaults={
            "assessment": assessment,
            "reference": issued.issue.reference,
            "adopted_at": submission.adopted_at,
            "submission_sha256": submission.sha256,
            "content": as_json(read_content(assessment, issued)),
        },
    )[0]


def freeze_missing() -> int:
    """Freeze the report of all that was adopted and has none yet; return of how many."""
    rows = Submission.objects.with_adoption().filter(final_report=None, **{"adopted_at__isnull": False})
    rows = rows.select_related("assessment__round__framework", "assessment__municipality__province").defer("content")
    missing = list(rows.order_by("assessment", "number"))
    for submission in missing:
        freeze(submission.assessment, submission.number)
    return len(missing)


@receiver(step_taken, dispatch_uid="reports.freeze_at_adoption")
def freeze_at_adoption(taken: StepTaken, **kwargs: Any) -> None:
    """Freeze the report in the transaction of the adoption, and have its file made."""
    if taken.to_status != Status.ADOPTED or taken.taken_at < timezone.now() - LONG_AGO:
        return
    newest = taken.assessment.submissions.order_by("-number").values_list("number", flat=True).first()
    if newest is not None:
        with transaction.atomic():
            ask(FINAL_REPORT, freeze(taken.assessment, newest).pk)


@receiver(demo_made, dispatch_uid="reports.freeze_in_demo")
def freeze_in_demo(**kwargs: Any) -> None:
    """Freeze the reports of the demo; their files are made when somebody asks for them."""
    freeze_missing()
