"""`manage.py council_report <CBS code> <year> <file>`: write the council report as PDF."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.models import Assessment
from reports.content import read_content
from reports.final.making import stored_file
from reports.final.reading import final_of
from reports.issue import newest_issue
from reports.report import build_report


class Command(BaseCommand):
    """Write the final report as it is stored, else the latest submission or the concept, as PDF."""

    help = "Schrijft het raadsrapport als PDF: de laatste indiening, of het concept als er nog niets is ingediend."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the municipality, the year and the file."""
        parser.add_argument("code", help="CBS-code van de gemeente, zoals GM0363")
        parser.add_argument("year", type=int, help="jaar van de ronde, zoals 2026")
        parser.add_argument("file", type=Path, help="waar de PDF komt te staan")

    def handle(self, *args: Any, code: str, year: int, file: Path, **options: Any) -> None:
        """Write the file. Raises CommandError with what is wrong; no file is made then."""
        # WeasyPrint takes half a second to load; every other command would pay for it.
        from reports.pdf import council_report_pdf

        if not file.parent.is_dir():
            raise CommandError(f"De map {file.parent} bestaat niet.")
        assessments = Assessment.objects.select_related("municipality__province", "round__framework")
        assessment = assessments.filter(municipality__code=code, round__year=year).first()
        if assessment is None:
            raise CommandError(f"Er is geen zelfevaluatie van {code} in {year}.")
        final = final_of(assessment)
        if final is not None:
            pdf, name = bytes(stored_file(final).content), assessment.municipality.name
        else:
            issued = newest_issue(assessment)
            pdf, name = (
                council_report_pdf(build_report(read_content(assessment, issued))),
                issued.snapshot.municipality.name,
            )
        try:
            file.write_bytes(pdf)
        except OSError as problem:
            raise CommandError(f"{file} kan niet worden geschreven: {problem.strerror}.") from problem
        self.stdout.write(f"{file}: {name} {year}, {len(pdf) / 1000:.0f} kB")
