"""Say to each other that a page is open."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.requests import PersonRequest
from assessments.access import get_assessment
from assessments.models import Presence
from assessments.places import step_of
from assessments.scopes import KEY_FIGURES
from basisfuncties.structure import structure_of
from municipalities.access import May


@require_POST
def presence(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Note that this person has a page open, and answer who else has; a page asks this every twenty seconds."""
    page = request.POST.get("pagina", "")
    # A page goes by the code of the part of the work that it is.
    opened = get_assessment(request.user, code, year, May.FILL_IN, part=page)
    if page != KEY_FIGURES:
        slug, _, kind = page.partition("/")
        if not slug or not kind:
            raise Http404("Deze pagina bestaat niet.")
        step_of(structure_of(opened.assessment.round.framework), slug, kind)
    Presence.objects.note(request.user, opened.assessment, page)
    others = Presence.objects.others(request.user, opened.assessment, page)
    return render(request, "assessments/present.html", {"others": others})
