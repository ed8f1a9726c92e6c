"""`manage.py remind`: post the reminders that it is time for today."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.deadlines import remind_of_closing
from assessments.reminders import remind_by_date


class Command(BaseCommand):
    """Post the reminders by date."""

    help = (
        "Remind of parts that are due in three days or today, and of a round that closes in fourteen or three days. "
        "Run it once or twice a day; nobody is reminded twice. The worker sends what it posts."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Post them, and say how many there were."""
        now = timezone.now()
        parts, closing = remind_by_date(now), remind_of_closing(now)
        self.stdout.write(f"Reminders: {parts} of parts, {closing} of a round that closes.")
