"""The doors of comparing by name: ask, accept, decline, withdraw and end.

Both coördinatoren have to want it, either ends it at once, and who asks learns nothing of who is asked but its answer.
"""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from audit.log import Event, record
from comparison.mail import mail_accepted, mail_asked, mail_ended
from comparison.models import Agreement, Ending
from municipalities.access import Access, May, get_access
from municipalities.models import Municipality, Role
from municipalities.refusal import Refused

MOST_WAITING = 10  # invitations of one municipality at the same time
REST = timedelta(days=30)  # after a no, before it is asked again
OWN_PEOPLE = frozenset({Role.POLICY_OFFICER, Role.COORDINATOR, Role.READER})
UNKNOWN = "Deze afspraak bestaat niet."
ABOUT = "vergelijken op naam met"


def is_own(access: Access) -> bool:
    """Whether this person is of the municipality itself: the agreement is between municipalities."""
    return bool(access.roles & OWN_PEOPLE) and not access.municipality.has_ended


def get_own(user: User, code: str) -> Access:
    """Return the access of somebody of the municipality itself.

    Raises what `get_access` raises, and PermissionDenied for who is not of it.
    """
    access = get_access(user, code, May.READ_SUBMITTED)
    if not is_own(access):
        raise PermissionDenied
    return access


def get_partner(access: Access, code: str) -> Municipality:
    """Return the municipality with this code, if the two agreed. One query.

    Raises Http404 when not: whether it exists, takes part or was adopted is nobody's business then.
    """
    for row in Agreement.objects.standing().of(access.municipality):
        if row.other_than(access.municipality).code == code:
            return row.other_than(access.municipality)
    raise Http404("U vergelijkt niet op naam met deze gemeente.")


def ask(user: User, code: str, other: Municipality) -> Agreement:
    """Invite another municipality, and mail its coördinatoren. Return the invitation.

    Raises Refused when something between the two is open already, when it said no shortly ago, when too many wait or
    when it has ended; and what `get_access` raises for who is no coördinator.
    """
    with transaction.atomic():
        access = get_access(user, code, May.SUBMIT)
        here, there = _locked(access.municipality, other)
        now = timezone.now()
        _require_free(here, there, now)
        row = Agreement.objects.create(asker=here, asked=there, asked_at=now, asked_by=user)
        record(user, Event.INVITED, f"{ABOUT} {there}", place=here)
        mail_asked(row)
    return row


def accept(user: User, code: str, agreement_id: int) -> Agreement:
    """Say yes to an invitation; from now on both see each other. Return the agreement.

    Raises Http404 when there is no such invitation, Refused when it was withdrawn or answered meanwhile.
    """
    with transaction.atomic():
        access, row = _opened(user, code, agreement_id)
        if row.asked_id != access.municipality.pk:
            raise Http404(UNKNOWN)
        _require_waiting(row)
        row.accepted_at, row.accepted_by = timezone.now(), user
        row.save(update_fields=["accepted_at", "accepted_by"])
        for place in (row.asker, row.asked):
            record(user, Event.ACCESS_GIVEN, f"{ABOUT} {row.other_than(place)}", place=place)
        mail_accepted(row)
    return row


def end(user: User, code: str, agreement_id: int) -> Agreement:
    """Withdraw, decline or end: what it is depends on whose it is and how far it came. Return it as ended.

    Raises Http404 when there is no such agreement, Refused when it has ended already.
    """
    with transaction.atomic():
        access, row = _opened(user, code, agreement_id)
        if row.ended_at is not None:
            raise Refused(f"Dit was al {row.get_ending_display()}. Er is niets veranderd.")
        if row.accepted_at is not None:
            how = Ending.ENDED
        else:
            how = Ending.WITHDRAWN if row.asker_id == access.municipality.pk else Ending.DECLINED
        _end(row, how, timezone.now(), user)
        mail_ended(row, access.municipality)
    return row


def end_all_of(municipality: Municipality, by: User | None = None) -> None:
    """End all that is open of a municipality that went up in another; who stays hears of agreements."""
    for row in Agreement.objects.open().of(municipality).select_for_update(of=("self",)):
        _end(row, Ending.MERGED, timezone.now(), by)
        mail_ended(row, municipality)


def _end(row: Agreement, how: Ending, now: datetime, by: User | None) -> None:
    row.ended_at, row.ended_by, row.ending = now, by, how
    row.save(update_fields=["ended_at", "ended_by", "ending"])
    event = Event.ACCESS_WITHDRAWN if row.accepted_at else Event.INVITATION_WITHDRAWN
    for place in (row.asker, row.asked):
        record(by, event, f"{ABOUT} {row.other_than(place)}: {how.label}", place=place)


def _locked(one: Municipality, other: Municipality) -> tuple[Municipality, Municipality]:
    """Lock both, in one order, so that two who ask each other at once wait."""
    rows = Municipality.objects.select_for_update(no_key=True).filter(pk__in=(one.pk, other.pk)).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[one.pk], found[other.pk]


def _opened(user: User, code: str, agreement_id: int) -> tuple[Access, Agreement]:
    access = get_access(user, code, May.SUBMIT)
    rows = Agreement.objects.of(access.municipality).filter(pk=agreement_id).select_for_update(of=("self",))
    row = rows.first()
    if row is None:
        raise Http404(UNKNOWN)
    return access, row


def _require_waiting(row: Agreement) -> None:
    if row.ended_at is not None:
        raise Refused(f"Deze uitnodiging was al {row.get_ending_display()}. Er is niets veranderd.")
    if row.accepted_at is not None:
        raise Refused("Deze uitnodiging is al aangenomen. Er is niets veranderd.")


def _require_free(here: Municipality, there: Municipality, now: datetime) -> None:
    if here.pk == there.pk:
        raise Refused("Dit is uw eigen gemeente. Kies een andere.")
    if there.has_ended:
        raise Refused(f"{there} is opgegaan in een andere gemeente. Kies die.")
    if open_one := Agreement.objects.open().between(here, there).first():
        if open_one.accepted_at:
            raise Refused(f"U vergelijkt al op naam met {there}.")
        if open_one.asker_id == here.pk:
            raise Refused(f"U hebt {there} al uitgenodigd.")
        raise Refused(f"{there} heeft u al uitgenodigd. Neem die uitnodiging aan.")
    declined = Agreement.objects.filter(asker=here, asked=there, ending=Ending.DECLINED, ended_at__gt=now - REST)
    if declined.exists():
        raise Refused(f"{there} heeft uw uitnodiging afgewezen. Na dertig dagen kunt u het opnieuw vragen.")
    if Agreement.objects.open().filter(asker=here, accepted_at=None).count() >= MOST_WAITING:
        raise Refused(f"Er wachten al {MOST_WAITING} uitnodigingen op antwoord. Trek er eerst een in.")
