"""The log of steps of the whole country, for the beheerder."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest, beheerder_only
from assessments.forms.steps import StepsFilterForm
from assessments.models import StepTaken
from assessments.steps import STEPS

PER_PAGE = 50


@require_safe
@beheerder_only
def steps_log(request: PersonRequest) -> HttpResponse:
    """Show which steps were taken, the last first, with what is asked for."""
    form = StepsFilterForm(request.GET)
    page = Paginator(form.chosen(StepTaken.objects.newest_first()), PER_PAGE).get_page(request.GET.get("page"))
    asked = any(value for name, value in request.GET.items() if name != "page")
    rows = [(taken, STEPS[taken.step].label) for taken in page]
    context = {"form": form, "page": page, "rows": rows, "is_filtered": asked}
    return render(request, "assessments/steps_log.html", context)
