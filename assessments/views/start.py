"""Where a person begins."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import PersonRequest
from assessments.access import get_assessment
from assessments.models import Assessment, Assignment, Change
from assessments.returning import LastPlace, last_place
from basisfuncties.structure import structure_of
from municipalities.access import May, get_access
from municipalities.models import Membership, Municipality, Role
from municipalities.navigation import remember_adviser


@require_GET
def start(request: PersonRequest) -> HttpResponse:
    """Send each person to the place of its role; who has several places chooses."""
    user = request.user
    memberships = list(Membership.objects.filter(user=user).select_related("municipality", "province"))
    for_a_part = {each.municipality_id for each in memberships if each.role == Role.GUEST}
    municipalities = [each.municipality for each in memberships if each.municipality and each.role != Role.ADVISER]
    municipalities = [each for each in municipalities if not (each.has_ended and each.pk in for_a_part)]
    advises = any(each.role == Role.ADVISER for each in memberships)
    remember_adviser(request, advises)
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
    context = {"municipalities": municipalities, "advises": advises, "going_on": _going_on(user, municipalities)}
    return render(request, "assessments/start.html", context)


def _going_on(user: User, municipalities: list[Municipality]) -> tuple[Municipality, LastPlace] | None:
    """Return where in these municipalities the person was last, if that can still be filled in."""
    rows = Change.objects.filter(assessment__municipality__in=municipalities)
    last = rows.select_related("assessment__round", "assessment__municipality").defer("before", "content").last_of(user)
    if last is None or not last.assessment.can_be_filled_in(timezone.localdate()):
        return None
    code, year = last.assessment.municipality.code, last.assessment.round.year
    opened = get_assessment(user, code, year, May.SEE)
    chosen = opened.assessment.speerpunten.filter(chosen=True).select_related("element")
    structure = structure_of(opened.assessment.round.framework)
    place = last_place(opened, structure, {row.code: str(row) for row in chosen})
    return (opened.access.municipality, place) if place else None


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
        "may_set_style": access.may(May.SET_STYLE),
        "predecessors": () if only_parts else access.municipality.predecessors.all(),
        "only_parts": only_parts,
    }
    return render(request, "assessments/municipality.html", context)
