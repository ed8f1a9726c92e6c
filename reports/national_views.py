"""The national report as PDF, for who sees the national page."""

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from comparison.national.views import get_picture
from making.giving import give
from reports.kinds import NATIONAL_REPORT


@require_safe
def national_report(request: PersonRequest) -> HttpResponseBase:
    """Give the report of a round; there is none as long as nothing may be shown of it."""
    figures = get_picture(request)
    if figures.country.is_hidden:
        raise Http404("Er zijn nog te weinig vastgestelde zelfevaluaties voor een rapport.")
    back = f"{reverse('national')}?ronde={figures.year}"
    return give(request, NATIONAL_REPORT, figures, name=f"landelijk-rapport-{figures.year}", back=back)
