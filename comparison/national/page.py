"""All that the national page and the national report show of a round: words, drawings, tables. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from basisfuncties.circle import Ring, Sector
from comparison.national.bars import draw_changes, draw_findings, draw_speerpunten, draw_spread
from comparison.national.figures import Picture
from comparison.national.map import draw_map
from comparison.national.short import Lines, in_short
from comparison.national.tables import (
    Table,
    changes_table,
    findings_table,
    province_findings,
    province_speerpunten,
    province_tables,
    speerpunten_table,
    spread_table,
    taking_table,
)
from comparison.national.words import GROUP_RULE, changes_in_words, lead_of, own_in_words, spread_in_words


@dataclass(frozen=True)
class Headline:
    """One of the figures at the top."""

    label: str
    number: int


@dataclass(frozen=True)
class NationalPage:
    """The national picture, ready to print. A drawing is empty when there is nothing to draw, and so is its table."""

    figures: Picture
    lead: str
    headlines: tuple[Headline, ...]
    sectors: tuple[Sector, ...]
    circle_title: str
    middle: str
    in_short: tuple[Lines, ...]
    taking: Table
    map: SafeString
    province_tables: tuple[Table, ...]
    spread_said: str
    spread: SafeString
    spread_table: Table | None
    speerpunten: SafeString
    own_said: str
    speerpunten_table: Table | None
    province_speerpunten: Table | None
    findings: SafeString
    findings_table: Table | None
    province_findings: Table | None
    changes_said: str
    changes: SafeString
    changes_table: Table | None
    rule: Sequence[str]


def build_page(figures: Picture) -> NationalPage:
    """Return what is shown of this picture."""
    country, year = figures.country, figures.year
    is_shown = not country.is_hidden
    changes = figures.changes if figures.changes and figures.changes.both else None
    return NationalPage(
        figures=figures,
        lead=lead_of(figures),
        headlines=(
            _headline(country.taking.total, "gemeente in de ronde", "gemeenten in de ronde"),
            Headline("vastgesteld", country.taking.adopted),
            Headline("in deze cijfers", country.shown),
            _headline(len(figures.shown_provinces), "provincie met cijfers", "provincies met cijfers"),
        ),
        sectors=sectors_of(figures) if is_shown else (),
        circle_title=f"Nederland {year}: het middelste niveau van {country.shown} gemeenten",
        middle=figures.words.middle,
        in_short=in_short(figures) if is_shown else (),
        taking=taking_table(figures),
        map=draw_map(figures, title=f"Het middelste niveau per provincie, ronde {year}"),
        province_tables=province_tables(figures) if is_shown else (),
        spread_said=spread_in_words(figures),
        spread=draw_spread(figures, title=f"Hoeveel gemeenten welk niveau hebben, ronde {year}") if is_shown else NONE,
        spread_table=spread_table(figures) if is_shown else None,
        speerpunten=draw_speerpunten(
            figures.speerpunten, country.shown, title=f"De meest gekozen speerpunten, ronde {year}"
        )
        if is_shown
        else NONE,
        own_said=own_in_words(figures),
        speerpunten_table=speerpunten_table(figures) if is_shown else None,
        province_speerpunten=province_speerpunten(figures),
        findings=draw_findings(figures.findings, country.shown, title=f"Hoe vaak elke bevinding voorkomt, ronde {year}")
        if is_shown
        else NONE,
        findings_table=findings_table(figures) if is_shown else None,
        province_findings=province_findings(figures),
        changes_said=changes_in_words(figures),
        changes=draw_changes(figures, changes, title=f"Niveaus van {year} naast die van {changes.year}")
        if changes
        else NONE,
        changes_table=changes_table(figures),
        rule=GROUP_RULE,
    )


NONE = SafeString("")


def _headline(number: int, one: str, more: str) -> Headline:
    return Headline(one if number == 1 else more, number)


def sectors_of(figures: Picture) -> tuple[Sector, ...]:
    """Return the circle of the country: in each layer the level in the middle."""
    return tuple(
        Sector(
            function.name,
            function.colour,
            tuple(
                Ring(layer.name, figures.country.spread((function.slug, layer.kind)).median, figures.words.highest)
                for layer in function.layers
            ),
        )
        for function in figures.functions
    )
