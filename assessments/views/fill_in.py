"""Fill in one layer of one basisfunctie, or the key figures."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.amounts import format_number
from assessments.forms.key_figures import MUNICIPAL_FIGURES, STEUNPUNT_FIGURES
from assessments.forms.pages import Page, key_figures_page, step_page
from assessments.key_figures import ReferenceValue, reference_values
from assessments.navigation import layer_steps
from assessments.places import step_of
from assessments.reading import Filled, basisfunctie_part
from assessments.scoring import basisfunctie_progress
from assessments.views.beside import asked_page, with_beside
from assessments.views.overview import frame
from basisfuncties.structure import BasisfunctieInfo, LayerInfo, Structure, structure_of
from municipalities.access import May


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str) -> HttpResponse:
    """Show and save one layer of one basisfunctie."""

    def place(opened: Opened) -> tuple[BasisfunctieInfo, LayerInfo]:
        return step_of(structure_of(opened.assessment.round.framework), basisfunctie, layer)

    if request.method == "POST":
        with transaction.atomic():
            opened = get_assessment(request.user, code, year, May.FILL_IN, lock=True)
            info, info_layer = place(opened)
            posted = step_page(Filled(opened.assessment, only=info), info, info_layer, request.POST)
            refused = _save(request, opened, posted)
        if not refused and _all_saved(request, posted):
            if beside := asked_page(request, opened, info, info_layer):
                return redirect(beside)
            if "verder" in request.POST:
                return redirect(_next(structure_of(opened.assessment.round.framework), opened, info, info_layer))
            return redirect(request.path)
    else:
        opened = get_assessment(request.user, code, year, May.FILL_IN)
        info, info_layer = place(opened)
        posted, refused = None, False
    filled = Filled(opened.assessment, only=info)
    page = step_page(filled, info, info_layer)
    if posted is not None:
        page = _with_what_was_saved(posted, page)
    here = basisfunctie_progress(basisfunctie_part(info, filled))
    context = {
        **frame(opened),
        "page": page,
        "parts": with_beside(page, opened, info, info_layer),
        "basisfunctie": info,
        "layer": info_layer,
        "steps": layer_steps(opened, here, info_layer.kind),
        "deselected": [row for row in filled.of_basisfunctie(info) if not row.chosen],
        "last_edit": _last_edit(page),
    }
    return render(request, "assessments/step.html", context, status=409 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def key_figures(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show and save the key figures of the municipality."""
    if request.method == "POST":
        with transaction.atomic():
            opened = get_assessment(request.user, code, year, May.FILL_IN, lock=True)
            page = key_figures_page(Filled(opened.assessment), request.POST)
            refused = _save(request, opened, page)
        if not refused and _all_saved(request, page):
            return redirect("overview" if "verder" in request.POST else "key_figures", code, year)
    else:
        opened = get_assessment(request.user, code, year, May.FILL_IN)
        page, refused = key_figures_page(Filled(opened.assessment)), False
    context = {
        **frame(opened),
        "page": page,
        "part": page.parts[0],
        "groups": _groups(page, reference_values(opened.assessment.municipality.population)),
        "population": format_number(opened.assessment.municipality.population),
        "last_edit": _last_edit(page),
    }
    return render(request, "assessments/key_figures.html", context, status=409 if refused else 200)


def _groups(page: Page, references: tuple[ReferenceValue, ...]) -> list[dict[str, object]]:
    """Return the fields in two groups, each field with its reference value, if there is one."""
    by_field = {each.field: each for each in references}
    groups: list[dict[str, object]] = []
    for title, belongs in (("De gemeente", MUNICIPAL_FIGURES), ("Het steunpunt", STEUNPUNT_FIGURES)):
        fields = [(page.parts[0][name], by_field.get(name)) for name in belongs]
        groups.append({"title": title, "fields": fields})
    return groups


def _save(request: PersonRequest, opened: Opened, page: Page) -> bool:
    """Save what can be saved; return True when the assessment may not change any more."""
    if not opened.assessment.can_be_filled_in(timezone.localdate()):
        for part in page.parts:
            part.is_valid()
        return True
    page.save(request.user)
    return False


def _all_saved(request: PersonRequest, page: Page) -> bool:
    if page.faulty or page.conflicts:
        return False
    if page.saved:
        messages.success(request, f"Opgeslagen om {timezone.localtime():%H:%M}.")
    else:
        messages.info(request, "Er was niets veranderd. Alles stond al opgeslagen.")
    return True


def _with_what_was_saved(posted: Page, fresh: Page) -> Page:
    """Return the posted page, in which the parts that were saved stand as they are stored now."""
    stored = {part.prefix: part for part in fresh.parts}
    saved = {part.prefix for part in posted.saved}
    parts = [stored.get(part.prefix, part) if part.prefix in saved else part for part in posted.parts]
    return Page(parts, saved=[part for part in parts if part.prefix in saved])


def _next(structure: Structure, opened: Opened, basisfunctie: BasisfunctieInfo, layer: LayerInfo) -> str:
    """Return the address of the step after this one; after the last, the key figures."""
    steps = [(each.slug, one.kind) for each in structure.basisfuncties for one in each.layers]
    after = steps.index((basisfunctie.slug, layer.kind)) + 1
    place = [opened.access.municipality.code, opened.assessment.round.year]
    if after == len(steps):
        return reverse("key_figures", args=place)
    return reverse("step", args=[*place, *steps[after]])


def _last_edit(page: Page) -> object:
    edits = [part.last_edit for part in page.parts if part.last_edit is not None]
    return max(edits, key=lambda edit: edit.updated_at, default=None)
