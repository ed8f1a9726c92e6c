"""The supplement: points put on a list, asked with a date, answered by the municipality, and read side by side."""

from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from assessments.access import get_assessment
from assessments.fingerprint import fingerprint
from assessments.mail import mail_step
from assessments.models import Assessment, Outcome, Status, StepTaken, Supplement, SupplementPoint
from assessments.places import place_of
from assessments.reviewing.conversations import Where, send_all
from assessments.reviewing.doing import RefusedError, is_key, require_fresh, require_talk
from assessments.steps import ASK_SUPPLEMENT
from assessments.workflow import take_step
from municipalities.access import May

ASKED_ALREADY = "Deze lijst is intussen gevraagd. Een punt erbij kan als de gemeente weer heeft ingediend."
NOTHING_ASKED = "Zet eerst een punt op de lijst. Anders weet de gemeente niet wat u vraagt."
PAST = "Kies een dag die nog komt."
HANDED_IN = "De aanvulling is al ingediend. Uw antwoorden staan erbij zoals ze toen waren."


def point_read(point: SupplementPoint | None) -> str:
    """Return the fingerprint that a page carries of what a point asks."""
    return fingerprint({"text": point.asked if point else ""})


def answer_content(outcome: str, answer: str) -> dict[str, str]:
    """Return what is compared to see whether an answer changed."""
    return {"outcome": outcome, "text": answer}


def answer_read(point: SupplementPoint) -> str:
    """Return the fingerprint that a page carries of the answer to a point."""
    return fingerprint(answer_content(point.outcome, point.answer))


def prepared(assessment: Assessment) -> Supplement | None:
    """Return the list that the advisers are making, with its points; two queries."""
    return assessment.supplements.being_prepared().with_points().first()


def waiting_points(assessment: Assessment) -> list[SupplementPoint]:
    """Return the points that the municipality has before it; one query, and none when no supplement is asked."""
    if assessment.status != Status.SUPPLEMENT:
        return []
    rows = SupplementPoint.objects.of(assessment)
    return list(rows.filter(supplement__taken__isnull=False, supplement__answered_with=None))


def asked(assessment: Assessment) -> list[Supplement]:
    """Return all lists that were asked, the newest first, with their points; two queries."""
    return list(assessment.supplements.asked().with_points())


def save_point(user: User, where: Where, *, key: str, text: str, read: str = "") -> SupplementPoint | None:
    """Put a point on the list that is being prepared, or change its words; an empty text takes it off.

    The list is of all advisers of the municipality. Raises RefusedError, StaleError, Http404, and what
    `get_assessment` and `place_of` raise.
    """
    with transaction.atomic():
        assessment = get_assessment(user, where.code, where.year, May.REVIEW, lock=True).assessment
        place = place_of(assessment, where.basisfunctie, where.layer, where.part)
        if not is_key(key):
            raise Http404("Zo heet geen punt.")
        require_talk(assessment)
        if assessment.status == Status.SUPPLEMENT:
            raise RefusedError(ASKED_ALREADY)
        supplement, _ = Supplement.objects.get_or_create(assessment=assessment, taken=None)
        point = supplement.points.filter(key=key).first()
        if point is not None:
            require_fresh({"text": point.asked}, {"text": text}, read)
        if not text:
            if point is not None:
                point.delete()
            return None
        point = point or SupplementPoint(
            supplement=supplement,
            basisfunctie=place.basisfunctie.slug,
            layer=place.layer.kind,
            part=place.part,
            heading=place.heading,
            key=key,
        )
        point.asked = text
        point.save()
        return point


def save_letter(user: User, code: str, year: int, *, due_on: date | None, message: str) -> None:
    """Keep the date and the words that go with the list being prepared. Raises what `get_assessment` raises."""
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.REVIEW, lock=True).assessment
        require_talk(assessment)
        Supplement.objects.update_or_create(
            assessment=assessment, taken=None, defaults={"due_on": due_on, "message": message}
        )


def ask_supplement(user: User, code: str, year: int, *, due_on: date | None, message: str) -> Assessment:
    """Ask the municipality for the points on the list, and send what waits to be sent, in one transaction.

    Raises RefusedError when there is no point or the day is past, StepRefusedError when the step can't be taken now,
    and what `get_assessment` raises. Nothing has changed then.
    """
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.REVIEW, lock=True).assessment
        supplement = assessment.supplements.being_prepared().first()
        if supplement is None or not supplement.points.exists():
            raise RefusedError(NOTHING_ASKED)
        if due_on is not None and due_on < timezone.localdate():
            raise RefusedError(PAST)
        supplement.due_on, supplement.message = due_on, message
        supplement.save(update_fields=["due_on", "message"])
        send_all(user, assessment)
        return take_step(user, code, year, ASK_SUPPLEMENT, note=message or in_short(supplement), notify=mail_step)


def in_short(supplement: Supplement) -> str:
    """Return the points as a text, for the log of steps."""
    return "\n".join(f"{n}. {point.asked}" for n, point in enumerate(supplement.points.order_by("pk"), start=1))


def answer_point(user: User, code: str, year: int, point_id: int, *, outcome: str, text: str, read: str = "") -> None:
    """Store what the municipality did with a point; `read` is the fingerprint of what the page showed.

    Raises RefusedError, StaleError, Http404, and what `get_assessment` raises.
    """
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.FILL_IN, lock=True).assessment
        point = SupplementPoint.objects.of(assessment).filter(pk=point_id, supplement__taken__isnull=False).first()
        if point is None:
            raise Http404("Dit punt bestaat niet.")
        if point.supplement.answered_with_id or assessment.status != Status.SUPPLEMENT:
            raise RefusedError(HANDED_IN)
        new = answer_content(outcome, text)
        require_fresh(answer_content(point.outcome, point.answer), new, read)
        point.outcome, point.answer = Outcome(outcome), text
        is_said = bool(outcome or text)
        point.answered_by, point.answered_at = (user, timezone.now()) if is_said else (None, None)
        point.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])


def put_with_step(taken: StepTaken) -> None:
    """Tie the list being prepared (an empty one when there is none) to the step with which it was asked."""
    assessment = taken.assessment
    supplement, _ = Supplement.objects.get_or_create(assessment=assessment, taken=None)
    supplement.message = supplement.message or ("" if supplement.points.exists() else taken.note)
    supplement.taken = taken
    supplement.asked_about = assessment.submissions.order_by("-number").defer("content").first()
    supplement.save()


def put_with_submission(taken: StepTaken) -> None:
    """Tie the list that was asked to the submission that answers it, and close it."""
    assessment = taken.assessment
    newest = assessment.submissions.order_by("-number").defer("content").first()
    assessment.supplements.asked().filter(answered_with=None).update(answered_with=newest)
