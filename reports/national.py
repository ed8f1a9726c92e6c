"""The national report as ready-to-print words and figures. Pure.

Drawings and tables are those of the page (`comparison.national.page`), so that they can't say something else.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from assessments.dutch import dutch_date
from basisfuncties.circle import Figures, draw_circle, figures_of
from basisfuncties.words import Words
from comparison.national.figures import Picture
from comparison.national.open_data import LICENSE_NAME
from comparison.national.page import NationalPage, build_page
from comparison.national.tables import Table
from reports.report import DEMO, Cover, Fact


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    anchor: str
    title: str


@dataclass(frozen=True)
class NationalReport:
    """A whole national report. `demo` stands on each page when it is not empty."""

    title: str
    running_title: str
    standing: str
    demo: str
    dated_on: date
    cover: Cover
    lead: str
    circle: SafeString
    circle_figures: Figures
    contents: tuple[Entry, ...]
    layers: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    page: NationalPage
    appendix: tuple[Table, ...]
    words: Words


CONTENTS = (
    Entry("in-een-oogopslag", "In één oogopslag"),
    Entry("leeswijzer", "Zo leest u dit rapport"),
    Entry("zo-telt-het", "Zo telt het, en wie deed mee"),
    Entry("provincies", "Per provincie"),
    Entry("spreiding", "Hoe ver gemeenten uit elkaar liggen"),
    Entry("speerpunten", "Meest gekozen speerpunten"),
    Entry("bevindingen", "Waar de draad het vaakst breekt"),
    Entry("veranderd", "Wat er veranderde"),
    Entry("tabellen", "Bijlage: alle cijfers in tabellen"),
)


def build_national_report(figures: Picture) -> NationalReport:
    """Return the report on this picture."""
    page = build_page(figures)
    title = f"Landelijk beeld {figures.words.subject} {figures.year}"
    last = (page.spread_table, page.speerpunten_table, page.findings_table, page.changes_table)
    tables = (*page.province_tables, *last)
    return NationalReport(
        title=title,
        running_title=title,
        standing=f"Stand van {dutch_date(figures.as_of)}",
        demo=DEMO if figures.is_demo else "",
        dated_on=figures.as_of,
        cover=_cover(figures, title),
        lead=page.lead,
        circle=draw_circle(
            page.sectors,
            title=f"{page.circle_title}. Dezelfde cijfers staan in de tabel eronder",
            prefix="land",
            middle=page.middle,
        ),
        circle_figures=figures_of(page.sectors),
        contents=CONTENTS,
        layers=tuple((layer.name, layer.meaning) for layer in figures.words.layers),
        levels=figures.words.levels,
        words=figures.words,
        page=page,
        appendix=tuple(table for table in tables if table is not None),
    )


def _cover(figures: Picture, title: str) -> Cover:
    country = figures.country
    return Cover(
        kind="Landelijk rapport",
        title=title,
        subtitle="",
        municipality=f"Over {country.shown} gemeenten",
        framework=f"{figures.framework}, editie {figures.edition}",
        status=f"Stand van {dutch_date(figures.as_of)}",
        status_explained="Alle cijfers gaan over groepen van gemeenten. Over één gemeente staat hier niets.",
        facts=(
            Fact("Ronde", str(figures.year)),
            Fact("Gemeenten", f"{country.taking.total} in de ronde, {country.taking.adopted} vastgesteld"),
            Fact("Provincies", f"{len(figures.shown_provinces)} van de {len(figures.provinces)} met eigen cijfers"),
            Fact("Licentie", LICENSE_NAME),
        ),
        checksum="",
    )
