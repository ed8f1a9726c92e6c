"""`manage.py send_digests`: post the digests of today."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from post.digests import make_digests


class Command(BaseCommand):
    """Post the digests."""

    help = (
        "Post today's digest for who wants one. Run it once a day; a second run posts nothing. The worker sends them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Post them, and say how many."""
        self.stdout.write(f"Digests: {make_digests(timezone.now())}.")
