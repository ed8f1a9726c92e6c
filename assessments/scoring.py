"""How far an assessment is: the one definition of done, open and missing. Pure rules over a snapshot.

A layer counts its items: each guiding question, each speerpunt, and the level with its reason. What is
answered with 'niet van toepassing, omdat…' is done. What came from the previous round is open until somebody
confirmed it, so that 'done' is never copied along. Open items never block; a missing level does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from assessments.dutch import listed
from assessments.snapshot import BasisfunctiePart, KeyFiguresPart, LayerPart, Snapshot, SpeerpuntPart


class What(Enum):
    """The kinds of open item."""

    QUESTION = "vraag"
    CHOOSE_SPEERPUNT = "speerpunt kiezen"
    SPEERPUNT = "speerpunt"
    LEVEL = "niveau"
    REASON = "reden"
    KEY_FIGURES = "kerncijfers"
    CONFIRM = "bevestigen"


CONFIRM = "nog bevestigen"


@dataclass(frozen=True)
class OpenItem:
    """Something not filled in yet: what it is, in words, and the code of the field that mends it."""

    what: What
    text: str
    code: str

    @property
    def blocks(self) -> bool:
        """Whether the assessment can't be submitted while this is open."""
        return self.what is What.LEVEL


@dataclass(frozen=True)
class LayerProgress:
    """How far one layer is. `total` counts its items, `open` lists those not done."""

    kind: str
    name: str
    level: int | None
    total: int
    open: tuple[OpenItem, ...]

    @property
    def done(self) -> int:
        """Return how many items are done."""
        return self.total - len(self.open)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is open."""
        return not self.open


@dataclass(frozen=True)
class BasisfunctieProgress:
    """How far one basisfunctie is, with the totals of its speerpunten."""

    number: int
    slug: str
    name: str
    layers: tuple[LayerProgress, ...]
    speerpunten: int
    amount: int

    @property
    def total(self) -> int:
        """Return the number of items of all its layers."""
        return sum(layer.total for layer in self.layers)

    @property
    def done(self) -> int:
        """Return how many of them are done."""
        return sum(layer.done for layer in self.layers)

    @property
    def first_open(self) -> LayerProgress:
        """Return the first layer with something open, or the first layer when all are done."""
        return next((layer for layer in self.layers if layer.open), self.layers[0])

    @property
    def open_count(self) -> int:
        """Return how many are open."""
        return self.total - self.done


@dataclass(frozen=True)
class Progress:
    """How far a whole assessment is."""

    basisfuncties: tuple[BasisfunctieProgress, ...]
    key_figures: tuple[OpenItem, ...]
    key_figures_total: int

    @property
    def total(self) -> int:
        """Return the number of items, key figures included."""
        return sum(each.total for each in self.basisfuncties) + self.key_figures_total

    @property
    def done(self) -> int:
        """Return how many items are done."""
        return sum(each.done for each in self.basisfuncties) + self.key_figures_total - len(self.key_figures)

    @property
    def percentage(self) -> int:
        """Return the whole percentage done, rounded down: 100 means that nothing is open."""
        return self.done * 100 // self.total

    @property
    def missing_levels(self) -> tuple[tuple[BasisfunctieProgress, LayerProgress], ...]:
        """Return the layers without a level: these block submitting."""
        return tuple(
            (each, layer)
            for each in self.basisfuncties
            for layer in each.layers
            if any(item.blocks for item in layer.open)
        )

    def next_step(self) -> tuple[BasisfunctieProgress, LayerProgress] | None:
        """Return the first layer with something open, or None when all layers are done."""
        for each in self.basisfuncties:
            for layer in each.layers:
                if layer.open:
                    return each, layer
        return None


def progress(snapshot: Snapshot) -> Progress:
    """Return how far this assessment is."""
    key_figures = _open_key_figures(snapshot.key_figures)
    return Progress(
        basisfuncties=tuple(basisfunctie_progress(each) for each in snapshot.basisfuncties),
        key_figures=key_figures,
        key_figures_total=3,
    )


def basisfunctie_progress(part: BasisfunctiePart) -> BasisfunctieProgress:
    """Return how far this basisfunctie is."""
    return BasisfunctieProgress(
        number=part.number,
        slug=part.slug,
        name=part.name,
        layers=tuple(_layer_progress(part, layer) for layer in part.layers),
        speerpunten=len(part.speerpunten),
        amount=sum(speerpunt.amount or 0 for speerpunt in part.speerpunten),
    )


def _layer_progress(part: BasisfunctiePart, layer: LayerPart) -> LayerProgress:
    items, total = {
        "visie": _visie_items,
        "beleid": _beleid_items,
        "uitvoering": _uitvoering_items,
        "financien": _financien_items,
    }[layer.kind](part)
    return LayerProgress(
        kind=layer.kind,
        name=layer.name,
        level=layer.level,
        total=total + 1,
        open=(*items, *_open_level(layer)),
    )


def _visie_items(part: BasisfunctiePart) -> tuple[list[OpenItem], int]:
    items = []
    for answer in part.answers:
        if not answer.is_answered:
            items.append(OpenItem(What.QUESTION, f"Vraag {answer.number}: {answer.text}", answer.code))
        elif answer.to_confirm:
            items.append(OpenItem(What.CONFIRM, f"Vraag {answer.number}: {CONFIRM}", answer.code))
    return items, len(part.answers)


def _beleid_items(part: BasisfunctiePart) -> tuple[list[OpenItem], int]:
    if not part.speerpunten:
        beleid = part.layer("beleid")
        if beleid is not None and beleid.level == 0:
            # Level 0 says that there is no policy, so there is no speerpunt to ask for.
            return [], 0
        return [OpenItem(What.CHOOSE_SPEERPUNT, "Kies een of meer speerpunten", "speerpunten")], 1
    return _speerpunt_items(
        part,
        lambda s: [("welke doelen het dient", not s.goals), ("of het is vastgesteld", not s.adoption)],
        lambda s: s.beleid_to_confirm,
    )


def _uitvoering_items(part: BasisfunctiePart) -> tuple[list[OpenItem], int]:
    return _speerpunt_items(
        part,
        lambda s: [("wie het uitvoert", not s.executors), ("hoe ver het is", not s.execution)],
        lambda s: s.uitvoering_to_confirm,
    )


def _financien_items(part: BasisfunctiePart) -> tuple[list[OpenItem], int]:
    return _speerpunt_items(
        part,
        lambda s: [
            ("welk bedrag er is", s.amount is None),
            # Where there is no money, its kind and its source need no answer.
            ("of het geld structureel is", bool(s.amount) and not s.money_kind),
            ("waar het geld vandaan komt", bool(s.amount) and not s.money_source),
        ],
        lambda s: s.financien_to_confirm,
    )


def _speerpunt_items(
    part: BasisfunctiePart,
    lacks: Callable[[SpeerpuntPart], list[tuple[str, bool]]],
    is_to_confirm: Callable[[SpeerpuntPart], bool],
) -> tuple[list[OpenItem], int]:
    items = []
    for speerpunt in part.speerpunten:
        missing = [words for words, is_missing in lacks(speerpunt) if is_missing]
        if missing:
            items.append(OpenItem(What.SPEERPUNT, f"{speerpunt.label}: {listed(missing)}", speerpunt.code))
        elif is_to_confirm(speerpunt):
            items.append(OpenItem(What.CONFIRM, f"{speerpunt.label}: {CONFIRM}", speerpunt.code))
    return items, len(part.speerpunten)


def _open_level(layer: LayerPart) -> list[OpenItem]:
    if layer.level is None:
        return [OpenItem(What.LEVEL, "Kies een niveau", "niveau")]
    if not layer.reason:
        return [OpenItem(What.REASON, "Schrijf op waarom u dit niveau kiest", "niveau")]
    return []


def _open_key_figures(figures: KeyFiguresPart) -> tuple[OpenItem, ...]:
    asked = (
        ("Fte voor het beleid", figures.fte is None, "fte"),
        ("Budget", figures.budget is None, "budget"),
        ("Steunpunt", not figures.steunpunt, "steunpunt"),
    )
    to_confirm = f": {CONFIRM}" if figures.to_confirm else ""
    return tuple(
        OpenItem(What.KEY_FIGURES, text, code) if is_empty else OpenItem(What.CONFIRM, f"{text}{to_confirm}", code)
        for text, is_empty, code in asked
        if is_empty or to_confirm
    )
