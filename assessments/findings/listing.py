"""Findings as lists: with what the municipality says to them, and in short. Pure rules over a snapshot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.findings.finding import Finding, Rule
from assessments.findings.goals import whole_of
from assessments.findings.rules import findings_of
from assessments.snapshot import BasisfunctiePart, Snapshot

NUMBERS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
SHORTLIST = 3


@dataclass(frozen=True)
class Answered:
    """A finding with what the municipality says to it: 'bewust zo, omdat…', or nothing yet."""

    finding: Finding
    because: str


@dataclass(frozen=True)
class FindingsChapter:
    """The findings of one basisfunctie, the heaviest first: those that nobody answered, and the others."""

    number: int
    slug: str
    name: str
    open: tuple[Finding, ...]
    answered: tuple[Answered, ...]


@dataclass(frozen=True)
class Group:
    """The findings of one kind in one basisfunctie, as one sentence; `first` is where to begin mending."""

    rule: Rule
    name: str
    first: Finding
    count: int

    @property
    def text(self) -> str:
        """Return what was seen: of one finding its own words, of more how many there are."""
        if self.count == 1:
            return self.first.seen
        return _sentence(self.rule.several.format(_in_words(self.count)))


def chapter_of(part: BasisfunctiePart, findings: Iterable[Finding], because: Mapping[str, str]) -> FindingsChapter:
    """Return these findings of one basisfunctie as a list; `because` has what the municipality says, by key."""
    found = sorted(findings, key=lambda finding: -finding.rule.weight)
    return FindingsChapter(
        number=part.number,
        slug=part.slug,
        name=part.name,
        open=tuple(finding for finding in found if not because.get(finding.key)),
        answered=tuple(Answered(finding, because[finding.key]) for finding in found if because.get(finding.key)),
    )


def chapters(snapshot: Snapshot) -> tuple[FindingsChapter, ...]:
    """Return the findings of each basisfunctie; one without any is there too, with empty lists."""
    whole, because = whole_of(snapshot), reasons(snapshot)
    return tuple(chapter_of(part, findings_of(part, whole), because) for part in snapshot.basisfuncties)


def count_findings(listed: Iterable[FindingsChapter]) -> int:
    """Return how many findings there are, answered ones too."""
    return sum(len(chapter.open) + len(chapter.answered) for chapter in listed)


def reasons(snapshot: Snapshot) -> dict[str, str]:
    """Return what the municipality says to findings, by key."""
    return {response.key: response.because for response in snapshot.finding_responses}


def shortlist(listed: Iterable[FindingsChapter], most: int = SHORTLIST) -> tuple[Group, ...]:
    """Return the heaviest breaks that nobody answered, those of one kind in one basisfunctie together."""
    groups = [group for chapter in listed for group in grouped(chapter)]
    return tuple(sorted(groups, key=lambda group: (-group.rule.weight, -group.count))[:most])


def grouped(chapter: FindingsChapter) -> tuple[Group, ...]:
    """Return the open findings of one basisfunctie, those of one kind together."""
    by_rule: dict[Rule, list[Finding]] = {}
    for finding in chapter.open:
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(Group(rule, chapter.name, found[0], len(found)) for rule, found in by_rule.items())


def _in_words(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
