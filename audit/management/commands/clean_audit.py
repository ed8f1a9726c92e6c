"""`manage.py clean_audit`: write down which logins ended, and remove what was kept long enough; for each night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.models import Entry
from audit.sessions import end_sessions


class Command(BaseCommand):
    """Clean up the audit log; the setting AUDIT_DAYS says how long an entry is kept."""

    help = "Write down logins that ended by themselves, and remove entries of the audit log that were kept long enough."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it, and say how much."""
        ended = end_sessions()
        removed, _ = Entry.objects.out_of_time(timezone.localdate()).delete()
        self.stdout.write(f"{ended} logins ended. Removed {removed} entries.")
