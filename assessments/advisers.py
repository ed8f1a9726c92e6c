"""The advisers of the country, for the beheerder: who has which place, and how much each has in hand."""

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from assessments.models import Assessment, Status
from municipalities.models import Membership, Municipality, Province, Role


def advisers() -> QuerySet[User]:
    """Return everybody who advises a place, by name, with `places` (memberships) and `in_hand` (assessments)."""
    in_hand = (
        Assessment.objects.filter(reviewer=OuterRef("pk"))
        .exclude(status=Status.ADOPTED)
        .order_by()
        .values("reviewer")
        .annotate(number=Count("pk"))
    )
    rows = User.objects.filter(pk__in=Membership.objects.filter(role=Role.ADVISER).order_by().values("user"))
    places = Prefetch("memberships", Membership.objects.of_advisers(), to_attr="places")
    return rows.annotate(in_hand=Coalesce(Subquery(in_hand.values("number")), 0)).prefetch_related(places)


def provinces_without_adviser() -> QuerySet[Province]:
    """Return the provinces of which no adviser who can log in has the whole."""
    taken = Membership.objects.filter(role=Role.ADVISER, province__isnull=False, user__is_active=True)
    return Province.objects.exclude(pk__in=taken.order_by().values("province"))


def loses(membership: Membership) -> tuple[int, int]:
    """Return how many municipalities an adviser no longer sees without this place, and how many assessments go back.

    What another place of the adviser opens too, stays. Two queries.
    """
    others = Membership.objects.filter(user=membership.user, role=Role.ADVISER).exclude(pk=membership.pk).order_by()
    still = Q(pk__in=others.filter(municipality__isnull=False).values("municipality")) | Q(
        province__in=others.filter(province__isnull=False).values("province")
    )
    here = Municipality.objects.filter(ended_on=None).exclude(still)
    if membership.province_id is not None:
        here = here.filter(province=membership.province_id)
    else:
        here = here.filter(memberships=membership)
    in_hand = Assessment.objects.filter(reviewer=membership.user, municipality__in=here.order_by().values("pk"))
    return here.count(), in_hand.count()
