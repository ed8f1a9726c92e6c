"""The start page of an assessment, and the overview from which it is submitted."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.amounts import format_amount
from assessments.carry_over import is_empty, is_only_carried_over
from assessments.circle import sectors
from assessments.dividing import batches
from assessments.findings.listing import Group, chapters, count_findings, shortlist
from assessments.forms.steps import StepForm
from assessments.models import RETURNED, WITH_MUNICIPALITY, Assessment, Assignment, Status, StepTaken
from assessments.money import bars, money_of_all
from assessments.navigation import place_url, subnav
from assessments.previous import previous_of
from assessments.reading import Filled, snapshot_of
from assessments.scopes import how_far
from assessments.scoring import BasisfunctieProgress, progress
from assessments.snapshot import Snapshot
from assessments.steps import SUBMIT
from assessments.views.beside import open_conversations
from assessments.views.next_step import next_step, step_url
from assessments.views.review_hub import to_municipality
from assessments.workflow import steps_open_to
from municipalities.access import MUNICIPAL, May


@require_GET
def assessment(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show where the assessment stands and the one next step; who doesn't fill in goes to what was submitted."""
    opened = get_assessment(request.user, code, year, May.SEE)
    if opened.is_guest_only and opened.may(May.READ_LIVE):
        return redirect("my_part", code, year)
    if not opened.may(May.FILL_IN):
        return redirect("submission", code, year)
    filled = Filled(opened.assessment)
    snapshot = snapshot_of(opened.assessment, filled)
    done = progress(snapshot)
    given = list(opened.assessment.assignments.open().with_names())
    mine = [row for row in given if row.user_id == request.user.pk]
    listed = chapters(snapshot)
    from_adviser = to_municipality(opened, snapshot)
    context = {
        **frame(opened),
        "from_adviser": from_adviser,
        "sectors": sectors(snapshot),
        "progress": done,
        "rows": [_row(opened, each, given) for each in done.basisfuncties],
        "key_figures_with": next((row for row in given if row.layer_id is None), None),
        "mine": batches(mine, filled.structure, how_far(done)),
        "next_step": next_step(opened, filled, done, frozenset(row.code for row in mine), from_adviser.points),
        "days_left": (opened.assessment.round.closes_on - timezone.localdate()).days,
        "workers": _workers(opened.assessment, filled),
        "breaks": [_break(opened, group) for group in shortlist(listed)],
        "breaks_count": sum(len(chapter.open) for chapter in listed),
        "asked": _asked(opened.assessment),
        "carry_over": carry_over_of(opened, filled, snapshot),
    }
    return render(request, "assessments/assessment.html", context)


@require_GET
def basisfunctie(request: PersonRequest, code: str, year: int, basisfunctie: str) -> HttpResponse:
    """Go on with this basisfunctie: to its first layer with something open."""
    opened = get_assessment(request.user, code, year, May.READ_LIVE)
    done = progress(snapshot_of(opened.assessment, Filled(opened.assessment)))
    here = next((each for each in done.basisfuncties if each.slug == basisfunctie), None)
    if here is None:
        raise Http404("Deze basisfunctie staat niet in het kader van deze ronde.")
    return redirect("step", code, year, basisfunctie, here.first_open.kind)


@require_GET
def overview(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show all answers, the levels and what is open; the coördinator submits here, a meewerker only reads."""
    opened = get_assessment(request.user, code, year, May.READ_LIVE)
    filled = Filled(opened.assessment)
    snapshot = snapshot_of(opened.assessment, filled)
    listed = chapters(snapshot)
    context = {
        **frame(opened),
        "snapshot": snapshot,
        "from_adviser": to_municipality(opened, snapshot),
        "open_conversations": () if opened.is_guest_only else open_conversations(opened, filled),
        "sectors": sectors(snapshot),
        "progress": progress(snapshot),
        "chapters": listed,
        "findings_count": count_findings(listed),
        "bars": bars(snapshot),
        "money": money_of_all(snapshot),
        "is_with_municipality": opened.assessment.status in WITH_MUNICIPALITY,
        "can_submit": SUBMIT in steps_open_to(opened.access, opened.assessment),
        "form": StepForm(step=SUBMIT, prefix=SUBMIT.slug),
        "may_submit": opened.access.may(SUBMIT.needs),
        "may_edit": opened.may(May.FILL_IN) and opened.assessment.can_be_filled_in(timezone.localdate()),
    }
    return render(request, "assessments/overview.html", context)


def frame(opened: Opened) -> dict[str, object]:
    """Return what every page of an assessment shows around its content."""
    return {
        "access": opened.access,
        "municipality": opened.assessment.municipality,
        "assessment": opened.assessment,
        "is_demo": opened.assessment.round.is_demo,
        "words": opened.assessment.round.framework.words,
        "subnav": subnav(opened),
        "is_guest": opened.is_guest_only,
        "can_be_filled_in": opened.assessment.can_be_filled_in(timezone.localdate()),
    }


def _asked(assessment: Assessment) -> StepTaken | None:
    """Return the step with which the municipality got it back, when that is what the assessment waits for."""
    if assessment.status not in RETURNED:
        return None
    return assessment.steps.select_related("taken_by").last()


@dataclass(frozen=True)
class BreakRow:
    """Where the thread breaks, on the start page."""

    where: str
    text: str
    url: str


def _break(opened: Opened, group: Group) -> BreakRow:
    return BreakRow(group.name, group.text, place_url(opened, group.first.place))


@dataclass(frozen=True)
class CarryOver:
    """Where starting from the previous round stands: it can be done or undone, or so much is to be confirmed."""

    year: int
    can_start: bool
    can_undo: bool
    to_confirm: int


def carry_over_of(opened: Opened, filled: Filled, snapshot: Snapshot) -> CarryOver | None:
    """Return where starting from the previous round stands; None when there is none, or nothing left to say of it."""
    is_open = opened.assessment.status == Status.CONCEPT and opened.assessment.can_be_filled_in(timezone.localdate())
    can_start = is_empty(filled) and is_open
    if not (can_start or snapshot.to_confirm):
        return None
    previous = previous_of(opened.assessment)
    if previous is None:
        return None
    return CarryOver(previous.year, can_start, is_open and is_only_carried_over(filled), snapshot.to_confirm)


@dataclass(frozen=True)
class Row:
    """One basisfunctie on the start page."""

    label: str
    url: str
    note: str
    status: str
    number: int


def _row(opened: Opened, each: BasisfunctieProgress, given: list[Assignment]) -> Row:
    speerpunten = "1 speerpunt" if each.speerpunten == 1 else f"{each.speerpunten} speerpunten"
    money = f", {format_amount(each.amount)} per jaar" if each.amount else ""
    return Row(
        label=each.name,
        url=step_url(opened, each, each.first_open),
        note=" · ".join([f"{speerpunten}{money}" if each.done else "nog niet begonnen", *_with_whom(each, given)]),
        status="klaar" if not each.open_count else f"{each.open_count} open",
        number=each.number,
    )


def _with_whom(each: BasisfunctieProgress, given: list[Assignment]) -> list[str]:
    """Return with whom the layers of this basisfunctie are: 'bij M. de Wit', or 'bij Bram (visie, beleid)'."""
    layers: dict[str, list[str]] = {}
    for row in given:
        if row.layer and row.layer.basisfunctie.slug == each.slug:
            layers.setdefault(row.who, []).append(row.layer.get_kind_display().lower())
    whole = len(each.layers)
    return [f"bij {who}" + (f" ({', '.join(of)})" if len(of) < whole else "") for who, of in layers.items()]


@dataclass(frozen=True)
class Worker:
    """Someone who works on the assessment, with the last change, if any."""

    user: User
    role: str
    last_change: object


def _workers(assessment: Assessment, filled: Filled) -> list[Worker]:
    """Return the people who fill in for this municipality, who changed something last first."""
    edits = [*filled.answers.values(), *filled.speerpunten, *filled.ratings.values()]
    if filled.key_figures:
        edits.append(filled.key_figures)
    last: dict[int, object] = {}
    for edit in sorted(edits, key=lambda each: each.updated_at):
        last[edit.updated_by_id] = edit.updated_at
    members = assessment.municipality.memberships.filter(role__in=MUNICIPAL, user__is_active=True)
    workers = [
        Worker(each.user, each.get_role_display(), last.get(each.user_id))
        for each in members.select_related("user").order_by("user__name")
    ]
    return sorted(workers, key=lambda worker: worker.last_change is None)
