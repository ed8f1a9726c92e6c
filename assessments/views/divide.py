"""For the coördinator: who has which part, giving parts, and what can be done with them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from assessments import assignments as doors
from assessments.access import get_assessment
from assessments.assignment_mail import mail_news
from assessments.assignments import people_to_give_to
from assessments.dividing import Batch, batches, can_come_back, due_in_words, holders
from assessments.forms.assignments import GiveForm, PartsForm
from assessments.models import WITH_MUNICIPALITY, Assignment, Given
from assessments.reading import Filled, snapshot_of
from assessments.scopes import KEY_FIGURES, HowFar, Scope, how_far, scopes_of
from assessments.scoring import progress
from assessments.views.overview import frame
from basisfuncties.structure import Structure, structure_of
from municipalities.access import May
from municipalities.refusal import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def divide(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show who has which part; a POST gives parts to somebody."""
    opened = get_assessment(request.user, code, year, May.DIVIDE)
    assessment = opened.assessment
    structure = structure_of(assessment.round.framework)
    rows = list(assessment.assignments.filter(status__in=(Given.OPEN, Given.HANDED_BACK)).with_names())
    taken = {row.code: row for row in rows if row.is_open}
    form = GiveForm(
        request.POST or None,
        parts=_choices(structure, taken),
        people=people_to_give_to(assessment.municipality),
    )
    if form.is_valid():
        try:
            given = doors.give(
                request.user,
                code,
                year,
                _expanded(form.cleaned_data["parts"], structure, taken),
                to=form.receiver,
                due_on=form.cleaned_data["due_on"],
                word=form.cleaned_data["word"],
                notify=mail_news,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell_given(request, given, doors.in_words(assessment, given))
            return redirect("divide", code, year)
    far = how_far(progress(snapshot_of(assessment, Filled(assessment))))
    given_batches = batches(rows, structure, far)
    handed_back = _newest_first(batch for batch in given_batches if not batch.first.is_open)
    can_divide = assessment.status in WITH_MUNICIPALITY
    context = {
        **frame(opened),
        "form": form,
        "table": _table(structure, taken, far, form["parts"].value() or []),
        "key_figures": _cell(scopes_of(structure)[KEY_FIGURES], taken, far, form["parts"].value() or []),
        "layers": [layer.name for layer in structure.basisfuncties[0].layers],
        "holders": holders(batch for batch in given_batches if batch.first.is_open),
        "handed_back": handed_back,
        "can_divide": can_divide,
        "can_come_back": can_come_back(handed_back, taken) if can_divide else frozenset(),
        "all_given": len(taken) == len(far),
    }
    return render(request, "assessments/divide.html", context)


@require_POST
def remind(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Remind somebody of parts."""

    def door(ids: list[int]) -> str:
        return doors.remind(request.user, code, year, ids, notify=mail_news)

    return _through(request, code, year, door, "Er wordt een herinnering gemaild over: {}.")


@require_POST
def take_over(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Take parts over from somebody."""

    def door(ids: list[int]) -> str:
        return doors.take_over(request.user, code, year, ids, notify=mail_news)

    return _through(request, code, year, door, "Dit deel is nu bij u: {}.")


@require_POST
def withdraw(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Withdraw parts, so that nobody has them."""

    def door(ids: list[int]) -> str:
        return doors.withdraw(request.user, code, year, ids, notify=mail_news)

    return _through(request, code, year, door, "Dit deel is ingetrokken: {}.")


def _through(request: PersonRequest, code: str, year: int, door: Callable[[list[int]], str], done: str) -> HttpResponse:
    opened = get_assessment(request.user, code, year, May.DIVIDE)
    form = PartsForm(request.POST, ids=opened.assessment.assignments.values_list("pk", flat=True))
    try:
        if not form.is_valid():
            raise Refused(doors.GONE)
        messages.success(request, done.format(door(form.cleaned_data["part"])))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("divide", code, year)


def _tell_given(request: PersonRequest, given: list[Assignment], parts: str) -> None:
    row = given[0]
    if row.invitation is None:
        messages.success(request, f"{parts} is nu bij {row.who}.")
    else:
        messages.success(request, f"{row.who} is uitgenodigd voor: {parts}. De uitnodiging wordt gemaild.")


@dataclass(frozen=True)
class Cell:
    """One part in the table: with whom it is, how far it is, and whether it is picked in the form."""

    scope: Scope
    row: Assignment | None
    far: HowFar
    due: str
    is_picked: bool


@dataclass(frozen=True)
class Line:
    """One basisfunctie in the table; `free` counts the layers that nobody has."""

    slug: str
    name: str
    number: int
    cells: tuple[Cell, ...]
    free: int
    is_picked: bool


def _table(structure: Structure, taken: dict[str, Assignment], far: dict[str, HowFar], picked: list[str]) -> list[Line]:
    scopes = scopes_of(structure).values()
    lines = []
    for each in structure.basisfuncties:
        cells = tuple(_cell(scope, taken, far, picked) for scope in scopes if scope.basisfunctie == each.slug)
        free = sum(cell.row is None for cell in cells)
        lines.append(Line(each.slug, each.name, each.number, cells, free, each.slug in picked))
    return lines


def _cell(scope: Scope, taken: dict[str, Assignment], far: dict[str, HowFar], picked: list[str]) -> Cell:
    row = taken.get(scope.code)
    due = due_in_words(row.due_on, timezone.localdate()) if row else ""
    return Cell(scope, row, far[scope.code], due, scope.code in picked)


def _choices(structure: Structure, taken: dict[str, Assignment]) -> list[tuple[str, str]]:
    """Return what can be picked. Taken parts too: a colleague may have just given one, and the door says so."""
    whole = [(each.slug, each.name) for each in structure.basisfuncties]
    return [*whole, *((code, scope.label) for code, scope in scopes_of(structure).items())]


def _expanded(picked: list[str], structure: Structure, taken: dict[str, Assignment]) -> list[str]:
    """Return the parts, with for a whole basisfunctie each layer of it that nobody has."""
    parts = []
    for code, scope in scopes_of(structure).items():
        if code in picked or (scope.basisfunctie in picked and code not in taken):
            parts.append(code)
    return parts


def _newest_first(given: Iterable[Batch]) -> list[Batch]:
    return sorted(given, key=lambda batch: str(batch.first.ended_at), reverse=True)
