"""The people of the demo: some who can log in, and colleagues who can't."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from assessments.demo.bank import Cast
from municipalities.models import BEHEERDER, Membership, Municipality, Province, Role

DOMAIN = "demo.example"
FILL_IN = (Role.COORDINATOR, Role.POLICY_OFFICER)


@dataclass(frozen=True)
class People:
    """Who fills in, by CBS code of the municipality (coördinator first); who advises, by that of the province.

    `guests` are the meewerkers, by CBS code.
    """

    colleagues: dict[str, list[User]]
    advisers: dict[str, User]
    second_adviser: User
    guests: dict[str, User]
    beheerder: User

    def coordinator(self, municipality: Municipality) -> User:
        """Return who hands in for this municipality."""
        return self.colleagues[municipality.code][0]

    def adviser(self, municipality: Municipality) -> User:
        """Return who reviews this municipality."""
        return self.advisers[municipality.province.code]


def make_people(cast: Cast) -> People:
    """Make everybody with their memberships, and return who does what."""
    municipalities = Municipality.objects.in_bulk(
        [*(player.code for player in cast.municipalities), *(login.place for login in cast.logins)], field_name="code"
    )
    provinces = Province.objects.in_bulk(field_name="code")
    members: list[tuple[User, Role, str]] = []
    guests: dict[str, User] = {}
    for login in cast.logins:
        is_beheerder = login.role == BEHEERDER
        user = User.objects.create_user(login.email, cast.password, name=login.name, is_beheerder=is_beheerder)
        if is_beheerder:
            beheerder = user
        else:
            members.append((user, Role(login.role), login.place))
    for player in cast.municipalities:
        for role, name in player.colleagues.items():
            members.append((_colleague(role, player.code, name), Role(role), player.code))
        if player.guest:
            guests[player.code] = _colleague(Role.GUEST, player.code, player.guest)
            members.append((guests[player.code], Role.GUEST, player.code))
    for code, name in cast.advisers.items():
        members.append((_colleague(Role.ADVISER, code, name), Role.ADVISER, code))
    advisers = {place: user for user, role, place in members if role == Role.ADVISER}
    colleague = cast.second_adviser
    second = _colleague("collega", colleague.place, colleague.name)
    members.append((second, Role.ADVISER, colleague.place))
    Membership.objects.bulk_create(
        Membership(user=user, role=role, municipality=municipalities.get(place), province=provinces.get(place))
        for user, role, place in members
    )
    return People(
        colleagues={code: _fill_in(members, code) for code in municipalities},
        advisers=advisers,
        second_adviser=second,
        guests=guests,
        beheerder=beheerder,
    )


def _colleague(role: str, place: str, name: str) -> User:
    """Make somebody who can't log in."""
    return User.objects.create_user(f"{role}.{place.lower()}@{DOMAIN}", name=name)


def _fill_in(members: Sequence[tuple[User, Role, str]], code: str) -> list[User]:
    return [user for wanted in FILL_IN for user, role, place in members if place == code and role == wanted]
