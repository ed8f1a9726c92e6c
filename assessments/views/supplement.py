"""The supplement: the adviser asks a list of points, the municipality answers them, both read it side by side."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.difference import Changed
from assessments.fingerprint import fingerprint
from assessments.forms.reviewing import LetterForm, PointAnswerForm
from assessments.models import ReviewRemark, Status, Submission, Supplement, SupplementPoint
from assessments.models.reviewing import ASKING, KEY_LENGTH
from assessments.reviewing.changes import changes_of_all
from assessments.reviewing.conversations import unsent_levels
from assessments.reviewing.doing import RefusedError, is_talked_about
from assessments.reviewing.naming import Named, Names, names_of, review_url, step_url
from assessments.reviewing.supplements import (
    answer_content,
    answer_point,
    answer_read,
    ask_supplement,
    asked,
    point_read,
    prepared,
    save_letter,
)
from assessments.snapshot import from_content
from assessments.steps import ASK_SUPPLEMENT
from assessments.views.drafting import Kept, keep
from assessments.views.overview import frame
from assessments.workflow import StepRefusedError
from municipalities.access import May

USUAL_TIME = timedelta(days=14)


@dataclass(frozen=True)
class PointRow:
    """One point as it stands on a page: where, the point, the fingerprint of what is shown, and what changed there."""

    named: Named
    point: SupplementPoint
    url: str
    read: str
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class Suggested:
    """A question or suggestion of the adviser that nobody settled, to put on the list as it is."""

    named: Named
    remark: ReviewRemark
    key: str


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the list that is being made, with what could be added, and ask it."""
    opened = get_assessment(request.user, code, year, May.REVIEW)
    supplement = prepared(opened.assessment)
    data = request.POST if request.method == "POST" else None
    form = LetterForm(data, initial=_letter(supplement))
    if form.is_valid():
        due_on, message = form.cleaned_data["due_on"], form.cleaned_data["message"].strip()
        if "bewaar" in request.POST:
            save_letter(request.user, code, year, due_on=due_on, message=message)
            messages.success(request, "Bewaard. Er is nog niets gevraagd.")
            return redirect("ask_supplement", code, year)
        try:
            ask_supplement(request.user, code, year, due_on=due_on, message=message)
        except (RefusedError, StepRefusedError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{ASK_SUPPLEMENT.done} Zij krijgt één mail met uw punten.")
            return redirect("submission", code, year)
    names = names_of(opened.assessment)
    points = list(supplement.points.all()) if supplement else []
    context = {
        **frame(opened),
        "form": form,
        "rows": [
            PointRow(names.of(_key(point)), point, review_url(opened, _key(point)), point_read(point))
            for point in points
        ],
        "suggested": _suggested(opened, names, points),
        "may_ask": opened.assessment.status == Status.IN_REVIEW,
        "may_prepare": is_talked_about(opened.assessment) and opened.assessment.status != Status.SUPPLEMENT,
        "drafts": ReviewRemark.objects.of(opened.assessment).drafts_of(request.user).count()
        + len(unsent_levels(opened.assessment)),
    }
    return render(request, "assessments/reviewing/ask.html", context)


def _letter(supplement: Supplement | None) -> dict[str, object]:
    due_on = supplement.due_on if supplement else None
    return {
        "due_on": due_on or timezone.localdate() + USUAL_TIME,
        "message": supplement.message if supplement else "",
    }


def _key(row: SupplementPoint) -> tuple[str, str, str]:
    return row.basisfunctie, row.layer, row.part


def _suggested(opened: Opened, names: Names, points: list[SupplementPoint]) -> list[Suggested]:
    """Return what the adviser asked and nobody settled, as far as it is not on the list yet."""
    rows = ReviewRemark.objects.of(opened.assessment).read_by_adviser(opened.access.user)
    on_list = {(_key(point), point.asked) for point in points}
    found = []
    for remark in rows.filter(kind__in=ASKING, thread__settled_at=None):
        key = (remark.thread.basisfunctie, remark.thread.layer, remark.thread.part)
        if (key, remark.text) not in on_list:
            found.append(Suggested(names.of(key), remark, get_random_string(KEY_LENGTH)))
    return sorted(found, key=lambda each: each.named.order)


@require_GET
def supplement(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show each list that was asked: to answer while it waits, and after that beside what changed."""
    opened = get_assessment(request.user, code, year, May.READ_REVIEW)
    if opened.is_guest_only:
        raise PermissionDenied
    lists = asked(opened.assessment)
    names = names_of(opened.assessment)
    fills_in = opened.may(May.FILL_IN)
    url = step_url if fills_in else review_url
    # The newest is read whole; of older ones the points and answers stay, and the submissions themselves.
    changed = _changed(lists[0]) if lists and lists[0].answered_with_id else {}
    shown = [
        {
            "supplement": each,
            "is_waiting": not each.answered_with_id,
            "rows": [
                PointRow(
                    names.of(_key(point)),
                    point,
                    url(opened, _key(point)),
                    answer_read(point),
                    changed.get(_key(point), ()) if n == 0 else (),
                )
                for point in each.points.all()
            ],
            "shows_changes": n == 0 and bool(each.answered_with_id),
        }
        for n, each in enumerate(lists)
    ]
    context = {
        **frame(opened),
        "lists": shown,
        "may_answer": fills_in and opened.assessment.status == Status.SUPPLEMENT,
        "reads_answers": fills_in,
    }
    return render(request, "assessments/reviewing/supplement.html", context)


def _changed(supplement: Supplement) -> dict[tuple[str, str, str], tuple[Changed, ...]]:
    """Return what changed at each place between the submission that was asked about and the next one; one query."""
    ids = [supplement.asked_about_id, supplement.answered_with_id]
    found = Submission.objects.in_bulk([pk for pk in ids if pk])
    if len(found) < len(ids):
        return {}
    before, after = (from_content(found[pk].content) for pk in ids if pk)
    return changes_of_all(before, after)


@require_POST
def point(request: PersonRequest, code: str, year: int, point_id: int) -> HttpResponse:
    """Keep what the municipality did with a point."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    form = PointAnswerForm(request.POST)

    def save() -> Kept:
        outcome, text = form.cleaned_data["outcome"], form.text_kept
        answer_point(request.user, code, year, point_id, outcome=outcome, text=text, read=form.read_kept)
        return Kept(fingerprint(answer_content(outcome, text)))

    back = f"{reverse('supplement', args=[code, year])}#punt-{point_id}"
    return keep(request, opened, form, back, save, what="uw antwoord")
