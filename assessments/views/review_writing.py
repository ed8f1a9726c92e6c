"""For the adviser: what it writes beside a submission. It saves itself while it is typed, and is sent together."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.fingerprint import fingerprint
from assessments.forms.reviewing import DraftForm, KeyedForm, LevelForm, NoteForm
from assessments.models import ReviewRemark, Supplement
from assessments.places import LEVEL
from assessments.reviewing.conversations import (
    Where,
    draft_content,
    save_draft,
    send,
    unsent_levels,
)
from assessments.reviewing.doing import RefusedError
from assessments.reviewing.levels import level_read, set_level
from assessments.reviewing.mail import in_words, mail_sent
from assessments.reviewing.naming import names_of, review_url
from assessments.reviewing.notes import note_read, save_note
from assessments.reviewing.supplements import save_point
from assessments.views.drafting import Kept, keep
from assessments.views.overview import frame
from municipalities.access import May


@require_POST
def draft_remark(
    request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str
) -> HttpResponse:
    """Keep what an adviser writes at a place, until it is sent."""
    opened = get_assessment(request.user, code, year, May.REVIEW)
    form = DraftForm(request.POST)

    def save() -> Kept:
        kind, text = form.cleaned_data["kind"], form.text_kept
        where = Where(code, year, basisfunctie, layer, part)
        save_draft(request.user, where, key=form.cleaned_data["key"], kind=kind, text=text, read=form.read_kept)
        said = "" if text else "Weggehaald."
        return Kept(fingerprint(draft_content(kind, text)) if text else "", said, _counts(opened))

    back = review_url(opened, (basisfunctie, layer, part))
    return keep(request, opened, form, back, save, what="uw opmerking")


@require_POST
def review_note(request: PersonRequest, code: str, year: int, basisfunctie: str) -> HttpResponse:
    """Keep an adviser's note at a basisfunctie."""
    opened = get_assessment(request.user, code, year, May.REVIEW)
    form = NoteForm(request.POST)

    def save() -> Kept:
        text, is_shared = form.text_kept, bool(form.cleaned_data["shared"])
        save_note(request.user, code, year, basisfunctie, is_shared=is_shared, text=text, read=form.read_kept)
        return Kept(note_read(text))

    back = f"{reverse('review', args=[code, year, basisfunctie])}#aantekeningen"
    return keep(request, opened, form, back, save, what="uw aantekening")


@require_POST
def adviser_level(request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str) -> HttpResponse:
    """Keep the adviser's own level of a layer, until it is sent."""
    opened = get_assessment(request.user, code, year, May.REVIEW)
    form = LevelForm(request.POST)

    def save() -> Kept:
        level, text = form.cleaned_data["level"], form.text_kept
        row = set_level(request.user, code, year, basisfunctie, layer, level=level, remark=text, read=form.read_kept)
        return Kept(level_read(row), counts=_counts(opened))

    back = review_url(opened, (basisfunctie, layer, LEVEL))
    return keep(request, opened, form, back, save, what="uw niveau")


@require_POST
def supplement_point(
    request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str
) -> HttpResponse:
    """Put a point on the list of the supplement, change it, or take it off."""
    opened = get_assessment(request.user, code, year, May.REVIEW)
    form = KeyedForm(request.POST)

    def save() -> Kept:
        where = Where(code, year, basisfunctie, layer, part)
        text = form.text_kept
        save_point(request.user, where, key=form.cleaned_data["key"], text=text, read=form.read_kept)
        said = "" if text else "Van de lijst gehaald."
        return Kept(fingerprint({"text": text}) if text else "", said, _counts(opened))

    at_list = request.POST.get("terug") == "lijst"
    back = reverse("ask_supplement", args=[code, year]) if at_list else review_url(opened, (basisfunctie, layer, part))
    return keep(request, opened, form, back, save, what="wat u vraagt")


def _counts(opened: Opened) -> dict[str, str]:
    """Return the figures on the page that a save changes: what waits to be sent, and what is on the list."""
    drafts = ReviewRemark.objects.of(opened.assessment).drafts_of(opened.access.user).count()
    points = Supplement.objects.being_prepared().filter(assessment=opened.assessment, points__isnull=False).count()
    return {"drafts": str(drafts + len(unsent_levels(opened.assessment))), "points": str(points)}


@require_http_methods(["GET", "HEAD", "POST"])
def send_remarks(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show what waits to be sent, to look over, and send it all at once."""
    if request.method == "POST":
        try:
            sent = send(request.user, code, year, notify=partial(mail_sent, by=request.user))
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("send_remarks", code, year)
        what = in_words(len(sent.remarks), len(sent.levels))
        messages.success(request, f"Verstuurd: {what}. De gemeente krijgt één mail.")
        return redirect("submission", code, year)
    opened = get_assessment(request.user, code, year, May.REVIEW)
    names = names_of(opened.assessment)
    drafts = list(ReviewRemark.objects.of(opened.assessment).drafts_of(request.user))
    keys = [(each.thread.basisfunctie, each.thread.layer, each.thread.part) for each in drafts]
    levels = unsent_levels(opened.assessment)
    rows = [(names.of(key), draft, review_url(opened, key)) for key, draft in zip(keys, drafts, strict=True)]
    context = {
        **frame(opened),
        "drafts": sorted(rows, key=lambda row: row[0].order),
        "levels": [
            (level, review_url(opened, (level.layer.basisfunctie.slug, level.layer.kind, LEVEL))) for level in levels
        ],
        "lacks_words": any(level.level is not None and not level.remark for level in levels),
        "in_words": in_words(len(drafts), len(levels)),
    }
    return render(request, "assessments/reviewing/send.html", context)
