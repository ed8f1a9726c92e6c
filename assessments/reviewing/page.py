"""The review page of one basisfunctie: what was submitted, place by place, with what belongs beside it. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.difference import Changed
from assessments.findings import Finding
from assessments.models import AdviserLevel, SupplementPoint
from assessments.places import CHOOSING, LEVEL
from assessments.reviewing.changes import Changes
from assessments.reviewing.conversations import NO_TALK, Key, Talk
from assessments.reviewing.naming import anchor
from assessments.snapshot import AnswerPart, BasisfunctiePart, LayerPart, SpeerpuntPart
from basisfuncties.models import LayerKind
from basisfuncties.structure import BasisfunctieInfo

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReviewPlace:
    """One question, speerpunt or level as it was submitted; `lines` is a speerpunt in words, `then` last year's."""

    layer: str
    part: str
    heading: str
    answer: AnswerPart | None = None
    speerpunt: SpeerpuntPart | None = None
    chosen: tuple[SpeerpuntPart, ...] = ()
    lines: Lines = ()
    then: Lines = ()
    changed: tuple[Changed, ...] = ()
    findings: tuple[Finding, ...] = ()
    talk: Talk = NO_TALK
    points: tuple[SupplementPoint, ...] = ()
    to_ask: tuple[SupplementPoint, ...] = ()

    @property
    def anchor(self) -> str:
        """Return its id on the page."""
        return anchor(self.layer, self.part)

    @property
    def to_confirm(self) -> bool:
        """Whether the municipality took this over from last year without looking at it."""
        if self.speerpunt is not None:
            return bool(getattr(self.speerpunt, f"{self.layer}_to_confirm", False))
        return self.answer is not None and self.answer.to_confirm


@dataclass(frozen=True)
class ReviewLayer:
    """One layer: its places, the level last; `levels` is the rubric, `own` what the adviser thinks of it."""

    part: LayerPart
    levels: tuple[str, ...]
    places: tuple[ReviewPlace, ...]
    level: ReviewPlace
    own: AdviserLevel | None


@dataclass(frozen=True)
class Around:
    """All that stands beside the places of a basisfunctie, by layer and part."""

    changes: Changes
    then: Mapping[tuple[str, str], Lines]
    talks: Mapping[Key, Talk]
    findings: tuple[Finding, ...]
    asked: tuple[SupplementPoint, ...]
    to_ask: tuple[SupplementPoint, ...]
    levels: Mapping[int, AdviserLevel]


def review_layers(
    part: BasisfunctiePart, info: BasisfunctieInfo, words: Mapping[tuple[str, str], Mapping[str, str]], around: Around
) -> tuple[ReviewLayer, ...]:
    """Return the layers of a basisfunctie as the adviser reads them; `words` has each place in words by label."""

    def place(layer: str, code: str, heading: str, **more: Any) -> ReviewPlace:
        here = (layer, code)
        return ReviewPlace(
            layer,
            code,
            heading,
            lines=tuple(words.get(here, {}).items()),
            then=around.then.get(here, ()),
            changed=around.changes.get(here, ()),
            findings=tuple(each for each in around.findings if (each.place.layer, each.place.field) == here),
            talk=around.talks.get((part.slug, *here), NO_TALK),
            points=_at(around.asked, part.slug, here),
            to_ask=_at(around.to_ask, part.slug, here),
            **more,
        )

    layers = []
    for layer in part.layers:
        layer_info = info.layer(layer.kind)
        places = _places(part, layer.kind, place)
        level = place(layer.kind, LEVEL, f"Niveau van de laag {layer.name.lower()}")
        own = around.levels.get(layer_info.pk) if layer_info else None
        layers.append(ReviewLayer(layer, layer_info.levels if layer_info else (), tuple(places), level, own))
    return tuple(layers)


def _places(part: BasisfunctiePart, kind: str, make: Callable[..., ReviewPlace]) -> list[ReviewPlace]:
    if kind == LayerKind.VISIE:
        return [make(kind, each.code, each.text, answer=each) for each in part.answers]
    rows = [make(kind, each.code, each.label, speerpunt=each) for each in part.speerpunten]
    if kind == LayerKind.BELEID:
        return [make(kind, CHOOSING, "Gekozen speerpunten", chosen=part.speerpunten), *rows]
    return rows


def _at(points: Iterable[SupplementPoint], slug: str, here: tuple[str, str]) -> tuple[SupplementPoint, ...]:
    return tuple(each for each in points if each.basisfunctie == slug and (each.layer, each.part) == here)


def loose_talks(talks: Mapping[Key, Talk], layers: Iterable[ReviewLayer], slug: str) -> list[tuple[Key, Talk]]:
    """Return what was said at places of this basisfunctie that the submission does not have any more."""
    shown = {(slug, each.layer, each.part) for layer in layers for each in (*layer.places, layer.level)}
    return [(key, talk) for key, talk in talks.items() if key[0] == slug and key not in shown]
