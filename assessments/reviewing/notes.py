"""The notes of advisers at a basisfunctie: own ones, and what they share with who advises the same municipality."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.fingerprint import fingerprint
from assessments.models import AdviserNote
from assessments.reviewing.doing import require_fresh
from basisfuncties.structure import structure_of
from municipalities.access import May


@dataclass(frozen=True)
class Notes:
    """What an adviser reads at one basisfunctie: its own note, its own shared one, and those of colleagues."""

    own: AdviserNote | None
    own_shared: AdviserNote | None
    of_colleagues: tuple[AdviserNote, ...]

    @property
    def count(self) -> int:
        """Return how many there are to read."""
        return sum(1 for each in (self.own, self.own_shared) if each) + len(self.of_colleagues)


def notes_at(opened: Opened, basisfunctie: str) -> Notes:
    """Return the notes that this adviser reads at a basisfunctie; one query."""
    user = opened.access.user
    rows = list(opened.assessment.adviser_notes.read_by(user).filter(basisfunctie=basisfunctie))
    own = {row.is_shared: row for row in rows if row.written_by_id == user.pk}
    return Notes(own.get(False), own.get(True), tuple(row for row in rows if row.written_by_id != user.pk))


def note_read(text: str) -> str:
    """Return the fingerprint that a page carries of a note."""
    return fingerprint({"text": text})


def save_note(
    user: User, code: str, year: int, basisfunctie: str, *, is_shared: bool, text: str, read: str = ""
) -> AdviserNote:
    """Store an adviser's own note at a basisfunctie; `read` is the fingerprint of what the page showed.

    Also before anything is submitted and after it is adopted: it is nobody else's. Raises Http404, StaleError, and
    what `get_assessment` raises.
    """
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.REVIEW, lock=True).assessment
        if structure_of(assessment.round.framework).basisfunctie(basisfunctie) is None:
            raise Http404("Deze basisfunctie staat niet in het kader van deze ronde.")
        note, _ = AdviserNote.objects.get_or_create(
            assessment=assessment, basisfunctie=basisfunctie, written_by=user, is_shared=is_shared
        )
        require_fresh({"text": note.text}, {"text": text}, read)
        note.text, note.updated_at = text, timezone.now()
        note.save(update_fields=["text", "updated_at"])
        return note
