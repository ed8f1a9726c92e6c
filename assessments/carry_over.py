"""Start a round from the previous one: the door through which answers come along, and the way back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.access import get_assessment
from assessments.carried import Carried, Piece, carry
from assessments.models import Answer, Assessment, Evidence, KeyFigures, Speerpunt, Status
from assessments.models.answers import Edited
from assessments.previous import Previous, previous_of
from assessments.reading import Filled
from municipalities.access import May


class CarryOverRefusedError(Exception):
    """The answers can't come along, or can't be taken away again; the message says in Dutch why."""


def start_from_previous(user: User, code: str, year: int) -> Carried:
    """Fill this empty assessment with what the municipality wrote in its previous round, all to be confirmed.

    Levels don't come along: a level is a judgement of now. In one transaction that has locked the assessment.
    Raises CarryOverRefusedError when it is not empty, can't be filled in, or has no previous round, and what
    `get_assessment` raises. Nothing has changed then.
    """
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.FILL_IN, lock=True).assessment
        _require_open(assessment)
        if not is_empty(Filled(assessment)):
            raise CarryOverRefusedError(
                "Er is al iets ingevuld. Overnemen kan alleen in een lege zelfevaluatie. Er is niets veranderd."
            )
        previous = previous_of(assessment)
        if previous is None:
            raise CarryOverRefusedError("Er is geen eerdere ronde waarin uw gemeente iets invulde.")
        return write(assessment, previous, user, timezone.now())


def write(assessment: Assessment, previous: Previous, user: User, at: datetime) -> Carried:
    """Write what comes along into an empty assessment, all at one moment; for the door above and for the demo.

    A piece of evidence gets a row of its own that shares the stored file.
    """
    carried = carry(previous.snapshot, Filled(assessment).structure)
    for row in carried.rows:
        row.assessment, row.updated_by, row.updated_at = assessment, user, at
    Answer.objects.bulk_create(carried.answers)
    Speerpunt.objects.bulk_create(carried.speerpunten)
    KeyFigures.objects.bulk_create([carried.key_figures] if carried.key_figures else [])
    if carried.evidence:
        stored = Evidence.objects.in_bulk([piece.id for piece in carried.evidence])
        Evidence.objects.bulk_create(
            _shared(stored[piece.id], piece, assessment, user, at) for piece in carried.evidence if piece.id in stored
        )
    return carried


def _shared(old: Evidence, piece: Piece, assessment: Assessment, user: User, at: datetime) -> Evidence:
    return Evidence(
        assessment=assessment,
        basisfunctie=piece.basisfunctie,
        part=piece.part,
        kind=old.kind,
        title=old.title,
        url=old.url,
        file_name=old.file_name,
        content_type=old.content_type,
        size=old.size,
        sha256=old.sha256,
        stored_as=old.stored_as,
        added_at=at,
        added_by=user,
    )


def start_blank(user: User, code: str, year: int) -> None:
    """Take away again what came along, as long as nobody confirmed or changed any of it.

    It stays in the round that it came from. Raises CarryOverRefusedError otherwise, and what `get_assessment`
    raises. Nothing has changed then.
    """
    with transaction.atomic():
        assessment = get_assessment(user, code, year, May.FILL_IN, lock=True).assessment
        _require_open(assessment)
        filled = Filled(assessment)
        if not is_only_carried_over(filled):
            raise CarryOverRefusedError(
                "Leeg beginnen kan niet meer: er is al iets bevestigd of gewijzigd. Er is niets veranderd."
            )
        # What was taken away by hand since then can still be put back.
        assessment.evidence.filter(pk__in=[row.pk for rows in filled.evidence.values() for row in rows]).delete()
        assessment.answers.all().delete()
        assessment.speerpunten.all().delete()
        KeyFigures.objects.filter(assessment=assessment).delete()


def is_empty(filled: Filled) -> bool:
    """Whether nothing was filled in yet."""
    return not (filled.answers or filled.speerpunten or filled.ratings or filled.key_figures or filled.evidence)


def is_only_carried_over(filled: Filled) -> bool:
    """Whether all that stands here came from the previous round and nobody confirmed or changed any of it.

    All that is carried over has one moment; each save has another.
    """
    rows: list[Edited] = [*filled.answers.values(), *filled.speerpunten]
    if filled.key_figures is not None:
        rows.append(filled.key_figures)
    moments = {row.updated_at for row in rows}
    evidence = [row for pieces in filled.evidence.values() for row in pieces]
    return (
        len(moments) == 1
        and all(row.added_at in moments for row in evidence)
        and not filled.ratings
        and all(answer.to_confirm for answer in filled.answers.values())
        and all(row.beleid_to_confirm for row in filled.speerpunten)
        and (filled.key_figures is None or filled.key_figures.to_confirm)
        and not filled.finding_responses
    )


def _require_open(assessment: Assessment) -> None:
    if assessment.status != Status.CONCEPT or not assessment.can_be_filled_in(timezone.localdate()):
        raise CarryOverRefusedError(f"Dit kan nu niet. {_why(assessment)}")


def _why(assessment: Assessment) -> str:
    if assessment.status == Status.CONCEPT:
        return "De ronde is niet open."
    return f"De zelfevaluatie is {assessment.get_status_display()}."
