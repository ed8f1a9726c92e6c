"""The doors of writing and sending an advice. Each locks the assessment, checks and changes in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.models import Assessment, Status
from assessments.models.answers import Edited
from improvement.advice_log import log_done
from improvement.mail import mail_advice
from improvement.models import Advice, AdviceEvent, AdviceText, AttachedPractice, Practice, Recommendation
from municipalities.access import May

# An adviser thinks on while the municipality mends what was asked.
WRITABLE = frozenset({Status.IN_REVIEW, Status.SUPPLEMENT})


class AdviceRefusedError(Exception):
    """It can't be done; the message says in Dutch why. Nothing has changed."""


@dataclass(frozen=True)
class Writing:
    """An assessment in the hands of an adviser, with its draft and the advice that was sent last, if any."""

    opened: Opened
    draft: Advice | None
    last_sent: Advice | None

    @property
    def assessment(self) -> Assessment:
        """Return the assessment that the advice is on."""
        return self.opened.assessment

    @property
    def is_open(self) -> bool:
        """Whether the draft may change: during the review, and after adoption as long as nothing was sent since."""
        return can_be_written(self.assessment, self.last_sent)

    @property
    def is_sent_now(self) -> bool:
        """Whether sending is a step of its own; during the review the adoption sends it."""
        return self.is_open and self.assessment.status == Status.ADOPTED

    @property
    def why_closed(self) -> str:
        """Return in words why the draft can't change, for when `is_open` says so."""
        if self.assessment.status == Status.ADOPTED:
            return "Het advies is verstuurd. Het ligt nu vast."
        return (
            f"De zelfevaluatie is {self.assessment.get_status_display()}. "
            "U schrijft het advies als u haar in beoordeling hebt."
        )


def can_be_written(assessment: Assessment, last_sent: Advice | None) -> bool:
    """Whether an advice on this assessment can be written now; `last_sent` is the newest one that was sent."""
    if assessment.status in WRITABLE:
        return True
    if assessment.status != Status.ADOPTED or assessment.adopted_at is None:
        return False
    return last_sent is None or last_sent.sent_at is None or last_sent.sent_at < assessment.adopted_at


def read_writing(user: User, code: str, year: int) -> Writing:
    """Return what an adviser has of the advice on this assessment; two queries. Raises what `get_assessment` does."""
    return _writing(get_assessment(user, code, year, May.REVIEW))


def _writing(opened: Opened) -> Writing:
    return Writing(opened, *Advice.objects.draft_and_last_sent(opened.assessment))


@contextmanager
def writing(user: User, code: str, year: int) -> Iterator[tuple[Writing, Advice]]:
    """Hold the draft of this assessment, locked, for as long as the block takes; begin one where there is none.

    Raises AdviceRefusedError when no advice can be written now, and what `get_assessment` raises.
    """
    with transaction.atomic():
        opened = get_assessment(user, code, year, May.REVIEW, lock=True)
        now = _writing(opened)
        if not now.is_open:
            raise AdviceRefusedError(now.why_closed)
        draft = now.draft or begin(opened.assessment, user, now.last_sent)
        yield Writing(opened, draft, now.last_sent), draft


def begin(assessment: Assessment, user: User, last_sent: Advice | None = None) -> Advice:
    """Begin an advice; after an earlier one with its words, each to be looked at anew."""
    number = last_sent.number + 1 if last_sent else 1
    draft = Advice.objects.create(assessment=assessment, number=number, started_by=user)
    if last_sent is None:
        return draft
    now = timezone.now()
    AdviceText.objects.bulk_create(
        AdviceText(
            advice=draft,
            basisfunctie=each.basisfunctie,
            number=each.number,
            text=each.text,
            updated_by=user,
            updated_at=now,
        )
        for each in last_sent.texts.all()
    )
    Recommendation.objects.bulk_create(
        Recommendation(
            advice=draft,
            basisfunctie=each.basisfunctie,
            basisfunctie_name=each.basisfunctie_name,
            number=each.number,
            layer=each.layer,
            speerpunt=each.speerpunt,
            about=each.about,
            title=each.title,
            explanation=each.explanation,
            position=each.position,
            finding=each.finding,
            continues=each,
            updated_by=user,
            updated_at=now,
        )
        for each in last_sent.recommendations.all()
    )
    return draft


def add(draft: Advice, new: Sequence[Recommendation], user: User) -> None:
    """Put recommendations of one chapter at its end; three queries. In the block of `writing`."""
    if not new:
        return
    there = draft.recommendations.filter(basisfunctie=new[0].basisfunctie)
    last = there.aggregate(last=Max("position"))["last"] or 0
    for position, recommendation in enumerate(new, start=last + 1):
        recommendation.advice, recommendation.position = draft, position
        recommendation.touch(user)
    log_done(Recommendation.objects.bulk_create(new), AdviceEvent.ADDED, user)


def recommendation_of(draft: Advice, pk: int) -> Recommendation:
    """Return this recommendation of the draft. Raises Http404 when it has none of that key."""
    found = draft.recommendations.filter(pk=pk).first()
    if found is None:
        raise Http404("Deze aanbeveling staat niet in het advies.")
    return found


def remove(recommendation: Recommendation, user: User, *, removed: bool) -> None:
    """Take a recommendation out of the draft, or put it back. In the block of `writing`."""
    recommendation.removed_at = timezone.now() if removed else None
    recommendation.touch(user)
    recommendation.save(update_fields=["removed_at", "updated_at", "updated_by"])
    log_done([recommendation], AdviceEvent.REMOVED if removed else AdviceEvent.PUT_BACK, user)


def move(recommendation: Recommendation, *, up: bool) -> None:
    """Let a recommendation change places with the one before or after it. In the block of `writing`."""
    rows = list(
        recommendation.advice.recommendations.standing()
        .filter(basisfunctie=recommendation.basisfunctie)
        .order_by("position", "pk")
    )
    here = next(place for place, row in enumerate(rows) if row.pk == recommendation.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        row.position = position
    Recommendation.objects.bulk_update(rows, ["position"])


def approve(row: AdviceText | Recommendation, user: User) -> None:
    """Say that somebody read this and that it may be sent as it is. In the block of `writing`."""
    row.looked_at = timezone.now()
    row.touch(user)
    row.save(update_fields=["looked_at", "updated_at", "updated_by"])
    log_done([row], AdviceEvent.APPROVED, user)


def attach(recommendation: Recommendation, practice: Practice, user: User) -> None:
    """Let a published practice go with a recommendation; twice is once. In the block of `writing`."""
    _, is_new = AttachedPractice.objects.get_or_create(
        recommendation=recommendation, practice=practice, defaults={"title": practice.title, "attached_by": user}
    )
    if is_new:
        log_done([recommendation], AdviceEvent.ATTACHED, user, practice.title)
    approve(recommendation, user)


def detach(recommendation: Recommendation, practice: Practice, user: User) -> None:
    """Take a practice from a recommendation. In the block of `writing`."""
    gone, _ = recommendation.practices.filter(practice=practice).delete()
    if gone:
        log_done([recommendation], AdviceEvent.DETACHED, user, practice.title)


@dataclass(frozen=True)
class Ready:
    """What of a draft can be sent (`texts`, `recommendations`), and what somebody has to look at first (`waiting`)."""

    texts: tuple[AdviceText, ...]
    recommendations: tuple[Recommendation, ...]
    waiting: tuple[Edited, ...]

    @property
    def has_content(self) -> bool:
        """Whether there is anything to send."""
        return bool(self.texts or self.recommendations)


def ready_of(draft: Advice) -> Ready:
    """Return what of a draft can be sent; two queries. What is empty or taken away counts nowhere."""
    texts = [each for each in draft.texts.all() if each.text]
    recommendations = draft.recommendations.standing().order_by("number", "position", "pk")
    written = [each for each in recommendations if not each.is_empty]
    return Ready(
        texts=tuple(each for each in texts if each.is_looked_at),
        recommendations=tuple(each for each in written if each.is_looked_at),
        waiting=tuple(each for each in (*texts, *written) if not each.is_looked_at),
    )


def send(user: User, code: str, year: int) -> Advice:
    """Send the draft after adoption, and return it. Nothing is sent unread: what waits refuses it.

    Raises AdviceRefusedError with the reason, and what `get_assessment` raises; nothing has changed then.
    """
    with writing(user, code, year) as (now, draft):
        if not now.is_sent_now:
            raise AdviceRefusedError("Het advies gaat mee als u de zelfevaluatie vaststelt. Er is niets verstuurd.")
        ready = ready_of(draft)
        if ready.waiting:
            raise AdviceRefusedError("Niet alles is nagekeken. Lees eerst wat hieronder is gemarkeerd.")
        if not ready.has_content:
            raise AdviceRefusedError("Er is nog niets om te versturen. Schrijf eerst een advies of een aanbeveling.")
        return seal(draft, ready, user, timezone.now())


def send_with_adoption(assessment: Assessment, user: User, at: datetime) -> Advice | None:
    """Send what was written and looked at, at the moment of adoption; None when there is nothing.

    In the transaction of the step. Proposals that nobody looked at are left out, and so is what was taken away.
    """
    draft = Advice.objects.draft_of(assessment)
    if draft is None:
        return None
    ready = ready_of(draft)
    return seal(draft, ready, user, at) if ready.has_content else None


def seal(draft: Advice, ready: Ready, user: User, at: datetime) -> Advice:
    """Make the draft the advice that was sent: leave out what is not ready, close it for ever, and tell of it."""
    draft.texts.exclude(pk__in=[each.pk for each in ready.texts]).delete()
    draft.recommendations.exclude(pk__in=[each.pk for each in ready.recommendations]).delete()
    draft.submission = draft.assessment.submissions.order_by("-number").defer("content").first()
    draft.sent_at, draft.sent_by = at, user
    draft.save(update_fields=["submission", "sent_at", "sent_by"])
    mail_advice(draft)
    return draft
