"""The national picture as open data: a few tables, each column with what it means. Pure.

JSON and CSV are made of the same tables and have the same names for the same things. In JSON a kind of data is a list
of objects; in CSV all stand under each other, with `soort` in front.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessments.dutch import dutch_date
from assessments.findings import Rule
from comparison.national.figures import Picture
from comparison.national.words import ENDS, GROUP_RULE, at_the_ends, level_words

VERSION = 1  # of the columns and their meaning; a change that breaks who reads them makes it one more
LICENSE = "CC0-1.0"
LICENSE_NAME = "CC0 1.0 Universeel (publiek domein)"
LICENSE_URL = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
EXAMPLE = "Let op: deze ronde is een voorbeeld. De antwoorden zijn verzonnen."

Value = str | int | None


@dataclass(frozen=True)
class Column:
    """A column with what it means, and what can be in it: text or a number, or one of a few words."""

    name: str
    meaning: str
    is_number: bool = False
    may_be_empty: bool = False
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of data, with its columns; those of the levels come after them, as many as the edition has."""

    name: str
    about: str
    columns: tuple[Column, ...]
    has_levels: bool = False


@dataclass(frozen=True)
class Table:
    """One kind of data with its rows."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class CodeLine:
    """A code with what it means, and in which list it is."""

    of: str
    code: str
    meaning: str


SOORT = Column("soort", "welke soort gegevens de regel is")
RONDE = Column("ronde", "het jaar van de ronde")
EDITIE = Column("editie", "de editie van het kader waarmee de ronde werkt; de codes horen daarbij")
GEMAAKT = Column("gemaakt_op", "de dag waarop dit bestand is gemaakt (jjjj-mm-dd)")
LICENTIE = Column("licentie", f"onder welke voorwaarden u dit gebruikt: {LICENSE}, dus vrij")
GEBIED = Column("gebied", "CBS-code van de provincie, of NL voor het hele land")
GEBIED_NAAM = Column("gebied_naam", "naam van de provincie, of Nederland")
BASISFUNCTIE = Column("basisfunctie", "code van de basisfunctie")
LAAG = Column("laag", "code van de laag")
OMSCHRIJVING = Column("omschrijving", "de code in woorden")
AANTAL = Column("aantal", "over hoeveel gemeenten het cijfer gaat", is_number=True)
CODE = Column("code", "code van het speerpunt, of van de soort bevinding")
WITH = Column("gemeenten_met", "hoeveel van deze gemeenten het hebben", is_number=True)
LIMIT = Column("grens", "leeg: het getal is precies; anders ‘of minder’ of ‘of meer’", one_of=("", *ENDS))
HALF = Column("helft_of_meer", "of de helft van deze gemeenten of meer het heeft", one_of=("ja", "nee"))
TAKING = Kind(
    "deelname",
    "Hoeveel gemeenten er zijn, en van hoeveel de zelfevaluatie is vastgesteld.",
    (
        GEBIED,
        GEBIED_NAAM,
        Column("gemeenten", "hoeveel gemeenten in de ronde zitten", is_number=True),
        Column("vastgesteld", "van hoeveel de zelfevaluatie is vastgesteld", is_number=True),
        Column(
            "getoond",
            "over hoeveel gemeenten de andere cijfers gaan; 0: verborgen, want te weinig gemeenten",
            is_number=True,
        ),
    ),
)
LEVELS = Kind(
    "niveaus",
    "Waar elke laag van elke basisfunctie staat. Een gebied dat er niet is, heeft te weinig gemeenten.",
    (
        GEBIED,
        GEBIED_NAAM,
        BASISFUNCTIE,
        LAAG,
        OMSCHRIJVING,
        AANTAL,
        Column("mediaan", "het middelste niveau; van een even aantal het lagere van de twee", is_number=True),
        Column("kwartiel_1", "een kwart van de gemeenten heeft dit niveau of lager", is_number=True),
        Column("kwartiel_3", "drie kwart van de gemeenten heeft dit niveau of lager", is_number=True),
    ),
    has_levels=True,
)
SPEERPUNTEN = Kind(
    "speerpunten",
    "Hoeveel gemeenten een speerpunt van het kader kozen, in het hele land.",
    (BASISFUNCTIE, CODE, OMSCHRIJVING, AANTAL, WITH, LIMIT),
)
SPEERPUNTEN_BY_PROVINCE = Kind(
    "speerpunten_per_provincie",
    "Welke speerpunten de helft van de gemeenten van een provincie koos, of meer.",
    (GEBIED, GEBIED_NAAM, BASISFUNCTIE, CODE, OMSCHRIJVING, AANTAL, HALF),
)
FINDINGS = Kind(
    "bevindingen",
    "Bij hoeveel gemeenten een soort bevinding minstens één keer voorkomt, in het hele land.",
    (CODE, OMSCHRIJVING, AANTAL, WITH, LIMIT),
)
FINDINGS_BY_PROVINCE = Kind(
    "bevindingen_per_provincie",
    "Welke soorten bevindingen voorkomen bij de helft van de gemeenten van een provincie, of meer.",
    (GEBIED, GEBIED_NAAM, CODE, OMSCHRIJVING, AANTAL, HALF),
)
CHANGES = Kind(
    "veranderingen",
    "Wat er veranderde sinds de ronde ervoor, over gemeenten die in beide rondes zijn vastgesteld.",
    (
        Column("ronde_ervoor", "met welke ronde is vergeleken", is_number=True),
        Column("editie_ervoor", "de editie van het kader van die ronde"),
        BASISFUNCTIE,
        LAAG,
        OMSCHRIJVING,
        AANTAL,
        *(
            Column(name, f"hoeveel gemeenten {what} hebben; leeg bij weinig gemeenten", True, True)
            for name, what in (
                ("lager", "nu een lager niveau"),
                ("gelijk", "hetzelfde niveau"),
                ("hoger", "nu een hoger niveau"),
            )
        ),
    ),
)
KINDS = (TAKING, LEVELS, SPEERPUNTEN, SPEERPUNTEN_BY_PROVINCE, FINDINGS, FINDINGS_BY_PROVINCE, CHANGES)
# In the order of the file: what every line of the CSV has before and after its own columns.
BEFORE = (SOORT, RONDE, EDITIE)
AFTER = (GEMAAKT, LICENTIE)


def level_column(level: int) -> Column:
    """Return the column of this level."""
    meaning = f"hoeveel gemeenten niveau {level} hebben; leeg bij een provincie of weinig gemeenten"
    return Column(f"niveau_{level}", meaning, is_number=True, may_be_empty=True)


def tables_of(figures: Picture) -> tuple[Table, ...]:
    """Return all data of one round."""
    rows = {
        TAKING: _taking(figures),
        LEVELS: _levels(figures),
        SPEERPUNTEN: _speerpunten(figures),
        SPEERPUNTEN_BY_PROVINCE: _speerpunten_by_province(figures),
        FINDINGS: _findings(figures),
        FINDINGS_BY_PROVINCE: _findings_by_province(figures),
        CHANGES: _changes(figures),
    }
    levels = tuple(level_column(level) for level in range(figures.words.highest + 1))
    return tuple(
        Table(kind.name, kind.about, (*kind.columns, *(levels if kind.has_levels else ())), tuple(rows[kind]))
        for kind in KINDS
    )


Rows = Iterator[tuple[Value, ...]]


def _taking(figures: Picture) -> Rows:
    for area in figures.areas:
        yield area.code, area.name, area.taking.total, area.taking.adopted, area.shown


def _levels(figures: Picture) -> Rows:
    for area in figures.areas:
        for function, layer in figures.places:
            spread = area.spread((function.slug, layer.kind))
            if spread.rated:
                counts = spread.counts if area is figures.country and spread.is_told else [None] * len(spread.counts)
                name = f"{function.name}, {layer.name.lower()}"
                middle = (spread.median, spread.low, spread.high)
                yield area.code, area.name, function.slug, layer.kind, name, spread.rated, *middle, *counts


def _speerpunten(figures: Picture) -> Rows:
    for each in figures.speerpunten:
        yield each.function.slug, each.code, each.label, figures.country.shown, *_count(each.count, figures)


def _speerpunten_by_province(figures: Picture) -> Rows:
    for area in figures.shown_provinces:
        for each in figures.speerpunten:
            half = _yes(each.code in area.speerpunten)
            yield area.code, area.name, each.function.slug, each.code, each.label, area.shown, half


def _count(count: int, figures: Picture) -> tuple[int, str]:
    return at_the_ends(count, figures.country.shown)


def _yes(is_so: bool) -> str:
    return "ja" if is_so else "nee"


def _findings(figures: Picture) -> Rows:
    for each in figures.findings:
        yield each.rule.code, each.rule.title, figures.country.shown, *_count(each.count, figures)


def _findings_by_province(figures: Picture) -> Rows:
    for area in figures.shown_provinces:
        for each in figures.findings:
            half = _yes(each.rule.code in area.findings)
            yield area.code, area.name, each.rule.code, each.rule.title, area.shown, half


def _changes(figures: Picture) -> Rows:
    changes = figures.changes
    if changes is None:
        return
    for function, layer in figures.places:
        shift = changes.shift((function.slug, layer.kind))
        if shift.total:
            name = f"{function.name}, {layer.name.lower()}"
            told = (shift.lower, shift.same, shift.higher) if shift.is_told else (None, None, None)
            yield changes.year, changes.edition, function.slug, layer.kind, name, shift.total, *told


def codes_of(figures: Picture) -> list[CodeLine]:
    """Return every code with what it means."""
    return [
        *(CodeLine("basisfunctie", function.slug, function.name) for function in figures.functions),
        *(CodeLine("laag", layer.kind, layer.name) for layer in figures.layers),
        *(CodeLine("niveau", str(level), words) for level, words in enumerate(level_words(figures.words))),
        *(CodeLine("gebied", area.code, area.name) for area in figures.areas),
        *(CodeLine("speerpunt", each.code, each.label) for each in figures.speerpunten),
        *(CodeLine("bevinding", each.rule.code, _meaning(each.rule, figures)) for each in figures.findings),
    ]


def _meaning(rule: Rule, figures: Picture) -> str:
    return f"{rule.title}. {rule.source}" if figures.words.follows_brochure else rule.title


def title_of(figures: Picture) -> str:
    """Return what the data is called."""
    subject = figures.words.subject
    policy = "het vrijwilligerswerkbeleid" if figures.words.follows_brochure else f"het beleid voor {subject}"
    return f"Landelijk beeld van {policy} van gemeenten, ronde {figures.year}"


def explained(figures: Picture, made_on: date) -> list[str]:
    """Return the sentences that go with the data."""
    return [
        *([EXAMPLE] if figures.is_demo else []),
        f"Gemaakt op {dutch_date(made_on)}, versie {VERSION} van de kolommen.",
        f"De ronde werkt met editie {figures.edition} van het kader: {figures.framework}.",
        "Alleen vastgestelde zelfevaluaties tellen mee. Gemeenten gaven zichzelf de niveaus.",
        *GROUP_RULE,
        f"Licentie: {LICENSE_NAME}. U mag de gegevens vrij gebruiken; noem als bron Basisfuncties vrijwilligerswerk.",
    ]


def as_json(figures: Picture, made_on: date, about_url: str, schema_url: str) -> dict[str, Any]:
    """Return the data as JSON values; `about_url` is the page that explains it, `schema_url` what it keeps to."""
    tables = tables_of(figures)
    return {
        "$schema": schema_url,
        "titel": title_of(figures),
        "versie": VERSION,
        "ronde": figures.year,
        "editie": figures.edition,
        "kader": figures.framework,
        "voorbeeld": figures.is_demo,
        "gemaakt_op": made_on.isoformat(),
        "licentie": {"code": LICENSE, "naam": LICENSE_NAME, "adres": LICENSE_URL},
        "uitleg": about_url,
        "toelichting": explained(figures, made_on),
        "kolommen": [
            {"soort": table.name, "kolom": column.name, "betekenis": column.meaning}
            for table in tables
            for column in table.columns
        ],
        "codes": [{"codelijst": each.of, "code": each.code, "betekenis": each.meaning} for each in codes_of(figures)],
        **{
            table.name: [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]
            for table in tables
        },
    }


def csv_columns(tables: Sequence[Table]) -> tuple[Column, ...]:
    """Return the columns of the one table that all data stands in."""
    own = dict.fromkeys(column for table in tables for column in table.columns)
    return (*BEFORE, *own, *AFTER)


def csv_rows(figures: Picture, tables: Sequence[Table], made_on: date) -> Iterator[list[Value]]:
    """Yield the lines of that table; what a kind of data doesn't have is empty."""
    columns = csv_columns(tables)
    for table in tables:
        for row in table.rows:
            cells: dict[str, Value] = {
                SOORT.name: table.name,
                RONDE.name: figures.year,
                EDITIE.name: figures.edition,
                GEMAAKT.name: made_on.isoformat(),
                LICENTIE.name: LICENSE,
                **dict(zip((column.name for column in table.columns), row, strict=True)),
            }
            found = (cells.get(column.name) for column in columns)
            yield ["" if cell is None else cell for cell in found]
