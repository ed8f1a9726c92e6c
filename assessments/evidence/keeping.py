"""Add evidence, take it away, put it back, and open it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from assessments.access import Opened, get_assessment
from assessments.dutch import format_size
from assessments.evidence.content import RefusedError, recognise
from assessments.evidence.names import clean_file_name, clean_line
from assessments.evidence.scanning import scan
from assessments.evidence.storage import path_of, remove, store
from assessments.models import Assessment, Evidence, EvidenceKind
from assessments.models.evidence import MAX_TITLE
from assessments.places import Place
from assessments.scopes import scope_code
from municipalities.access import May


def add_file(opened: Opened, place: Place, file: BinaryIO, *, name: str, title: str) -> Evidence:
    """Look at a file, keep it as evidence at this place, and return its row.

    `name` is what the sender calls it; without a `title` that is the title too. Raises RefusedError with the reason
    when the file or the moment is not right, and whatever goes wrong in saving; no file is left then.
    """
    kind = recognise(file, name)
    scan(file)
    stored = store(file)
    try:
        file_name = clean_file_name(name, kind.extension)
        with _changing(opened, place) as assessment:
            _check_room(assessment, stored.size)
            return Evidence.objects.create(
                assessment=assessment,
                basisfunctie=place.basisfunctie.slug,
                part=place.part,
                added_by=opened.access.user,
                kind=EvidenceKind.FILE,
                title=clean_line(title)[:MAX_TITLE] or file_name,
                file_name=file_name,
                content_type=kind.content_type,
                size=stored.size,
                sha256=stored.sha256,
                stored_as=stored.name,
            )
    except BaseException:
        remove(stored.name)
        raise


def add_link(opened: Opened, place: Place, url: str, *, title: str) -> Evidence:
    """Keep a link as evidence at this place. Raises RefusedError when the assessment may not change now."""
    with _changing(opened, place) as assessment:
        return Evidence.objects.create(
            assessment=assessment,
            basisfunctie=place.basisfunctie.slug,
            part=place.part,
            added_by=opened.access.user,
            kind=EvidenceKind.LINK,
            title=clean_line(title)[:MAX_TITLE] or url[:MAX_TITLE],
            url=url,
        )


def take_away(opened: Opened, place: Place, evidence_id: int) -> Evidence:
    """Take evidence away for now, and return it; the file stays until it is cleaned up.

    Raises Http404 when this place has no such evidence, RefusedError when it may not change now.
    """
    return _set_removed(opened, place, evidence_id, removed=True)


def put_back(opened: Opened, place: Place, evidence_id: int) -> Evidence:
    """Put evidence back that was taken away, and return it. Raises as `take_away`, and when there is no room."""
    return _set_removed(opened, place, evidence_id, removed=False)


def file_for(opened: Opened, evidence_id: int) -> tuple[Evidence, BinaryIO]:
    """Return a file that this person may read, open.

    Who reads what is being filled in reads what is there; who reads what was submitted, what belongs to a submission.
    Raises Http404 for anything else, also when the file itself is gone.
    """
    files = opened.assessment.evidence.filter(kind=EvidenceKind.FILE, pk=evidence_id)
    readable = Q(pk__in=[])
    if opened.may(May.READ_LIVE):
        readable |= Q(removed_at=None)
    if opened.may(May.READ_SUBMITTED):
        readable |= Q(submitted_in__isnull=False)
    evidence = files.filter(readable).distinct().first()
    if evidence is None:
        raise Http404("Deze bijlage bestaat niet.")
    try:
        return evidence, path_of(evidence.stored_as).open("rb")
    except FileNotFoundError:
        raise Http404("Deze bijlage is er niet meer.") from None


@contextmanager
def _changing(opened: Opened, place: Place) -> Iterator[Assessment]:
    """Give the assessment, locked, for as long as the change takes. Raises RefusedError when it may not change now."""
    with transaction.atomic():
        code, year = opened.access.municipality.code, opened.assessment.round.year
        scope = scope_code(place.basisfunctie.slug, place.layer.kind)
        again = get_assessment(opened.access.user, code, year, May.FILL_IN, part=scope, lock=True)
        assessment = again.assessment
        if not assessment.can_be_filled_in(timezone.localdate()):
            raise RefusedError("De zelfevaluatie kan nu niet wijzigen. Er is niets veranderd.")
        yield assessment


def _check_room(assessment: Assessment, extra: int) -> None:
    most = settings.EVIDENCE_MAX_TOTAL
    used = assessment.evidence.present().size()
    if used + extra > most:
        raise RefusedError(
            f"Alle bijlagen samen mogen {format_size(most)} zijn. Er staat al {format_size(used)}, en dit is "
            f"{format_size(extra)}. Haal eerst bijlagen weg die niet meer nodig zijn."
        )


def _set_removed(opened: Opened, place: Place, evidence_id: int, *, removed: bool) -> Evidence:
    with _changing(opened, place) as assessment:
        here = assessment.evidence.filter(basisfunctie=place.basisfunctie.slug, part=place.part)
        # The cleaning at night holds no assessment, only the rows that it removes.
        evidence = here.select_for_update().filter(pk=evidence_id).first()
        if evidence is None:
            raise Http404("Dit bewijs bestaat niet.")
        if removed == (evidence.removed_at is not None):
            return evidence
        if not removed:
            _check_room(assessment, evidence.size or 0)
        evidence.removed_at = timezone.now() if removed else None
        evidence.removed_by = opened.access.user if removed else None
        evidence.save(update_fields=["removed_at", "removed_by"])
        return evidence
