"""Fill in one layer of one basisfunctie, or the key figures."""

from collections.abc import Iterable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.amounts import format_number
from assessments.findings.evidence import evidence
from assessments.findings.listing import chapter_of
from assessments.findings.rules import findings_of
from assessments.findings.thread import thread_of
from assessments.forms.before import look_back
from assessments.forms.deciding import new_sheet
from assessments.forms.findings import posted_keys, with_breaks
from assessments.forms.key_figures import MUNICIPAL_FIGURES, STEUNPUNT_FIGURES
from assessments.forms.pages import Page, key_figures_page, step_page
from assessments.forms.parts import CONFIRM_BUTTON, PartForm
from assessments.key_figures import ReferenceValue, reference_values
from assessments.models import Status
from assessments.navigation import layer_steps
from assessments.places import step_of
from assessments.previous import has_previous, previous_of
from assessments.reading import Filled, basisfunctie_part
from assessments.reviewing.doing import is_talked_about
from assessments.scopes import KEY_FIGURES, scope_code
from assessments.scoring import basisfunctie_progress
from assessments.step_queries import given_away
from assessments.views.beside import asked_page, with_beside
from assessments.views.overview import frame
from assessments.views.saving import (
    Build,
    Saved,
    answer_by_itself,
    is_by_itself,
    is_somebody_else,
    save_page,
    say,
)
from basisfuncties.structure import BasisfunctieInfo, LayerInfo, Structure, structure_of
from municipalities.access import May

THEN = "toen"  # in the address of a step: show what stood here in the previous round


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str) -> HttpResponse:
    """Show and save one layer of one basisfunctie; a meewerker to whom it was not given reads it in the overview."""
    scope = scope_code(basisfunctie, layer)

    def place(opened: Opened) -> tuple[Filled, Build]:
        shows_levels = request.method != "POST" or is_by_itself(request)
        return step_place(opened, basisfunctie, layer, request.POST, with_last_round=shows_levels)

    if is_somebody_else(request):
        return HttpResponse(status=412)
    if request.method == "POST":
        saved = save_page(request, code, year, place, scope=scope)
        opened, filled, build = saved.opened, saved.filled, saved.build
    else:
        saved, opened = None, get_assessment(request.user, code, year, May.READ_LIVE)
        filled, build = place(opened)
        if not opened.may(May.FILL_IN, scope):
            return redirect(f"{reverse('overview', args=[code, year])}#{basisfunctie}")
    info, info_layer = step_of(structure_of(opened.assessment.round.framework), basisfunctie, layer)
    if saved and not is_by_itself(request) and saved.is_settled:
        say(request, saved)
        if beside := asked_page(request, opened, info, info_layer):
            return redirect(beside)
        return redirect(_next(opened, info, info_layer) if "verder" in request.POST else _same_place(request, saved))
    page = saved.shown() if saved else build(filled, None)
    # What stood here last time is a large document, so it is read where it is to be confirmed, or asked for.
    shows_then = THEN in request.GET or any(part.to_confirm for part in page.parts)
    if shows_then:
        _look_back(filled, [*page.parts, *(saved.fresh.parts if saved else ())], info.slug)
    part = basisfunctie_part(info, filled, with_evidence=False)
    findings = tuple(findings_of(part, filled.whole))
    responses = filled.finding_responses if findings else {}
    because = {key: row.because for key, row in responses.items()}
    here = [finding for finding in findings if finding.place.layer == info_layer.kind]
    page.parts = with_breaks(page.parts, here, opened.assessment, responses)
    breaks = chapter_of(part, findings, because)
    context = {
        **frame(opened),
        "page": page,
        "basisfunctie": info,
        "layer": info_layer,
        "steps": layer_steps(opened, basisfunctie_progress(part), info_layer.kind, breaks),
        "evidence": evidence(part, info_layer.kind),
        "previous": filled.previous_levels.get((info.slug, info_layer.kind)),
        "deselected": [row for row in filled.of_basisfunctie(info) if not row.chosen],
    }
    if not is_by_itself(request):
        context["parts"] = with_beside(page, opened, filled, info, info_layer)
        context["may_talk"] = is_talked_about(opened.assessment)
        context["with_whom"] = next(iter(given_away(opened.assessment.pk, info_layer.pk)), None)
        # Who had the page back from the adviser has seen the previous round: that one saves the query for the remarks.
        is_first = opened.assessment.status == Status.CONCEPT
        context["has_previous"] = bool(filled.previous_levels) or (is_first and has_previous(opened.assessment))
        context["shows_then"] = shows_then
        context["then"] = THEN
        context["thread"] = thread_of(part, findings, because, filled.whole.served)
    return _answer(request, "assessments/step.html", context, saved)


@require_http_methods(["GET", "HEAD", "POST"])
def key_figures(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show and save the key figures of the municipality."""
    if is_somebody_else(request):
        return HttpResponse(status=412)
    if request.method == "POST":
        saved = save_page(request, code, year, key_figures_place, scope=KEY_FIGURES)
        opened = saved.opened
    else:
        saved, opened = None, get_assessment(request.user, code, year, May.READ_LIVE)
        if not opened.may(May.FILL_IN, KEY_FIGURES):
            return redirect(f"{reverse('overview', args=[code, year])}#{KEY_FIGURES}")
    if saved and not is_by_itself(request) and saved.is_settled:
        say(request, saved)
        after = "my_part" if opened.is_guest_only else "overview"
        return redirect(after if "verder" in request.POST else "key_figures", code, year)
    if saved:
        page = saved.shown()
    else:
        filled, build = key_figures_place(opened)
        page = build(filled, None)
    # Asked for by a part that is shown, so not by one that saved itself.
    look_back(page.parts, cache(partial(previous_of, opened.assessment)))
    context = {
        **frame(opened),
        "page": page,
        "groups": _groups(page, _references(opened)),
        "lead": "Formatie, budget en steunpunt."
        + (" Onder elk cijfer staat waarmee u het kunt vergelijken." if _references(opened) else ""),
        "population": format_number(opened.assessment.municipality.population),
    }
    if not is_by_itself(request):
        context["with_whom"] = opened.assessment.assignments.open_for(None)
    return _answer(request, "assessments/key_figures.html", context, saved)


def _references(opened: Opened) -> tuple[ReferenceValue, ...]:
    """Return what key figures can be compared with; the reference values are of volunteer work."""
    if not opened.assessment.round.framework.words.follows_brochure:
        return ()
    return reference_values(opened.assessment.municipality.population)


def step_place(
    opened: Opened,
    slug: str,
    kind: str,
    sent: Mapping[str, Any] = MappingProxyType({}),
    *,
    with_last_round: bool = True,
) -> tuple[Filled, Build]:
    """Return what is stored for the page of this layer, and how the page is made of it.

    `sent` is what the browser posts: it names the findings that the page showed an answer to. `with_last_round` as
    `Filled` has it.
    """
    info, layer = step_of(structure_of(opened.assessment.round.framework), slug, kind)

    def build(filled: Filled, data: Mapping[str, Any] | None) -> Page:
        return step_page(filled, info, layer, data, posted_keys(sent or data or {}, info.slug, layer.kind))

    return Filled(opened.assessment, only=info, with_last_round=with_last_round), build


def key_figures_place(opened: Opened) -> tuple[Filled, Build]:
    """Return what is stored for the page of the key figures, and how the page is made of it."""
    return Filled(opened.assessment), key_figures_page


def _answer(request: PersonRequest, template: str, context: dict[str, object], saved: Saved | None) -> HttpResponse:
    if saved and is_by_itself(request):
        return answer_by_itself(request, context, saved)
    context["sheet"] = new_sheet()
    return render(request, template, context, status=409 if saved and saved.is_closed else 200)


def _look_back(filled: Filled, parts: Iterable[PartForm], basisfunctie: str) -> None:
    """Let the parts show what stood there in the previous round; read once, when the page shows it."""
    find = cache(partial(previous_of, filled.assessment))
    look_back(parts, find, basisfunctie)
    previous = find()
    if previous is None or previous.was_handed_in:
        # the same round: its levels need no query of their own
        filled.previous_levels = previous.levels if previous else {}


def _same_place(request: PersonRequest, saved: Saved) -> str:
    """Return the address of this page, at the part that was just confirmed."""
    confirmed = saved.page.part(request.POST.get(CONFIRM_BUTTON, ""))
    return f"{request.path}#{confirmed.prefix}" if confirmed else request.path


def _groups(page: Page, references: tuple[ReferenceValue, ...]) -> list[dict[str, object]]:
    """Return the fields in two groups, each field with its reference value, if there is one."""
    by_field = {each.field: each for each in references}
    groups: list[dict[str, object]] = []
    for title, belongs in (("De gemeente", MUNICIPAL_FIGURES), ("Het steunpunt", STEUNPUNT_FIGURES)):
        fields = [(page.parts[0][name], by_field.get(name)) for name in belongs]
        groups.append({"title": title, "fields": fields})
    return groups


def _next(opened: Opened, basisfunctie: BasisfunctieInfo, layer: LayerInfo) -> str:
    """Return the address of the step after this one; after the last, the key figures.

    A meewerker goes to its next part, and after the last to the page of its parts.
    """
    structure: Structure = structure_of(opened.assessment.round.framework)
    steps = [(each.slug, one.kind) for each in structure.basisfuncties for one in each.layers]
    after = steps.index((basisfunctie.slug, layer.kind)) + 1
    place = [opened.access.municipality.code, opened.assessment.round.year]
    if opened.is_guest_only:
        own = [step for step in steps[after:] if opened.may(May.FILL_IN, scope_code(*step))]
        return reverse("step", args=[*place, *own[0]]) if own else reverse("my_part", args=place)
    if after == len(steps):
        return reverse("key_figures", args=place)
    return reverse("step", args=[*place, *steps[after]])
