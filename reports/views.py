"""The council report on screen and as PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from assessments.access import get_assessment
from assessments.navigation import subnav
from municipalities.access import May
from reports.issue import issued_to
from reports.report import build_report


@require_safe
def report(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the report that this person gets, or that nothing was submitted yet."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    issued = issued_to(opened)
    context = {
        "access": opened.access,
        "municipality": opened.assessment.municipality,
        "assessment": opened.assessment,
        "is_demo": opened.assessment.round.is_demo,
        "subnav": subnav(opened),
        "report": build_report(issued.snapshot, issued.issue) if issued else None,
    }
    return render(request, "reports/report.html", context)


@require_safe
@cache_control(private=True, no_store=True)
def report_pdf(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Give the same report as PDF."""
    # WeasyPrint takes half a second and much memory to load: only in a process that makes a PDF.
    from reports.pdf import council_report_pdf

    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    issued = issued_to(opened)
    if issued is None:
        raise Http404("Er is nog niets ingediend. Er is dus nog geen rapport.")
    place = slugify(opened.assessment.municipality.name)
    name = f"raadsrapport-{place}-{year}{'' if issued.issue.is_final else '-concept'}.pdf"
    return HttpResponse(
        council_report_pdf(build_report(issued.snapshot, issued.issue)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
