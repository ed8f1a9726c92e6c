"""Everything of one assessment at one moment, as plain frozen values, wording included.

The live assessment and each submission are read into this one shape; progress, findings, the overview and
the reports know nothing else. No database here.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from pydantic import TypeAdapter

from basisfuncties.words import LEVELS, WORDS, Words, in_sentence

FIVE = len(LEVELS) - 1  # the highest level of all that was kept before an edition could have another number of them


@dataclass(frozen=True)
class Choice:
    """A chosen suggestion, an earlier answer or an own addition."""

    code: str
    label: str
    own: bool


@dataclass(frozen=True)
class EvidencePart:
    """A file or a link that shows that something is so; `size` and `sha256` are of the file, `url` of the link.

    Not the file itself: `id` finds it, and `sha256` proves that it is the same one.
    """

    id: int
    kind: str
    title: str
    added_on: date
    url: str = ""
    file_name: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class AnswerPart:
    """One guiding question with its answer; `choices` has only what is chosen now.

    `to_confirm`, here and below: it came from the previous round and nobody looked at it yet.
    """

    code: str
    number: int
    text: str
    kind: str
    role: str
    choices: tuple[Choice, ...] = ()
    explanation: str = ""
    not_applicable: bool = False
    not_applicable_because: str = ""
    evidence: tuple[EvidencePart, ...] = ()
    to_confirm: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer: something chosen, something written, or 'niet van toepassing, omdat…'."""
        return bool(self.choices or self.explanation or (self.not_applicable and self.not_applicable_because))


@dataclass(frozen=True)
class SpeerpuntPart:
    """One chosen speerpunt through its layers; `goals` are visie answers that are chosen now."""

    code: str
    label: str
    own: bool
    goals: tuple[Choice, ...] = ()
    adoption: str = ""
    document: str = ""
    adopted_on: date | None = None
    executors: str = ""
    execution: str = ""
    done: str = ""
    amount: int | None = None
    money_kind: str = ""
    money_source: str = ""
    evidence: tuple[EvidencePart, ...] = ()
    beleid_to_confirm: bool = False
    uitvoering_to_confirm: bool = False
    financien_to_confirm: bool = False

    @property
    def to_confirm(self) -> bool:
        """Whether something about it is still to be confirmed."""
        return self.beleid_to_confirm or self.uitvoering_to_confirm or self.financien_to_confirm


@dataclass(frozen=True)
class PreviousLevel:
    """The level that the municipality gave the same layer in its previous round, with its reason."""

    year: int
    level: int
    reason: str = ""
    highest: int = FIVE


@dataclass(frozen=True)
class LayerPart:
    """One layer of one basisfunctie with the municipality's level; `level_text` is the rubric's wording of it.

    `kind` says what it asks and is its code, `name` is how the edition calls it; levels go from 0 to `highest`.
    """

    kind: str
    name: str
    level: int | None = None
    level_text: str = ""
    reason: str = ""
    previous: PreviousLevel | None = None
    highest: int = FIVE

    @property
    def before(self) -> PreviousLevel | None:
        """Return the previous level where it can be compared: a level on another scale says nothing of this one."""
        return self.previous if self.previous and self.previous.highest == self.highest else None


@dataclass(frozen=True)
class BasisfunctiePart:
    """One basisfunctie: the visie answers, the speerpunten, and the profile of its layers."""

    number: int
    slug: str
    name: str
    definition: str
    answers: tuple[AnswerPart, ...]
    speerpunten: tuple[SpeerpuntPart, ...]
    layers: tuple[LayerPart, ...]

    def layer(self, kind: str) -> LayerPart | None:
        """Return the layer of this kind, or None when this basisfunctie has none."""
        return next((layer for layer in self.layers if layer.kind == kind), None)

    def named(self, kind: str, article: str = "de") -> str:
        """Return how the layer of this kind is called in a sentence: 'de visie', or 'de laag behoefte'."""
        layer = self.layer(kind)
        return in_sentence(kind, layer.name if layer else WORDS.name_of(kind), article)


@dataclass(frozen=True)
class KeyFiguresPart:
    """The key figures; amounts in whole euros per year."""

    fte: Decimal | None = None
    budget: int | None = None
    steunpunt: str = ""
    steunpunt_form: str = ""
    steunpunt_fte: Decimal | None = None
    steunpunt_budget: int | None = None
    keurmerk: str = ""
    explanation: str = ""
    to_confirm: bool = False


@dataclass(frozen=True)
class FindingResponsePart:
    """What the municipality says to a finding: 'bewust zo, omdat…'. `key` is that of `assessments.findings.Finding`."""

    key: str
    because: str


@dataclass(frozen=True)
class MunicipalityPart:
    """Who the assessment is of, as the figures were then."""

    code: str
    name: str
    province: str
    population: int
    population_date: date


@dataclass(frozen=True)
class Snapshot:
    """One assessment, whole."""

    municipality: MunicipalityPart
    year: int
    is_demo: bool
    edition: str
    framework_title: str
    framework_source: str
    basisfuncties: tuple[BasisfunctiePart, ...]
    key_figures: KeyFiguresPart
    finding_responses: tuple[FindingResponsePart, ...] = ()
    words: Words = WORDS

    @property
    def evidence_ids(self) -> list[int]:
        """Return the ids of all evidence."""
        of_answers = (each.evidence for function in self.basisfuncties for each in function.answers)
        of_speerpunten = (each.evidence for function in self.basisfuncties for each in function.speerpunten)
        return [piece.id for pieces in chain(of_answers, of_speerpunten) for piece in pieces]

    @property
    def to_confirm(self) -> int:
        """Return how many parts came from the previous round and were not looked at yet."""
        answers = sum(answer.to_confirm for each in self.basisfuncties for answer in each.answers)
        speerpunten = sum(
            part.beleid_to_confirm + part.uitvoering_to_confirm + part.financien_to_confirm
            for each in self.basisfuncties
            for part in each.speerpunten
        )
        return answers + speerpunten + self.key_figures.to_confirm


_ADAPTER = TypeAdapter(Snapshot)


def to_content(snapshot: Snapshot) -> dict[str, Any]:
    """Return the snapshot as JSON values: dates as ISO texts, decimals as texts."""
    content: dict[str, Any] = _ADAPTER.dump_python(snapshot, mode="json")
    return content


def from_content(content: dict[str, Any]) -> Snapshot:
    """Return the snapshot that `to_content` made into JSON values."""
    return _ADAPTER.validate_python(content)


def canonical(content: dict[str, Any]) -> bytes:
    """Return the one way to write this content down as JSON: keys sorted, no spaces or line ends, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(content: dict[str, Any]) -> str:
    """Return the SHA-256 (64 hex digits) over the canonical JSON."""
    return hashlib.sha256(canonical(content)).hexdigest()
