"""`manage.py clean_mail`: remove what is kept of mail for long enough."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from post import queue
from post.cleaning import DAYS_FAILED, DAYS_OVER, clean_mail


class Command(BaseCommand):
    """Remove old mail and old tasks."""

    help = (
        f"Remove what is left of mail that was sent {DAYS_OVER} days ago or failed {DAYS_FAILED} days ago, and tasks "
        "that are done. Run it once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them, and say how many mails there were."""
        self.stdout.write(f"Removed {clean_mail(timezone.now())} mails.")
        call_command("prune_db_task_results", verbosity=0)
        # Should a task ever have been lost, then what waits is sent now.
        queue.wake()
