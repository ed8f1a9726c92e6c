"""The library of good practices: search, read, make, change, offer and publish."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest
from assessments.forms.deciding import new_sheet, sheet_named
from assessments.views.saving import is_by_itself, is_somebody_else
from improvement.forms.practices import (
    Names,
    NewPracticeForm,
    PracticeStepForm,
    SearchForm,
    basisfuncties,
    practice_form,
)
from improvement.library.doors import PracticeRefusedError, make_practice, save_practice, take_practice_step
from improvement.library.reader import Reader, get_practice, reader_of
from improvement.library.searching import found
from improvement.library.steps import STEPS
from improvement.models import Practice, PracticeStatus
from improvement.saving import Parts
from improvement.views.parts import answer_parts
from municipalities.access import May, get_access
from municipalities.models import Municipality

PER_PAGE = 20


@require_GET
def practices(request: PersonRequest) -> HttpResponse:
    """Search the library; on top what waits for this person and what it is making."""
    reader = reader_of(request.user)
    names = basisfuncties()
    form = SearchForm(request.GET, names=names)
    rows = found(Practice.objects.published(), form.search())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    own = Practice.objects.visible_to(request.user).exclude(status=PracticeStatus.PUBLISHED)
    unpublished = list(own.select_related("municipality").order_by("title", "pk"))
    context = {
        "reader": reader,
        "form": form,
        "page": page,
        "lines": lines_of(page, reader, names),
        "is_searched": not form.search().is_empty,
        "unpublished": lines_of(unpublished, reader, names),
        "is_demo": any(each.is_example for each in page),
    }
    return render(request, "improvement/practices.html", context)


@dataclass(frozen=True)
class Line:
    """A practice as this reader sees it; `whose` names a municipality only where the reader may know it."""

    practice: Practice
    basisfunctie: str
    number: int
    whose: str


def lines_of(practices: Iterable[Practice], reader: Reader, names: Names) -> list[Line]:
    """Return these practices as this reader sees them; `names` are those of the basisfuncties."""
    numbers = {slug: number for number, (slug, _) in enumerate(names, start=1)}
    known = dict(names)
    return [
        Line(
            each,
            known.get(each.basisfunctie, each.basisfunctie),
            numbers.get(each.basisfunctie, 0),
            _whose(each, reader),
        )
        for each in practices
    ]


def _whose(practice: Practice, reader: Reader) -> str:
    if practice.municipality is None:
        return ""
    if reader.knows_whose(practice):
        return f"Gemeente {practice.municipality}"
    return f"Een gemeente met {practice.get_size_display()}"


@require_GET
def practice(request: PersonRequest, practice_id: int) -> HttpResponse:
    """Show one practice, with what this person may do with it."""
    reader, found_one = get_practice(request.user, practice_id)
    return _show(request, reader, found_one)


def _show(
    request: PersonRequest, reader: Reader, practice: Practice, form: PracticeStepForm | None = None
) -> HttpResponse:
    forms = [PracticeStepForm(step=step) for step in reader.steps(practice)]
    if form is not None:
        forms = [form if each.step is form.step else each for each in forms]
    events = practice.events.select_related("by").order_by("-at", "-pk") if reader.hands(practice) else ()
    context = {
        "reader": reader,
        "practice": practice,
        "line": lines_of([practice], reader, basisfuncties())[0],
        "forms": forms,
        "form": form,
        "events": [(event, STEPS[event.step]) for event in events if event.step in STEPS],
        "may_edit": reader.may_edit(practice),
        "is_own": bool(reader.hands(practice)),
        "is_demo": practice.is_example,
    }
    return render(request, "improvement/practice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_practice(request: PersonRequest) -> HttpResponse:
    """Begin a practice as adviser or beheerder."""
    if not reader_of(request.user).is_editor:
        raise PermissionDenied
    return _new(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def offer_practice(request: PersonRequest, code: str) -> HttpResponse:
    """Begin a practice from the own work of a municipality."""
    access = get_access(request.user, code, May.FILL_IN)
    return _new(request, access.municipality)


def _new(request: PersonRequest, municipality: Municipality | None) -> HttpResponse:
    form = NewPracticeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = make_practice(request.user, municipality, **form.cleaned_data)
        return redirect("edit_practice", made.pk)
    return render(request, "improvement/new_practice.html", {"form": form, "municipality": municipality})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_practice(request: PersonRequest, practice_id: int) -> HttpResponse:
    """Show and save the text of a practice. As long as nobody else reads it, it saves itself."""
    if is_somebody_else(request):
        return HttpResponse(status=412)
    if request.method == "POST":
        sheet, decision = sheet_named(request.POST.get("blad", "")), request.POST.get("beslis", "")
        _, row, parts = save_practice(request.user, practice_id, request.POST, sheet, decision)
        if parts.is_settled and not is_by_itself(request):
            messages.success(request, "Het voorbeeld is opgeslagen.")
            return redirect("practice", practice_id)
    else:
        reader, row = get_practice(request.user, practice_id)
        if not reader.may_edit(row):
            raise PermissionDenied
        parts = Parts([practice_form(None, row)])
    context: dict[str, object] = {"page": parts, "practice": row, "is_demo": row.is_example}
    if is_by_itself(request):
        return answer_parts(request, context, parts, [practice_form(None, row)])
    context |= {
        "part": parts.parts[0],
        "why_closed": "Het voorbeeld is intussen aangeboden of gepubliceerd.",
        "saves_itself": row.status != PracticeStatus.PUBLISHED,
        "sheet": new_sheet(),
    }
    return render(request, "improvement/edit_practice.html", context, status=409 if parts.is_closed else 200)


@require_POST
def practice_step(request: PersonRequest, practice_id: int, move: str) -> HttpResponse:
    """Take a step with a practice; when something is missing, show the page again with what was typed."""
    asked = STEPS.get(move)
    if asked is None:
        raise Http404("Deze stap bestaat niet.")
    form = PracticeStepForm(request.POST, step=asked)
    if not form.is_valid():
        reader, row = get_practice(request.user, practice_id)
        if not asked.hands & reader.hands(row):
            raise PermissionDenied
        return _show(request, reader, row, form)
    word, name_shown = form.cleaned_data.get("word", ""), form.cleaned_data.get("name_shown", False)
    try:
        take_practice_step(request.user, practice_id, asked, word=word, name_shown=name_shown)
    except PracticeRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("practice", practice_id)
    messages.success(request, asked.done)
    return redirect("practice", practice_id)
