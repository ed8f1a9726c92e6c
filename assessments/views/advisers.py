"""The advisers, for the beheerder: a province or a municipality given to one, or withdrawn."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import PersonRequest, beheerder_only
from assessments import advisers as reading
from assessments.forms.advisers import GivePlaceForm
from municipalities.models import Membership, Municipality, Province, Role
from municipalities.people import give_place, remove
from municipalities.refusal import Refused

PER_PAGE = 50


@require_GET
@beheerder_only
def advisers(request: PersonRequest) -> HttpResponse:
    """List the advisers with their places, and the provinces that have none."""
    page = Paginator(reading.advisers(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "without": reading.provinces_without_adviser()}
    return render(request, "assessments/advisers/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder_only
def adviser(request: PersonRequest, user_id: int) -> HttpResponse:
    """Show what one adviser has; a first POST asks whether to give a place, a second (`zeker`) gives it."""
    person = get_object_or_404(reading.advisers(), pk=user_id)
    form = GivePlaceForm(request.POST or None)
    if form.is_valid() and "zeker" in request.POST:
        try:
            give_place(person, form.place, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{person} is nu adviseur van {form.place}.")
            return redirect("adviser", person.pk)
    ready = form.is_valid() and "anders" not in request.POST
    context = {
        "person": person,
        "form": form,
        "ready": ready,
        "place": form.place if ready else None,
        "size": _size(form.place) if ready else 0,
    }
    return render(request, "assessments/advisers/adviser.html", context)


def _size(place: Municipality | Province) -> int:
    """Return how many municipalities a place holds."""
    return 1 if isinstance(place, Municipality) else place.municipalities.filter(ended_on=None).count()


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder_only
def withdraw_place(request: PersonRequest, user_id: int, place_id: int) -> HttpResponse:
    """Ask whether to take a place from an adviser; a POST takes it."""
    rows = Membership.objects.filter(role=Role.ADVISER, user=user_id).select_related("user", "municipality", "province")
    membership = get_object_or_404(rows, pk=place_id)
    if request.method == "POST":
        try:
            remove(membership, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{membership.user} is geen adviseur meer van {membership.place}.")
        is_adviser = Membership.objects.filter(role=Role.ADVISER, user=user_id).exists()
        return redirect("adviser", user_id) if is_adviser else redirect("advisers")
    municipalities, in_hand = reading.loses(membership)
    context = {
        "person": membership.user,
        "membership": membership,
        "municipalities": municipalities,
        "in_hand": in_hand,
    }
    return render(request, "assessments/advisers/withdraw.html", context)
