"""Comparing by name, between two municipalities that both agreed to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest
from basisfuncties.structure import structure_of
from comparison.agreeing import accept, ask, end, get_own, get_partner
from comparison.drawing import Column, draw_levels
from comparison.forms import AskForm
from comparison.models import Agreement, Ending, Figures
from comparison.pair import pair
from comparison.views.frame import frame
from municipalities.access import May
from municipalities.refusal import Refused

RECENT = 5


@require_http_methods(["GET", "HEAD", "POST"])
def compare_named(request: PersonRequest, code: str) -> HttpResponse:
    """Show with whom the municipality compares by name and what waits; a POST of the coördinator invites another."""
    access = get_own(request.user, code)
    form = AskForm(request.POST if request.method == "POST" else None, own=access.municipality)
    if request.method == "POST":
        access.require(May.SUBMIT)
        if form.is_valid():
            try:
                row = ask(request.user, code, form.cleaned_data["municipality"])
            except Refused as refusal:
                form.add_error("municipality", str(refusal))
            else:
                messages.success(request, f"U hebt {row.asked} uitgenodigd. U hoort van ons wat zij antwoordt.")
                return redirect("compare_named", code)
    rows = list(Agreement.objects.of(access.municipality))
    waiting = [row for row in rows if row.ended_at is None and row.accepted_at is None]
    context = {
        **frame(access, "compare_named"),
        "form": form,
        "may_ask": access.may(May.SUBMIT),
        "standing": [
            (row, row.other_than(access.municipality)) for row in rows if row.ended_at is None and row.accepted_at
        ],
        "received": [row for row in waiting if row.asked_id == access.municipality.pk],
        "sent": [row for row in waiting if row.asker_id == access.municipality.pk],
        "past": _past(rows, access.municipality.pk),
    }
    return render(request, "comparison/named.html", context)


def _past(rows: list[Agreement], own: int) -> list[tuple[Agreement, str]]:
    """Return what ended last, with the name of the other; not what another withdrew before it was answered."""
    ended = [row for row in rows if row.ended_at and (row.ending != Ending.WITHDRAWN or row.asker_id == own)]
    ended.sort(key=lambda row: (row.ended_at, row.pk), reverse=True)
    return [(row, (row.asked if row.asker_id == own else row.asker).name) for row in ended[:RECENT]]


@require_POST
def accept_comparing(request: PersonRequest, code: str, agreement_id: int) -> HttpResponse:
    """Say yes to an invitation."""
    try:
        row = accept(request.user, code, agreement_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("compare_named", code)
    messages.success(request, f"U vergelijkt nu op naam met {row.asker}.")
    return redirect(reverse("compare_with", args=[code, row.asker.code]))


@require_POST
def end_comparing(request: PersonRequest, code: str, agreement_id: int) -> HttpResponse:
    """Withdraw or decline an invitation, or end an agreement."""
    try:
        row = end(request.user, code, agreement_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[Ending(row.ending)])
    return redirect("compare_named", code)


DONE = {
    Ending.WITHDRAWN: "De uitnodiging is ingetrokken.",
    Ending.DECLINED: "U hebt de uitnodiging afgewezen. De andere gemeente krijgt daarvan bericht en ziet niets van u.",
    Ending.ENDED: "De afspraak is beëindigd. U ziet elkaars cijfers niet meer.",
}


@require_GET
@cache_control(private=True, no_store=True)
def compare_with(request: PersonRequest, code: str, other: str) -> HttpResponse:
    """Show two municipalities side by side in a round in which both were adopted."""
    access = get_own(request.user, code)
    partner = get_partner(access, other)
    own = {row.year: row for row in Figures.objects.of_municipality(access.municipality).select_related("framework")}
    theirs = {row.year: row for row in Figures.objects.of_municipality(partner)}
    years = sorted(own.keys() & theirs.keys(), reverse=True)
    context = {**frame(access, "compare_named"), "partner": partner, "years": years}
    if years:
        year = next((each for each in years if str(each) == request.GET.get("ronde", "")), years[0])
        structure = structure_of(own[year].framework)
        theirs[year].framework = own[year].framework
        found = pair(own[year].line, theirs[year].line, structure)
        highest = structure.words.highest
        columns = [Column(name, highest=highest) for name in (access.municipality.name, partner.name)]
        context |= {
            "year": year,
            "found": found,
            "names": (access.municipality.name, partner.name),
            "panels": [
                (each, draw_levels(each, columns, title=f"Niveaus van {each.name}")) for each in found.functions
            ],
        }
    return render(request, "comparison/pair.html", context)
