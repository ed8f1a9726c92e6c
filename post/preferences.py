"""What a person chose for each kind of mail: read it, and keep it."""

from django.db import transaction

from accounts.models import User
from post.kinds import OPTIONAL, How, Kind
from post.lists import LISTS
from post.models import Preference


def kinds_of(user: User) -> list[Kind]:
    """Return the kinds that this person can choose for: not the lists of what waits for others than this person."""
    return [kind for kind in OPTIONAL if kind not in LISTS or LISTS[kind].people().filter(pk=user.pk).exists()]


def preferences_of(user: User) -> dict[Kind, How]:
    """Return what this person chose, for the kinds that it chose something for. One query."""
    rows = Preference.objects.filter(user=user).values_list("kind", "how")
    return {Kind(kind): How(how) for kind, how in rows}


@transaction.atomic
def keep(user: User, chosen: dict[Kind, How]) -> None:
    """Keep these choices; of what is needed there is nothing to choose."""
    rows = [Preference(user=user, kind=kind, how=how) for kind, how in chosen.items() if kind in OPTIONAL]
    Preference.objects.bulk_create(rows, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["how"])
