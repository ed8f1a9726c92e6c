"""For the adviser: write an advice, chapter by chapter, look over everything, and send it."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest, key_in
from assessments.forms.deciding import new_sheet, sheet_named
from assessments.views.overview import frame
from assessments.views.saving import is_by_itself, is_somebody_else
from basisfuncties.structure import structure_of
from improvement.advice_log import log_done, log_saved, pieces_of_work, text_part
from improvement.chapter_page import Content, parts_of, store, text_of
from improvement.chapters import Chapter, chapters_of
from improvement.forms.writing import heading_of, prefix_of
from improvement.models import Advice, AdviceChange, AdviceEvent, Recommendation
from improvement.proposals import Proposal, Target
from improvement.saving import Parts
from improvement.views.parts import answer_parts
from improvement.writing import (
    AdviceRefusedError,
    add,
    approve,
    move,
    read_writing,
    ready_of,
    recommendation_of,
    remove,
    send,
    writing,
)

PER_PAGE = 50
ACT = "doe"  # the name of the buttons that do more than save


@require_http_methods(["GET", "HEAD", "POST"])
def write_advice(request: PersonRequest, code: str, year: int, chapter: str) -> HttpResponse:
    """Show and save one chapter of the draft."""
    if is_somebody_else(request):
        return HttpResponse(status=412)
    if request.method == "POST":
        return _save(request, code, year, chapter)
    now = read_writing(request.user, code, year)
    content = Content(now, now.draft)
    here = content.chapter(chapter)
    if not now.is_open or (now.draft is None and now.last_sent is not None):
        return redirect("check_advice", code, year)
    return _show(request, content, here, parts_of(content, here))


def _save(request: PersonRequest, code: str, year: int, in_address: str) -> HttpResponse:
    try:
        with writing(request.user, code, year) as (now, draft):
            content = Content(now, draft)
            here = content.chapter(in_address)
            parts = parts_of(content, here, request.POST)
            if "beslis" in request.POST:
                parts.decide(request.POST["beslis"])
            parts.save(request.user, sheet_named(request.POST.get("blad", "")), partial(store, content))
            log_saved(draft, parts, request.user)
            # Only once all that was typed is safe; else the page comes back with it.
            after = _act(request, content, here) if ACT in request.POST and parts.is_settled else ""
    except AdviceRefusedError:
        now = read_writing(request.user, code, year)
        content = Content(now, now.draft)
        here = content.chapter(in_address)
        parts = parts_of(content, here, request.POST)
        parts.is_closed = True
        for part in parts.parts:
            part.is_valid()
        return _show(request, content, here, parts)
    if is_by_itself(request) or not parts.is_settled:
        return _show(request, content, here, parts)
    if not after and "verder" in request.POST:
        return redirect(_next(content, here, code, year))
    if not after:
        messages.success(request, "Opgeslagen. De gemeente ziet dit nog niet.")
    return redirect(after or request.path)


def _next(content: Content, here: Chapter, code: str, year: int) -> str:
    after = content.chapters.index(here) + 1
    if after == len(content.chapters):
        return reverse("check_advice", args=[code, year])
    return reverse("write_advice", args=[code, year, content.chapters[after].in_address])


def _act(request: PersonRequest, content: Content, here: Chapter) -> str:
    """Do what a button of the page asks, in the block of `writing`; return the address to go to."""
    verb, _, what = request.POST[ACT].partition(":")
    draft = content.draft
    act = ACTIONS.get(verb)
    if act is None or draft is None:
        raise Http404("Deze knop bestaat niet.")
    return act(request, content, draft, here, what)


def _add_own(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    offered = content.targets(here)
    if not offered:
        raise Http404("Een aanbeveling hoort bij een basisfunctie.")
    new = _recommendation(here, offered[0], looked_at=True)
    add(draft, [new], request.user)
    return _at(request, new)


def _take_over(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    asked: list[Proposal] = [each for each in content.proposals(here) if what in ("alle", each.key)]
    rows = [_recommendation(here, each.target) for each in asked]
    for row, proposal in zip(rows, asked, strict=True):
        row.title, row.explanation, row.finding = proposal.title, proposal.explanation, proposal.key
    add(draft, rows, request.user)
    taken = "Het voorstel staat" if len(asked) == 1 else f"{len(asked)} voorstellen staan"
    messages.success(request, f"{taken} bij de aanbevelingen. Pas aan wat u wilt, of kies ‘Akkoord zo’.")
    return f"{request.path}#aanbevelingen"


def _begin_text(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    row = text_of(content, here)
    if not row.text:
        row.text, row.looked_at = content.opening(here), None
        row.touch(request.user)
        row.save()
        log_done([row], AdviceEvent.ADDED, request.user)
    return f"{request.path}#tekst"


def _approve(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    if what == "tekst":
        row = text_of(content, here)
        if row.pk:
            approve(row, request.user)
        return f"{request.path}#tekst"
    recommendation = recommendation_of(draft, _key(what))
    approve(recommendation, request.user)
    return _at(request, recommendation)


def _remove(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    remove(recommendation_of(draft, _key(what)), request.user, removed=True)
    messages.success(request, "De aanbeveling is weggehaald. Onderaan de pagina kunt u haar terugzetten.")
    return f"{request.path}#aanbevelingen"


def _put_back(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    recommendation = recommendation_of(draft, _key(what))
    remove(recommendation, request.user, removed=False)
    return _at(request, recommendation)


def _up(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    recommendation = recommendation_of(draft, _key(what))
    move(recommendation, up=True)
    return _at(request, recommendation)


def _down(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    recommendation = recommendation_of(draft, _key(what))
    move(recommendation, up=False)
    return _at(request, recommendation)


def _to_practices(request: PersonRequest, content: Content, draft: Advice, here: Chapter, what: str) -> str:
    recommendation = recommendation_of(draft, _key(what))
    municipality, round_ = content.assessment.municipality, content.assessment.round
    return reverse("choose_practice", args=[municipality.code, round_.year, recommendation.pk])


ACTIONS: dict[str, Callable[[PersonRequest, Content, Advice, Chapter, str], str]] = {
    "erbij": _add_own,
    "voorstel": _take_over,
    "begin": _begin_text,
    "akkoord": _approve,
    "weg": _remove,
    "terug": _put_back,
    "omhoog": _up,
    "omlaag": _down,
    "voorbeelden": _to_practices,
}


def _recommendation(here: Chapter, target: Target, *, looked_at: bool = False) -> Recommendation:
    """Return a recommendation in this chapter. An own one is empty, and who adds it is looking at it."""
    return Recommendation(
        basisfunctie=here.slug,
        basisfunctie_name=here.name,
        number=here.number,
        layer=target.layer,
        speerpunt=target.speerpunt,
        about=target.about,
        looked_at=timezone.now() if looked_at else None,
    )


def _key(what: str) -> int:
    key = key_in(what)
    if not key:
        raise Http404("Deze aanbeveling staat niet in het advies.")
    return key


def _at(request: PersonRequest, recommendation: Recommendation) -> str:
    return f"{request.path}#{prefix_of(recommendation)}"


def _show(request: PersonRequest, content: Content, here: Chapter, parts: Parts) -> HttpResponse:
    context: dict[str, object] = {
        **frame(content.writing.opened),
        "writing": content.writing,
        "draft": content.draft,
        "chapter": here,
    }
    fresh = parts_of(content, here).parts if request.method == "POST" else parts.parts
    if is_by_itself(request):
        return answer_parts(request, context | {"count": len(fresh) - 1}, parts, fresh)
    shown = parts.shown(fresh)
    context |= {
        "page": parts,
        "count": len(shown) - 1,
        "text": shown[0],
        "recommendations": shown[1:],
        "removed": content.of(here, removed=True),
        "proposals": content.proposals(here),
        "opening": content.opening(here),
        "links": content.links(),
        "sheet": new_sheet(),
    }
    return render(request, "improvement/write.html", context, status=409 if parts.is_closed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def check_advice(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show all of the draft as the municipality will read it, with what nobody looked at; approve it or begin."""
    if request.method == "POST":
        try:
            with writing(request.user, code, year) as (_, draft):
                _approve_from_list(request, draft)
        except AdviceRefusedError as refusal:
            messages.error(request, str(refusal))
        return redirect("check_advice", code, year)
    now = read_writing(request.user, code, year)
    content = Content(now, now.draft)
    ready = ready_of(now.draft) if now.draft else None
    context = {
        **frame(now.opened),
        "writing": now,
        "draft": now.draft,
        "links": content.links(),
        "chapters": [_whole_chapter(content, each) for each in content.chapters],
        "ready": ready,
    }
    return render(request, "improvement/check.html", context)


def _approve_from_list(request: PersonRequest, draft: Advice) -> None:
    verb, _, what = request.POST.get("akkoord", "").partition(":")
    if verb == "tekst":
        text = draft.texts.filter(pk=_key(what)).first()
        if text is not None:
            approve(text, request.user)
    elif verb == "aanbeveling":
        approve(recommendation_of(draft, _key(what)), request.user)


def _whole_chapter(content: Content, chapter: Chapter) -> dict[str, object]:
    written = [each for each in content.of(chapter) if not each.is_empty]
    return {"chapter": chapter, "text": content.texts.get(chapter.slug), "recommendations": written}


@require_POST
def send_advice(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Send the advice after adoption; when it is refused, say why."""
    try:
        send(request.user, code, year)
    except AdviceRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("check_advice", code, year)
    messages.success(request, "Het advies is verstuurd. De gemeente kan het nu lezen en beantwoorden.")
    return redirect("advice", code, year)


@require_GET
def advice_history(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show an adviser who did what in the advice on this assessment, the newest first."""
    now = read_writing(request.user, code, year)
    rows = AdviceChange.objects.filter(advice__assessment=now.assessment).select_related("by").order_by("-id")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    chapters = chapters_of(structure_of(now.assessment.round.framework))
    names = {text_part(each.slug): heading_of(each) for each in chapters}
    work = [(each, each.last.about or names.get(each.last.part, "")) for each in pieces_of_work(page.object_list)]
    context = {**frame(now.opened), "page": page, "work": work}
    return render(request, "improvement/advice_history.html", context)
