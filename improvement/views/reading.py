"""Read a sent advice, and answer it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import PersonRequest
from assessments.access import get_assessment
from assessments.forms.deciding import new_sheet, sheet_named
from assessments.views.overview import frame
from assessments.views.saving import is_by_itself, is_somebody_else
from basisfuncties.structure import structure_of
from improvement.forms.replies import ReplyForm
from improvement.models import Advice
from improvement.reading import read_advice
from improvement.replying import Replying, can_be_answered, read_replying, reply_parts, save_replies
from improvement.saving import Parts
from improvement.views.parts import answer_parts
from municipalities.access import May


@require_GET
def advice(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the newest advice that was sent, or an earlier one (`?nummer=`), to all who read what is submitted."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    rows = Advice.objects.sent().filter(assessment=opened.assessment).order_by("-number")
    sent = list(rows.with_content())
    asked = request.GET.get("nummer", "")
    chosen = next((each for each in sent if str(each.number) == asked), sent[0] if sent and not asked else None)
    if asked and chosen is None:
        raise Http404("Dit advies bestaat niet.")
    may_answer = False
    if chosen is not None and chosen == sent[0] and opened.may(May.FILL_IN):
        may_answer = can_be_answered(opened, chosen)
    context = {
        **frame(opened),
        "advice": read_advice(chosen, structure_of(opened.assessment.round.framework)) if chosen else None,
        "all_advice": sent,
        "may_answer": may_answer,
        "may_write": opened.may(May.REVIEW),
    }
    return render(request, "improvement/advice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_advice(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show and save what the municipality answers to each recommendation."""
    if is_somebody_else(request):
        return HttpResponse(status=412)
    if request.method == "POST":
        sheet, decision = sheet_named(request.POST.get("blad", "")), request.POST.get("beslis", "")
        now, parts = save_replies(request.user, code, year, request.POST, sheet, decision)
    else:
        now = read_replying(request.user, code, year)
        parts = reply_parts(now.advice) if now.advice else Parts([])
    if now.advice is None:
        return redirect("advice", code, year)
    if request.method != "POST" and not now.is_open:
        return redirect("advice", code, year)
    if request.method == "POST" and parts.is_settled and not is_by_itself(request):
        messages.success(request, "Uw antwoorden zijn opgeslagen. De adviseur kan ze lezen.")
        return redirect("advice" if "verder" in request.POST else "answer_advice", code, year)
    return _show(request, now, now.advice, parts)


def _show(request: PersonRequest, now: Replying, advice: Advice, parts: Parts) -> HttpResponse:
    context: dict[str, object] = {**frame(now.opened), "page": parts}
    fresh = reply_parts(advice).parts if request.method == "POST" else parts.parts
    read = read_advice(advice, structure_of(now.opened.assessment.round.framework))
    lines = {each.id: each for each in read.recommendations}
    for part in [*fresh, *parts.parts]:
        if isinstance(part, ReplyForm):
            part.line = lines.get(part.recommendation.pk)
    if is_by_itself(request):
        return answer_parts(request, context, parts, fresh)
    by_line = {part.line: part for part in parts.shown(fresh) if isinstance(part, ReplyForm)}
    context |= {
        "advice": read,
        "chapters": [
            (each, [by_line[line] for line in each.recommendations if line in by_line])
            for each in read.chapters
            if each.recommendations
        ],
        "sheet": new_sheet(),
    }
    return render(request, "improvement/answer.html", context, status=409 if parts.is_closed else 200)
