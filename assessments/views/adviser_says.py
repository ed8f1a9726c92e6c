"""What the adviser said, for who fills in: read at its place or on one page, answered and settled."""

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.fingerprint import fingerprint
from assessments.forms.reviewing import ReplyForm, TypedForm, reply_form
from assessments.places import Place, place_of, step_of
from assessments.reviewing.conversations import Key, Talk, Where, reply, settle, talk_at, talks_for
from assessments.reviewing.doing import RefusedError, is_talked_about
from assessments.reviewing.levels import levels_shown_to, respond
from assessments.reviewing.mail import mail_reply
from assessments.reviewing.naming import Named, names_of, review_url, step_url
from assessments.reviewing.second import differences
from assessments.scopes import scope_code
from assessments.snapshot import from_content
from assessments.views.drafting import Kept, keep
from assessments.views.overview import frame
from basisfuncties.structure import structure_of
from municipalities.access import May


@require_http_methods(["GET", "HEAD", "POST"])
def adviser_thread(
    request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str
) -> HttpResponse:
    """Show what adviser and municipality said at one place, and answer there. A meewerker does so in its own part."""
    opened = get_assessment(request.user, code, year, May.FILL_IN, part=scope_code(basisfunctie, layer))
    place = place_of(opened.assessment, basisfunctie, layer, part)
    key = (basisfunctie, layer, part)
    form = reply_form(key, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            said = form.cleaned_data
            notify = partial(mail_reply, opened.assessment, heading=place.heading)
            reply(request.user, Where(code, year, *key), said["text"], said["key"], notify=notify)
        except RefusedError as refusal:
            form.add_error("text", str(refusal))
        else:
            return _show(request, opened, place, reply_form(key), done="Uw antwoord staat erbij.")
    return _show(request, opened, place, form)


@require_POST
def settle_thread(
    request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str
) -> HttpResponse:
    """Say that what was said at one place is done, or open it again: the adviser and the municipality both may."""
    opened = get_assessment(request.user, code, year, May.READ_REVIEW)
    key = (basisfunctie, layer, part)
    place = place_of(opened.assessment, *key)
    settled = request.POST.get("afgehandeld") != "nee"
    done = "Afgehandeld." if settled else "Dit staat weer open."
    try:
        settle(request.user, Where(code, year, *key), settled=settled)
    except RefusedError as refusal:
        done = str(refusal)
    if opened.may(May.REVIEW) and not opened.may(May.FILL_IN):
        messages.success(request, done)
        return redirect(review_url(opened, key))
    return _show(request, opened, place, reply_form(key), done=done)


def _show(request: PersonRequest, opened: Opened, place: Place, form: ReplyForm, *, done: str = "") -> HttpResponse:
    """Answer with the page of the place, or with the conversation alone for the script on a step's page."""
    wants_piece = request.headers.get("X-Requested-With") == "fetch"
    key = (place.basisfunctie.slug, place.layer.kind, place.part)
    if done and not wants_piece:
        messages.success(request, done)
        back = request.POST.get("terug", "")
        # A path alone: `redirect` would take a word for the name of an address.
        if back.startswith("/") and url_has_allowed_host_and_scheme(back, None):
            return HttpResponseRedirect(back)
        return redirect("adviser_thread", opened.access.municipality.code, opened.assessment.round.year, *key)
    talk = talk_at(opened.assessment, place)
    if not talk.remarks:
        raise Http404("Hier zei de adviseur niets.")
    context = {
        **frame(opened),
        "basisfunctie": place.basisfunctie,
        "layer": place.layer,
        "place": place,
        "key": key,
        "talk": talk,
        "reply_form": form,
        "form_id": "opmerkingen",
        "may_talk": is_talked_about(opened.assessment),
        "said": done,
    }
    template = "assessments/reviewing/thread.html" if wants_piece else "assessments/reviewing/thread_page.html"
    return render(request, template, context)


@dataclass(frozen=True)
class Line:
    """One conversation on the page of all: where, what was said, the form to answer, and where it can be changed."""

    key: Key
    named: Named
    talk: Talk
    form: ReplyForm
    form_id: str
    url: str


@require_GET
def adviser_remarks(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """List all that adviser and municipality said to each other: what is open first."""
    opened = get_assessment(request.user, code, year, May.READ_REVIEW)
    if opened.is_guest_only:
        raise PermissionDenied
    names = names_of(opened.assessment)
    is_adviser = not opened.may(May.FILL_IN)
    url = review_url if is_adviser else step_url
    lines = []
    for n, (key, talk) in enumerate(talks_for(opened).items()):
        if talk.remarks:
            form = reply_form(key, form=f"antwoord-{n}")
            lines.append(Line(key, names.of(key), talk, form, f"antwoord-{n}", url(opened, key)))
    lines.sort(key=lambda line: (line.named.order, line.key))
    submission = opened.assessment.submissions.order_by("-number").first()
    differ = differences(from_content(submission.content), levels_shown_to(opened)) if submission else ()
    context = {
        **frame(opened),
        "open": [line for line in lines if line.talk.is_open],
        "other": [line for line in lines if not line.talk.is_open],
        "differ": differ,
        "may_answer": opened.may(May.FILL_IN) and is_talked_about(opened.assessment),
        "may_talk": is_talked_about(opened.assessment),
        "is_adviser": is_adviser,
    }
    return render(request, "assessments/reviewing/remarks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def respond_level(request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str) -> HttpResponse:
    """Show the adviser's level of a layer beside the municipality's, and answer it."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    info, info_layer = step_of(structure_of(opened.assessment.round.framework), basisfunctie, layer)
    if request.method == "POST":
        form = TypedForm(request.POST)

        def save() -> Kept:
            text = form.text_kept
            respond(request.user, code, year, basisfunctie, layer, text=text, read=form.read_kept)
            return Kept(fingerprint({"text": text}))

        return keep(request, opened, form, reverse("adviser_remarks", args=[code, year]), save, what="uw antwoord")
    rows = opened.assessment.adviser_levels.filter(layer_id=info_layer.pk, sent_level__isnull=False)
    row = rows.select_related("set_by", "responded_by").first()
    if row is None:
        raise Http404("De adviseur gaf hier geen eigen niveau.")
    own = opened.assessment.ratings.filter(layer_id=info_layer.pk).first()
    context = {
        **frame(opened),
        "basisfunctie": info,
        "layer": info_layer,
        "row": row,
        "own": own,
        "level_text": info_layer.levels[row.sent_level or 0],
        "own_text": info_layer.levels[own.level] if own and own.level is not None else "",
        "read": fingerprint({"text": row.response}),
        "may_answer": is_talked_about(opened.assessment),
    }
    return render(request, "assessments/reviewing/respond_level.html", context)
