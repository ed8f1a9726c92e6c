"""The rounds, for the beheerder: opened, prolonged, closed; who came later joins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest, beheerder_only
from assessments import rounds as doors
from assessments.dutch import counted
from assessments.forms.rounds import DatesForm, NewRoundForm
from assessments.models import Round, Status
from assessments.rounds import Dates
from basisfuncties.models import Framework
from municipalities.refusal import Refused

OPEN_FOR = timedelta(days=90)


@dataclass(frozen=True)
class State:
    """Whether a round is to open, open or closed, in words."""

    label: str
    kind: str


def state_of(round_: Round) -> State:
    """Return where a round stands today."""
    today = timezone.localdate()
    if today < round_.opens_on:
        return State("nog niet open", "neutral")
    if today > round_.closes_on:
        return State("gesloten", "neutral")
    left = (round_.closes_on - today).days
    return State(f"open, nog {counted(left, 'dag', 'dagen')}" if left else "open, vandaag voor het laatst", "success")


@require_GET
@beheerder_only
def rounds(request: PersonRequest) -> HttpResponse:
    """List all rounds with how they stand."""
    rows = Round.objects.newest_first().select_related("framework")
    counted_rows = rows.annotate(
        taking_part=Count("assessments"),
        handed_in=Count("assessments", filter=~Q(assessments__status=Status.CONCEPT)),
        adopted=Count("assessments", filter=Q(assessments__status=Status.ADOPTED)),
    )
    context = {"rows": [(each, state_of(each)) for each in counted_rows]}
    return render(request, "assessments/rounds/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder_only
def new_round(request: PersonRequest) -> HttpResponse:
    """Ask for a new round; a first POST shows what will happen, a second (`zeker`) does it."""
    today = timezone.localdate()
    newest = Round.objects.newest_first().first()
    initial = {
        "year": max(today.year, newest.year + 1) if newest else today.year,
        "framework": Framework.objects.published().order_by("-published_at").first(),
        "opens_on": today,
        "closes_on": today + OPEN_FOR,
    }
    form = NewRoundForm(request.POST or None, initial=initial)
    if form.is_valid() and "zeker" in request.POST:
        year = form.cleaned_data["year"]
        try:
            _, joined = doors.open_round(
                request.user, year=year, framework=form.cleaned_data["framework"], dates=form.dates
            )
        except Refused as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(request, f"De ronde van {year} is gemaakt. {joined} gemeenten doen mee.")
            return redirect("round", year)
    ready = form.is_valid() and "anders" not in request.POST
    context = {
        "form": form,
        "ready": ready,
        "dates": form.dates if ready else None,
        "opens_later": ready and form.dates.opens_on > today,
        "waiting": doors.waiting_to_join(None),
    }
    return render(request, "assessments/rounds/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder_only
def round_page(request: PersonRequest, year: int) -> HttpResponse:
    """Show one round; a first POST with other dates shows what will happen, a second (`zeker`) does it."""
    round_ = _get(year)
    form = _dates_form(round_, request.POST or None)
    if form.is_valid() and "zeker" in request.POST:
        try:
            doors.change_dates(request.user, round_, form.dates, seen=form.seen(Dates.of(round_)))
        except Refused as refusal:
            round_ = _get(year)
            # What was typed stays; who now goes on has read what a colleague made of the dates.
            form = _dates_form(round_, {**request.POST.dict(), **_seen(round_)})
            form.add_error(None, str(refusal))
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, f"De ronde van {year} heeft nu andere datums.")
            return redirect("round", year)
    ready = form.is_valid() and "anders" not in request.POST
    context = {
        "round": round_,
        "state": state_of(round_),
        "standing": doors.standing_of(round_),
        "form": form,
        "ready": ready,
        "dates": form.dates if ready else None,
        "effect": effect_of(round_, form.dates) if ready else "",
        "is_open": round_.is_open(timezone.localdate()),
    }
    return render(request, "assessments/rounds/round.html", context)


def _seen(round_: Round) -> dict[str, str]:
    return {"seen_opens_on": round_.opens_on.isoformat(), "seen_closes_on": round_.closes_on.isoformat()}


def _dates_form(round_: Round, data: Mapping[str, str] | None) -> DatesForm:
    now = {"opens_on": round_.opens_on, "closes_on": round_.closes_on}
    return DatesForm(data, initial=now | _seen(round_))


def effect_of(round_: Round, dates: Dates) -> str:
    """Return what other dates would do to the round: "same", "opens", "closes", or else "dates"."""
    today = timezone.localdate()
    if dates == Dates.of(round_):
        return "same"
    would_be_open = dates.opens_on <= today <= dates.closes_on
    if would_be_open != round_.is_open(today):
        return "opens" if would_be_open else "closes"
    return "dates"


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder_only
def close_round(request: PersonRequest, year: int) -> HttpResponse:
    """Ask whether to close a round now; a POST does it."""
    round_ = _get(year)
    if request.method == "POST":
        form = DatesForm(request.POST)
        form.is_valid()  # only what was seen is asked of it
        try:
            doors.close_now(
                request.user, round_, today=timezone.localdate(), seen=form.seen(otherwise=Dates.of(round_))
            )
            messages.success(request, f"De ronde van {year} is gesloten.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("round", year)
    return render(
        request,
        "assessments/rounds/close.html",
        {"round": round_, "standing": doors.standing_of(round_), "is_open": round_.is_open(timezone.localdate())},
    )


@require_POST
@beheerder_only
def let_join(request: PersonRequest, year: int) -> HttpResponse:
    """Let municipalities join that came after the round was made."""
    joined = doors.let_join(request.user, _get(year))
    if joined:
        words = "1 gemeente doet" if joined == 1 else f"{joined} gemeenten doen"
        messages.success(request, f"{words} nu ook mee.")
    else:
        messages.info(request, "Alle gemeenten deden al mee.")
    return redirect("round", year)


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder_only
def remove_round(request: PersonRequest, year: int) -> HttpResponse:
    """Ask whether a round in which nobody did anything really goes; a POST removes it."""
    round_ = _get(year)
    if request.method == "POST":
        try:
            doors.remove_round(request.user, round_)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("round", year)
        messages.success(request, f"De ronde van {year} is verwijderd.")
        return redirect("rounds")
    return render(request, "assessments/rounds/remove.html", {"round": round_, "standing": doors.standing_of(round_)})


def _get(year: int) -> Round:
    return get_object_or_404(Round.objects.select_related("framework"), year=year)
