"""Write the figures of what was adopted."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from assessments.models import Submission
from assessments.snapshot import from_content
from comparison.counting import count
from comparison.models import Figures
from municipalities.models import Province

AT_ONCE = 50


def store(submission: Submission, adopted_at: datetime) -> Figures:
    """Write the figures of a submission that is adopted now, in the transaction of the step. Three queries.

    One that is adopted again keeps the figures that it has: its content is the same.
    """
    earlier = list(Figures.objects.filter(assessment=submission.assessment_id))
    for figures in earlier:
        if figures.submission_id == submission.pk:
            return figures
    provinces = {each.name: each.pk for each in Province.objects.all()}
    row = _row(submission, adopted_at, provinces, counts=not earlier)
    row.save()
    return row


@transaction.atomic
def rebuild() -> int:
    """Work out all figures again, from what was adopted; return how many there are.

    For when the rules of what is counted have changed. In memory there are some at once.
    """
    Figures.objects.all().delete()
    return fill_in()


@transaction.atomic
def fill_in() -> int:
    """Work out the figures of what was adopted and has none yet; return how many."""
    rows = Submission.objects.with_adoption().filter(**{"adopted_at__isnull": False}, figures=None)
    rows = rows.select_related("assessment__round", "assessment__municipality")
    provinces = {each.name: each.pk for each in Province.objects.all()}
    counted = set(Figures.objects.filter(counts=True).values_list("assessment", flat=True))
    made = 0
    waiting: list[Figures] = []
    for submission in rows.order_by("assessment", "number").iterator(chunk_size=AT_ONCE):
        adopted_at = submission.adopted_at
        assert adopted_at is not None, "the filter holds this"  # noqa: S101
        counts = submission.assessment_id not in counted
        waiting.append(_row(submission, adopted_at, provinces, counts=counts))
        counted.add(submission.assessment_id)
        if len(waiting) == AT_ONCE:
            made += _write(waiting)
            waiting = []
    return made + _write(waiting)


def _write(rows: Iterable[Figures]) -> int:
    return len(Figures.objects.bulk_create(rows))


def _row(submission: Submission, adopted_at: datetime, provinces: dict[str, int], *, counts: bool) -> Figures:
    snapshot = from_content(submission.content)
    place, key_figures = snapshot.municipality, snapshot.key_figures
    assessment = submission.assessment
    return Figures(
        submission=submission,
        assessment=assessment,
        number=submission.number,
        municipality_id=assessment.municipality_id,
        # by the name of then; a province that is called otherwise now is the one of the municipality
        province_id=provinces.get(place.province, assessment.municipality.province_id),
        framework_id=assessment.round.framework_id,
        year=assessment.round.year,
        adopted_at=adopted_at,
        counts=counts,
        population=place.population,
        fte=key_figures.fte,
        budget=key_figures.budget,
        steunpunt=key_figures.steunpunt,
        steunpunt_form=key_figures.steunpunt_form,
        steunpunt_fte=key_figures.steunpunt_fte,
        steunpunt_budget=key_figures.steunpunt_budget,
        keurmerk=key_figures.keurmerk,
        counted=count(snapshot).to_content(),
    )
