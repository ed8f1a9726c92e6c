"""Fetch a practice and know in the same call what this person has to do with it."""

from dataclasses import dataclass

from django.http import Http404

from accounts.models import User
from improvement.library.steps import Hand, PracticeStep, may_edit, open_steps
from improvement.models import Practice, PracticeQuerySet, PracticeStatus
from municipalities.access import MUNICIPAL
from municipalities.models import Membership, Municipality, Role

NOT_FOR_YOU = "De bibliotheek is voor mensen met een rol bij een gemeente of een provincie."
NOT_HERE = "Dit praktijkvoorbeeld bestaat niet, of u kunt het niet lezen."


@dataclass(frozen=True)
class Reader:
    """Somebody in the library, with the roles that matter there. In a municipality that ended nobody writes."""

    user: User
    memberships: tuple[Membership, ...]

    @property
    def is_editor(self) -> bool:
        """Whether this is an adviser or the beheerder."""
        return self.user.is_beheerder or any(each.role == Role.ADVISER for each in self.memberships)

    @property
    def municipalities(self) -> list[Municipality]:
        """Return those that this person can offer a practice for."""
        return [
            each.municipality
            for each in self.memberships
            if each.municipality and each.role in MUNICIPAL and not each.municipality.has_ended
        ]

    def hands(self, practice: Practice) -> frozenset[Hand]:
        """Return what this person has to do with the practice."""
        return frozenset(self._hands(practice))

    def _hands(self, practice: Practice) -> list[Hand]:
        if practice.municipality is None:
            hands = [Hand.EDITOR] if self.is_editor else []
            return [*hands, Hand.MAKER] if self.is_editor and practice.made_by_id == self.user.pk else hands
        hands = [Hand.JUDGE] if self.user.is_beheerder else []
        for each in self.memberships:
            is_here = each.municipality_id == practice.municipality_id
            if each.role == Role.ADVISER and (is_here or each.province_id == practice.municipality.province_id):
                hands.append(Hand.JUDGE)
            elif is_here and each.role in MUNICIPAL and not practice.municipality.has_ended:
                hands.append(Hand.OWNER)
                if each.role == Role.COORDINATOR:
                    hands.append(Hand.COORDINATOR)
        return hands

    def knows_whose(self, practice: Practice) -> bool:
        """Whether this person may read which municipality a practice is of: with its consent, or being its own."""
        own = {each.municipality_id for each in self.memberships if each.role != Role.GUEST}
        is_own = practice.municipality_id in own
        judges = practice.status == PracticeStatus.OFFERED and Hand.JUDGE in self.hands(practice)
        return practice.municipality is not None and (practice.name_shown or is_own or judges)

    def steps(self, practice: Practice) -> list[PracticeStep]:
        """Return the steps that this person may take with the practice now."""
        return open_steps(PracticeStatus(practice.status), self.hands(practice), name_shown=practice.name_shown)

    def may_edit(self, practice: Practice) -> bool:
        """Whether this person may change the text of the practice now."""
        return may_edit(PracticeStatus(practice.status), self.hands(practice))


def reader_of(user: User) -> Reader:
    """Return this person in the library; one query. Raises Http404 for who has no role at all."""
    memberships = Membership.objects.filter(user=user).select_related("municipality").order_by("municipality__name")
    reader = Reader(user, tuple(memberships))
    if not (reader.memberships or user.is_beheerder):
        raise Http404(NOT_FOR_YOU)
    return reader


def get_practice(user: User, pk: int, *, lock: bool = False) -> tuple[Reader, Practice]:
    """Return a practice for someone who may read it, with that person as reader; two queries.

    With `lock` (in a transaction) nobody else changes it until the transaction ends. Raises Http404 when it does not
    exist for the person.
    """
    reader = reader_of(user)
    rows: PracticeQuerySet = Practice.objects.visible_to(user).select_related("municipality", "updated_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    practice = rows.filter(pk=pk).first()
    if practice is None:
        raise Http404(NOT_HERE)
    return reader, practice
