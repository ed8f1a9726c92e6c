"""Count in a snapshot what municipalities are compared by. Pure rules."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from assessments.findings import find
from assessments.money import money_of
from assessments.snapshot import BasisfunctiePart, Snapshot

# Of the money of a basisfunctie: structural, incidental, and what has no kind.
Euros = tuple[int, int, int]


@dataclass(frozen=True)
class Counted:
    """What differs with the edition of the framework, all by slug of the basisfunctie.

    `levels` by kind of layer; `findings` how many by code of the rule; `speerpunten` the codes that were chosen from
    the framework; `own` how many a municipality thought of itself: their words are nobody else's; `money` only where
    an amount was filled in.
    """

    levels: dict[str, dict[str, int]]
    findings: dict[str, dict[str, int]]
    speerpunten: dict[str, tuple[str, ...]]
    own: dict[str, int]
    money: dict[str, Euros]

    @property
    def total_money(self) -> int | None:
        """Return all euros per year for speerpunten; None when no amount was filled in anywhere."""
        return sum(map(sum, self.money.values())) if self.money else None

    def findings_of(self, rule: str) -> int:
        """Return how often this kind of finding occurs in the whole assessment."""
        return sum(each.get(rule, 0) for each in self.findings.values())

    def to_content(self) -> dict[str, Any]:
        """Return this as JSON values."""
        return {
            "levels": self.levels,
            "findings": self.findings,
            "speerpunten": {slug: list(codes) for slug, codes in self.speerpunten.items()},
            "own": self.own,
            "money": {slug: list(euros) for slug, euros in self.money.items()},
        }

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> "Counted":
        """Return what `to_content` made into JSON values."""
        return cls(
            levels=content["levels"],
            findings=content["findings"],
            speerpunten={slug: tuple(codes) for slug, codes in content["speerpunten"].items()},
            own=content["own"],
            money={slug: (euros[0], euros[1], euros[2]) for slug, euros in content["money"].items()},
        )


def count(snapshot: Snapshot) -> Counted:
    """Return what is counted of this snapshot."""
    findings: dict[str, Counter[str]] = {}
    for finding in find(snapshot):
        findings.setdefault(finding.place.basisfunctie, Counter())[finding.rule.code] += 1
    parts = snapshot.basisfuncties
    return Counted(
        levels={
            part.slug: {layer.kind: layer.level for layer in part.layers if layer.level is not None} for part in parts
        },
        findings={slug: dict(sorted(counts.items())) for slug, counts in findings.items()},
        speerpunten={part.slug: tuple(each.code for each in part.speerpunten if not each.own) for part in parts},
        own={part.slug: sum(each.own for each in part.speerpunten) for part in parts},
        money={part.slug: _euros(part) for part in parts if any(each.amount is not None for each in part.speerpunten)},
    )


def _euros(part: BasisfunctiePart) -> Euros:
    money = money_of(part.speerpunten)
    return money.structural, money.incidental, money.other
