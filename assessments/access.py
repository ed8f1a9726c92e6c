"""Fetch an assessment and check in one call what the person may do with it.

A meewerker is the exception to roles: it may fill in the parts that it has now and read the rest of that one
assessment, and that stands here.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from assessments.models import Assessment
from database.compiled import compiled
from municipalities.access import Access, May, access_with, get_access, with_roles
from municipalities.house_style.reading import with_style

GUEST_MAY_READ = frozenset({May.SEE, May.READ_LIVE})


@dataclass(frozen=True)
class Guest:
    """What a meewerker has in one assessment: `parts` are the codes of what it may fill in now."""

    parts: frozenset[str] = frozenset()
    has_or_had_one: bool = False


@dataclass(frozen=True)
class Opened:
    """An assessment in the hands of someone who may open it; `guest` for who is a meewerker there."""

    assessment: Assessment
    access: Access
    guest: Guest | None = None

    def may(self, action: May, part: str | None = None) -> bool:
        """Whether the person may do this, for filling in with this part of the assessment (`assessments.scopes`)."""
        if self.guest is None:
            return self.access.may(action)
        if self.access.without_guest().may(action):
            return True
        if action is May.FILL_IN:
            return part is not None and part in self.guest.parts
        return action in GUEST_MAY_READ and self.guest.has_or_had_one

    @property
    def is_guest_only(self) -> bool:
        """Whether the person fills in nothing but the parts that it was given."""
        return self.guest is not None and not self.may(May.FILL_IN)


def get_assessment(
    user: User, code: str, year: int, action: May, *, part: str | None = None, lock: bool = False
) -> Opened:
    """Return the assessment of this municipality in this year, for someone who may do `action` with it.

    `part` is the code of the part that is to be filled in: a meewerker gets nowhere without. With `lock` (in a
    transaction) nobody else changes the assessment until the transaction ends. Raises Http404 when the
    municipality does not exist for the person or has no assessment in that year, PermissionDenied when
    the person may not do `action`. One query, one more for a meewerker, and one more when the municipality has ended.
    """
    found = (_locked if lock else _found)(code, year, user.pk)
    if not found:
        access = get_access(user, code)
        if not access.is_guest:
            access.require(action)
        raise Http404(f"{access.municipality} doet niet mee aan de ronde van {year}.")
    (assessment,) = found
    access = access_with(user, assessment.municipality, assessment)
    opened = Opened(assessment, access, _guest(user, assessment) if access.is_guest else None)
    if not opened.may(action, part):
        raise PermissionDenied
    return opened


@compiled
def _found(code: str, year: int, user: int) -> QuerySet[Assessment]:
    """Return the one assessment with the roles of this person; the order of lists would only join tables for it."""
    rows = Assessment.objects.select_related("round__framework", "municipality__province")
    rows = with_style(rows.filter(municipality__code=code, round__year=year), "municipality__")
    return with_roles(rows, user, "municipality__").order_by()


@compiled
def _locked(code: str, year: int, user: int) -> QuerySet[Assessment]:
    """Return the same, locked."""
    rows = Assessment.objects.select_related("round__framework", "municipality__province").select_for_update(
        of=("self",)
    )
    rows = with_style(rows.filter(municipality__code=code, round__year=year), "municipality__")
    return with_roles(rows, user, "municipality__").order_by()


def _guest(user: User, assessment: Assessment) -> Guest:
    rows = list(assessment.assignments.had_by(user).select_related("layer__basisfunctie"))
    return Guest(frozenset(row.code for row in rows if row.is_open), bool(rows))
