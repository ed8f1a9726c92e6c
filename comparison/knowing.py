"""Who may read so many files whole that a group of them is no longer safe to show."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count

from comparison.groups import Knows
from comparison.models import Agreement
from municipalities.models import Membership, Municipality, Role


def read_people() -> frozenset[Knows]:
    """Return what people may read whole, for `comparison.groups.shown`. Three queries.

    Who reads in a municipality reads what went up in it, too, and has seen whom it agreed with to compare by name, also
    when that is over. Of who has one place only, just those of such a municipality matter. The beheerder, who reads
    all, is left out: to whom nothing is unknown, nothing is given away.
    """
    seen = _seen_along()
    lasting = Membership.objects.exclude(role=Role.GUEST).filter(user__is_active=True)
    several = lasting.order_by().values("user").annotate(places=Count("pk")).filter(places__gt=1).values("user")
    rows = lasting.filter(user__in=several).values_list("user", "municipality", "province")
    places: dict[int, list[tuple[int | None, int | None]]] = defaultdict(list)
    for user, municipality, province in rows.order_by():
        places[user].append((municipality, province))
    several_places = {_knows(each, seen) for each in places.values()}
    one_place = {_knows([(place, None)], seen) for place in seen}
    return frozenset(several_places | one_place)


def _seen_along() -> dict[int, set[int]]:
    """Return whose figures people of a municipality saw beside its own, by key."""
    seen: dict[int, set[int]] = defaultdict(set)
    for ended, heir in Municipality.objects.values_list("pk", "successor").exclude(successor=None):
        if heir is not None:
            seen[heir].add(ended)
    for one, other in Agreement.objects.exclude(accepted_at=None).values_list("asker", "asked"):
        seen[one].add(other)
        seen[other].add(one)
    return seen


def _knows(places: Iterable[tuple[int | None, int | None]], seen: dict[int, set[int]]) -> Knows:
    municipalities = {place for place, _ in places if place is not None}
    for place in tuple(municipalities):
        municipalities |= seen.get(place, set())
    return Knows(frozenset(municipalities), frozenset(place for _, place in places if place is not None))
