"""Handing the work over: the page that a successor reads, and the step itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import PersonRequest
from assessments.access import get_assessment
from assessments.assignment_mail import mail_handover
from assessments.forms.assignments import HandOverForm
from assessments.handover import read_handover
from assessments.models import WhatIsLeft
from assessments.succession import hand_over as hand_over_door
from assessments.succession import open_parts_of
from assessments.views.overview import frame
from municipalities.access import MUNICIPAL, May
from municipalities.refusal import Refused


@require_GET
def handover(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show where the work stands, for whoever takes it over."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    context = {**frame(opened), "handover": read_handover(opened), "may_hand_over": opened.may(May.DIVIDE)}
    return render(request, "assessments/handover.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Ask from whom to whom; a first POST shows what will happen, a second (`zeker`) does it."""
    opened = get_assessment(request.user, code, year, May.DIVIDE)
    municipality = opened.assessment.municipality
    people = list(
        municipality.memberships.filter(role__in=MUNICIPAL).select_related("user").order_by("user__name", "user__email")
    )
    me = next((member.pk for member in people if member.user_id == request.user.pk), None)
    form = HandOverForm(request.POST or None, people=people, initial={"giver": me, "stays": WhatIsLeft.READER})
    if form.is_valid() and "zeker" in request.POST:
        try:
            log = hand_over_door(request.user, code, year, form.succession, notify=mail_handover)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Het werk van {log.from_user} ligt nu bij {log.to_user}.")
            still_here = log.from_user != request.user
            return redirect("handover", code, year) if still_here else redirect("start")
    ready = form.is_valid() and "anders" not in request.POST
    context = {
        **frame(opened),
        "form": form,
        "succession": form.succession if ready else None,
        "parts": open_parts_of(form.succession.giver.user, municipality) if ready else (),
    }
    return render(request, "assessments/hand_over.html", context)
