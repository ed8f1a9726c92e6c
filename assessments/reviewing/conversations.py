"""The conversations of adviser and municipality: read by place, drafted, sent together, answered and settled."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.fingerprint import fingerprint
from assessments.models import AdviserLevel, Assessment, RemarkKind, ReviewRemark, ReviewThread
from assessments.models.reviewing import ASKING
from assessments.places import Place, place_of
from assessments.reviewing.doing import RefusedError, is_key, require_fresh, require_talk
from assessments.scopes import scope_code
from municipalities.access import May

Key = tuple[str, str, str]  # basisfunctie, layer, part
SENT_ALREADY = "Deze opmerking is al verstuurd, in een ander venster. Schrijf er een nieuwe."
WITHOUT_WORDS = "Schrijf eerst bij elk eigen niveau waarom. De gemeente moet kunnen lezen wat u ziet."
NOTHING_TO_SEND = "Er is niets te versturen. Misschien deed u dat al in een ander venster."


@dataclass(frozen=True)
class Talk:
    """What was said at one place, and the drafts of the adviser who reads it."""

    thread: ReviewThread | None = None
    remarks: tuple[ReviewRemark, ...] = ()
    drafts: tuple[ReviewRemark, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the adviser asked something here that nobody settled yet."""
        return self.thread is not None and self.thread.is_open

    @property
    def is_settled(self) -> bool:
        """Whether somebody said that this is done."""
        return self.thread is not None and self.thread.settled_at is not None

    @property
    def in_words(self) -> str:
        """Return how many there are and how they stand, in a word or two."""
        if not self.remarks:
            return "geen"
        if self.is_settled:
            return f"{len(self.remarks)}, afgehandeld"
        return f"{len(self.remarks)}, open" if self.is_open else str(len(self.remarks))


NO_TALK = Talk()


def talks(rows: Iterable[ReviewRemark]) -> dict[Key, Talk]:
    """Return these remarks by place; the rows come with their threads, in order."""
    by_thread: dict[int, list[ReviewRemark]] = {}
    for row in rows:
        by_thread.setdefault(row.thread_id, []).append(row)
    found = {}
    for remarks in by_thread.values():
        thread = remarks[0].thread
        sent = sorted((each for each in remarks if not each.is_draft), key=lambda each: (each.at, each.pk))
        drafts = tuple(each for each in remarks if each.is_draft)
        found[thread.basisfunctie, thread.layer, thread.part] = Talk(thread, tuple(sent), drafts)
    return found


def talks_for(opened: Opened) -> dict[Key, Talk]:
    """Return all that this person reads of the conversations at an assessment, by place; one query."""
    rows = ReviewRemark.objects.of(opened.assessment)
    reads_drafts = opened.access.may(May.REVIEW)
    return talks(rows.read_by_adviser(opened.access.user) if reads_drafts else rows.sent())


def talk_at(assessment: Assessment, place: Place) -> Talk:
    """Return what was sent at one place; one query."""
    key = (place.basisfunctie.slug, place.layer.kind, place.part)
    rows = ReviewRemark.objects.of(assessment).sent()
    return talks(rows.at(*key)).get(key, NO_TALK)


@dataclass(frozen=True)
class Where:
    """A place in the address of an assessment: which municipality and year, and which part."""

    code: str
    year: int
    basisfunctie: str
    layer: str
    part: str


def draft_content(kind: str, text: str) -> dict[str, str]:
    """Return what is compared to see whether a draft changed."""
    return {"kind": kind, "text": text}


def draft_read(draft: ReviewRemark) -> str:
    """Return the fingerprint that a page carries of a draft."""
    return fingerprint(draft_content(draft.kind, draft.text))


def save_draft(user: User, where: Where, *, key: str, kind: str, text: str, read: str = "") -> ReviewRemark | None:
    """Store what an adviser writes at a place, for nobody else to read; an empty text takes the draft away.

    `key` names the draft, `read` is the fingerprint of what the page showed of it. Raises RefusedError, StaleError,
    and what `get_assessment` and `place_of` raise.
    """
    with transaction.atomic():
        assessment = get_assessment(user, where.code, where.year, May.REVIEW, lock=True).assessment
        place = place_of(assessment, where.basisfunctie, where.layer, where.part)
        require_talk(assessment)
        if not is_key(key):
            raise Http404("Zo heet geen opmerking.")
        stored = ReviewRemark.objects.filter(written_by=user, key=key).select_related("thread").first()
        if stored is not None:
            if stored.thread.assessment_id != assessment.pk or not stored.is_draft:
                raise RefusedError(SENT_ALREADY)
            require_fresh(draft_content(stored.kind, stored.text), draft_content(kind, text), read)
        if not text:
            if stored is not None:
                stored.delete()
            return None
        draft = stored or ReviewRemark(thread=_thread(assessment, place), written_by=user, from_adviser=True, key=key)
        draft.kind, draft.text = kind, text
        draft.save()
        return draft


def _thread(assessment: Assessment, place: Place) -> ReviewThread:
    thread, _ = ReviewThread.objects.get_or_create(
        assessment=assessment, basisfunctie=place.basisfunctie.slug, layer=place.layer.kind, part=place.part
    )
    return thread


@dataclass(frozen=True)
class Sent:
    """What an adviser sent together."""

    assessment: Assessment
    remarks: tuple[ReviewRemark, ...]
    levels: tuple[AdviserLevel, ...]


def unsent_levels(assessment: Assessment) -> list[AdviserLevel]:
    """Return the adviser's levels that the municipality does not know as they are now; one query."""
    rows = assessment.adviser_levels.select_related("layer__basisfunctie", "set_by")
    return [
        each for each in rows.order_by("layer__basisfunctie__number", "layer__position") if not each.is_sent_as_it_is
    ]


def send(user: User, code: str, year: int, *, notify: Callable[["Sent"], None] | None = None) -> Sent:
    """Send all drafts of this adviser, and the levels that the municipality does not know yet, at once.

    `notify` posts the mail in the same transaction. Raises RefusedError when there is
    nothing to send or nobody to talk to, and what `get_assessment` raises.
    """
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.REVIEW, lock=True).assessment
        require_talk(assessment)
        sent = send_all(user, assessment)
        if not (sent.remarks or sent.levels):
            raise RefusedError(NOTHING_TO_SEND)
        if notify is not None:
            notify(sent)
        return sent


def send_all(user: User, assessment: Assessment) -> Sent:
    """Send what there is, in a transaction that has locked the assessment.

    Raises RefusedError when a level comes without a word: the municipality could do nothing with it.
    """
    now = timezone.now()
    levels = unsent_levels(assessment)
    if any(level.level is not None and not level.remark for level in levels):
        raise RefusedError(WITHOUT_WORDS)
    drafts = list(ReviewRemark.objects.of(assessment).drafts_of(user))
    for draft in drafts:
        draft.sent_at = now
    ReviewRemark.objects.bulk_update(drafts, ["sent_at"])
    threads = {draft.thread_id: draft.thread for draft in drafts}
    asked = {draft.thread_id for draft in drafts if draft.kind in ASKING}
    says_more = {draft.thread_id for draft in drafts if draft.kind != RemarkKind.COMPLIMENT}
    for pk, thread in threads.items():
        thread.asked_at = now if pk in asked else thread.asked_at
        if pk in says_more:
            thread.settled_at = thread.settled_by = None
    ReviewThread.objects.bulk_update(threads.values(), ["asked_at", "settled_at", "settled_by"])
    for level in levels:
        level.sent_level, level.sent_remark, level.sent_at = level.level, level.remark, now
    AdviserLevel.objects.bulk_update(levels, ["sent_level", "sent_remark", "sent_at"])
    return Sent(assessment, tuple(drafts), tuple(levels))


def reply(
    user: User, where: Where, text: str, key: str, *, notify: Callable[[ReviewRemark], None] | None = None
) -> ReviewRemark:
    """Answer the adviser at a place, for the municipality. A conversation that was settled opens again.

    `notify` posts the mail in the same transaction. Raises Http404 when the adviser said nothing
    here, RefusedError, and what `get_assessment` and `place_of` raise.
    """
    scope = scope_code(where.basisfunctie, where.layer)
    with transaction.atomic():
        assessment = get_assessment(user, where.code, where.year, May.FILL_IN, part=scope, lock=True).assessment
        thread = _existing(assessment, where)
        require_talk(assessment)
        said = ReviewRemark.objects.filter(written_by=user, key=key).first()
        if said is not None:
            return said
        _settle(thread, None)
        remark = ReviewRemark.objects.create(
            thread=thread,
            kind=RemarkKind.REPLY,
            from_adviser=False,
            text=text,
            key=key,
            written_by=user,
            sent_at=timezone.now(),
        )
        if notify is not None:
            notify(remark)
        return remark


def settle(user: User, where: Where, *, settled: bool) -> None:
    """Say that a conversation is done, or open it again; both sides may.

    Raises Http404 when nothing was said here, RefusedError, and what `get_assessment` raises.
    """
    with transaction.atomic():
        assessment = get_assessment(user, where.code, where.year, May.READ_REVIEW, lock=True).assessment
        thread = _existing(assessment, where)
        require_talk(assessment)
        if settled != (thread.settled_at is not None):
            _settle(thread, user if settled else None)


def _existing(assessment: Assessment, where: Where) -> ReviewThread:
    said = ReviewRemark.objects.of(assessment).sent()
    first = said.at(where.basisfunctie, where.layer, where.part).first()
    if first is None:
        raise Http404("Hier zei de adviseur niets.")
    thread: ReviewThread = first.thread
    return thread


def _settle(thread: ReviewThread, by: User | None) -> None:
    thread.settled_at = timezone.now() if by else None
    thread.settled_by = by
    thread.save(update_fields=["settled_at", "settled_by"])
