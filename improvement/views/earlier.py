"""In the next round: the actions of earlier ones, and what happens with those that are still open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.views.overview import frame
from improvement.look_back import LookBack, look_back, read_forms, save_look_back
from municipalities.access import May


@require_http_methods(["GET", "HEAD", "POST"])
def earlier_actions(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the actions of earlier rounds; a POST stores what happens with those that are still open."""
    if request.method != "POST":
        opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
        forms = read_forms(opened) if opened.access.may(May.FILL_IN) else []
        return _page(request, opened, LookBack(opened, forms))
    page = save_look_back(request.user, code, year, request.POST, request.POST.get("beslis", ""))
    if page.saved:
        messages.success(request, "Opgeslagen.")
    if page.is_settled:
        if not page.saved:
            messages.info(request, "Er is niets veranderd.")
        return redirect("earlier_actions", code, year)
    # What was saved stands there as it is stored now, the rest as it was typed.
    waiting = {form.prefix: form for form in page.forms if form in page.conflicts or form in page.faulty}
    fresh = [waiting.pop(form.prefix, form) for form in read_forms(page.opened)]
    page.forms = [*waiting.values(), *fresh]
    return _page(request, page.opened, page)


def _page(request: PersonRequest, opened: Opened, page: LookBack) -> HttpResponse:
    context = {
        **frame(opened),
        "years": look_back(opened.assessment),
        "forms": page.forms,
        "conflicts": page.conflicts,
        "failed": page.faulty,
    }
    return render(request, "improvement/actions/earlier.html", context)
