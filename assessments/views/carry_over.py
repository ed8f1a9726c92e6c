"""Start from the previous round, and read what is new, gone or worded otherwise since then."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.carried import Carried, carry
from assessments.carry_over import CarryOverRefusedError, start_blank, start_from_previous
from assessments.dutch import counted, listed, sentence
from assessments.previous import Previous, previous_of
from assessments.reading import Filled, snapshot_of
from assessments.views.overview import carry_over_of, frame
from basisfuncties.difference import Term, What, difference
from basisfuncties.structure import Structure
from municipalities.access import May


@require_http_methods(["GET", "HEAD", "POST"])
def carry_over(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show what comes along from the previous round and what differs; POST takes it along."""
    if request.method == "POST":
        try:
            carried = start_from_previous(request.user, code, year)
        except CarryOverRefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("assessment", code, year)
        messages.success(request, f"{_in_words(carried)} overgenomen. U bevestigt of wijzigt ze stap voor stap.")
        return redirect("carry_over", code, year)
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    previous = previous_of(opened.assessment)
    if previous is None:
        raise Http404("Er is geen eerdere ronde waarin deze gemeente iets invulde.")
    filled = Filled(opened.assessment)
    carried = carry(previous.snapshot, filled.structure)
    context = {
        **frame(opened),
        "previous": previous,
        "carried": carried,
        "comes_along": _in_words(carried),
        "state": carry_over_of(opened, filled, snapshot_of(opened.assessment, filled)),
        "first_step": reverse("step", args=[code, year, *_first(filled.structure)]),
        **_differences(opened, previous, filled.structure),
    }
    return render(request, "assessments/carry_over.html", context)


@require_POST
def blank(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Take away again what came along, while nobody confirmed or changed any of it."""
    try:
        start_blank(request.user, code, year)
    except CarryOverRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "De zelfevaluatie is weer leeg. De antwoorden van de vorige ronde staan daar nog.")
    return redirect("assessment", code, year)


@dataclass(frozen=True)
class NewThing:
    """Something that this edition has and the earlier one had not; `url` leads to where it is filled in."""

    term: Term
    url: str


def _differences(opened: Opened, previous: Previous, structure: Structure) -> dict[str, object]:
    """Return what differs between the two editions, for the page."""
    found = difference(previous.structure, structure)
    place = [opened.access.municipality.code, opened.assessment.round.year]
    where = {
        (what, each.code): reverse("step", args=[*place, info.slug, layer.kind])
        for info in structure.basisfuncties
        for layer in info.layers
        for what, things in ((What.QUESTION, layer.questions), (What.ELEMENT, layer.elements))
        for each in things
    }
    return {
        "edition": structure.edition,
        "difference": found,
        "new": [NewThing(term, where.get((term.what, term.code), "")) for term in found.new],
    }


def _first(structure: Structure) -> tuple[str, str]:
    first = structure.basisfuncties[0]
    return first.slug, first.layers[0].kind


def _in_words(carried: Carried) -> str:
    """Return in words what comes along: '18 antwoorden, 12 speerpunten, de kerncijfers en 3 bijlagen en links'."""
    words = [
        counted(number, one, more)
        for number, one, more in (
            (len(carried.answers), "antwoord", "antwoorden"),
            (len(carried.speerpunten), "speerpunt", "speerpunten"),
        )
        if number
    ]
    if carried.key_figures:
        words.append("de kerncijfers")
    if carried.evidence:
        words.append(counted(len(carried.evidence), "bijlage of link", "bijlagen en links"))
    return sentence(listed(words)) if words else "Niets"
