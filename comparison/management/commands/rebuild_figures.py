"""`manage.py rebuild_figures`: work out the figures of all that was adopted again."""

from typing import Any

from django.core.management.base import BaseCommand

from comparison.storing import rebuild


class Command(BaseCommand):
    """Work out the figures again; nothing else changes, and it can be run at any time."""

    help = "Rekent de cijfers voor het vergelijken opnieuw uit, van alles wat is vastgesteld."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say of how many."""
        number = rebuild()
        if options["verbosity"]:
            self.stdout.write(f"De cijfers van {number} vastgestelde zelfevaluaties zijn opnieuw uitgerekend.")
