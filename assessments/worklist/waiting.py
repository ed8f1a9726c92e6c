"""What waits for an adviser, as a list in the digest."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.dutch import dutch_date
from assessments.models import Round
from assessments.worklist.reading import List, advised_by
from assessments.worklist.rows import waiting_for
from municipalities.models import Membership, Role
from post.kinds import Kind
from post.lists import LISTS, Waiting, WaitingList

MOST = 20  # more is no digest; the page has them all


def advisers() -> QuerySet[User]:
    """Return everybody who advises somewhere."""
    return User.objects.filter(pk__in=Membership.objects.filter(role=Role.ADVISER).values("user"))


def waiting_for_adviser(user: User) -> Waiting | None:
    """Return what waits for this adviser in the newest round, the most urgent first; None when nothing does."""
    newest = Round.objects.newest_first().first()
    advises = advised_by(user)
    if newest is None or not advises.anything:
        return None
    found = waiting_for(List(user, advises, newest).rows, user.pk)
    if not found:
        return None
    lines = [
        f"{each.row.name}: {each.why}, sinds {dutch_date(timezone.localdate(each.since))}" for each in found[:MOST]
    ]
    if len(found) > MOST:
        lines.append(f"en nog {len(found) - MOST}")
    return Waiting("Wat op u wacht", tuple(lines), reverse("worklist"), "Naar uw werklijst")


LISTS[Kind.WAITING] = WaitingList(advisers, waiting_for_adviser)
