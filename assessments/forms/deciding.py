"""What became of the parts of a page that was sent, and what a person takes of two texts after a conflict."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.utils.crypto import get_random_string

from assessments.forms.joining import join, too_long
from assessments.forms.parts import PartForm
from assessments.models import How

MINE, THEIRS, JOINED = "mijn", "hun", "samen"  # what the buttons of a conflict send
SHEET_LENGTH = 20

AnyPart = TypeVar("AnyPart", bound=PartForm)


@dataclass
class SentParts(Generic[AnyPart]):
    """The parts of one page; after saving it knows which were saved, faulty, in conflict or given up."""

    parts: list[AnyPart]
    saved: list[AnyPart] = field(default_factory=list)
    conflicts: list[AnyPart] = field(default_factory=list)
    given_up: list[AnyPart] = field(default_factory=list)

    @property
    def faulty(self) -> list[AnyPart]:
        """Return the parts in which something typed can't be taken."""
        return [part for part in self.parts if part.is_bound and part.errors and part not in self.given_up]

    def part(self, prefix: str) -> AnyPart | None:
        """Return the part with this prefix, or None."""
        return next((part for part in self.parts if part.prefix == prefix), None)

    def decide(self, decision: str) -> None:
        """After a conflict: keep what was typed (as any save does), give it up, or join it with what is stored.

        `decision` is the value of the button, as `read_decision` reads it.
        """
        prefix, what = read_decision(decision)
        part = self.part(prefix)
        if part is None or not part.is_bound:
            return
        if what == THEIRS:
            self.given_up.append(part)
        elif what == JOINED and part.is_valid():
            take_both(part)


def read_decision(sent: str) -> tuple[str, str]:
    """Return the prefix of a part and what is taken there, of the value of a button: both, with a colon between."""
    prefix, _, what = sent.rpartition(":")
    return prefix, what


def take_both(part: PartForm) -> bool:
    """Let a valid part hold both texts, and return whether they fit; what gets too long is said at its field."""
    joined = part.fitted(join(part))
    long = too_long(part, joined)
    for name, length in long.items():
        part.add_error(name, f"Samen zijn de teksten te lang: {length} tekens. Maak uw tekst eerst korter.")
    if not long:
        part.take(joined, How.JOINED)
    return not long


def new_sheet() -> str:
    """Return a name for this opening of a page: what comes twice from the same one is no colleague's."""
    return get_random_string(SHEET_LENGTH)


def sheet_named(sent: str) -> str:
    """Return a name of `new_sheet` as the browser sent it back; nothing when it can't be one."""
    return sent if len(sent) <= SHEET_LENGTH and sent.isascii() and sent.isalnum() else ""
