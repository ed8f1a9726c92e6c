"""The figures of the pictures as tables, ready to print on the page and in the PDF. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from assessments.dutch import sentence
from basisfuncties.circle import NOT_RATED
from comparison.national.figures import Area, FunctionName, Picture, Spread
from comparison.national.words import balance, counted_of, share_of

EACH = "Elke provincie"
NONE_SO_OFTEN, NOTHING_MORE = "geen", "verder geen"


@dataclass(frozen=True)
class Row:
    """A row: its head, and its cells. `number` is the colour of the basisfunctie that it is about, or 0."""

    head: str
    cells: tuple[str, ...]
    number: int = 0
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table: what it shows, the heads of its columns, its rows. `has_words`: after the head come words, then numbers.

    `number` is the colour of the basisfunctie that all is about, or 0. `is_list`: after the head comes a number, and
    then words. `has_reasons`: the words are longer than the head.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    number: int = 0
    has_words: bool = False
    is_list: bool = False
    has_reasons: bool = False


def taking_table(figures: Picture) -> Table:
    """Return how many take part, and over how many the figures are."""
    return Table(
        f"Deelname aan de ronde van {figures.year}",
        ("Provincie", "Gemeenten", "Vastgesteld", "In de cijfers"),
        (*(_taking_row(area) for area in figures.provinces), _taking_row(figures.country, is_total=True)),
    )


def _taking_row(area: Area, *, is_total: bool = False) -> Row:
    taking = area.taking
    return Row(area.name, (str(taking.total), str(taking.adopted), _shown(area)), is_total=is_total)


def _shown(area: Area) -> str:
    if area.is_hidden and area.taking.adopted:
        return "te weinig"
    return str(area.shown)


def spread_table(figures: Picture) -> Table:
    """Return how the levels spread over the country."""
    levels = tuple(f"Niveau {level}" for level in range(figures.words.highest + 1))
    return Table(
        f"Hoeveel gemeenten welk niveau hebben, ronde {figures.year}",
        ("Basisfunctie en laag", *levels, "Middelste", "Helft tussen"),
        tuple(
            Row(
                f"{function.name}, {layer.name.lower()}",
                _spread_cells(figures.country.spread((function.slug, layer.kind)), len(levels)),
                function.colour,
            )
            for function, layer in figures.places
        ),
    )


def _spread_cells(spread: Spread, levels: int) -> tuple[str, ...]:
    if spread.median is None:
        return (NOT_RATED,) * (levels + 2)
    counts = (str(count) if spread.is_told else NOT_RATED for count in spread.counts)
    return (*counts, str(spread.median), quartiles(spread))


def quartiles(spread: Spread) -> str:
    """Return between which levels the middle half of the municipalities is."""
    return f"{spread.low}" if spread.low == spread.high else f"{spread.low} en {spread.high}"


def province_tables(figures: Picture) -> tuple[Table, ...]:
    """Return a table for each basisfunctie: the level in the middle per province and layer, with the quartiles."""
    return tuple(_province_table(figures, function) for function in figures.functions)


def _province_table(figures: Picture, function: FunctionName) -> Table:
    def cells(area: Area) -> tuple[str, ...]:
        return tuple(_middle(area.spread((function.slug, layer.kind))) for layer in function.layers)

    return Table(
        f"{function.name}: het middelste niveau per provincie, met tussen haakjes waar de middelste helft ligt",
        ("Provincie", *(layer.name for layer in function.layers)),
        (
            *(Row(area.name, cells(area)) for area in figures.provinces),
            Row(figures.country.name, cells(figures.country), is_total=True),
        ),
        function.colour,
    )


def _middle(spread: Spread) -> str:
    if spread.median is None:
        return NOT_RATED
    return f"{spread.median} ({spread.low}–{spread.high})"


def speerpunten_table(figures: Picture) -> Table:
    """Return how many municipalities chose each speerpunt."""
    total = figures.country.shown
    return Table(
        f"Hoe vaak elk speerpunt is gekozen, door {total} gemeenten",
        ("Speerpunt", "Basisfunctie", "Gemeenten", "Deel"),
        tuple(
            Row(
                each.label,
                (each.function.name, counted_of(each.count, total), share_of(each.count, total)),
                each.function.colour,
            )
            for each in figures.speerpunten
        ),
        has_words=True,
    )


def province_speerpunten(figures: Picture) -> Table | None:
    """Return what at least half of the municipalities of each province chose; None when no province is shown."""
    labels = {each.code: f"{each.label} ({each.function.name})" for each in figures.speerpunten}
    return _by_province(figures, "Speerpunten die de helft of meer koos", labels, lambda area: area.speerpunten)


def province_findings(figures: Picture) -> Table | None:
    """Return what occurs at half of the municipalities of each province at least; None when none is shown."""
    labels = {each.rule.code: each.rule.title for each in figures.findings}
    return _by_province(figures, "Bevindingen bij de helft of meer", labels, lambda area: area.findings)


def _by_province(
    figures: Picture, title: str, labels: Mapping[str, str], codes: Callable[[Area], Collection[str]]
) -> Table | None:
    """Return a row per province, and before them what they have in common: else each row says the same.

    The labels come in the order of the country, as what is said of a province is no order.
    """
    areas = figures.shown_provinces
    if not areas:
        return None
    common = set.intersection(*(set(codes(area)) for area in areas)) if len(areas) > 1 else set()

    def row(head: str, number: int, its: Collection[str], none: str) -> Row:
        return Row(head, (str(number), "; ".join(label for code, label in labels.items() if code in its) or none))

    first = (row(EACH, sum(area.shown for area in areas), common, ""),) if common else ()
    none = NOTHING_MORE if common else NONE_SO_OFTEN
    rows = (row(area.name, area.shown, set(codes(area)) - common, none) for area in areas)
    return Table(f"{title}, per provincie", ("Provincie", "Gemeenten", title), (*first, *rows), is_list=True)


def findings_table(figures: Picture) -> Table:
    """Return at how many municipalities each kind of finding occurs, and why that counts."""
    total, has_reasons = figures.country.shown, figures.words.follows_brochure
    return Table(
        f"Bij hoeveel van de {total} gemeenten elke bevinding voorkomt",
        ("Bevinding", *(["Waarom het telt"] if has_reasons else []), "Gemeenten", "Deel"),
        tuple(
            Row(
                each.rule.title,
                (
                    *([each.rule.source] if has_reasons else []),
                    counted_of(each.count, total),
                    share_of(each.count, total),
                ),
            )
            for each in figures.findings
        ),
        has_words=has_reasons,
        has_reasons=has_reasons,
    )


def changes_table(figures: Picture) -> Table | None:
    """Return at how many municipalities each layer went up and down; None when there is nothing to show."""
    changes = figures.changes
    if changes is None or not changes.both:
        return None
    return Table(
        f"Niveaus van {figures.year} naast die van {changes.year}, aantal gemeenten",
        ("Basisfunctie en laag", "Lager", "Gelijk", "Hoger", "Samen", "Per saldo"),
        tuple(_changes_rows(figures)),
    )


def _changes_rows(figures: Picture) -> Sequence[Row]:
    rows = []
    for function, layer in figures.places:
        shift = figures.changes.shift((function.slug, layer.kind)) if figures.changes else None
        if shift is not None:
            counts = (shift.lower, shift.same, shift.higher)
            cells = tuple(str(count) if shift.is_told else NOT_RATED for count in counts)
            cells = (*cells, str(shift.total or NOT_RATED), balance(shift) or NOT_RATED)
            rows.append(Row(sentence(f"{function.name}, {layer.name.lower()}"), cells, function.colour))
    return rows
