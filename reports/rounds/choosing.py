"""Which reports of a round somebody may have all at once: those of the municipalities that the person reviews."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from assessments.models import Assessment, Submission
from making.models import MadeFile, State
from reports.final.making import FINAL_REPORT
from reports.final.models import FinalReport


@dataclass(frozen=True)
class RoundReports:
    """What there is of a round: how many reports were adopted and have their file, and how many concepts there are."""

    year: int
    adopted: int
    ready: int
    concepts: int
    is_demo: bool

    @property
    def to_make(self) -> int:
        """Return of how many adopted reports the file is still to be made."""
        return self.adopted - self.ready


def rounds_of(user: User) -> list[RoundReports]:
    """Return the rounds of which this person can have reports, the newest first. One query."""
    finals = FinalReport.objects.filter(assessment=OuterRef("pk")).order_by("-adopted_at")
    last = Submission.objects.filter(assessment=OuterRef("pk")).order_by("-number")
    rows = (
        Assessment.objects.to_review_by(user)
        .annotate(
            final=Subquery(finals.values("pk")[:1]),
            with_file=Subquery(finals.values("file")[:1]),
            last=Subquery(last.values("pk")[:1]),
            last_final=Subquery(last.values("final_report")[:1]),
        )
        .filter(last__isnull=False)
        .order_by()
        .values(year=F("round__year"), is_demo=F("round__is_demo"))
        .annotate(
            adopted=Count("final"),
            ready=Count("with_file"),
            concepts=Count("last", filter=Q(last_final=None)),
        )
        .order_by("-year")
    )
    return [RoundReports(**row) for row in rows]


def finals_of(user: User, year: int) -> list[int]:
    """Return the keys of the newest final report of each assessment of this round that this person reviews."""
    return list(FinalReport.objects.of_round(user, year).order_by("pk").values_list("pk", flat=True))


def concepts_of(user: User, year: int) -> list[int]:
    """Return the keys of what was handed in last of each assessment of this round, and is not adopted."""
    return list(
        _last(Assessment.objects.to_review_by(user).filter(round__year=year))
        .filter(final_report=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def not_made() -> list[FinalReport]:
    """Return the final reports of which the file could not be made, however often it was tried. Two queries."""
    failed = MadeFile.objects.filter(kind=FINAL_REPORT.slug, state=State.FAILED).values_list("content", flat=True)
    keys = [FINAL_REPORT.load(text) for text in failed]
    return list(FinalReport.objects.light().with_place().filter(pk__in=keys, file=None).order_by("reference"))


def _last(assessments: QuerySet[Assessment]) -> QuerySet[Submission]:
    newer = Submission.objects.filter(assessment=OuterRef("assessment"), number__gt=OuterRef("number"))
    return Submission.objects.filter(~Exists(newer), assessment__in=assessments.order_by().values("pk"))
