"""Who sees which municipality, and may do what there: the one definition.

Every object of a municipality is fetched through `get_access` (or a filter on `visible_to`), so a view
can't have the object without the check. To whom it is not visible, a municipality does not exist (404);
who sees it but may not do a thing gets 403.
"""

from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import User
from municipalities.models import Membership, Municipality, Role


class May(Enum):
    """What a person may do in a municipality; `ROLES_THAT_MAY` says which roles may."""

    SEE = "see"
    FILL_IN = "fill in"
    SUBMIT = "submit"
    READ_SUBMITTED = "read submitted"
    REVIEW = "review"
    MANAGE_PEOPLE = "manage people"


MUNICIPAL = frozenset({Role.POLICY_OFFICER, Role.COORDINATOR})
ROLES_THAT_MAY: dict[May, frozenset[Role]] = {
    May.SEE: frozenset(Role),
    May.FILL_IN: MUNICIPAL,
    May.SUBMIT: frozenset({Role.COORDINATOR}),
    May.READ_SUBMITTED: frozenset(Role),
    May.REVIEW: frozenset({Role.ADVISER}),
    May.MANAGE_PEOPLE: frozenset({Role.COORDINATOR}),
}
BEHEERDER_MAY = frozenset({May.SEE, May.READ_SUBMITTED, May.MANAGE_PEOPLE})


@dataclass(frozen=True)
class Access:
    """One person in one municipality, with the roles that the person has there."""

    user: User
    municipality: Municipality
    roles: frozenset[Role]

    def may(self, action: May) -> bool:
        """Whether one of the roles allows this; the beheerder reads everywhere and arranges access."""
        if self.user.is_beheerder and action in BEHEERDER_MAY:
            return True
        return bool(self.roles & ROLES_THAT_MAY[action])

    def require(self, action: May) -> None:
        """Raise PermissionDenied (403) when none of the roles allows this."""
        if not self.may(action):
            raise PermissionDenied


def visible_to(user: User) -> QuerySet[Municipality]:
    """Return the municipalities that exist for this person.

    Those of its memberships, those of the provinces it advises, and those that ended and went up in one
    of its municipalities; for the beheerder all.
    """
    if user.is_beheerder:
        return Municipality.objects.all()
    own = Membership.objects.filter(user=user)
    municipalities = own.filter(municipality__isnull=False).values("municipality")
    return Municipality.objects.filter(
        Q(id__in=municipalities)
        | Q(successor__in=municipalities)
        | Q(province__in=own.filter(province__isnull=False).values("province"))
    )


def get_access(user: User, code: str, action: May = May.SEE) -> Access:
    """Return this person's access to the municipality with this CBS code.

    Raises Http404 when it does not exist for the person, PermissionDenied when it does but the person
    may not do `action` there. Two queries.
    """
    municipality = visible_to(user).select_related("province").filter(code=code).first()
    if municipality is None:
        raise Http404("Deze gemeente bestaat niet, of u hebt er geen toegang toe.")
    access = Access(user, municipality, roles_in(user, municipality))
    access.require(action)
    return access


def roles_in(user: User, municipality: Municipality) -> frozenset[Role]:
    """Return the roles of this person in this municipality.

    The people of a successor read what an ended municipality left (`lezer`), whatever their role at home;
    in an ended municipality nobody fills in or submits any more.
    """
    own = Membership.objects.filter(user=user).filter(
        Q(municipality=municipality)
        | Q(province=municipality.province_id)
        | Q(municipality=municipality.successor_id, municipality__isnull=False)
    )
    roles = {
        Role(membership.role)
        if membership.municipality_id != municipality.successor_id or membership.province_id
        else Role.READER
        for membership in own
    }
    if municipality.ended_on is not None:
        roles = {Role.READER if role in MUNICIPAL else role for role in roles}
    return frozenset(roles)
