"""A published framework as plain, frozen values: what forms, rules and reports read.

A published edition never changes, so it is read from the database once per process.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from basisfuncties.models import Framework
from basisfuncties.shapes import COLOURS
from basisfuncties.words import SERIES, WORDS, Words


@dataclass(frozen=True)
class OptionItem:
    """A suggestion or a policy element: its stable code and its term. `pk` is its row."""

    pk: int
    code: str
    label: str


@dataclass(frozen=True)
class Question:
    """A guiding question with its suggestions; `choose_from` and they are in the order of the source."""

    pk: int
    code: str
    number: int
    text: str
    help: str
    kind: str
    own_additions: bool
    role: str
    choose_from: tuple[str, ...]
    options: tuple[OptionItem, ...]
    source: str


@dataclass(frozen=True)
class LayerInfo:
    """One layer: guidance, rubric (`levels[0]` is level 0) and what it asks."""

    pk: int
    kind: str
    name: str
    guidance: str
    levels: tuple[str, ...]
    questions: tuple[Question, ...]
    elements: tuple[OptionItem, ...]
    own_additions: bool
    source: str


@dataclass(frozen=True)
class BasisfunctieInfo:
    """One basisfunctie with its layers, from vision to money."""

    pk: int
    number: int
    slug: str
    name: str
    definition: str
    description: str
    passes_on: str
    source: str
    layers: tuple[LayerInfo, ...]

    @property
    def colour_number(self) -> int:
        """Which of the colours is this basisfunctie's; a longer circle begins again."""
        return (self.number - 1) % len(COLOURS) + 1

    def layer(self, kind: str) -> LayerInfo | None:
        """Return the layer of this kind, or None when this basisfunctie has none."""
        return next((layer for layer in self.layers if layer.kind == kind), None)


@dataclass(frozen=True)
class Structure:
    """A whole published framework."""

    pk: int
    edition: str
    title: str
    introduction: str
    source: str
    digest: str
    basisfuncties: tuple[BasisfunctieInfo, ...]
    questions: Mapping[str, Question] = field(repr=False, compare=False)
    series: str = SERIES
    words: Words = WORDS

    def basisfunctie(self, slug: str) -> BasisfunctieInfo | None:
        """Return the basisfunctie with this slug, or None."""
        return next((each for each in self.basisfuncties if each.slug == slug), None)


def structure_of(framework: Framework) -> Structure:
    """Return the structure of a published framework; read once per process, then kept."""
    if framework.published_at is None:
        raise ValueError("Only a published framework has a fixed structure.")
    return _read(framework.pk, framework.digest, framework.published_at)


def draft_structure(framework: Framework) -> Structure:
    """Return the structure of an edition that may still be a draft; read anew each time."""
    return _read_anew(framework.pk)


@lru_cache(maxsize=32)
def _read(pk: int, digest: str, published_at: datetime) -> Structure:
    # the digest and the date are only there to know this framework from another one that had its key before
    return _read_anew(pk)


def _read_anew(pk: int) -> Structure:
    framework = Framework.objects.prefetch_related(
        "basisfuncties__layers__levels",
        "basisfuncties__layers__questions__options",
        "basisfuncties__layers__questions__choose_from",
        "basisfuncties__layers__elements",
    ).get(pk=pk)
    words = framework.words
    order = {
        question.code: place
        for place, question in enumerate(
            question
            for each in framework.basisfuncties.all()
            for layer in each.layers.all()
            for question in layer.questions.all()
        )
    }
    basisfuncties = tuple(
        BasisfunctieInfo(
            pk=each.pk,
            number=each.number,
            slug=each.slug,
            name=each.name,
            definition=each.definition,
            description=each.description,
            passes_on=each.passes_on,
            source=each.source,
            layers=tuple(
                LayerInfo(
                    pk=layer.pk,
                    kind=layer.kind,
                    name=words.name_of(layer.kind),
                    guidance=layer.guidance,
                    levels=tuple(level.text for level in layer.levels.all()),
                    questions=tuple(
                        Question(
                            pk=question.pk,
                            code=question.code,
                            number=question.number,
                            text=question.text,
                            help=question.help,
                            kind=question.kind,
                            own_additions=question.own_additions,
                            role=question.role,
                            choose_from=tuple(
                                sorted((other.code for other in question.choose_from.all()), key=order.__getitem__)
                            ),
                            options=tuple(OptionItem(o.pk, o.code, o.label) for o in question.options.all()),
                            source=question.source,
                        )
                        for question in layer.questions.all()
                    ),
                    elements=tuple(OptionItem(e.pk, e.code, e.label) for e in layer.elements.all()),
                    own_additions=layer.own_additions,
                    source=layer.source,
                )
                for layer in each.layers.all()
            ),
        )
        for each in framework.basisfuncties.all()
    )
    return Structure(
        pk=framework.pk,
        edition=framework.edition,
        title=framework.title,
        introduction=framework.introduction,
        source=framework.source,
        digest=framework.digest,
        basisfuncties=basisfuncties,
        questions=MappingProxyType({q.code: q for b in basisfuncties for layer in b.layers for q in layer.questions}),
        series=framework.series,
        words=words,
    )
