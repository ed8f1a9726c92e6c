"""Who may read so many files whole that a group of them is no longer safe to show."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count

from comparison.groups import Knows
from municipalities.models import Membership, Municipality, Role


def read_people() -> frozenset[Knows]:
    """Return what people may read whole, for `comparison.groups.shown`. Two queries.

    Who reads in a municipality reads what went up in it, too. Of who has one place only, that matters where things went
    up in it. The beheerder, who reads all, is left out: to whom nothing is unknown, nothing is given away.
    """
    went_up = _went_up()
    lasting = Membership.objects.exclude(role=Role.GUEST).filter(user__is_active=True)
    several = lasting.order_by().values("user").annotate(places=Count("pk")).filter(places__gt=1).values("user")
    rows = lasting.filter(user__in=several).values_list("user", "municipality", "province")
    places: dict[int, list[tuple[int | None, int | None]]] = defaultdict(list)
    for user, municipality, province in rows.order_by():
        places[user].append((municipality, province))
    several_places = {_knows(each, went_up) for each in places.values()}
    one_place = {_knows([(heir, None)], went_up) for heir in went_up}
    return frozenset(several_places | one_place)


def _went_up() -> dict[int, set[int]]:
    """Return which municipalities went up in which, by key."""
    went_up: dict[int, set[int]] = defaultdict(set)
    for ended, heir in Municipality.objects.values_list("pk", "successor").exclude(successor=None):
        if heir is not None:
            went_up[heir].add(ended)
    return went_up


def _knows(places: Iterable[tuple[int | None, int | None]], went_up: dict[int, set[int]]) -> Knows:
    municipalities = {place for place, _ in places if place is not None}
    for place in tuple(municipalities):
        municipalities |= went_up.get(place, set())
    return Knows(frozenset(municipalities), frozenset(place for _, place in places if place is not None))
