"""Who reviews an assessment: taking it, handing it over, stepping in, putting it back."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest, key_in
from assessments import reviewers as doors
from assessments.access import get_assessment
from assessments.forms.reviewers import HandOverReviewForm
from assessments.views.overview import frame
from municipalities.access import May
from municipalities.refusal import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def reviewer(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show who has the assessment and who had it; a POST hands it over to a colleague."""
    opened = get_assessment(request.user, code, year, May.REVIEW)
    assessment = opened.assessment
    colleagues = [each for each in doors.advisers_of(assessment.municipality) if each != request.user]
    form = HandOverReviewForm(request.POST or None, colleagues=colleagues)
    if form.is_valid():
        try:
            doors.hand_over(request.user, code, year, to=form.receiver, word=form.cleaned_data["word"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
            assessment.refresh_from_db(fields=["reviewer"])
        else:
            messages.success(request, f"{assessment.municipality} is nu bij {form.receiver}.")
            return redirect(reverse("worklist"))
    context = {
        **frame(opened),
        "form": form,
        "colleagues": colleagues,
        "changes": assessment.reviewer_changes.select_related("from_user", "to_user", "by"),
    }
    return render(request, "assessments/reviewer.html", context)


@require_POST
def take(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Take an assessment that nobody has."""
    try:
        assessment = doors.take(request.user, code, year)
        messages.success(request, f"{assessment.municipality} is nu bij u.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, code, year)


@require_POST
def take_over(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Step in for the colleague who has it (`gezien`)."""
    seen = key_in(request.POST.get("gezien", "")) or None
    try:
        assessment = doors.take_over(request.user, code, year, seen=seen)
        messages.success(request, f"U hebt {assessment.municipality} overgenomen.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, code, year)


@require_POST
def put_back(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Put back what one has, so that a colleague can take it."""
    try:
        assessment = doors.put_back(request.user, code, year)
        messages.success(request, f"{assessment.municipality} is nu bij niemand. Een collega kan het nemen.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, code, year)


def _back(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Return to the list as it was (`lijst` holds what stood behind its question mark), or to the assessment."""
    if "lijst" not in request.POST:
        return redirect("submission", code, year)
    asked = QueryDict(request.POST["lijst"]).urlencode()
    return redirect(f"{reverse('worklist')}?{asked}" if asked else reverse("worklist"))
