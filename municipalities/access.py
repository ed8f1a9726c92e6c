"""Who sees which municipality, and may do what there: the one definition.

Every object of a municipality is fetched through `get_access` (or a filter on `visible_to`), so a view
can't have the object without the check. To whom it is not visible, a municipality does not exist (404);
who sees it but may not do a thing gets 403.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import Http404

from accounts.models import User
from municipalities.house_style.reading import with_style
from municipalities.models import Membership, Municipality, Role

Rows = TypeVar("Rows", bound=QuerySet[Any])


class May(Enum):
    """What a person may do in a municipality; `ROLES_THAT_MAY` says which roles may."""

    SEE = "see"
    READ_LIVE = "read what is being filled in"
    FILL_IN = "fill in"
    DIVIDE = "divide the work"
    SUBMIT = "submit"
    READ_SUBMITTED = "read submitted"
    REVIEW = "review"
    REOPEN = "reopen what was adopted"
    READ_REVIEW = "read what adviser and municipality say to each other"
    MANAGE_PEOPLE = "manage people"
    SET_STYLE = "set the house style"
    SHARE = "give a link to the report to who has no login"
    UNSHARE = "withdraw such a link"


MUNICIPAL = frozenset({Role.POLICY_OFFICER, Role.COORDINATOR})
ROLES_THAT_MAY: dict[May, frozenset[Role]] = {
    May.SEE: frozenset(Role),
    May.READ_LIVE: MUNICIPAL,
    May.FILL_IN: MUNICIPAL,
    May.DIVIDE: frozenset({Role.COORDINATOR}),
    May.SUBMIT: frozenset({Role.COORDINATOR}),
    May.READ_SUBMITTED: frozenset(Role) - {Role.GUEST},
    May.REVIEW: frozenset({Role.ADVISER}),
    May.REOPEN: frozenset(),
    May.READ_REVIEW: MUNICIPAL | {Role.ADVISER},
    May.MANAGE_PEOPLE: frozenset({Role.COORDINATOR}),
    May.SET_STYLE: frozenset({Role.COORDINATOR}),
    May.SHARE: MUNICIPAL,
    May.UNSHARE: MUNICIPAL,
}
NOT_HERE = "Deze gemeente bestaat niet, of u hebt er geen toegang toe."
READING = frozenset({May.SEE, May.READ_SUBMITTED})
# A link goes on after its municipality ended, so somebody must be able to stop it.
AFTER_THE_END = READING | {May.UNSHARE}
BEHEERDER_MAY = READING | {May.MANAGE_PEOPLE, May.SET_STYLE, May.REOPEN, May.UNSHARE}


@dataclass(frozen=True)
class Access:
    """One person in one municipality, with the roles that the person has there."""

    user: User
    municipality: Municipality
    roles: frozenset[Role]

    def may(self, action: May) -> bool:
        """Whether one of the roles allows this; the beheerder reads everywhere, arranges access and reopens.

        In a municipality that has ended everybody only reads; the beheerder withdraws the links that are still there.
        """
        if self.municipality.has_ended and action not in AFTER_THE_END:
            return False
        if self.user.is_beheerder and action in BEHEERDER_MAY:
            return True
        return bool(self.roles & ROLES_THAT_MAY[action])

    @property
    def is_guest(self) -> bool:
        """Whether the person is here for a part only; `assessments.access` says which, and what that opens."""
        return Role.GUEST in self.roles

    def without_guest(self) -> "Access":
        """Return what the person's other roles give."""
        return Access(self.user, self.municipality, self.roles - {Role.GUEST})

    def require(self, action: May) -> None:
        """Raise PermissionDenied (403) when none of the roles allows this."""
        if not self.may(action):
            raise PermissionDenied


def visible_to(user: User) -> QuerySet[Municipality]:
    """Return the municipalities that exist for this person.

    Those of its memberships, those of the provinces it advises, and those that ended and went up in one
    of these; for the beheerder all. One step back is enough: `end_municipality` keeps it so. Who is here
    for a part only has no business with the past.
    """
    if user.is_beheerder:
        return Municipality.objects.all()
    own = Membership.objects.filter(user=user)
    lasting = own.filter(municipality__isnull=False).exclude(role=Role.GUEST)
    for_a_part = own.filter(role=Role.GUEST, municipality__ended_on=None).values("municipality")
    municipalities = lasting.values("municipality")
    provinces = own.filter(province__isnull=False).values("province")
    return Municipality.objects.filter(
        Q(id__in=municipalities)
        | Q(id__in=for_a_part)
        | Q(province__in=provinces)
        | Q(successor__in=municipalities)
        | Q(successor__province__in=provinces)
    )


def get_access(user: User, code: str, action: May = May.SEE) -> Access:
    """Return this person's access to the municipality with this CBS code.

    It exists for who has a role there, and for the beheerder: the municipalities of `visible_to`, told by
    their roles, which takes half the time (a test holds the two together). Raises Http404 when it does not
    exist for the person, PermissionDenied when it does but the person may not do `action` there. One query,
    and one more when the municipality has ended.
    """
    rows = with_style(Municipality.objects.select_related("province", "successor").filter(code=code))
    rows = with_roles(rows, user)
    municipality = rows.first()
    if municipality is None:
        raise Http404(NOT_HERE)
    access = access_with(user, municipality, municipality)
    access.require(action)
    return access


def with_roles(rows: Rows, user: User | int, to: str = "") -> Rows:
    """Give each row the roles of this person (or of who has this key) in its municipality, for `access_with`.

    `to` leads from the row to the municipality, such as "municipality__". It costs no query, and doubles no row: a
    person has one role in a municipality and one for a province, as constraints of `Membership` see to.
    """
    here, province = f"{to}memberships", f"{to}province__memberships"
    joined = rows.annotate(
        here=FilteredRelation(here, condition=Q(**{f"{here}__user": user})),
        in_province=FilteredRelation(province, condition=Q(**{f"{province}__user": user})),
    )
    return joined.annotate(role_here=F("here__role"), role_in_province=F("in_province__role"))


def access_with(user: User, municipality: Municipality, row: Any) -> Access:
    """Return this person's access to the municipality, with the roles that `with_roles` gave the row.

    Raises Http404 when the municipality does not exist for the person. One query when it has ended and `successor`
    is loaded, else none.
    """
    if municipality.successor_id is None:
        roles = frozenset(Role(role) for role in (row.role_here, row.role_in_province) if role)
    else:
        roles = roles_in(user, municipality)
    if not (roles or user.is_beheerder):
        raise Http404(NOT_HERE)
    return Access(user, municipality, roles)


def roles_in(user: User, municipality: Municipality) -> frozenset[Role]:
    """Return the roles of this person in this municipality. One query when `successor` is loaded, else two.

    Of a municipality that has ended, its own people and those of its successor are readers, whatever
    their role at home: nobody writes there any more.
    """
    own = Membership.objects.filter(user=user).order_by()
    here = Q(municipality=municipality) | Q(province=municipality.province_id)
    successor = municipality.successor
    if successor is None:
        return frozenset(Role(role) for role in own.filter(here).values_list("role", flat=True))
    there = Q(municipality=successor) | Q(province=successor.province_id)
    own = own.exclude(role=Role.GUEST)
    return frozenset({Role.READER}) if own.filter(here | there).exists() else frozenset()
