"""A country with adopted assessments: as plain lines for the rules, and in the database for the pages."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils import timezone

from assessments.models import Assessment, Round, Status, Submission
from assessments.reading import read_snapshot
from assessments.snapshot import digest, to_content
from basisfuncties.structure import structure_of
from comparison.counting import Counted
from comparison.lines import Line
from comparison.models import Figures
from municipalities.models import Municipality
from tests.comparison.lines import FIRST, member, noon
from tests.factories import RoundFactory, UserFactory

WHERE = ("vertalen", "visie")
LATER = date(2026, 3, 2)


def line(key: int, level: int | None = 2, *, year: int = 2026, own: int = 0, **values) -> Line:
    """Return one adopted submission with this level in the visie of Vertalen; the rest goes to `member`."""
    speerpunten, findings = values.pop("speerpunten", ()), values.pop("findings", {})
    levels = {} if level is None else {"visie": level}
    counted = Counted({"vertalen": levels}, {"vertalen": findings}, {"vertalen": speerpunten}, {"vertalen": own}, {})
    return Line(member=member(key, **values), year=year, edition="2009", counted=counted)


def lines(levels: Iterable[int | None], *, first: int = 1, **values) -> list[Line]:
    """Return a line for each of these levels, with keys in a row from `first`."""
    return [line(first + place, level, **values) for place, level in enumerate(levels)]


def year_ago(rows: Iterable[Line], level: Callable[[Line], int | None] = lambda row: row.level(*WHERE)) -> list[Line]:
    """Return the same municipalities in the round before, with keys of their own."""
    return [
        line(
            1000 + row.member.key,
            level(row),
            year=2025,
            municipality=row.member.municipality,
            province=row.member.province,
            day=FIRST - timedelta(days=365),
        )
        for row in rows
    ]


def adopt_all(
    municipalities: Iterable[Municipality],
    year: int,
    *,
    levels: Callable[[int], int] = lambda place: place % 5,
    adopted_on: date | None = None,
) -> Round:
    """Store that these municipalities were adopted in this round, each layer at the level that `levels` says."""
    round_ = RoundFactory(year=year)
    round_.invite_all()
    towns = list(municipalities)
    someone = UserFactory()
    moment = noon(adopted_on or timezone.localdate() - timedelta(days=200))
    Assessment.objects.filter(round=round_, municipality__in=towns).update(status=Status.ADOPTED, adopted_at=moment)
    assessments = {
        each.municipality_id: each for each in Assessment.objects.filter(round=round_, municipality__in=towns)
    }
    Submission.objects.bulk_create(
        Submission(
            assessment=assessments[town.pk],
            number=1,
            content={},
            sha256="0" * 64,
            submitted_at=moment,
            submitted_by=someone,
        )
        for town in towns
    )
    submissions = {
        each.assessment.municipality_id: each
        for each in Submission.objects.filter(assessment__round=round_).select_related(
            "assessment__round__framework", "assessment__municipality"
        )
    }
    Figures.objects.bulk_create(figures_of(submissions[town.pk], levels(place)) for place, town in enumerate(towns))
    return round_


def handed_in(assessment: Assessment) -> Submission:
    """Return a stored submission of this assessment as it is now."""
    content = to_content(read_snapshot(assessment))
    return Submission.objects.create(
        assessment=assessment,
        number=1,
        content=content,
        sha256=digest(content),
        submitted_at=timezone.now(),
        submitted_by=UserFactory(),
    )


def figures_of(submission: Submission, level: int = 2) -> Figures:
    """Return unsaved figures of this submission, with this level everywhere."""
    round_, town = submission.assessment.round, submission.assessment.municipality
    functions = structure_of(round_.framework).basisfuncties
    first = functions[0].layers[1].elements[0].code
    counted = Counted(
        levels={each.slug: {layer.kind: level for layer in each.layers} for each in functions},
        findings={functions[0].slug: {"geen-geld": 2}} if level < 2 else {},
        speerpunten={functions[0].slug: (first,) if level > 1 else ()},
        own={functions[0].slug: level},
        money={},
    )
    return Figures(
        submission=submission,
        assessment=submission.assessment,
        number=1,
        municipality=town,
        province_id=town.province_id,
        framework=round_.framework,
        year=round_.year,
        adopted_at=submission.submitted_at,
        counts=True,
        population=town.population,
        counted=counted.to_content(),
    )
