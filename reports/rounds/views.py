"""All reports of a round, for advisers and the beheerder."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import PersonRequest, beheerder_only
from assessments.worklist.reading import advised_by
from audit.log import Event
from making.asking import NoNeedError, ask, try_again
from making.giving import give
from municipalities.navigation import remember_adviser
from reports.final.making import FINAL_REPORT
from reports.rounds.choosing import concepts_of, finals_of, not_made, rounds_of
from reports.rounds.zipping import ROUND_ZIP, RoundZip


@require_safe
def round_reports(request: PersonRequest) -> HttpResponse:
    """Show of which rounds there are reports, and how many have their file."""
    _require_reviewer(request)
    rounds = rounds_of(request.user)
    context = {
        "rounds": rounds,
        "not_made": not_made() if request.user.is_beheerder else [],
        "is_demo": any(each.is_demo for each in rounds),
    }
    return render(request, "reports/rounds.html", context)


@require_safe
def round_zip(request: PersonRequest, year: int) -> HttpResponseBase:
    """Give the reports of this round of the municipalities that this person reviews now; `?concepten` with concepts."""
    _require_reviewer(request)
    finals, concepts = finals_of(request.user, year), []
    if "concepten" in request.GET:
        concepts = concepts_of(request.user, year)
    if not finals and not concepts:
        raise Http404("Van deze ronde zijn er nog geen rapporten.")
    content = RoundZip(year, tuple(finals), tuple(concepts), timezone.localdate() if concepts else None)
    # Who reviews other municipalities than a moment ago gets another file.
    audience = hashlib.sha256(repr((finals, concepts)).encode()).hexdigest()
    name = f"raadsrapporten-{year}{'-met-concepten' if concepts else ''}"
    return give(
        request,
        ROUND_ZIP,
        content,
        name=name,
        audience=audience,
        back=reverse("round_reports"),
        event=Event.EXPORTED,
    )


@require_POST
@beheerder_only
def make_reports_again(request: PersonRequest) -> HttpResponse:
    """Have the files made of final reports that could not be made before."""
    failed = not_made()
    for final in failed:
        try:
            try_again(ask(FINAL_REPORT, final.pk))
        except NoNeedError:
            continue
    if failed:
        messages.success(request, "De bestanden worden opnieuw gemaakt.")
    return redirect("round_reports")


def _require_reviewer(request: PersonRequest) -> None:
    """Raise Http404 for who reviews nothing, as the worklist does."""
    advises = advised_by(request.user).anything
    remember_adviser(request, advises)
    if not request.user.is_beheerder and not advises:
        raise Http404("Deze pagina is voor adviseurs.")
