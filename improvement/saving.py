"""Save a page of parts, as `assessments.forms.pages` does, for what is in no log of the municipality.

What an adviser writes may stand in nothing that a municipality reads, so its parts don't share the log of filling in;
who saves a page logs it (`advice_log`, `replying`). A save that is refused leaves both texts on the page; after
choosing the colleague's, the other is shown once more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from accounts.models import User
from assessments.forms.deciding import SentParts
from assessments.forms.parts import PartForm


class SheetPart(PartForm):
    """A part whose row knows from which opening of a page it was saved last (`sheet`).

    With `has_flag` the page marks it as long as nobody looked at it.
    """

    has_flag: ClassVar[bool] = False

    @property
    def needs_look(self) -> bool:
        """Whether this stands in a draft and nobody looked at it yet."""
        return False

    def saved_from(self, user: User, sheet: str) -> bool:
        """Whether the last save came from this same opening of the page, by this person: its answer got lost."""
        row = self.row
        return (
            bool(sheet) and row.pk is not None and getattr(row, "sheet", "") == sheet and row.updated_by_id == user.pk
        )


@dataclass
class Parts(SentParts[SheetPart]):
    """The parts of one page; `is_closed` when nothing of it can be saved any more."""

    is_closed: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was typed waits for this person."""
        return not (self.is_closed or self.faulty or self.conflicts)

    @property
    def waiting(self) -> set[str]:
        """Return the prefixes of the parts that have to be shown as they were typed."""
        shown = self.parts if self.is_closed else [*self.faulty, *self.conflicts]
        return {str(part.prefix) for part in shown if part.is_bound}

    def save(self, user: User, sheet: str, write: Callable[[SheetPart], None]) -> None:
        """Save each part that was changed, is right and is in nobody's way; the others keep what was typed.

        To be called in a transaction that has locked the assessment. `write` stores the row of a part.
        """
        changed = [part for part in self.parts if part.is_ready and not part.errors and part.is_changed]
        left = [part for part in changed if part not in self.given_up]
        self.conflicts = [part for part in left if part.is_stale and not part.saved_from(user, sheet)]
        self.saved = [part for part in left if part not in self.conflicts]
        for part in self.saved:
            for row in part.apply():
                row.touch(user)
                row.sheet = sheet  # type: ignore[attr-defined]
            write(part)

    def shown(self, fresh: Iterable[SheetPart]) -> list[SheetPart]:
        """Return the parts to show: what is settled as it is stored now (`fresh`), the rest as it was typed."""
        stays = {part.prefix: part for part in self.parts if str(part.prefix) in self.waiting}
        return [stays.get(part.prefix, part) for part in fresh]
