"""For the adviser: one basisfunctie of what was submitted, to read, ask and judge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.findings import Place
from assessments.findings.drawing import draw_thread
from assessments.findings.goals import whole_of
from assessments.findings.listing import chapter_of, reasons
from assessments.findings.rules import findings_of
from assessments.findings.thread import thread_of
from assessments.models import AdviserLevel, RemarkKind, Status, SupplementPoint
from assessments.models.reviewing import KEY_LENGTH
from assessments.previous import has_previous, previous_of
from assessments.reviewing.changes import changes, lines_of
from assessments.reviewing.conversations import Key, Talk, talks_for
from assessments.reviewing.doing import is_talked_about
from assessments.reviewing.naming import review_url
from assessments.reviewing.notes import notes_at
from assessments.reviewing.page import Around, Lines, loose_talks, review_layers
from assessments.snapshot import BasisfunctiePart, Snapshot, from_content
from assessments.views.fill_in import THEN
from assessments.views.overview import frame
from assessments.views.thread import Picture
from basisfuncties.structure import structure_of
from municipalities.access import May


@dataclass(frozen=True)
class Tab:
    """One basisfunctie in the bar of the review page."""

    name: str
    url: str
    number: int
    open: int
    current: bool


@require_GET
def review(request: PersonRequest, code: str, year: int, basisfunctie: str) -> HttpResponse:
    """Show one basisfunctie as it was submitted last, for the adviser to read, ask and judge."""
    opened = get_assessment(request.user, code, year, May.REVIEW)
    structure = structure_of(opened.assessment.round.framework)
    info = structure.basisfunctie(basisfunctie)
    if info is None:
        raise Http404("Deze basisfunctie staat niet in het kader van deze ronde.")
    last_two = list(opened.assessment.submissions.select_related("submitted_by").order_by("-number")[:2])
    if not last_two:
        return redirect("submission", code, year)
    submission = last_two[0]
    snapshot = from_content(submission.content)
    part = _part(snapshot, basisfunctie)
    if part is None:
        raise Http404("Deze basisfunctie staat niet in deze indiening.")
    before = _part(from_content(last_two[1].content), basisfunctie) if len(last_two) > 1 else None
    talks = talks_for(opened)
    whole = whole_of(snapshot)
    findings = tuple(findings_of(part, whole))
    because = reasons(snapshot)
    shows_then = THEN in request.GET
    points = list(SupplementPoint.objects.of(opened.assessment))
    levels = {row.layer_id: row for row in opened.assessment.adviser_levels.select_related("set_by", "responded_by")}
    around = Around(
        changes=changes(before, part) if before else {},
        then=_then(opened, basisfunctie) if shows_then else {},
        talks=talks,
        findings=findings,
        asked=tuple(point for point in points if point.supplement.taken_id),
        to_ask=tuple(point for point in points if not point.supplement.taken_id),
        levels=levels,
    )
    layers = review_layers(part, info, lines_of(part), around)
    thread = thread_of(part, findings, because, whole.served)

    def place_url(place: Place) -> str:
        return review_url(opened, (place.basisfunctie, place.layer, place.field))

    tabs = _tabs(opened, snapshot, talks, basisfunctie)
    at = next(n for n, tab in enumerate(tabs) if tab.current)
    context = {
        **frame(opened),
        "submission": submission,
        "before": last_two[1] if before else None,
        "basisfunctie": part,
        "layers": layers,
        "loose": loose_talks(talks, layers, basisfunctie),
        "tabs": tabs,
        "previous_tab": tabs[at - 1] if at else None,
        "next_tab": tabs[at + 1] if at + 1 < len(tabs) else None,
        "chapter": chapter_of(part, findings, because),
        "picture": Picture(thread, draw_thread(thread, title=f"De draad van {thread.name}", url=place_url)),
        "place_url": place_url,
        "notes": notes_at(opened, basisfunctie),
        "shows_then": shows_then,
        "then": THEN,
        "has_then": any(layer.previous for layer in part.layers) or shows_then or has_previous(opened.assessment),
        "may_write": is_talked_about(opened.assessment),
        "may_level": opened.assessment.status == Status.IN_REVIEW,
        "may_ask": is_talked_about(opened.assessment) and opened.assessment.status != Status.SUPPLEMENT,
        "kinds": RemarkKind.choices,
        "new_key": new_key,
        **_waiting(talks, levels.values(), around.to_ask),
    }
    return render(request, "assessments/reviewing/review.html", context)


def new_key() -> str:
    """Return a name for a draft that is yet to be written."""
    return get_random_string(KEY_LENGTH)


def _part(snapshot: Snapshot, slug: str) -> BasisfunctiePart | None:
    return next((each for each in snapshot.basisfuncties if each.slug == slug), None)


def _then(opened: Opened, slug: str) -> dict[tuple[str, str], Lines]:
    """Return what stood at each place in the previous round, as far as anything did."""
    previous = previous_of(opened.assessment)
    part = _part(previous.snapshot, slug) if previous else None
    return {place: tuple(lines.items()) for place, lines in lines_of(part).items() if lines} if part else {}


def _tabs(opened: Opened, snapshot: Snapshot, talks: Mapping[Key, Talk], current: str) -> list[Tab]:
    place = [opened.access.municipality.code, opened.assessment.round.year]
    return [
        Tab(
            each.name,
            reverse("review", args=[*place, each.slug]),
            each.number,
            open=sum(talk.is_open for key, talk in talks.items() if key[0] == each.slug),
            current=each.slug == current,
        )
        for each in snapshot.basisfuncties
    ]


def _waiting(
    talks: Mapping[Key, Talk], levels: Iterable[AdviserLevel], to_ask: Iterable[SupplementPoint]
) -> dict[str, int]:
    """Return how much waits to be sent, and how many points are on the list to ask."""
    return {
        "drafts": sum(len(talk.drafts) for talk in talks.values())
        + sum(not level.is_sent_as_it_is for level in levels),
        "to_ask": sum(1 for _ in to_ask),
    }
