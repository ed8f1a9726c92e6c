"""How to read the report, and how it came about. Pure."""

from dataclasses import dataclass

from assessments.snapshot import Snapshot

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
    return Reading(tuple((layer.name, layer.meaning) for layer in snapshot.words.layers), snapshot.words.levels)


def build_method(snapshot: Snapshot, *, with_adviser: bool) -> Method:
    """Return how this report came about; `with_adviser` when the adviser sees another level somewhere."""
    words = snapshot.words
    beside = "Waar de adviseur een ander niveau ziet, staat dat ernaast, met wat beide erover zeggen."
    return Method(
        paragraphs=(
            f"De gemeente {snapshot.municipality.name} keek in de ronde van {snapshot.year} zelf naar haar beleid voor "
            f"{words.subject}. Dat deed zij met het kader ‘{snapshot.framework_title}’, editie {snapshot.edition}. "
            "De basisfuncties vormen samen een cirkel: wat de ene oplevert, gebruikt de volgende.",
            f"Elke basisfunctie heeft {_layers(snapshot)}. Een speerpunt is een onderdeel van het beleid dat de "
            f"gemeente koos; het loopt door alle lagen. Zo ziet u waar de draad {words.thread} breekt. Dat leidt "
            "de website zelf af uit de antwoorden. Waar het bewust zo is, schreef de gemeente op waarom.",
            f"Bij elke laag koos de gemeente zelf een niveau van {words.scale}, met een reden erbij. Gemiddelden gaan "
            "alleen over lagen die een niveau hebben. Bedragen zijn hele euro's per jaar.",
            *([beside] if with_adviser else []),
            "Een hoofdstuk over een basisfunctie is hoogstens twee bladzijden. Wat te lang of te veel is, staat er "
            "ingekort. Volledig staat het dan in de bijlage, onder het nummer dat erbij staat.",
        ),
        source=f"Bron van het kader: {snapshot.framework_source}.",
    )


def _layers(snapshot: Snapshot) -> str:
    number = len(snapshot.basisfuncties[0].layers)
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {'laag' if number == 1 else 'lagen'}"
