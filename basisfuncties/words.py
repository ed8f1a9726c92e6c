"""What an edition calls its layers and levels, and what it is about. Pure.

What a layer asks is code (`LayerKind`: questions, elements, execution, money); how it is called is data. An edition
that says nothing of it has the words of the brochure of 2009: so have those that were published before this was data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SERIES = "vrijwilligerswerk"
THREAD = "van visie naar geld"


@dataclass(frozen=True)
class LayerWords:
    """One layer: what it asks (a `LayerKind`), its name, and what a reader finds there in a sentence."""

    kind: str
    name: str
    meaning: str


LAYERS = (
    LayerWords("visie", "Visie", "Wat de gemeente wil bereiken, en waarom."),
    LayerWords("beleid", "Beleid", "Welke speerpunten zij koos, en wat daarvan is vastgesteld."),
    LayerWords("uitvoering", "Uitvoering", "Wie het doet, en hoe ver het is."),
    LayerWords("financien", "Financiën", "Welk geld er is, en of het elk jaar terugkomt."),
)
LEVELS = (
    "Er is nog niets.",
    "Het gebeurt toevallig, of het hangt af van één persoon.",
    "Het is deels geregeld.",
    "Het is vastgesteld en volledig.",
    "Het is daarna geëvalueerd en vernieuwd, samen met het veld.",
)


def in_sentence(kind: str, name: str, article: str = "de") -> str:
    """Return how a layer is called in a sentence: 'de visie', 'uw visie', or with another name 'de laag behoefte'."""
    is_known = any((layer.kind, layer.name) == (kind, name) for layer in LAYERS)
    return f"{article} {name.lower()}".strip() if is_known else f"de laag {name.lower()}"


@dataclass(frozen=True)
class Words:
    """The words of one edition; without arguments those of the brochure of 2009.

    `subject` is what the policy is about, as in 'beleid voor …'; `middle` stands in the middle of the circle. `layers`
    are in the order of the thread; `levels` say in short what each level means, from 0 on: the last one is that of who
    evaluated and renewed, the one before it that of who has all of it.
    """

    subject: str = "vrijwilligerswerk"
    middle: str = "maatschappelijke ontwikkelingen"
    thread: str = THREAD
    layers: tuple[LayerWords, ...] = LAYERS
    levels: tuple[str, ...] = LEVELS

    @property
    def highest(self) -> int:
        """Return the highest level."""
        return len(self.levels) - 1

    @property
    def complete(self) -> int:
        """Return the level from which on the rubric asks for all of it."""
        return self.highest - 1

    @property
    def scale(self) -> str:
        """Return the levels in words: '0 tot en met 4'."""
        return f"0 tot en met {self.highest}"

    @property
    def follows_brochure(self) -> bool:
        """Whether this is about what the brochure of 2009 is about, so that its reference values and sources count."""
        return self.subject == Words.subject

    def has(self, kind: str) -> bool:
        """Whether there is a layer that asks this."""
        return any(layer.kind == kind for layer in self.layers)

    @property
    def asking(self) -> str:
        """Return the name of the layer with the guiding questions, where goals are chosen."""
        return self.name_of("visie")

    @property
    def choosing(self) -> str:
        """Return the name of the layer where speerpunten are chosen."""
        return self.name_of("beleid")

    @property
    def has_execution(self) -> bool:
        """Whether there is a layer that asks who does it and how far it is."""
        return self.has("uitvoering")

    @property
    def has_money(self) -> bool:
        """Whether there is a layer that asks what money there is."""
        return self.has("financien")

    def name_of(self, kind: str) -> str:
        """Return the name of the layer that asks this; where there is none, what it is called in the brochure."""
        return next((layer.name for layer in (*self.layers, *LAYERS) if layer.kind == kind), kind)


WORDS = Words()


def words_of(content: Mapping[str, Any]) -> Words:
    """Return the words of a framework file, or of what was stored of it (`stored_words`)."""
    layers = tuple(
        LayerWords(each["kind"], each["name"], each["meaning"]) if isinstance(each, Mapping) else each
        for each in content.get("layers", LAYERS)
    )
    thread = THREAD if layers == LAYERS else f"van {layers[0].name.lower()} naar {layers[-1].name.lower()}"
    return Words(
        subject=content.get("subject", Words.subject),
        middle=content.get("middle", Words.middle),
        thread=content.get("thread", thread),
        layers=layers,
        levels=tuple(content.get("levels", LEVELS)),
    )


def stored_words(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a framework file says of its words, for the database; nothing where it says nothing."""
    return {name: content[name] for name in ("subject", "middle", "thread", "layers", "levels") if name in content}
