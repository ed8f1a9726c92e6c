"""Which submissions of many municipalities somebody may export. Access is that of the floors below."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from assessments.models import Assessment, Status, StepTaken, Submission
from exports.models import Export
from municipalities.models import Province


def submissions_for(
    user: User, province: Province | None, years: Iterable[int], *, only_adopted: bool
) -> QuerySet[Submission]:
    """Return the last submission of each assessment that this person reviews, of these rounds and this province.

    With `only_adopted` the last one that was adopted: it stays so when the assessment is reopened.
    """
    assessments = Assessment.objects.to_review_by(user).filter(round__year__in=list(years))
    if province is not None:
        assessments = assessments.filter(municipality__province=province)
    same = Submission.objects.filter(assessment=OuterRef("assessment"))
    if only_adopted:
        # Not by its name: it is no field, but what `with_adoption` adds.
        same = same.with_adoption().filter(**{"adopted_at__isnull": False})
    last = Subquery(same.order_by("-number").values("pk")[:1])
    return Submission.objects.filter(assessment__in=assessments.order_by().values("pk"), pk=last).order_by()


def chosen_for(export: Export) -> QuerySet[Submission]:
    """Return the submissions that go into this file, as the person who asked for it may have them now."""
    return submissions_for(export.requested_by, export.province, export.years, only_adopted=export.only_adopted)


def may_still_have(user: User, export: Export) -> bool:
    """Whether this person still reviews every municipality of which there is something in the file. One query."""
    reviewed = Assessment.objects.to_review_by(user).filter(municipality__in=export.municipalities)
    found = reviewed.aggregate(count=Count("municipality", distinct=True))["count"]
    return bool(user.is_active and found == len(export.municipalities))


@dataclass(frozen=True)
class RoundOffer:
    """A round of which something can be exported: of how many municipalities it was submitted, and adopted."""

    year: int
    submitted: int
    adopted: int
    is_demo: bool


def rounds_for(user: User) -> list[RoundOffer]:
    """Return the rounds in which anything was submitted by a municipality that this person reviews, newest first."""
    submitted = Exists(Submission.objects.filter(assessment=OuterRef("pk")))
    adopted = Exists(StepTaken.objects.filter(assessment=OuterRef("pk"), to_status=Status.ADOPTED))
    rows = (
        Assessment.objects.to_review_by(user)
        .filter(submitted)
        .annotate(was_adopted=adopted)
        .order_by()
        .values(year=F("round__year"), is_demo=F("round__is_demo"))
        .annotate(submitted=Count("pk"), adopted=Count("pk", filter=Q(was_adopted=True)))
        .order_by("-year")
    )
    return [RoundOffer(**row) for row in rows]


def provinces_for(user: User) -> QuerySet[Province]:
    """Return the provinces in which this person reviews anything."""
    reviewed = Assessment.objects.to_review_by(user).order_by().values("municipality__province")
    return Province.objects.filter(pk__in=reviewed).order_by("name")
