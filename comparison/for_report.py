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
from comparison.groups import Member
from comparison.lines import Line
from comparison.models import Figures
from comparison.reading import read_field
from comparison.trend import Point, Trend, trend_of

ROUNDS_BACK = 2  # where nobody of the round can be shown yet, the round before may say something


def read_trend(assessment: Assessment, snapshot: Snapshot, *, is_adopted: bool) -> Trend:
    """Return the trend up to this version of an assessment: earlier rounds as they were adopted. One query."""
    rows = Figures.objects.of_municipality(assessment.municipality).filter(year__lt=assessment.round.year)
    points = [Point(row.line, structure_of(row.framework)) for row in rows.select_related("framework")]
    own = Point(_line_of(assessment, snapshot), structure_of(assessment.round.framework), is_adopted)
    return trend_of([*points, own])


def read_comparison(assessment: Assessment, snapshot: Snapshot, today: date | None = None) -> Comparison | None:
    """Return this version beside municipalities of like size, in this round or else in one shortly before.

    None as long as there is no group that can be shown. At most eight queries.
    """
    today = today or timezone.localdate()
    own = _line_of(assessment, snapshot)
    place = assessment.municipality
    whom = Whom(Kind.SIZE, own.member.population, place.province_id, place.province.name)
    years = Figures.objects.filter(year__lte=assessment.round.year, counts=True).order_by("-year")
    for year in years.values_list("year", flat=True).distinct()[:ROUNDS_BACK]:
        structure = _structure_of_round(year)
        found = compare(read_field(year, today), structure, whom, own)
        if found.count:
            return found
    return None


def _structure_of_round(year: int) -> Structure:
    row = Figures.objects.of_round(year).select_related("framework")[0]
    return structure_of(row.framework)


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
