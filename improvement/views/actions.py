"""The verbeteracties of a municipality: the page for meetings, and making, changing and taking away one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest, key_in
from assessments.access import Opened
from assessments.forms.deciding import new_sheet, read_decision, sheet_named
from assessments.forms.parts import Content, PartForm
from assessments.models import Assessment
from assessments.views.overview import frame
from audit.log import Event, record
from audit.spreadsheet import CONTENT_TYPE
from improvement import action_list as lists
from improvement import actions as doors
from improvement.forms.actions import NoteForm, PlanForm, StandForm
from improvement.models import Action, ActionEvent, ActionNote, Recommendation, members_of
from municipalities.access import Access, May, get_access

PER_PAGE = 50


@require_GET
def actions(request: PersonRequest, code: str) -> HttpResponse:
    """Show the actions of a municipality, to read and to run a meeting from."""
    access = get_access(request.user, code, May.READ_SUBMITTED)
    may_edit = access.may(May.FILL_IN)
    notes = Prefetch("notes", ActionNote.objects.to_read(), to_attr="to_read")
    rows = Action.objects.of(access.municipality).select_related("removed_by")
    found = list(rows.prefetch_related(notes) if may_edit else rows)
    standing = [row for row in found if row.removed_at is None]
    asked = request.GET
    order = asked.get("op", "") if asked.get("op", "") in dict(lists.ORDERS) else lists.BY_DATE
    shown = asked.get("toon", "") if asked.get("toon", "") in dict(lists.SHOWN) else lists.OPEN
    today = timezone.localdate()
    picked = lists.chosen(standing, shown, asked.get("wie", ""), asked.get("uit", ""))
    page = Paginator(lists.ordered(picked, order, today), PER_PAGE).get_page(asked.get("page"))
    context = {
        **frame_of(access, doors.newest_assessment(access.municipality)),
        "may_edit": may_edit,
        "page": page,
        "groups": lists.groups(list(page.object_list), order, today),
        "forms": {row.pk: StandForm(None, row=row) for row in page.object_list} if may_edit else {},
        "counts": lists.count(standing),
        "total": len(standing),
        "orders": lists.ORDERS,
        "order": order,
        "shown_options": lists.SHOWN,
        "shown": shown,
        "people": _people(standing),
        "who": asked.get("wie", ""),
        "years": sorted({row.year for row in standing}, reverse=True),
        "year": asked.get("uit", ""),
        "removed": [row for row in found if row.removed_at is not None] if may_edit else (),
        "gone": _gone(standing, access) if may_edit else frozenset(),
        "list": asked.urlencode(),
        "today": today,
    }
    return render(request, "improvement/actions/list.html", context)


@require_GET
@cache_control(private=True, no_store=True)
def actions_csv(request: PersonRequest, code: str) -> HttpResponse:
    """Give all actions as a list for a spreadsheet."""
    access = get_access(request.user, code, May.READ_SUBMITTED)
    rows = Action.objects.of(access.municipality).standing()
    today = timezone.localdate()
    record(request, Event.EXPORTED, "verbeteracties", place=access.municipality)
    name = f"verbeteracties-{slugify(access.municipality.name)}-{today:%Y-%m-%d}.csv"
    return HttpResponse(
        list(lists.as_csv(lists.ordered(rows, lists.BY_DATE, today))),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_action(request: PersonRequest, code: str) -> HttpResponse:
    """Make an action: from nothing, a recommendation (`?aanbeveling=`) or a finding (`?bevinding=` and `?jaar=`)."""
    access = get_access(request.user, code, May.FILL_IN)
    recommendation = _recommendation(access, request.GET.get("aanbeveling", ""))
    asked_year = key_in(request.GET.get("jaar", ""))
    assessment = recommendation.advice.assessment if recommendation else _assessment(access, asked_year)
    if assessment is None:
        messages.info(request, "Er is nog geen ronde voor deze gemeente. Zodra die er is, kunt u acties maken.")
        return redirect("actions", code)
    asked = _asked(assessment, recommendation, request.GET.get("bevinding", ""))
    data = request.POST if request.method == "POST" else None
    form = PlanForm(
        data,
        row=Action(assessment=assessment),
        people=members_of(access.municipality),
        recommendations=_recommendations(access, recommendation),
        asked=asked,
    )
    if form.is_bound and form.is_valid():
        action = doors.make(request.user, code, form, assessment, sheet_named(request.POST.get("blad", "")))
        messages.success(request, f"De actie ‘{action}’ staat erbij.")
        return redirect(f"{reverse('actions', args=[code])}#actie-{action.pk}")
    context = {
        **frame_of(access, assessment),
        "form": form,
        "recommendation": recommendation,
        "is_lost": bool(request.GET.get("bevinding")) and not asked.get("finding"),
        "sheet": sheet_named(request.POST.get("blad", "")) or new_sheet(),
    }
    return render(request, "improvement/actions/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: PersonRequest, code: str, action_id: int) -> HttpResponse:
    """Show one action with its log; a POST changes the plan."""
    if request.method != "POST":
        return _page(request, doors.get_action(request.user, code, action_id, May.READ_SUBMITTED))
    access = get_access(request.user, code, May.FILL_IN)
    people, recommendations = members_of(access.municipality), _recommendations(access)

    def form_of(row: Action) -> PlanForm:
        return PlanForm(request.POST, row=row, people=people, recommendations=recommendations)

    saved = doors.save(request.user, code, action_id, ActionEvent.PLANNED, form_of, _decision(request, "plan"))
    if saved.is_settled:
        messages.success(request, "De actie is opgeslagen." if saved.is_saved else "Er is niets veranderd.")
        return redirect("action", code, action_id)
    return _page(request, saved.held, plan=saved.form, is_stale=saved.is_stale)


@require_POST
def action_status(request: PersonRequest, code: str, action_id: int) -> HttpResponse:
    """Change how an action stands, with what came of it and a note of the meeting."""
    prefix = f"stand-{action_id}"
    saved = doors.save(
        request.user,
        code,
        action_id,
        ActionEvent.MOVED,
        lambda row: StandForm(request.POST, row=row),
        _decision(request, prefix),
    )
    if not saved.is_settled:
        return _page(request, saved.held, stand=saved.form, is_stale=saved.is_stale)
    held = saved.held
    done = f"‘{held.action}’ is bijgewerkt: {held.action.get_status_display()}."
    messages.success(request, done if saved.is_saved else "Er is niets veranderd.")
    return _back(request, code, action_id)


@require_POST
def action_note(request: PersonRequest, code: str, action_id: int) -> HttpResponse:
    """Add a note of a meeting."""
    held = doors.get_action(request.user, code, action_id, May.FILL_IN)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, held, note=form)
    doors.write_note(request.user, code, action_id, form.cleaned_data["text"])
    messages.success(request, "De aantekening staat erbij.")
    return redirect(f"{reverse('action', args=[code, action_id])}#aantekeningen")


@require_POST
def withdraw_action_note(request: PersonRequest, code: str, action_id: int, note_id: int) -> HttpResponse:
    """Withdraw one's own note, or put it back."""
    withdrawn = request.POST.get("ingetrokken") != "nee"
    doors.withdraw_note(request.user, code, action_id, note_id, withdrawn=withdrawn)
    messages.success(request, "De aantekening is ingetrokken." if withdrawn else "De aantekening staat er weer.")
    return redirect(f"{reverse('action', args=[code, action_id])}#aantekeningen")


@require_POST
def remove_action(request: PersonRequest, code: str, action_id: int) -> HttpResponse:
    """Take an action away, or put it back."""
    removed = request.POST.get("verwijderd") != "nee"
    row = doors.remove(request.user, code, action_id, removed=removed)
    if removed:
        messages.success(request, f"‘{row}’ is verwijderd. Onderaan deze pagina kunt u de actie terugzetten.")
        return redirect("actions", code)
    messages.success(request, f"‘{row}’ staat er weer.")
    return redirect("action", code, action_id)


def frame_of(access: Access, assessment: Assessment | None) -> dict[str, object]:
    """Return what a page of a municipality shows around its content, with the bar of this assessment if any."""
    if assessment is None:
        return {"access": access, "municipality": access.municipality, "assessment": None, "subnav": ()}
    assessment.municipality = access.municipality
    return frame(Opened(assessment, access))


def _page(
    request: PersonRequest,
    held: doors.Held,
    *,
    plan: PartForm | None = None,
    stand: PartForm | None = None,
    note: NoteForm | None = None,
    is_stale: bool = False,
) -> HttpResponse:
    """Answer with the page of one action; a form that could not be saved is shown as it was typed."""
    access, row = held.access, held.action
    context = {
        **frame_of(access, doors.newest_assessment(access.municipality)),
        "action": row,
        "may_edit": held.may_edit,
        "conflict": (plan or stand) if is_stale else None,
        "failed": [form for form in (plan, stand, note) if form is not None and form.errors],
        "changes": row.changes.select_related("by").order_by("-id"),
        "carried_on": row.carried_on.select_related("assessment__round", "updated_by"),
    }
    if held.may_edit:
        context |= {
            "plan": plan
            or PlanForm(
                None,
                row=row,
                people=members_of(access.municipality),
                recommendations=_recommendations(access),
            ),
            "plan_is_open": plan is not None,
            "stand": stand or StandForm(None, row=row),
            "note": note or NoteForm(),
            "notes": row.notes.select_related("by").order_by("-at", "-pk"),
        }
    return render(request, "improvement/actions/action.html", context)


def _assessment(access: Access, year: int) -> Assessment | None:
    rows = access.municipality.assessments.select_related("round__framework").order_by("-round__year")
    return rows.filter(round__year=year).first() if year else rows.first()


def _asked(assessment: Assessment, recommendation: Recommendation | None, key: str) -> Content:
    """Return what a new action is filled in with."""
    if recommendation is not None:
        return {"title": recommendation.heading[:300], "recommendation_id": recommendation.pk}
    proposal = doors.proposal_of(assessment, key) if key else None
    if proposal is None:
        return {}
    return {"title": proposal.title[:300], "finding": proposal.key, "finding_words": proposal.seen}


def _recommendation(access: Access, asked: str) -> Recommendation | None:
    if not asked:
        return None
    rows = Recommendation.objects.sent().filter(advice__assessment__municipality=access.municipality)
    found = rows.select_related("advice__assessment__round").filter(pk=key_in(asked)).first()
    if found is None:
        raise Http404("Deze aanbeveling bestaat niet.")
    return found


def _recommendations(access: Access, asked: Recommendation | None = None) -> list[Recommendation]:
    """Return what an action can belong to: the last advice, and what was asked for. One query."""
    rows = list(Recommendation.objects.of_last_advice_to(access.municipality))
    return rows if asked is None or asked in rows else [*rows, asked]


def _people(rows: list[Action]) -> list[tuple[str, str]]:
    named = {lists.who_key(row): row.with_whom or lists.NOBODY for row in rows}
    return sorted(named.items(), key=lambda each: (each[0] == "niemand", each[1].lower()))


def _gone(rows: list[Action], access: Access) -> frozenset[int]:
    """Return who has actions here and no access any more."""
    given = {row.person_id for row in rows if row.person_id and not row.is_closed}
    return frozenset(given - {each.pk for each in members_of(access.municipality)}) if given else frozenset()


def _decision(request: PersonRequest, prefix: str) -> str:
    """Return what this person takes after a conflict, of the button of this part."""
    part, what = read_decision(request.POST.get("beslis", ""))
    return what if part == prefix else ""


def _back(request: PersonRequest, code: str, action_id: int) -> HttpResponse:
    """Return to the list as it was (`lijst` holds what stood behind its question mark), or to the action."""
    if "lijst" not in request.POST:
        return redirect("action", code, action_id)
    asked = QueryDict(request.POST["lijst"]).urlencode()
    address = reverse("actions", args=[code])
    return redirect(f"{address}?{asked}#actie-{action_id}" if asked else f"{address}#actie-{action_id}")
