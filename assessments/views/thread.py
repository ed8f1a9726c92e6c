"""The thread of the whole assessment: where it breaks, what became of the developments, and the money."""

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.dutch import sentence
from assessments.findings.developments import follow
from assessments.findings.drawing import draw_thread
from assessments.findings.goals import whole_of
from assessments.findings.listing import chapters, count_findings, reasons
from assessments.findings.rules import findings_of
from assessments.findings.thread import Thread, thread_of
from assessments.money import bars, money_of_all
from assessments.navigation import place_url
from assessments.reading import Filled, basisfunctie_part, read_snapshot
from assessments.roles import DEVELOPMENTS
from assessments.snapshot import Snapshot
from assessments.views.overview import frame
from basisfuncties.models import LayerKind
from basisfuncties.structure import structure_of
from municipalities.access import May


@dataclass(frozen=True)
class Picture:
    """The thread of one basisfunctie with its drawing."""

    thread: Thread
    drawing: SafeString


@require_GET
def thread(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the thread of all basisfuncties."""
    opened = get_assessment(request.user, code, year, May.READ_LIVE)
    snapshot = read_snapshot(opened.assessment)
    listed = chapters(snapshot)
    context = {
        **frame(opened),
        "may_edit": opened.may(May.FILL_IN) and opened.assessment.can_be_filled_in(timezone.localdate()),
        "chapters": listed,
        "findings_count": count_findings(listed),
        "pictures": [picture_of(opened, each) for each in _threads(snapshot)],
        "developments": follow(snapshot),
        "developments_from": _asks_for_developments(snapshot),
        "lead": f"{sentence(snapshot.words.thread)}: waar loopt het door, en waar breekt het?",
        "bars": bars(snapshot),
        "money": money_of_all(snapshot),
    }
    return render(request, "assessments/thread.html", context)


@require_GET
def thread_of_one(request: PersonRequest, code: str, year: int, basisfunctie: str) -> HttpResponse:
    """Show the thread of one basisfunctie; under a step of it the picture is fetched from here."""
    opened = get_assessment(request.user, code, year, May.READ_LIVE)
    info = structure_of(opened.assessment.round.framework).basisfunctie(basisfunctie)
    if info is None:
        raise Http404("Deze basisfunctie staat niet in het kader van deze ronde.")
    filled = Filled(opened.assessment, only=info)
    part = basisfunctie_part(info, filled, with_evidence=False)
    because = {key: row.because for key, row in filled.finding_responses.items()}
    found = thread_of(part, findings_of(part, filled.whole), because, filled.whole.served)
    return render(request, "assessments/thread_of_one.html", {**frame(opened), "picture": picture_of(opened, found)})


def picture_of(opened: Opened, thread: Thread) -> Picture:
    """Return this thread with its drawing, in which each break leads to the field that mends it."""
    return Picture(thread, draw_thread(thread, title=f"De draad van {thread.name}", url=partial(place_url, opened)))


@dataclass(frozen=True)
class AsksFor:
    """The basisfunctie that asks for the developments in society, and its layer with these questions."""

    name: str
    slug: str
    layer: str


def _asks_for_developments(snapshot: Snapshot) -> AsksFor | None:
    """Return the first basisfunctie that asks for developments, or None when the edition has no such question."""
    for part in snapshot.basisfuncties:
        layer = part.layer(LayerKind.VISIE)
        if layer and any(answer.role == DEVELOPMENTS for answer in part.answers):
            return AsksFor(part.name, part.slug, layer.name)
    return None


def _threads(snapshot: Snapshot) -> list[Thread]:
    whole, because = whole_of(snapshot), reasons(snapshot)
    return [thread_of(part, findings_of(part, whole), because, whole.served) for part in snapshot.basisfuncties]
