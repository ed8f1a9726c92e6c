"""`manage.py final_reports`: freeze the reports of what was adopted before final reports were stored."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from making.asking import ask
from reports.final.freezing import freeze_missing
from reports.final.making import FINAL_REPORT
from reports.final.models import FinalReport


class Command(BaseCommand):
    """Freeze what is missing; a second run changes nothing."""

    help = (
        "Legt de inhoud vast van rapporten die zijn vastgesteld voordat de website dat zelf deed. Met --bestanden "
        "maakt de werker ook alle bestanden (PDF) die er nog niet zijn."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether the files are asked for too."""
        parser.add_argument("--bestanden", action="store_true", help="vraag ook elk bestand aan dat er nog niet is")

    def handle(self, *args: Any, bestanden: bool, **options: Any) -> None:
        """Freeze, and say of how many."""
        self.stdout.write(f"Vastgelegd: {freeze_missing()}")
        if bestanden:
            missing = list(FinalReport.objects.filter(file=None).order_by("pk").values_list("pk", flat=True))
            for key in missing:
                ask(FINAL_REPORT, key)
            self.stdout.write(f"Bestanden gevraagd: {len(missing)}")
