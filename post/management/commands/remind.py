"""`manage.py remind`: post the reminders that it is time for today."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from post.reminding import REMINDERS

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Post the reminders by date, of all that reminds."""

    help = (
        "Post what it is time to tell or remind of: rounds that open or close, parts, supplements that are asked, and "
        "what other apps remind of. Run it once or twice a day; nobody is told twice. The worker sends what it posts."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Post them, and say how many there were. Raises CommandError when one kind failed; the others are posted."""
        now = timezone.now()
        failed = []
        for what, remind in REMINDERS.items():
            try:
                count = remind(now)
            except Exception:  # of one kind, which must not take the others along
                logger.exception("The reminders of %s failed.", what)
                failed.append(what)
            else:
                self.stdout.write(f"{what}: {count}")
        if failed:
            raise CommandError(f"Not reminded of: {', '.join(failed)}. The next run tries again.")
