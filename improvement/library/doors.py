"""The doors of the library: make, change and move a practice. Each locks, checks, changes and logs at once."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import Event, record
from improvement.forms.practices import practice_form
from improvement.library.reader import Reader, get_practice
from improvement.library.steps import HIDE_NAME, WITHDRAW, PracticeStep
from improvement.mail import mail_practice
from improvement.models import Practice, PracticeEvent, PracticeStatus, size_of
from improvement.saving import Parts, SheetPart
from municipalities.models import Municipality


class PracticeRefusedError(Exception):
    """The step can't be taken; the message says in Dutch why. Nothing has changed."""


def make_practice(
    user: User, municipality: Municipality | None, *, title: str, basisfunctie: str, layer: str
) -> Practice:
    """Begin a practice, and return it; of a municipality its size says what it fits."""
    practice = Practice(
        title=title, basisfunctie=basisfunctie, layer=layer, municipality=municipality, made_by=user, updated_by=user
    )
    if municipality is not None:
        practice.size = size_of(municipality.population)
    practice.save()
    return practice


def save_practice(
    user: User, pk: int, data: Mapping[str, Any], sheet: str, decision: str = ""
) -> tuple[Reader, Practice, Parts]:
    """Save the text of a practice; raises what `get_practice` does, and PermissionDenied for who may not change it."""
    with transaction.atomic():
        reader, practice = get_practice(user, pk, lock=True)
        if not reader.hands(practice):
            raise PermissionDenied
        parts = Parts([practice_form(data, practice)])
        if not reader.may_edit(practice):
            # It was offered or published while somebody typed: what was typed stays on the page.
            parts.is_closed = True
            parts.parts[0].is_valid()
            return reader, practice, parts
        if decision:
            parts.decide(decision)
        parts.save(user, sheet, _store)
    return reader, practice, parts


def _store(part: SheetPart) -> None:
    part.row.save()


def take_practice_step(
    user: User, pk: int, step: PracticeStep, *, word: str = "", name_shown: bool = False
) -> Practice:
    """Take a step with a practice, log it and return the practice.

    Raises what `get_practice` does, PermissionDenied for whose step it never is, and PracticeRefusedError when it
    can't be taken now.
    """
    with transaction.atomic():
        reader, practice = get_practice(user, pk, lock=True)
        if not step.hands & reader.hands(practice):
            raise PermissionDenied
        if step not in reader.steps(practice):
            raise PracticeRefusedError(
                f"Dit kan nu niet: het voorbeeld is {practice.get_status_display()}. Er is niets veranderd."
            )
        if step.asks_word and not word:
            raise PracticeRefusedError("Schrijf op wat er anders moet; anders weet de gemeente niet wat u bedoelt.")
        if step.leads_to is not None:
            practice.status = step.leads_to
        if step.leads_to == PracticeStatus.PUBLISHED:
            practice.published_at = timezone.now()
        if step.asks_name:
            practice.name_shown = name_shown
        if step.shows_name is not None:
            practice.name_shown = step.shows_name
        practice.save(update_fields=["status", "published_at", "name_shown"])
        PracticeEvent.objects.create(practice=practice, step=step.slug, word=word if step.asks_word else "", by=user)
        if step.asks_name or step.shows_name is not None or step is WITHDRAW:
            record(user, *_consent(practice, step), place=practice.municipality)
        mail_practice(practice, step, user, word if step.asks_word else "")
    return practice


def _consent(practice: Practice, step: PracticeStep) -> tuple[Event, str]:
    """Return how the audit log names that a municipality gives or withdraws its consent."""
    if step is WITHDRAW:
        return Event.ACCESS_WITHDRAWN, f"praktijkvoorbeeld {practice.pk} niet meer in de bibliotheek"
    if step is HIDE_NAME:
        return Event.ACCESS_WITHDRAWN, f"naam van de gemeente bij praktijkvoorbeeld {practice.pk}"
    named = " met naam" if practice.name_shown else " zonder naam"
    return Event.ACCESS_GIVEN, f"praktijkvoorbeeld {practice.pk}{named}"
