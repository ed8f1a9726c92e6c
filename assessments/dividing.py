"""Who has which part and how far that is, as pages show it: parts that were given together stand together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assessments.models import Assignment
from assessments.scopes import HowFar, Scope, described, scopes_of
from basisfuncties.structure import Structure


@dataclass(frozen=True)
class Batch:
    """Parts of one basisfunctie (or the key figures) that one person got at once; `parts` are with how far each is."""

    label: str
    number: int
    parts: tuple[tuple[Scope, HowFar], ...]
    rows: tuple[Assignment, ...]

    @property
    def first(self) -> Assignment:
        """Return one of the rows; who, when, by when and the words are the same in all."""
        return self.rows[0]

    @property
    def how_far(self) -> HowFar:
        """Return how far all of it is together."""
        return HowFar(sum(far.done for _, far in self.parts), sum(far.total for _, far in self.parts))


def can_come_back(handed_back: Iterable[Batch], taken: Collection[str]) -> frozenset[int]:
    """Return which batches can go to who handed them back, by key of their first row.

    `taken` are the codes of the parts that somebody has now. Of what was handed back more than once, the last counts.
    """
    gone, found = set(taken), set()
    for batch in sorted(handed_back, key=lambda batch: batch.first.pk, reverse=True):
        codes = {row.code for row in batch.rows}
        if not codes & gone:
            found.add(batch.first.pk)
        gone |= codes
    return frozenset(found)


@dataclass(frozen=True)
class Holder:
    """Somebody who has parts, or is invited for them."""

    name: str
    is_waiting: bool
    batches: tuple[Batch, ...]


def batches(rows: Iterable[Assignment], structure: Structure, far: Mapping[str, HowFar]) -> list[Batch]:
    """Return the rows by what was given at once, in the order of the circle and then of giving."""
    scopes = scopes_of(structure)
    together: dict[tuple[object, ...], list[Assignment]] = {}
    for row in rows:
        key = (
            scopes[row.code].basisfunctie,
            *(row.user_id, row.invitation_id, row.given_at, row.due_on, row.word),
            *(row.status, row.ended_at, row.last_word),
        )
        together.setdefault(key, []).append(row)
    return [
        Batch(
            label=described((scopes[row.code] for row in same), structure),
            number=scopes[same[0].code].number,
            parts=tuple((scopes[row.code], far[row.code]) for row in same),
            rows=tuple(same),
        )
        for same in together.values()
    ]


def holders(given: Iterable[Batch]) -> list[Holder]:
    """Return the batches by person, those with an account by name first."""
    by_person: dict[tuple[bool, str, int | None], list[Batch]] = {}
    for batch in given:
        row = batch.first
        by_person.setdefault((row.is_waiting, row.who, row.user_id or row.invitation_id), []).append(batch)
    people = sorted(by_person.items(), key=lambda each: (each[0][0], each[0][1].lower()))
    return [Holder(name, waiting, tuple(theirs)) for (waiting, name, _), theirs in people]


def due_in_words(due_on: date | None, today: date) -> str:
    """Return by when, in a few words; empty when there is no day."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days < 0:
        return "te laat"
    return {0: "vandaag", 1: "morgen"}.get(days, f"nog {days} dagen")
