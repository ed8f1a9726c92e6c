"""One municipality beside others, in groups that give nobody away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from accounts.requests import PersonRequest
from basisfuncties.structure import structure_of
from comparison.beside import Beside, Comparison, Kind, Share, Whom, compare
from comparison.drawing import draw_beside, draw_legend, draw_share
from comparison.field import Field
from comparison.groups import ABOUT, LEAST
from comparison.knowing import read_people
from comparison.models import Figures
from comparison.views.frame import frame, one_of, subjects
from municipalities.access import Access, May, get_access

KINDS = (
    (Kind.SIZE.value, "Ongeveer even groot"),
    (Kind.PROVINCE.value, "Dezelfde provincie"),
    (Kind.COUNTRY.value, "Heel Nederland"),
)
SIZES = tuple((str(number), f"ongeveer {number}") for number in (20, *(each for each in ABOUT if each != 20)))
SUBJECTS = (
    ("niveaus", "Niveaus"),
    ("geld", "Geld"),
    ("kerncijfers", "Kerncijfers"),
    ("speerpunten", "Speerpunten"),
    ("bevindingen", "Bevindingen"),
)


@dataclass(frozen=True)
class Panel:
    """One picture with its heading, and its figures as rows of a table."""

    title: str
    number: int
    picture: SafeString
    rows: Sequence[Beside]


@dataclass(frozen=True)
class Shares:
    """A table of how many in the group have something, with a bar in each row."""

    title: str
    number: int
    rows: Sequence[tuple[Share, SafeString]]


@require_GET
def compare_others(request: PersonRequest, code: str) -> HttpResponse:
    """Show where the municipality stands among others: levels, money, key figures, speerpunten or findings."""
    access = get_access(request.user, code, May.READ_SUBMITTED)
    chosen = one_of(SUBJECTS, request.GET.get("over"))
    own = list(Figures.objects.of_municipality(access.municipality).select_related("framework"))
    years = sorted({*_years_of_all(), *(row.year for row in own)}, reverse=True)
    context: dict[str, object] = {
        **frame(access, "compare_others"),
        "years": years,
        "chosen": chosen,
        "kinds": KINDS,
        "sizes": SIZES,
        "least": LEAST,
    }
    if years:
        year = _year(request, years, own)
        mine = next((row for row in own if row.year == year), None)
        kind, about = one_of(KINDS, request.GET.get("met")), one_of(SIZES, request.GET.get("aantal"))
        whom = _whom(access, mine, kind, int(about))
        found = _compared(year, whom, mine, timezone.localdate())
        context |= {
            "year": year,
            "kind": kind,
            "about": about,
            "whom": whom,
            "found": found,
            "legend": draw_legend(),
            "subjects": subjects(SUBJECTS, chosen, {"met": kind, "aantal": about, "ronde": str(year)}),
            **_content(found, chosen),
        }
    return render(request, "comparison/others.html", context)


def _years_of_all() -> list[int]:
    rows = Figures.objects.filter(counts=True).order_by("year").values_list("year", flat=True)
    return list(rows.distinct())


def _year(request: HttpRequest, years: Sequence[int], own: Sequence[Figures]) -> int:
    """Return the round that is asked for, else the newest in which the municipality was adopted, else the newest."""
    asked = request.GET.get("ronde", "")
    return next((each for each in years if str(each) == asked), own[-1].year if own else years[0])


def _whom(access: Access, mine: Figures | None, kind: str, about: int) -> Whom:
    place = access.municipality
    return Whom(
        Kind(kind), mine.population if mine else place.population, place.province_id, place.province.name, about
    )


def _compared(year: int, whom: Whom, mine: Figures | None, today: date) -> Comparison | None:
    """Return the comparison; None when in this round nobody was adopted who counts. Three queries."""
    rows = list(Figures.objects.of_round(year).select_related("framework"))
    if not rows:
        return None
    field = Field(year, tuple(row.line for row in rows), read_people(), today)
    return compare(field, structure_of(rows[0].framework), whom, mine.line if mine else None)


def _content(found: Comparison | None, chosen: str) -> dict[str, object]:
    """Return what is shown of this subject: pictures with tables, or tables with bars."""
    if found is None or not found.count:
        return {}
    if chosen == "niveaus":
        return {"panels": [_panel(each.name, each.colour_number, each.layers) for each in found.functions]}
    if chosen == "geld":
        parts = [each.money for each in found.functions]
        return {"panels": [_panel("Alle speerpunten samen", 0, [found.money]), _panel("Per basisfunctie", 0, parts)]}
    if chosen == "kerncijfers":
        return {"panels": [_panel(each.label, 0, [each]) for each in found.key_figures]}
    if chosen == "speerpunten":
        return {"shares": [_shares(each.name, each.colour_number, each.speerpunten) for each in found.functions]}
    return {"shares": [_shares("Alle soorten bevindingen", 0, found.findings)]}


def _panel(title: str, number: int, rows: Sequence[Beside]) -> Panel:
    return Panel(title, number, draw_beside(rows, title=title, colour_number=number or 1), rows)


def _shares(title: str, number: int, rows: Sequence[Share]) -> Shares:
    return Shares(title, number, [(each, draw_share(each.group.bar, colour_number=number or 1)) for each in rows])
