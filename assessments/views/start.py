"""Where a person begins."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.requests import PersonRequest
from assessments.models import Assessment, Assignment
from municipalities.access import May, get_access
from municipalities.models import Membership, Role


@require_GET
def start(request: PersonRequest) -> HttpResponse:
    """Send each person to the place of its role; who has several places chooses."""
    user = request.user
    memberships = list(Membership.objects.filter(user=user).select_related("municipality", "province"))
    for_a_part = {each.municipality_id for each in memberships if each.role == Role.GUEST}
    municipalities = [each.municipality for each in memberships if each.municipality and each.role != Role.ADVISER]
    municipalities = [each for each in municipalities if not (each.has_ended and each.pk in for_a_part)]
    advises = any(each.role == Role.ADVISER for each in memberships)
    if advises and not municipalities:
        return redirect("worklist")
    if len(municipalities) == 1 and not advises and not user.is_beheerder:
        rows = Assessment.objects.filter(municipality=municipalities[0])
        if all(each.role == Role.GUEST for each in memberships):
            rows = rows.filter(pk__in=Assignment.objects.had_by(user).values("assessment"))
        newest = rows.order_by("-round__year").first()
        if newest is not None:
            return redirect("assessment", municipalities[0].code, newest.round.year)
        return redirect("municipality", municipalities[0].code)
    return render(request, "assessments/start.html", {"municipalities": municipalities, "advises": advises})


@require_GET
def municipality(request: PersonRequest, code: str) -> HttpResponse:
    """Show the rounds of one municipality."""
    access = get_access(request.user, code, May.SEE)
    rows = Assessment.objects.filter(municipality=access.municipality)
    only_parts = access.is_guest and not access.without_guest().may(May.SEE)
    if only_parts:
        rows = rows.filter(pk__in=Assignment.objects.had_by(request.user).values("assessment"))
    assessments = list(rows.select_related("round").order_by("-round__year"))
    context = {
        "access": access,
        "municipality": access.municipality,
        "assessments": assessments,
        "is_demo": any(each.round.is_demo for each in assessments),
        "may_manage_people": access.may(May.MANAGE_PEOPLE),
        "predecessors": () if only_parts else access.municipality.predecessors.all(),
        "only_parts": only_parts,
    }
    return render(request, "assessments/municipality.html", context)
