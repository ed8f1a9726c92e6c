"""Add to the demo what this app shows in it, in the transaction that makes it."""

from datetime import date, timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from assessments.demo.dates import moment
from assessments.demo.people import People
from assessments.models import Assessment, Status
from assessments.signals import demo_made
from reports.models import ReportSettings

TOWN = "GM0321"  # Houten
BEFORE = timedelta(days=3)
FOREWORD = (
    "Vrijwilligers houden onze verenigingen, de zorg en de buurten draaiende. In dit rapport leest u hoe ons beleid "
    "hen daarbij helpt, waar dat goed gaat, en waar er nog iets ontbreekt."
)
ASK = (
    "Neem kennis van de niveaus en van het verbeterplan, en betrek bij de begroting van volgend jaar de speerpunten "
    "die nog zonder geld zijn."
)


@receiver(demo_made, dispatch_uid="reports.demo")
def add_to_demo(people: People, today: date, **kwargs: Any) -> None:
    """Let the first municipality say in the reports of its adopted rounds what it asks of the council."""
    adopted = Assessment.objects.filter(municipality__code=TOWN, status=Status.ADOPTED, round__is_demo=True)
    for assessment in adopted.select_related("municipality").order_by("pk"):
        adopted_on = timezone.localdate(assessment.adopted_at) if assessment.adopted_at else today
        ReportSettings.objects.create(
            assessment=assessment,
            foreword=FOREWORD,
            ask=ASK,
            updated_by=people.coordinator(assessment.municipality),
            updated_at=moment(adopted_on - BEFORE, 10),
        )
