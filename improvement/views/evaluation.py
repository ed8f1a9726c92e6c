"""The evaluation of an adoption: giving it, and the averages for adviser and beheerder."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest
from assessments.forms.deciding import read_decision
from assessments.models import Assessment
from assessments.views.overview import frame
from improvement import averages as rule
from improvement import evaluating as doors
from improvement.forms.evaluation import EvaluationForm
from improvement.models.evaluation import MARKS
from municipalities.models import Membership, Province, Role
from municipalities.refusal import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the form of the evaluation, or what was given; a POST gives or changes it."""
    if request.method != "POST":
        now = doors.get_evaluating(request.user, code, year)
        if now.until is None:
            messages.info(request, doors.NOT_YET)
            return redirect("assessment", code, year)
        return _page(request, doors.Outcome(now, EvaluationForm(None, row=now.row)))
    _, decision = read_decision(request.POST.get("beslis", ""))
    outcome = doors.give(request.user, code, year, lambda row: EvaluationForm(request.POST, row=row), decision)
    if outcome.now.until is None:
        messages.info(request, doors.NOT_YET)
        return redirect("assessment", code, year)
    if not outcome.is_settled or not outcome.form.is_bound:
        return _page(request, outcome)
    if outcome.is_saved:
        messages.success(request, "Dank voor uw evaluatie.")
    else:
        messages.info(request, "De evaluatie van uw collega blijft staan.")
    return redirect("evaluation", code, year)


@require_POST
def decline_evaluation(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Give no evaluation, and don't be asked again."""
    try:
        doors.decline(request.user, code, year)
        messages.success(request, "Wij vragen het niet meer. Bedenkt u zich? Dan kan het nog op de pagina Evaluatie.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("assessment", code, year)


@require_GET
def evaluations(request: PersonRequest) -> HttpResponse:
    """Show an adviser the averages of its municipalities, and the beheerder those of the country and each province."""
    user = request.user
    if not user.is_beheerder and not Membership.objects.filter(user=user, role=Role.ADVISER).exists():
        raise Http404("Deze pagina is voor adviseurs en de beheerder.")
    given = doors.all_given()
    groups = rule.groups_of(given, timezone.localdate())
    if user.is_beheerder:
        own = groups
        number = len(given)
    else:
        rows = Assessment.objects.to_review_by(user).values_list("municipality_id", flat=True)
        mine = frozenset(rows.order_by().distinct())
        own = rule.of_municipalities(groups, mine)
        number = sum(each.municipality in mine for each in given)
    provinces = [
        (province, rule.averages(rule.of_province(groups, province.pk)))
        for province in (Province.objects.all() if user.is_beheerder else ())
    ]
    shown = rule.averages(own)
    context = {
        "labels": list(MARKS.values()),
        "rows": list(zip(MARKS.values(), shown.marks, strict=True)) if shown else (),
        "shown": shown,
        "number": number,
        "group": rule.GROUP,
        "provinces": [each for each in provinces if each[1]],
        "is_demo": Assessment.objects.filter(evaluation__isnull=False, round__is_demo=True).exists(),
    }
    return render(request, "improvement/evaluation/averages.html", context)


def _page(request: PersonRequest, outcome: doors.Outcome) -> HttpResponse:
    now = outcome.now
    context = {
        **frame(now.opened),
        "form": outcome.form,
        "evaluation": now.evaluation,
        "until": now.until,
        "is_open": now.is_open,
        "is_stale": outcome.is_stale,
        "refused": outcome.refused,
        "marks": [(label, getattr(now.row, name)) for name, label in MARKS.items()],
    }
    return render(request, "improvement/evaluation/form.html", context)
