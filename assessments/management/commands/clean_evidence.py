"""`manage.py clean_evidence`: remove evidence that was taken away long ago, and files that nobody speaks of."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.evidence.cleaning import clean


class Command(BaseCommand):
    """Clean up evidence."""

    help = "Remove evidence that was taken away longer ago than it can be put back, and files without a row."

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean, and say how many rows and files went."""
        cleaned = clean(timezone.now())
        self.stdout.write(f"Removed {cleaned.rows} rows and {cleaned.files} files.")
