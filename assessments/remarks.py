"""Remarks inside the municipality: read them by place, write, withdraw and settle them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from assessments.models import Assessment, InternalRemark, InternalThread
from assessments.places import Place


@dataclass(frozen=True)
class Conversation:
    """The remarks at one place; without remarks there is no thread yet."""

    thread: InternalThread | None = None
    remarks: tuple[InternalRemark, ...] = ()

    @property
    def count(self) -> int:
        """Return how many remarks there are to read."""
        return sum(remark.withdrawn_at is None for remark in self.remarks)

    @property
    def is_settled(self) -> bool:
        """Whether somebody said that this is done."""
        return self.thread is not None and self.thread.settled_at is not None

    @property
    def in_words(self) -> str:
        """Return how many there are and whether they are done, in a word or two."""
        if not self.count:
            return "geen"
        return f"{self.count}, {'afgehandeld' if self.is_settled else 'open'}"


Key = tuple[str, str, str]  # basisfunctie, layer, part


def conversations(rows: Iterable[InternalRemark]) -> dict[Key, Conversation]:
    """Return the remarks in conversations, by place; the rows come with their threads, in order."""
    by_thread: dict[int, list[InternalRemark]] = {}
    for row in rows:
        by_thread.setdefault(row.thread_id, []).append(row)
    found = {}
    for remarks in by_thread.values():
        thread = remarks[0].thread
        found[thread.basisfunctie, thread.layer, thread.part] = Conversation(thread, tuple(remarks))
    return found


def conversations_of(assessment: Assessment) -> dict[Key, Conversation]:
    """Return all conversations of an assessment, by place; one query."""
    return conversations(InternalRemark.objects.of(assessment))


def conversation_at(assessment: Assessment, place: Place) -> Conversation:
    """Return the conversation at one place; one query."""
    key = (place.basisfunctie.slug, place.layer.kind, place.part)
    rows = InternalRemark.objects.of(assessment).filter(
        thread__basisfunctie=key[0], thread__layer=key[1], thread__part=key[2]
    )
    return conversations(rows).get(key, Conversation())


def write_remark(assessment: Assessment, place: Place, user: User, text: str) -> InternalRemark:
    """Add a remark at a place. A conversation that was settled opens again: somebody has more to say."""
    with transaction.atomic():
        thread, _ = InternalThread.objects.get_or_create(
            assessment=assessment, basisfunctie=place.basisfunctie.slug, layer=place.layer.kind, part=place.part
        )
        _settle(thread, None)
        return InternalRemark.objects.create(thread=thread, text=text, written_by=user)


def settle(assessment: Assessment, place: Place, user: User, *, settled: bool) -> None:
    """Say that a conversation is done, or open it again. Raises Http404 when there is none."""
    conversation = conversation_at(assessment, place)
    if conversation.thread is None:
        raise Http404("Hier staan geen opmerkingen.")
    if settled != conversation.is_settled:
        _settle(conversation.thread, user if settled else None)


def withdraw(assessment: Assessment, remark_id: int, user: User, *, withdrawn: bool) -> InternalRemark:
    """Withdraw one's own remark, or put it back, and return it.

    Raises Http404 when this assessment has no such remark, PermissionDenied when somebody else wrote it.
    """
    remark = InternalRemark.objects.of(assessment).filter(pk=remark_id).first()
    if remark is None:
        raise Http404("Deze opmerking bestaat niet.")
    if remark.written_by_id != user.pk:
        raise PermissionDenied
    if withdrawn != (remark.withdrawn_at is not None):
        remark.withdrawn_at = timezone.now() if withdrawn else None
        remark.save(update_fields=["withdrawn_at"])
    return remark


def _settle(thread: InternalThread, by: User | None) -> None:
    if thread.settled_by_id is None and by is None:
        return
    thread.settled_at = timezone.now() if by else None
    thread.settled_by = by
    thread.save(update_fields=["settled_at", "settled_by"])
