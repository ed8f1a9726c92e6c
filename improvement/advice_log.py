"""Write down what advisers do in an advice, and read it back as pieces of work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from accounts.models import User
from assessments.comparing import Piece, compare, shorten
from improvement.forms.writing import TEXT, prefix_of
from improvement.models import Advice, AdviceChange, AdviceEvent, AdviceText, Recommendation, as_logged, differences
from improvement.saving import Parts, SheetPart

PAUSE = timedelta(minutes=10)


def log_saved(draft: Advice, parts: Parts, user: User) -> None:
    """Log what a save of a page stored and what it refused; one query, and one more when it refused anything."""
    changes = [_of_part(draft, part, user) for part in parts.saved]
    refused = [_of_part(draft, part, user, is_refused=True) for part in [*parts.conflicts, *parts.given_up]]
    if refused:
        changes += _not_logged_yet(draft, refused, user)
    if changes:
        AdviceChange.objects.bulk_create(changes)


def _not_logged_yet(draft: Advice, refused: Sequence[AdviceChange], user: User) -> list[AdviceChange]:
    """Return these without what was refused before in the same words: who chooses sends the text once more."""
    rows = draft.changes.filter(is_refused=True, by=user, part__in=[each.part for each in refused]).order_by("id")
    last = {each.part: each.after for each in rows}
    return [each for each in refused if last.get(each.part) != each.after]


def log_done(rows: Iterable[AdviceText | Recommendation], what: AdviceEvent, user: User, words: str = "") -> None:
    """Log what a button did with these rows; `words` says with what, such as a practice. One query."""
    after = [("", words)] if words else []
    AdviceChange.objects.bulk_create(
        AdviceChange(
            advice_id=row.advice_id,
            part=_part(row),
            about=_about(row),
            what=what,
            after=as_logged(after),
            by=user,
        )
        for row in rows
    )


def _of_part(draft: Advice, part: SheetPart, user: User, *, is_refused: bool = False) -> AdviceChange:
    row = part.row
    assert isinstance(row, AdviceText | Recommendation)  # noqa: S101 - what the page of a chapter is made of
    return AdviceChange(
        advice=draft,
        part=_part(row),
        about=_about(row),
        what=AdviceEvent.WROTE,
        before=_lines(row, part.stored_lines()),
        after=_lines(row, part.typed_lines() if part.is_ready else []),
        is_refused=is_refused,
        by=user,
    )


def _lines(row: AdviceText | Recommendation, lines: list[tuple[str, str]]) -> list[list[str]]:
    # The one field of a text is called as the whole part is.
    return as_logged(lines if isinstance(row, Recommendation) else [("", text) for _, text in lines])


def _part(row: AdviceText | Recommendation) -> str:
    return prefix_of(row) if isinstance(row, Recommendation) else text_part(row.basisfunctie)


def _about(row: AdviceText | Recommendation) -> str:
    # A text has no name of its own: its chapter has, which an edition keeps for ever.
    return row.heading if isinstance(row, Recommendation) else ""


def text_part(slug: str) -> str:
    """Return how the log calls the text of the chapter with this slug."""
    return f"{TEXT}-{slug}"


@dataclass(frozen=True)
class Work:
    """One piece of work of one person at one part: changes in a row, the newest first, with no long pause between."""

    changes: tuple[AdviceChange, ...]

    @property
    def last(self) -> AdviceChange:
        """Return the change with which it ended."""
        return self.changes[0]

    @property
    def differences(self) -> list[tuple[str, list[Piece]]]:
        """Return what the whole of it changed, as (label, pieces of the text)."""
        found = differences(self.changes[-1].before, self.last.after)
        return [(label, shorten(compare(before, after))) for label, before, after in found]


def pieces_of_work(changes: Iterable[AdviceChange]) -> list[Work]:
    """Return changes, given newest first, as pieces of work: a page saves itself at each pause in the typing. Pure."""
    found: list[list[AdviceChange]] = []
    for change in changes:
        if found and _goes_on(change, found[-1]):
            found[-1].append(change)
        else:
            found.append([change])
    return [Work(tuple(each)) for each in found]


def _goes_on(older: AdviceChange, newer: Sequence[AdviceChange]) -> bool:
    next_one = newer[-1]
    return (
        older.what == next_one.what == AdviceEvent.WROTE
        and not (older.is_refused or next_one.is_refused)
        and (older.part, older.by_id) == (next_one.part, next_one.by_id)
        and next_one.at - older.at <= PAUSE
        and older.after == next_one.before
    )
