"""The door through which one person's work goes to another in one step: the parts, and the role of coördinator."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from assessments.access import get_assessment
from assessments.assignments import move
from assessments.models import Assignment, Given, Handover, WhatIsLeft
from municipalities import people
from municipalities.access import MUNICIPAL, May
from municipalities.models import Membership, Municipality, Role
from municipalities.refusal import Refused


@dataclass(frozen=True)
class Succession:
    """Who hands over to whom, and what becomes of who handed over."""

    giver: Membership
    taker: Membership
    stays: WhatIsLeft
    word: str = ""

    @property
    def as_coordinator(self) -> bool:
        """Whether the role of coördinator goes along."""
        return self.giver.role == Role.COORDINATOR

    @property
    def makes_coordinator(self) -> bool:
        """Whether the other becomes coördinator, and was not yet."""
        return self.as_coordinator and self.taker.role != Role.COORDINATOR


def open_parts_of(user: User, municipality: Municipality) -> list[Assignment]:
    """Return the parts that this person has in this municipality, of all rounds. One query."""
    rows = Assignment.objects.open().filter(user=user, assessment__municipality=municipality)
    return list(rows.with_names())


def hand_over(
    by: User,
    code: str,
    year: int,
    succession: Succession,
    *,
    notify: Callable[[Handover], None] | None = None,
) -> Handover:
    """Move the open parts, and the role of a coördinator, from one person to another; return the log of it.

    Raises Refused when the two are the same, when one does not work here (any more) or can't log in, and what
    `get_assessment` raises. Nothing has changed then. The last coördinator can't vanish: the other is one
    before the first stops.
    """
    with transaction.atomic():
        opened = get_assessment(by, code, year, May.DIVIDE, lock=True)
        municipality = opened.assessment.municipality
        succession = _fresh(succession, municipality)
        giver, taker = succession.giver, succession.taker
        rows = open_parts_of(giver.user, municipality)
        move(rows, to=taker.user, by=by, status=Given.HANDED_OVER)
        as_coordinator, makes_coordinator = succession.as_coordinator, succession.makes_coordinator
        if makes_coordinator:
            people.change_role(taker, Role.COORDINATOR, by=by)
        log = Handover.objects.create(
            assessment=opened.assessment,
            from_user=giver.user,
            to_user=taker.user,
            made_by=by,
            as_coordinator=as_coordinator,
            parts=len(rows),
            stays=succession.stays,
            word=succession.word,
        )
        if succession.stays == WhatIsLeft.LEFT:
            people.remove(giver, by=by)
        elif giver.role != succession.stays:
            people.change_role(giver, Role(succession.stays), by=by)
        if notify is not None:
            notify(log)
    return log


def _fresh(succession: Succession, municipality: Municipality) -> Succession:
    """Return it with the memberships as they are now. Raises Refused when they are not fit for it."""
    if succession.giver.pk == succession.taker.pk:
        raise Refused("Kies twee verschillende mensen.")
    pks = (succession.giver.pk, succession.taker.pk)
    members = municipality.memberships.filter(role__in=MUNICIPAL).select_related("user").in_bulk(pks)
    if len(members) < len(pks):
        raise Refused("Een van de twee werkt hier niet meer mee. Er is niets veranderd.")
    giver, taker = members[succession.giver.pk], members[succession.taker.pk]
    if not taker.user.is_active:
        raise Refused(f"Het account van {taker.user} is uitgezet. Kies iemand anders.")
    return Succession(giver, taker, succession.stays, succession.word)
