"""Making the file of a final report: once. Whatever happens on the way, there are never two different ones."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from pydantic import TypeAdapter

from accounts.models import User
from making.kinds import PDF, Kind, Work, register
from post.kinds import Kind as MailKind
from post.sending import Letter, post
from reports.content import from_json
from reports.final.models import FinalFile, FinalReport
from reports.report import build_report

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))


def stored_file(final: FinalReport) -> FinalFile:
    """Return the file of this report, which is made when there is none yet.

    Of two that are made at the same moment the first that is stored is the file, and the other is forgotten.
    """
    found = FinalFile.objects.filter(report=final).first()
    if found is not None:
        return found
    # WeasyPrint takes half a second and much memory to load: only in a process that makes a PDF.
    from reports.pdf import council_report_pdf

    pdf = council_report_pdf(build_report(from_json(final.content)))
    with transaction.atomic():
        return FinalFile.objects.get_or_create(
            report=final, defaults={"content": pdf, "size": len(pdf), "sha256": hashlib.sha256(pdf).hexdigest()}
        )[0]


def _write(key: int, work: Work) -> None:
    work.path.write_bytes(stored_file(FinalReport.objects.get(pk=key)).content)


def _tell_beheerder(key: int) -> None:
    """Post word to the beheerder that the file could not be made, however often it was tried."""
    final = FinalReport.objects.light().with_place().get(pk=key)
    municipality = final.assessment.municipality
    post(
        Letter(
            kind=MailKind.STEP,
            to=user,
            subject=f"{municipality}: het bestand van het vastgestelde rapport kon niet worden gemaakt",
            template="reports/mail/not_made",
            context={"final": final, "municipality": municipality, "round": final.assessment.round},
            link=reverse("report", args=[municipality.code, final.assessment.round.year]),
            button="Naar het rapport",
            about=municipality.name,
            municipality=municipality.code,
        )
        for user in User.objects.filter(is_beheerder=True, is_active=True)
    )


FINAL_REPORT = register(
    Kind(
        "definitief",
        "het vastgestelde raadsrapport",
        PDF,
        TypeAdapter(int),
        _write,
        retries=PAUSES,
        gave_up=_tell_beheerder,
    )
)
