"""The log of one part as a reader wants it: who changed what, and when. Pure rules over what was logged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from assessments.models import Change, How

PAUSE = timedelta(minutes=10)


@dataclass(frozen=True)
class Version:
    """One piece of work of one person: changes in a row, the newest first, with no long pause between them."""

    changes: tuple[Change, ...]

    @property
    def last(self) -> Change:
        """Return the change with which it ended."""
        return self.changes[0]

    @property
    def first(self) -> Change:
        """Return the change with which it began."""
        return self.changes[-1]

    @property
    def in_between(self) -> Sequence[Change]:
        """Return the texts that were saved on the way."""
        return self.changes[1:]

    @property
    def is_refused(self) -> bool:
        """Whether this was not saved."""
        return self.last.how == How.REFUSED


def versions(changes: Iterable[Change]) -> list[Version]:
    """Return changes, given newest first, as versions.

    A page saves itself at each pause in the typing. What one person typed in a row is one version; what was
    refused, joined, undone or restored stands by itself.
    """
    found: list[list[Change]] = []
    for change in changes:
        if found and _belongs(change, found[-1][-1]):
            found[-1].append(change)
        else:
            found.append([change])
    return [Version(tuple(each)) for each in found]


def _belongs(older: Change, newer: Change) -> bool:
    return (
        older.how == newer.how == How.SAVED
        and older.by_id == newer.by_id
        and newer.at - older.at <= PAUSE
        and older.content == newer.before
    )
