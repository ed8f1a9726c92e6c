"""The log of one part of a page: who wrote what, and back to an earlier text."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest, key_in
from assessments.access import Opened, get_assessment
from assessments.comparing import Piece, compare, shorten
from assessments.forms.pages import Page
from assessments.forms.parts import PartForm, read_name
from assessments.history import Version, versions
from assessments.models import Change, How
from assessments.places import step_of
from assessments.reading import Filled
from assessments.scopes import KEY_FIGURES, scope_code
from assessments.views.fill_in import key_figures_place, step_place
from assessments.views.overview import frame
from assessments.views.saving import Build, say_saved
from basisfuncties.structure import structure_of
from municipalities.access import May

ON_A_PAGE = 50  # changes
KEY_FIGURES_PART = "kerncijfers"

Place = Callable[[Opened], tuple[Filled, Build]]


@require_http_methods(["GET", "HEAD", "POST"])
def step_history(
    request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str
) -> HttpResponse:
    """Show the log of one part of a layer, and put an earlier text back."""
    url = reverse("step", args=[code, year, basisfunctie, layer])
    scope = scope_code(basisfunctie, layer)

    def place(opened: Opened) -> tuple[Filled, Build]:
        return step_place(opened, basisfunctie, layer)

    if request.method == "POST":
        return _restore(request, code, year, place, part, url, scope=scope)
    opened = get_assessment(request.user, code, year, May.FILL_IN, part=scope)
    info, info_layer = step_of(structure_of(opened.assessment.round.framework), basisfunctie, layer)
    return _show(request, opened, place, part, {"above": f"{info.name}, {info_layer.name.lower()}", "back": url})


@require_http_methods(["GET", "HEAD", "POST"])
def key_figures_history(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the log of the key figures, and put earlier ones back."""
    url = reverse("key_figures", args=[code, year])
    if request.method == "POST":
        return _restore(request, code, year, key_figures_place, KEY_FIGURES_PART, url, scope=KEY_FIGURES)
    opened = get_assessment(request.user, code, year, May.FILL_IN, part=KEY_FIGURES)
    return _show(request, opened, key_figures_place, KEY_FIGURES_PART, {"above": "Kerncijfers", "back": url})


@dataclass(frozen=True)
class Shown:
    """A version as the page shows it: per field what went and what came."""

    version: Version
    differences: list[tuple[str, list[Piece]]]
    is_current: bool


def _show(
    request: PersonRequest, opened: Opened, place: Place, prefix: str, context: dict[str, object]
) -> HttpResponse:
    page, part = _page_with(*place(opened), prefix)
    rows = opened.assessment.changes.of_part(page.key, prefix).select_related("by")
    until = key_in(request.GET.get("voor", ""))
    if until:
        rows = rows.filter(pk__lt=until)
    changes = list(rows[: ON_A_PAGE + 1])
    older = changes[ON_A_PAGE - 1].pk if len(changes) > ON_A_PAGE else None
    context |= {
        **frame(opened),
        "part": part,
        "versions": [_shown(part, version) for version in versions(changes[:ON_A_PAGE])],
        "older": older,
        "newest": not until,
    }
    return render(request, "assessments/history.html", context)


def _shown(part: PartForm, version: Version) -> Shown:
    before, after = part.from_log(version.first.before), part.from_log(version.last.content)
    differences = []
    for name in part.fields:
        old, new = part.display(name, before[name]), part.display(name, after[name])
        if old != new:
            differences.append((str(part.fields[name].label), shorten(compare(old, new))))
    return Shown(version, differences, is_current=after == part.stored)


def _restore(
    request: PersonRequest, code: str, year: int, place: Place, prefix: str, url: str, *, scope: str
) -> HttpResponse:
    """Store an earlier text again; what stands there now stays in the log."""
    with transaction.atomic():
        opened = get_assessment(request.user, code, year, May.FILL_IN, part=scope, lock=True)
        page, part = _page_with(*place(opened), prefix)
        key = key_in(request.POST.get("terugzetten", ""))
        changes = opened.assessment.changes.of_part(page.key, prefix)
        change: Change = get_object_or_404(changes, pk=key)
        if not opened.assessment.can_be_filled_in(timezone.localdate()):
            messages.warning(request, f"Er is niets teruggezet. {opened.assessment.why_closed}")
            return redirect(request.path)
        part.take(part.from_log(change.content), How.RESTORED)
        page.save(request.user)
    if page.saved:
        say_saved(request, page, url)
    else:
        messages.info(request, "Deze tekst stond er al.")
    return redirect(f"{url}#{prefix}")


def _page_with(filled: Filled, build: Build, prefix: str) -> tuple[Page, PartForm]:
    # Named as sent by a browser, a speerpunt is on the page also when it is not chosen any more.
    page = build(filled, {read_name(prefix): ""})
    part = page.part(prefix)
    if part is None:
        raise Http404("Dit onderdeel staat niet op deze pagina.")
    return page, part
