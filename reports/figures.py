"""The course over the rounds, and the place among others: pictures, and the same figures in a table. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from comparison.beside import Beside, Comparison
from comparison.drawing import columns_of, draw_beside, draw_course, draw_legend, draw_levels
from comparison.trend import Trend


@dataclass(frozen=True)
class Picture:
    """One picture with its heading; `number` is that of the basisfunctie, or 0."""

    title: str
    number: int
    drawing: SafeString


@dataclass(frozen=True)
class Row:
    """One figure with its values in words."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class FiguresChapter:
    """A chapter of pictures with one table; `heads` are those of its columns after the first."""

    anchor: str
    title: str
    lead: str
    pictures: tuple[Picture, ...]
    legend: SafeString | str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def build_trend(trend: Trend | None) -> FiguresChapter | None:
    """Return the chapter on the rounds; None as long as there is one round only."""
    if trend is None or trend.is_one_round or not trend.moments:
        return None
    columns, editions = columns_of(trend.moments), len({each.edition for each in trend.moments})
    money = [] if trend.money.is_empty else [trend.money]
    figures = [*money, *(each for each in trend.key_figures if not each.is_empty)]
    return FiguresChapter(
        anchor="verloop",
        title="Verloop over de rondes",
        lead="In elk vakje staat het niveau van een laag. Hoe donkerder, hoe hoger. De tabel heeft ook het "
        "geld per basisfunctie en de kerncijfers."
        + (" Een stippellijn staat waar een nieuwe editie van het kader begint." if editions > 1 else ""),
        pictures=(
            *(
                Picture(each.name, each.colour_number, draw_levels(each, columns, title=f"Niveaus van {each.name}"))
                for each in trend.functions
            ),
            *(Picture(each.label, 0, draw_course(each, trend.moments, title=each.label)) for each in money),
        ),
        legend="",
        heads=tuple(
            f"{each.year} (editie {each.edition})" if editions > 1 else str(each.year) for each in trend.moments
        ),
        rows=(
            *(
                Row(f"{each.name}, {layer.label.lower()}", layer.words)
                for each in trend.functions
                for layer in each.layers
            ),
            *(Row(f"{each.name}, geld", each.money.words) for each in trend.functions if not each.money.is_empty),
            *(Row(each.label, each.words) for each in figures),
        ),
    )


def build_comparison(comparison: Comparison | None, municipality: str) -> FiguresChapter | None:
    """Return the chapter that sets this municipality beside others; None without a group that can be shown."""
    if comparison is None or not comparison.count:
        return None
    figures = [each for each in (comparison.money, *comparison.key_figures) if each.group is not None]
    also = f", ook {municipality} zelf" if comparison.counts_own else ""
    return FiguresChapter(
        anchor="vergelijking",
        title="Vergelijking met andere gemeenten",
        lead=f"De groep: {comparison.count} {comparison.title}{also}, in de ronde van {comparison.year}. Alleen "
        "vastgestelde zelfevaluaties tellen mee. Geld en fte zijn per 1.000 inwoners.",
        pictures=(
            *(
                Picture(each.name, each.colour_number, _drawn(each.layers, each.name, municipality, each.colour_number))
                for each in comparison.functions
            ),
            *(Picture(each.label, 0, _drawn([each], each.label, municipality)) for each in figures[:1]),
        ),
        legend=draw_legend(),
        heads=(municipality, "Laagste kwart tot", "Midden", "Hoogste kwart vanaf", "Plaats"),
        rows=(
            *(
                _beside(f"{part.name}, {layer.label.lower()}", layer)
                for part in comparison.functions
                for layer in part.layers
            ),
            *(_beside(each.label, each) for each in figures),
        ),
    )


def _drawn(rows: Sequence[Beside], what: str, municipality: str, number: int = 1) -> SafeString:
    return draw_beside(rows, title=f"{what}: {municipality} naast de groep", colour_number=number)


def _beside(label: str, each: Beside) -> Row:
    return Row(label, (each.own_words, *each.group_words, each.place or "–"))
