"""Snapshots to make reports of: plain values, no database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from assessments.reviewing.second import SecondLevel
from assessments.snapshot import (
    AnswerPart,
    BasisfunctiePart,
    Choice,
    KeyFiguresPart,
    LayerPart,
    MunicipalityPart,
    Snapshot,
    SpeerpuntPart,
)
from reports.content import Content
from reports.issue import Issue
from reports.report import Report, build_report

NAMES = ("Vertalen", "Verbinden en makelen", "Versterken", "Verbreiden", "Verankeren")
LAYERS = (("visie", "Visie"), ("beleid", "Beleid"), ("uitvoering", "Uitvoering"), ("financien", "Financiën"))
LEVELS = ((3, 2, 2, 1), (4, 3, 3, 2), (2, 2, 1, 0), (3, 1, 2, 1), (1, 2, 1, 1))
RUBRIC = (
    "Er is niets vastgelegd.",
    "Eén ambtenaar of wethouder heeft er ideeën over. Die ideeën staan nergens op papier.",
    "Een aantal ontwikkelingen staat op papier, bijvoorbeeld in een notitie. De gevolgen ontbreken nog.",
    "De raad of het college heeft een visie vastgesteld, met de keuzes van de gemeente.",
    "De vastgestelde visie is in de afgelopen twee jaar opnieuw besproken met vrijwilligers en het steunpunt.",
)
TEXT = (
    "Vrijwilligers dragen het verenigingsleven, de zorg voor elkaar en veel van wat er in de wijken gebeurt. "
    "De gemeente wil dat iedereen die mee wil doen, een plek vindt.\n\n"
    "Daarom kiest zij voor drie dingen:\n- één loket, dicht bij de inwoners\n- een makelaar per wijk\n"
    "- een avond per jaar waarop organisaties elkaar ontmoeten\n\nHet steunpunt voert dit uit."
)
CONCEPT = Issue(made_on=date(2026, 10, 9))
SUBMITTED = Issue(
    made_on=date(2026, 11, 25),
    reference="ZVW-2026-GM9001-1",
    number=1,
    submitted_on=date(2026, 11, 21),
    sha256="3f" * 32,
)
FINAL = replace(SUBMITTED, adopted_on=date(2026, 12, 3))


def report_on(snapshot: Snapshot, issue: Issue = FINAL, seconds: Iterable[SecondLevel] = (), **beside: Any) -> Report:
    """Return the report on this assessment; `beside` are the other fields of its content."""
    return build_report(Content(snapshot, issue, tuple(seconds), **beside))


def answer(code: str, number: int, **values: object) -> AnswerPart:
    """Return an answer to a guiding question; empty unless values say otherwise."""
    return AnswerPart(
        code, number, f"Welke keuze maakt u bij vraag {number}, en waarom juist die?", "several", "", **values
    )


def speerpunt(number: int, **values: object) -> SpeerpuntPart:
    """Return a speerpunt with everything filled in, but for what the values say."""
    labels = ("Vacaturebank", "Deskundigheidsbevordering", "Collectieve vrijwilligersverzekering", "Waardering")
    filled: dict[str, object] = {
        "label": labels[number % len(labels)],
        "own": False,
        "goals": (Choice("a", "Vergrijzing", own=False), Choice("b", "Leefbaarheid in wijken", own=False)),
        "adoption": "raad",
        "document": "Nota Samen doen 2025",
        "adopted_on": date(2025, 3, 12),
        "executors": "Steunpunt Vrijwilligers en de wijkteams",
        "execution": "loopt",
        "done": TEXT if number == 1 else "",
        "amount": 12_500 * number,
        "money_kind": "structureel" if number % 2 else "incidenteel",
        "money_source": "gemeente",
    }
    return SpeerpuntPart(f"speerpunt-{number}", **{**filled, **values})


def empty() -> Snapshot:
    """Return an assessment in which nothing was filled in."""
    return Snapshot(
        municipality=MunicipalityPart("GM9001", "Voorbeeldstad", "Voorbeeldprovincie", 48_210, date(2026, 1, 1)),
        year=2026,
        is_demo=False,
        edition="2009",
        framework_title="Basisfuncties vrijwilligerswerk",
        framework_source="MOVISIE, brochure De basisfuncties vrijwilligerswerk in de praktijk, 2009",
        basisfuncties=tuple(
            BasisfunctiePart(
                number=number,
                slug=name.split()[0].lower(),
                name=name,
                definition="Uw gemeente kan bepalen wat zij vindt van nieuwe ontwikkelingen in de samenleving. Samen "
                "met anderen maakt zij daar beleid voor, en zij voert dat beleid ook uit.",
                answers=tuple(answer(f"{name.split()[0].lower()}-visie-{n}", n) for n in range(1, 6)),
                speerpunten=(),
                layers=tuple(LayerPart(kind, layer) for kind, layer in LAYERS),
            )
            for number, name in enumerate(NAMES, start=1)
        ),
        key_figures=KeyFiguresPart(),
    )


def full(text: str = TEXT, *, is_demo: bool = False) -> Snapshot:
    """Return an assessment in which everything was filled in, with this text in each explanation."""
    nothing = empty()
    return replace(
        nothing,
        is_demo=is_demo,
        basisfuncties=tuple(
            replace(
                part,
                answers=tuple(_answered(each, text) for each in part.answers),
                speerpunten=tuple(speerpunt(number) for number in range(1, 6 - part.number % 3)),
                layers=tuple(
                    replace(layer, level=level, level_text=RUBRIC[level], reason=text)
                    for layer, level in zip(part.layers, levels, strict=True)
                ),
            )
            for part, levels in zip(nothing.basisfuncties, LEVELS, strict=True)
        ),
        key_figures=KeyFiguresPart(
            fte=Decimal("0.80"),
            budget=217_000,
            steunpunt="lokaal",
            steunpunt_form="welzijn",
            steunpunt_fte=Decimal("2.50"),
            steunpunt_budget=140_000,
            keurmerk="b",
            explanation=text,
        ),
    )


def _answered(part: AnswerPart, text: str) -> AnswerPart:
    if part.number == 4:
        return replace(part, not_applicable=True, not_applicable_because="Dit regelt de regio.")
    choices = (
        Choice(f"{part.code}-a", "Vergrijzing", own=False),
        Choice(f"{part.code}-b", "Hulp / ondersteuning aan kwetsbare groepen", own=False),
        Choice(f"{part.code}-own", "Een nieuwe wijk zonder verenigingen", own=True),
    )
    return replace(part, choices=choices, explanation=text if part.number != 3 else "")
