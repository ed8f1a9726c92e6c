"""The adviser's own level beside the municipality's: set in review, sent, answered, and kept at adoption."""

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.fingerprint import fingerprint
from assessments.models import AdviserLevel, Assessment, LevelsAtAdoption, Status, StepTaken, Submission
from assessments.places import step_of
from assessments.reviewing.doing import RefusedError, require_fresh, require_talk
from assessments.reviewing.second import SecondLevel
from assessments.workflow import StepRefusedError
from basisfuncties.structure import structure_of
from municipalities.access import May

IN_REVIEW_ONLY = (
    "U kunt een niveau geven zolang de zelfevaluatie in beoordeling is. Neem haar zo nodig eerst in beoordeling."
)


def level_content(level: int | None, remark: str) -> dict[str, object]:
    """Return what is compared to see whether a level of the adviser changed."""
    return {"level": level, "remark": remark}


def level_read(row: AdviserLevel | None) -> str:
    """Return the fingerprint that a page carries of the adviser's level."""
    return fingerprint(level_content(row.level if row else None, row.remark if row else ""))


def set_level(
    user: User,
    code: str,
    year: int,
    basisfunctie: str,
    layer: str,
    *,
    level: int | None,
    remark: str,
    read: str = "",
) -> AdviserLevel:
    """Store the adviser's level of a layer with its remark; None takes it back. The municipality does not see it yet.

    Advisers of one municipality share it, so `read` (the fingerprint of what the page showed) tells who came between.
    Raises RefusedError, StaleError, Http404, and what `get_assessment` raises.
    """
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.REVIEW, lock=True).assessment
        _, info = step_of(structure_of(assessment.round.framework), basisfunctie, layer)
        if assessment.status != Status.IN_REVIEW:
            raise RefusedError(IN_REVIEW_ONLY)
        row = assessment.adviser_levels.filter(layer_id=info.pk).first() or AdviserLevel(
            assessment=assessment, layer_id=info.pk
        )
        new = level_content(level, remark)
        require_fresh(level_content(row.level, row.remark), new, read)
        row.level, row.remark, row.set_by, row.set_at = level, remark, user, timezone.now()
        row.save()
        return row


def respond(
    user: User, code: str, year: int, basisfunctie: str, layer: str, *, text: str, read: str = ""
) -> AdviserLevel:
    """Store what the municipality says to the adviser's level; `read` is the fingerprint of what the page showed.

    Raises Http404 when no level was sent, RefusedError, StaleError, and what `get_assessment` raises.
    """
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.FILL_IN, lock=True).assessment
        _, info = step_of(structure_of(assessment.round.framework), basisfunctie, layer)
        row = assessment.adviser_levels.filter(layer_id=info.pk, sent_level__isnull=False).first()
        if row is None:
            raise Http404("De adviseur gaf hier geen eigen niveau.")
        require_talk(assessment)
        require_fresh({"text": row.response}, {"text": text}, read)
        row.response = text
        row.responded_by, row.responded_at = (user, timezone.now()) if text else (None, None)
        row.save(update_fields=["response", "responded_by", "responded_at"])
        return row


def second_levels(assessment: Assessment) -> list[SecondLevel]:
    """Return the adviser's levels that the municipality knows, as plain values; one query."""
    rows = assessment.adviser_levels.filter(sent_level__isnull=False)
    rows = rows.select_related("layer__basisfunctie", "set_by", "responded_by")
    return [
        SecondLevel(
            basisfunctie=row.layer.basisfunctie.slug,
            layer=row.layer.kind,
            level=row.sent_level or 0,
            remark=row.sent_remark,
            response=row.response,
            by=str(row.set_by),
            responded_by=str(row.responded_by or ""),
        )
        for row in rows
    ]


def levels_at_adoption(assessment: Assessment, submission: Submission | None = None) -> list[SecondLevel]:
    """Return the adviser's levels as they were at the last adoption, or at that of a submission; one query."""
    rows = LevelsAtAdoption.objects.filter(taken__assessment=assessment)
    if submission is not None:
        rows = rows.filter(submission=submission)
    kept = rows.order_by("-taken_id").first()
    return [SecondLevel(**each) for each in kept.content] if kept else []


def levels_of(assessment: Assessment) -> list[SecondLevel]:
    """Return what both sides know: of an adopted assessment what was kept at its adoption; one query."""
    if assessment.status == Status.CONCEPT:
        return []
    return levels_at_adoption(assessment) if assessment.status == Status.ADOPTED else second_levels(assessment)


def levels_shown_to(opened: Opened) -> list[SecondLevel]:
    """Return the adviser's levels that this person reads: who fills in and who advises before the adoption too."""
    is_adopted = opened.assessment.status == Status.ADOPTED
    return levels_of(opened.assessment) if is_adopted or opened.access.may(May.READ_REVIEW) else []


def keep_at_adoption(taken: StepTaken) -> None:
    """Keep the levels as they are at this adoption, in the transaction of the step.

    Raises StepRefusedError when a level was not sent: the municipality would read it where it can't answer any more.
    """
    assessment = taken.assessment
    waiting = [row for row in assessment.adviser_levels.all() if not row.is_sent_as_it_is]
    if waiting:
        raise StepRefusedError(
            "Vaststellen kan nog niet: u gaf een eigen niveau dat de gemeente niet kent. Verstuur het eerst, zodat de "
            "gemeente kan antwoorden, of haal het weg."
        )
    LevelsAtAdoption.objects.create(
        taken=taken,
        submission=assessment.submissions.order_by("-number").defer("content").first(),
        content=[each.as_content() for each in second_levels(assessment)],
    )
