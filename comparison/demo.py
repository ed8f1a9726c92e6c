"""Add to the demo what this app shows in it, in the transaction that makes it."""

from datetime import date, timedelta
from typing import Any

from django.dispatch import receiver

from assessments.demo.dates import moment
from assessments.demo.people import People
from assessments.signals import demo_made
from comparison.models import Agreement
from municipalities.models import Municipality

ASKER, ASKED = "GM0321", "GM0307"  # Houten and Amersfoort
ASKED_AGO, ACCEPTED_AGO = timedelta(days=45), timedelta(days=38)


@receiver(demo_made, dispatch_uid="comparison.demo")
def add_to_demo(people: People, today: date, **kwargs: Any) -> None:
    """Let two municipalities of the demo agree to compare by name."""
    found = Municipality.objects.in_bulk([ASKER, ASKED], field_name="code")
    if len(found) == 2 and {ASKER, ASKED} <= people.colleagues.keys():
        Agreement.objects.create(
            asker=found[ASKER],
            asked=found[ASKED],
            asked_at=moment(today - ASKED_AGO, 10),
            asked_by=people.coordinator(found[ASKER]),
            accepted_at=moment(today - ACCEPTED_AGO, 15),
            accepted_by=people.coordinator(found[ASKED]),
        )
