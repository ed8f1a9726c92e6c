"""What an export is made of: one version of one assessment, as plain frozen values. No database here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assessments.findings import Finding, find
from assessments.snapshot import Snapshot

CONCEPT, SUBMITTED, ADOPTED = "concept", "ingediend", "vastgesteld"


@dataclass(frozen=True)
class Standing:
    """Which version it is. `status` is of the assessment now; without `number` the version is the live concept."""

    status: str
    number: int | None = None
    submitted_on: date | None = None
    adopted_on: date | None = None
    sha256: str = ""

    @property
    def version(self) -> str:
        """Return what this version is; one that was adopted stays so when the assessment is reopened."""
        if self.number is None:
            return CONCEPT
        return ADOPTED if self.adopted_on else SUBMITTED


@dataclass(frozen=True)
class AdvisedText:
    """What an advice that was sent says on one basisfunctie, or on the whole (`basisfunctie` is empty then)."""

    advice: int
    sent_on: date
    basisfunctie: str
    text: str


@dataclass(frozen=True)
class Recommended:
    """One recommendation of an advice that was sent, with what the municipality answered."""

    advice: int
    sent_on: date
    basisfunctie: str
    layer: str
    speerpunt: str
    about: str
    title: str
    explanation: str
    finding: str = ""
    reply: str = ""
    reply_why: str = ""


@dataclass(frozen=True)
class Second:
    """The adviser's own level of one layer, beside the municipality's, with what the municipality answered."""

    basisfunctie: str
    layer: str
    level: int
    remark: str
    response: str


@dataclass(frozen=True)
class Source:
    """One assessment: everything that the row-makers of `exports.sheets` read.

    `findings` follow from the snapshot, unless they were found before something was left out of it.
    """

    snapshot: Snapshot
    standing: Standing
    seconds: tuple[Second, ...] = ()
    texts: tuple[AdvisedText, ...] = ()
    recommendations: tuple[Recommended, ...] = ()
    found: tuple[Finding, ...] | None = field(default=None, repr=False)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return the breaks in the thread."""
        return find(self.snapshot) if self.found is None else self.found

    @cached_property
    def second(self) -> Mapping[tuple[str, str], Second]:
        """Return the adviser's levels, by basisfunctie and layer."""
        return {(each.basisfunctie, each.layer): each for each in self.seconds}

    @cached_property
    def because(self) -> Mapping[str, str]:
        """Return what the municipality says to findings, by key."""
        return {response.key: response.because for response in self.snapshot.finding_responses}
