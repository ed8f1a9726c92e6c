"""One municipality over the rounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from accounts.requests import PersonRequest
from basisfuncties.structure import structure_of
from comparison.drawing import columns_of, draw_course, draw_levels
from comparison.models import Figures
from comparison.trend import Point, Series, Trend, trend_of
from comparison.views.frame import frame, one_of, subjects
from municipalities.access import May, get_access

SUBJECTS = (("niveaus", "Niveaus"), ("geld", "Geld"), ("kerncijfers", "Kerncijfers"))


@dataclass(frozen=True)
class Panel:
    """One picture with its heading, and its figures as rows of a table."""

    title: str
    number: int
    picture: SafeString
    rows: Sequence[Series]


@require_GET
def compare(request: PersonRequest, code: str) -> HttpResponse:
    """Show levels, money or key figures over the rounds that were adopted."""
    access = get_access(request.user, code, May.READ_SUBMITTED)
    rows = list(Figures.objects.of_municipality(access.municipality).select_related("framework"))
    # Rounds on another framework are no part of this course; that of the last round is the one that goes on.
    same = [row for row in rows if row.framework.series == rows[-1].framework.series]
    trend = trend_of(Point(row.line, structure_of(row.framework)) for row in same)
    chosen = one_of(SUBJECTS, request.GET.get("over"))
    context = {
        **frame(access, "compare"),
        "trend": trend,
        "subjects": subjects(SUBJECTS, chosen, {}),
        "chosen": chosen,
        "panels": PANELS[chosen](trend),
        "editions": len({each.edition for each in trend.moments}),
    }
    return render(request, "comparison/over_time.html", context)


def _levels(trend: Trend) -> list[Panel]:
    return [
        Panel(
            each.name,
            each.colour_number,
            draw_levels(each, columns_of(trend.moments), title=f"Niveaus van {each.name}"),
            each.layers,
        )
        for each in trend.functions
    ]


def _money(trend: Trend) -> list[Panel]:
    whole = _course(trend.money, trend, 0)
    return [whole, *(_course(each.money, trend, each.colour_number) for each in trend.functions)]


def _key_figures(trend: Trend) -> list[Panel]:
    return [_course(each, trend, 0) for each in trend.key_figures]


def _course(series: Series, trend: Trend, number: int) -> Panel:
    picture = draw_course(series, trend.moments, title=series.label, colour_number=number or 1)
    return Panel(series.label, number, picture, (series,))


PANELS = {"niveaus": _levels, "geld": _money, "kerncijfers": _key_figures}
