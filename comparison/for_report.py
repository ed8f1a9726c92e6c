"""What a council report says of the course over the rounds and of others: public-safe statistics only.

The own figures are those of the version that the report is on; of others there is nothing but whole groups.
"""

from datetime import date

from django.utils import timezone

from assessments.models import Assessment
from assessments.snapshot import Snapshot
from basisfuncties.structure import Structure, structure_of
from comparison.beside import Comparison, Kind, Whom, compare
from comparison.counting import count
from comparison.field import Field
from comparison.groups import LEAST, Member
from comparison.knowing import read_people
from comparison.lines import Line
from comparison.models import Figures
from comparison.trend import Point, Trend, trend_of


def read_trend(assessment: Assessment, snapshot: Snapshot, *, is_adopted: bool) -> Trend:
    """Return the trend up to this version of an assessment: earlier rounds as they were adopted. One query."""
    rows = Figures.objects.of_municipality(assessment.municipality).filter(
        year__lt=assessment.round.year, framework__series=assessment.round.framework.series
    )
    points = [Point(row.line, structure_of(row.framework)) for row in rows.select_related("framework")]
    own = Point(_line_of(assessment, snapshot), structure_of(assessment.round.framework), is_adopted)
    return trend_of([*points, own])


def read_comparison(assessment: Assessment, snapshot: Snapshot, today: date | None = None) -> Comparison | None:
    """Return this version beside municipalities of like size, in this round or else in the last one that has figures.

    None as long as there is no group that can be shown. Two to five queries.
    """
    today = today or timezone.localdate()
    own, place = _line_of(assessment, snapshot), assessment.municipality
    whom = Whom(Kind.SIZE, own.member.population, place.province_id, place.province.name)
    rounds = Figures.objects.filter(counts=True, framework__series=assessment.round.framework.series)
    earlier = rounds.filter(year__lt=assessment.round.year).order_by("-year").values("year")[:1]
    for rows in (rounds.filter(year=assessment.round.year), rounds.filter(year__in=earlier)):
        found = list(rows.select_related("framework"))
        # So few are in no group: there is no need to ask who knows them.
        if len(found) < LEAST:
            continue
        structure = structure_of(found[0].framework)
        if not _can_be_compared(structure, structure_of(assessment.round.framework)):
            continue
        field = Field(found[0].year, tuple(row.line for row in found), read_people(), today)
        comparison = compare(field, structure, whom, own)
        if comparison.count:
            return comparison
    return None


def _can_be_compared(one: Structure, other: Structure) -> bool:
    """Whether two editions have something in common, on the same scale."""
    slugs = {each.slug for each in one.basisfuncties} & {each.slug for each in other.basisfuncties}
    return bool(slugs) and one.words.highest == other.words.highest


def _line_of(assessment: Assessment, snapshot: Snapshot) -> Line:
    figures = snapshot.key_figures
    return Line(
        # It counts nowhere: what is counted was adopted and stands in its own row.
        member=Member(
            key=0,
            municipality=assessment.municipality_id,
            province=assessment.municipality.province_id,
            population=snapshot.municipality.population,
            adopted_at=timezone.now(),
        ),
        year=assessment.round.year,
        edition=snapshot.edition,
        counted=count(snapshot),
        fte=figures.fte,
        budget=figures.budget,
        steunpunt=figures.steunpunt,
        steunpunt_form=figures.steunpunt_form,
        steunpunt_fte=figures.steunpunt_fte,
        steunpunt_budget=figures.steunpunt_budget,
        keurmerk=figures.keurmerk,
    )
