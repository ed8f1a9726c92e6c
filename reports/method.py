"""How to read the report, and how it came about. Pure."""

from dataclasses import dataclass

from assessments.snapshot import Snapshot

LEVELS = (
    "Er is nog niets.",
    "Het gebeurt toevallig, of het hangt af van één persoon.",
    "Het is deels geregeld.",
    "Het is vastgesteld en volledig.",
    "Het is daarna geëvalueerd en vernieuwd, samen met het veld.",
)
LAYERS = {
    "visie": "Wat de gemeente wil bereiken, en waarom.",
    "beleid": "Welke speerpunten zij koos, en wat daarvan is vastgesteld.",
    "uitvoering": "Wie het doet, en hoe ver het is.",
    "financien": "Welk geld er is, en of het elk jaar terugkomt.",
}
NUMBERS = ("geen", "één", "twee", "drie", "vier", "vijf", "zes")


@dataclass(frozen=True)
class Reading:
    """What the words for layers and levels mean."""

    layers: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Method:
    """How the report came about."""

    paragraphs: tuple[str, ...]
    source: str


def build_reading(snapshot: Snapshot) -> Reading:
    """Return what the words mean, for the layers that this framework has."""
    layers = snapshot.basisfuncties[0].layers
    return Reading(tuple((layer.name, LAYERS[layer.kind]) for layer in layers if layer.kind in LAYERS), LEVELS)


def build_method(snapshot: Snapshot, *, with_adviser: bool) -> Method:
    """Return how this report came about; `with_adviser` when the adviser sees another level somewhere."""
    beside = "Waar de adviseur een ander niveau ziet, staat dat ernaast, met wat beide erover zeggen."
    return Method(
        paragraphs=(
            f"De gemeente {snapshot.municipality.name} keek in de ronde van {snapshot.year} zelf naar haar beleid voor "
            f"vrijwilligerswerk. Dat deed zij met het kader ‘{snapshot.framework_title}’, editie {snapshot.edition}. "
            "De basisfuncties vormen samen een cirkel: wat de ene oplevert, gebruikt de volgende.",
            f"Elke basisfunctie heeft {_layers(snapshot)}. Een speerpunt is een onderdeel van het beleid dat de "
            "gemeente koos; het loopt door alle lagen. Zo ziet u waar de draad van visie naar geld breekt. Dat leidt "
            "de website zelf af uit de antwoorden. Waar het bewust zo is, schreef de gemeente op waarom.",
            "Bij elke laag koos de gemeente zelf een niveau van 0 tot en met 4, met een reden erbij. Gemiddelden gaan "
            "alleen over lagen die een niveau hebben. Bedragen zijn hele euro's per jaar.",
            *([beside] if with_adviser else []),
            "Wat lang is, staat in de hoofdstukken ingekort. De volledige tekst staat dan in de bijlage, onder het "
            "nummer dat erbij staat.",
        ),
        source=f"Bron van het kader: {snapshot.framework_source}.",
    )


def _layers(snapshot: Snapshot) -> str:
    number = len(snapshot.basisfuncties[0].layers)
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {'laag' if number == 1 else 'lagen'}"
