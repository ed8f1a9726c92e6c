"""The council report on screen and as PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.handover import read_handover
from assessments.models import Assessment
from assessments.navigation import subnav
from assessments.reading import Filled, snapshot_of
from audit.log import Event, record
from municipalities.access import May
from reports.content import read_content
from reports.issue import Issued, issued_to
from reports.questionnaire import build_questionnaire
from reports.report import Report, build_report

MOST_DIGITS = 4


@require_safe
def report(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the report that this person gets, or that nothing was submitted yet."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    number = _number(request)
    issued = issued_to(opened, number)
    if number is not None and issued is None:
        raise Http404("Deze indiening bestaat niet.")
    context = {
        "access": opened.access,
        "municipality": opened.assessment.municipality,
        "assessment": opened.assessment,
        "is_demo": opened.assessment.round.is_demo,
        "subnav": subnav(opened),
        "report": report_of(opened.assessment, issued) if issued else None,
        "number": number,
    }
    return render(request, "reports/report.html", context)


def report_of(assessment: Assessment, issued: Issued) -> Report:
    """Return the report on this version, with all that stands beside it."""
    return build_report(read_content(assessment, issued))


@require_safe
@cache_control(private=True, no_store=True)
def handover_pdf(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Give what a successor reads as PDF."""
    from reports.pdf import handover_pdf

    opened = get_assessment(request.user, code, year, May.FILL_IN)
    place = slugify(opened.assessment.municipality.name)
    pdf = handover_pdf(read_handover(opened))
    return _download(request, opened, pdf, f"overdracht-{place}-{year}")


@require_safe
@cache_control(private=True, no_store=True)
def questionnaire(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Give the questionnaire on paper: with what is filled in, or blank (`?leeg`); whole or `?basisfunctie=`."""
    from reports.pdf import questionnaire_pdf

    opened = get_assessment(request.user, code, year, May.FILL_IN)
    filled = Filled(opened.assessment)
    only, is_blank = request.GET.get("basisfunctie"), "leeg" in request.GET
    try:
        sheet = build_questionnaire(
            filled.structure,
            snapshot_of(opened.assessment, filled),
            is_blank=is_blank,
            only=only,
            dated_on=timezone.localdate(),
        )
    except LookupError:
        raise Http404("Deze basisfunctie staat niet in het kader van deze ronde.") from None
    place = slugify(opened.assessment.municipality.name)
    words = ("vragenlijst", place, str(year), only, "blanco" if is_blank else "")
    return _download(request, opened, questionnaire_pdf(sheet), "-".join(word for word in words if word))


@require_safe
@cache_control(private=True, no_store=True)
def report_pdf(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Give the same report as PDF."""
    # WeasyPrint takes half a second and much memory to load: only in a process that makes a PDF.
    from reports.pdf import council_report_pdf

    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    issued = issued_to(opened, _number(request))
    if issued is None:
        raise Http404("Er is nog niets ingediend. Er is dus nog geen rapport.")
    place = slugify(opened.assessment.municipality.name)
    name = f"raadsrapport-{place}-{year}{'' if issued.issue.is_final else '-concept'}"
    return _download(request, opened, council_report_pdf(report_of(opened.assessment, issued)), name)


def _number(request: PersonRequest) -> int | None:
    """Return which submission is asked for, if any. Raises Http404 when that is no number."""
    asked = request.GET.get("indiening")
    if asked is None:
        return None
    if not asked.isdecimal() or len(asked) > MOST_DIGITS:
        raise Http404("Deze indiening bestaat niet.")
    return int(asked)


def _download(request: PersonRequest, opened: Opened, pdf: bytes, name: str) -> HttpResponse:
    if request.method == "GET":
        record(request, Event.DOWNLOADED, f"{name}.pdf", place=opened.access.municipality)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )
