"""The door of answering to an advice: locks, checks, saves and logs in one transaction.

A municipality can change its answers until it gets a newer advice, on this assessment or in a later round: from then
on the newer one is what it works with. Each change is logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from improvement.forms.replies import ReplyForm
from improvement.mail import mail_answered
from improvement.models import Advice, Recommendation, Reply, ReplyChange
from improvement.saving import Parts, SheetPart
from municipalities.access import May


@dataclass(frozen=True)
class Replying:
    """An advice in the hands of who answers it; `is_open` says whether the answers can change."""

    opened: Opened
    advice: Advice | None
    is_open: bool


def read_replying(user: User, code: str, year: int, *, lock: bool = False) -> Replying:
    """Return the newest advice on this assessment for who fills in there. Raises what `get_assessment` does."""
    opened = get_assessment(user, code, year, May.FILL_IN, lock=lock)
    advice = Advice.objects.with_content().newest_sent_of(opened.assessment)
    return Replying(opened, advice, advice is not None and can_be_answered(opened, advice))


def can_be_answered(opened: Opened, advice: Advice) -> bool:
    """Whether this sent advice is the one that the municipality works with now; one query."""
    return advice == Advice.objects.newest_sent_to(opened.assessment.municipality)


def reply_parts(advice: Advice, data: Mapping[str, Any] | None = None) -> Parts:
    """Return a part for each recommendation, empty or with what was posted; no query when read `with_content`."""
    return Parts([_part(row, place, data) for place, row in enumerate(advice.recommendations.all(), start=1)])


def _part(row: Recommendation, place: int, data: Mapping[str, Any] | None) -> SheetPart:
    reply = getattr(row, "reply", None) or Reply(recommendation=row)
    return ReplyForm(data, recommendation=row, row=reply, place=place)


def save_replies(
    user: User, code: str, year: int, data: Mapping[str, Any], sheet: str, decision: str = ""
) -> tuple[Replying, Parts]:
    """Save what was answered, log it, and return the parts. Raises what `get_assessment` does."""
    with transaction.atomic():
        now = read_replying(user, code, year, lock=True)
        if now.advice is None:
            return now, Parts([], is_closed=True)
        parts = reply_parts(now.advice, data)
        if not now.is_open:
            parts.is_closed = True
            for part in parts.parts:
                part.is_valid()
            return now, parts
        if decision:
            parts.decide(decision)
        parts.save(user, sheet, _store)
        changes = [_change(part, user, is_refused=False) for part in parts.saved]
        changes += [_change(part, user, is_refused=True) for part in [*parts.conflicts, *parts.given_up]]
        ReplyChange.objects.bulk_create(each for each in changes if each.choice)
        if parts.saved:
            mail_answered(now.advice)
    return now, parts


def _store(part: SheetPart) -> None:
    part.row.save()


def _change(part: SheetPart, user: User, *, is_refused: bool) -> ReplyChange:
    assert isinstance(part, ReplyForm)  # noqa: S101 - what `reply_parts` makes
    typed = part.new if part.is_ready else {}
    return ReplyChange(
        recommendation=part.recommendation,
        choice=typed.get("choice", ""),
        why=typed.get("why", ""),
        is_refused=is_refused,
        by=user,
        at=timezone.now(),
    )
