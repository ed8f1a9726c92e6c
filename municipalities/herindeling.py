"""The one door through which a municipality ends and goes up in another (herindeling)."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from audit.log import Event, record
from municipalities.models import Invitation, Municipality
from municipalities.refusal import Refused
from municipalities.signals import municipality_ended


@transaction.atomic
def end_municipality(
    municipality: Municipality, successor: Municipality, on: date, *, by: User | None = None
) -> Municipality:
    """End `municipality` on this day; the people of `successor` read what it leaves. Return it as saved.

    What went up in `municipality` before goes along to `successor`, so one step always leads to the people
    who may read. Open invitations are withdrawn: they would lead to a place where nobody works.
    Raises Refused when one of the two has ended already, when they are the same, or when the day is to come.
    """
    if municipality.pk == successor.pk:
        raise Refused("Een gemeente kan niet in zichzelf opgaan.")
    if on > timezone.localdate():
        raise Refused("Kies vandaag of een dag die voorbij is. Een herindeling legt u vast vanaf de dag zelf.")
    # In the order of their ids, so that two of these at once wait for each other instead of locking up.
    locked = {
        row.pk: row
        for row in Municipality.objects.select_for_update(no_key=True)
        .filter(Q(pk__in=(municipality.pk, successor.pk)) | Q(successor=municipality.pk))
        .order_by("pk")
    }
    ending, heir = locked[municipality.pk], locked[successor.pk]
    for place in (ending, heir):
        if place.has_ended:
            raise Refused(f"{place} is al opgegaan in {place.successor}.")
    Municipality.objects.filter(successor=ending).update(successor=heir)
    Invitation.objects.open().filter(municipality=ending).update(withdrawn_at=timezone.now())
    ending.ended_on, ending.successor = on, heir
    ending.save(update_fields=["ended_on", "successor"])
    record(by, Event.ACCESS_CHANGED, f"opgegaan in {heir}: de mensen daar lezen nu ook hier", place=ending)
    municipality_ended.send(Municipality, municipality=ending, by=by)
    return ending
