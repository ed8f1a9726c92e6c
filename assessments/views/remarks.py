"""Remarks inside the municipality. Everything here is for who fills in, and for nobody else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.forms.remarks import RemarkForm
from assessments.places import Place, place_of
from assessments.remarks import conversation_at, settle, withdraw, write_remark
from assessments.views.overview import frame
from municipalities.access import May


@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str) -> HttpResponse:
    """Show the remarks of colleagues at one place, and add one."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    place = place_of(opened.assessment, basisfunctie, layer, part)
    form = RemarkForm(request.POST if request.method == "POST" else None, part=part)
    if form.is_valid():
        write_remark(opened.assessment, place, request.user, form.cleaned_data["text"])
        return _show(request, opened, place, RemarkForm(part=part), done="Uw opmerking staat erbij.")
    return _show(request, opened, place, form)


@require_POST
def settle_remarks(
    request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str
) -> HttpResponse:
    """Say that the remarks at one place are done, or open them again."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    place = place_of(opened.assessment, basisfunctie, layer, part)
    settled = request.POST.get("afgehandeld") != "nee"
    settle(opened.assessment, place, request.user, settled=settled)
    done = "Afgehandeld." if settled else "De opmerkingen staan weer open."
    return _show(request, opened, place, RemarkForm(part=part), done=done)


@require_POST
def withdraw_remark(request: PersonRequest, code: str, year: int, remark_id: int) -> HttpResponse:
    """Withdraw one's own remark, or put it back."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    withdrawn = request.POST.get("ingetrokken") != "nee"
    remark = withdraw(opened.assessment, remark_id, request.user, withdrawn=withdrawn)
    thread = remark.thread
    place = place_of(opened.assessment, thread.basisfunctie, thread.layer, thread.part)
    done = "Uw opmerking is ingetrokken." if withdrawn else "Uw opmerking staat er weer."
    return _show(request, opened, place, RemarkForm(part=place.part), done=done)


def _show(request: PersonRequest, opened: Opened, place: Place, form: RemarkForm, *, done: str = "") -> HttpResponse:
    """Answer with the page of the place, or with the conversation alone for the script on a step's page."""
    wants_piece = request.headers.get("X-Requested-With") == "fetch"
    if done and not wants_piece:
        messages.success(request, done)
        return redirect(
            "remarks",
            opened.access.municipality.code,
            opened.assessment.round.year,
            place.basisfunctie.slug,
            place.layer.kind,
            place.part,
        )
    context = {
        **frame(opened),
        "basisfunctie": place.basisfunctie,
        "layer": place.layer,
        "place": place,
        "part_code": place.part,
        "conversation": conversation_at(opened.assessment, place),
        "remark_form": form,
        "said": done,
    }
    template = "assessments/remarks/thread.html" if wants_piece else "assessments/remarks/page.html"
    return render(request, template, context)
