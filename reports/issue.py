"""Which version of an assessment a person gets as a report, and what the report says of its standing."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from assessments.access import Opened
from assessments.dutch import dutch_date
from assessments.models import WITH_MUNICIPALITY, Assessment, Status
from assessments.reading import read_snapshot
from assessments.reviewing.levels import levels_at_adoption, second_levels
from assessments.reviewing.second import SecondLevel
from assessments.snapshot import Snapshot, from_content
from municipalities.access import May


@dataclass(frozen=True)
class Issue:
    """The standing of one report. Without `number` it is the live concept, without `adopted_on` not yet final."""

    made_on: date
    reference: str = ""
    number: int | None = None
    submitted_on: date | None = None
    sha256: str = ""
    adopted_on: date | None = None

    @property
    def is_final(self) -> bool:
        """Whether this is the adopted version, which never changes again."""
        return self.adopted_on is not None

    @property
    def in_words(self) -> str:
        """Return the standing in a few words: 'Vastgesteld op 3 december 2026'."""
        if self.adopted_on is not None:
            return f"Vastgesteld op {dutch_date(self.adopted_on)}"
        if self.submitted_on is not None:
            return f"Ingediend op {dutch_date(self.submitted_on)}, nog niet vastgesteld"
        return f"Concept van {dutch_date(self.made_on)}"


@dataclass(frozen=True)
class Issued:
    """A version of an assessment with its standing: all that a report is made of.

    `seconds` are the adviser's levels: of a final version as they were at its adoption, before that those that were
    sent, for who takes part in the conversation about them (docs/decisions/0007-the-advisers-level.md).
    """

    snapshot: Snapshot
    issue: Issue
    seconds: tuple[SecondLevel, ...] = ()


def issued_to(opened: Opened, number: int | None = None) -> Issued | None:
    """Return the version that this person gets, or submission `number`; None when that was not submitted (yet).

    Who fills in sees the live concept as long as the municipality has it; everybody else, and they too after that,
    the latest submission. One query for a submission, six for a concept, and one for the adviser's levels.
    """
    assessment, talks_along = opened.assessment, opened.access.may(May.READ_REVIEW)
    if number is not None:
        return _submission(assessment, number, talks_along=talks_along)
    if opened.access.may(May.FILL_IN) and assessment.status in WITH_MUNICIPALITY:
        return _concept(assessment)
    return _submission(assessment, talks_along=talks_along)


def newest_issue(assessment: Assessment) -> Issued:
    """Return the latest submission, or the concept as it is now when nothing was submitted yet."""
    return _submission(assessment) or _concept(assessment)


def submitted_issue(assessment: Assessment, number: int) -> Issued | None:
    """Return the submission with this number, as everybody reads it once it is adopted; None when there is none."""
    return _submission(assessment, number)


def concept_issue(assessment: Assessment) -> Issued:
    """Return the concept as it is now, as it goes to people outside the conversation: without the adviser's levels."""
    return replace(_concept(assessment), seconds=())


def _concept(assessment: Assessment) -> Issued:
    seconds = second_levels(assessment) if assessment.status != Status.CONCEPT else []
    return Issued(read_snapshot(assessment), Issue(made_on=timezone.localdate()), tuple(seconds))


def _submission(assessment: Assessment, number: int | None = None, *, talks_along: bool = False) -> Issued | None:
    """Return the submission with this number, or the latest; `talks_along` with levels that were only sent."""
    rows = assessment.submissions.with_adoption().order_by("-number")
    if number is not None:
        rows = rows.filter(number=number)
    submission = rows.first()
    if submission is None:
        return None
    # The log of steps knows when each was adopted, also after reopening: a report that is final stays so.
    adopted_at = submission.adopted_at
    issue = Issue(
        # Not today: the same submission is the same report tomorrow.
        made_on=timezone.localdate(submission.submitted_at),
        reference=f"ZVW-{assessment.round.year}-{assessment.municipality.code}-{submission.number}",
        number=submission.number,
        submitted_on=timezone.localdate(submission.submitted_at),
        sha256=submission.sha256,
        adopted_on=timezone.localdate(adopted_at) if adopted_at else None,
    )
    seconds: list[SecondLevel] = []
    if adopted_at:
        seconds = levels_at_adoption(assessment, submission)
    elif talks_along:
        seconds = second_levels(assessment)
    return Issued(from_content(submission.content), issue, tuple(seconds))
