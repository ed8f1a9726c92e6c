"""Build the plain values of a snapshot, so that a test says only what it is about."""

from datetime import date
from typing import Any

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

LAYERS = {"visie": "Visie", "beleid": "Beleid", "uitvoering": "Uitvoering", "financien": "Financiën"}


def question(number: int = 1, role: str = "", **what: Any) -> AnswerPart:
    return AnswerPart(
        code=f"vertalen-visie-{number}", number=number, text="Wat ziet u?", kind="several", role=role, **what
    )


def choice(code: str = "vertalen-visie-1-vergrijzing", label: str = "Vergrijzing") -> Choice:
    return Choice(code, label, own=False)


def speerpunt(label: str = "Lastenverlichting", **what: Any) -> SpeerpuntPart:
    return SpeerpuntPart(code=f"vertalen-beleid-{label.lower()}", label=label, own=False, **what)


def complete_speerpunt(label: str = "Lastenverlichting", **what: Any) -> SpeerpuntPart:
    filled: dict[str, Any] = {
        "goals": (choice(),),
        "adoption": "raad",
        "executors": "Steunpunt",
        "execution": "loopt",
        "amount": 12_500,
        "money_kind": "structureel",
        "money_source": "gemeente",
    }
    return speerpunt(label, **{**filled, **what})


def basisfunctie(
    *answers: AnswerPart,
    speerpunten: tuple[SpeerpuntPart, ...] = (),
    levels: dict[str, int | None] | None = None,
    reason: str = "Daarom.",
    number: int = 1,
    slug: str = "vertalen",
) -> BasisfunctiePart:
    given = levels or {}
    return BasisfunctiePart(
        number=number,
        slug=slug,
        name=slug.capitalize(),
        definition="Wat de gemeente kan.",
        answers=answers or (question(),),
        speerpunten=speerpunten,
        layers=tuple(
            LayerPart(kind, name, level=given.get(kind), reason=reason if given.get(kind) is not None else "")
            for kind, name in LAYERS.items()
        ),
    )


def snapshot(*basisfuncties: BasisfunctiePart, key_figures: KeyFiguresPart | None = None) -> Snapshot:
    return Snapshot(
        municipality=MunicipalityPart("GM9999", "Voorbeeldstad", "Testprovincie", 50_000, date(2026, 1, 1)),
        year=2026,
        is_demo=False,
        edition="2009",
        framework_title="Basisfuncties vrijwilligerswerk",
        framework_source="Brochure",
        basisfuncties=basisfuncties or (basisfunctie(),),
        key_figures=key_figures or KeyFiguresPart(),
    )
