"""For the adviser: what was submitted, and the steps of the way."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import PersonRequest
from assessments.access import get_assessment
from assessments.circle import sectors
from assessments.findings.developments import follow
from assessments.findings.listing import chapters, count_findings
from assessments.forms.steps import StepForm
from assessments.mail import mail_step
from assessments.money import bars, money_of_all
from assessments.scoring import progress
from assessments.snapshot import from_content
from assessments.steps import ASK_SUPPLEMENT, STEPS, SUBMIT
from assessments.views.overview import frame
from assessments.views.review_hub import hub
from assessments.workflow import StepRefusedError, steps_open_to, take_step
from municipalities.access import May


@require_GET
def submission(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show what was submitted last, and the steps that this person may take."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    rows = opened.assessment.submissions.select_related("submitted_by").defer("content")
    submissions = list(rows.order_by("-number"))
    chosen = submissions[0] if submissions else None
    snapshot = from_content(chosen.content) if chosen else None
    listed = chapters(snapshot) if snapshot else ()
    context = {
        **frame(opened),
        "submissions": submissions,
        "submission": chosen,
        "snapshot": snapshot,
        "sectors": sectors(snapshot) if snapshot else None,
        "progress": progress(snapshot) if snapshot else None,
        "chapters": listed,
        "findings_count": count_findings(listed),
        "developments": follow(snapshot) if snapshot else (),
        "bars": bars(snapshot) if snapshot else (),
        "money": money_of_all(snapshot) if snapshot else None,
        "taken": opened.assessment.steps.select_related("taken_by"),
        "forms": [
            StepForm(step=step, prefix=step.slug)
            for step in steps_open_to(opened.access, opened.assessment)
            if step not in (SUBMIT, ASK_SUPPLEMENT)  # a supplement has a page of its own
        ],
        **(hub(opened, snapshot) if snapshot else {}),
    }
    return render(request, "assessments/submission.html", context)


@require_POST
def step(request: PersonRequest, code: str, year: int, step: str) -> HttpResponse:
    """Take a step; when it is refused, say why and change nothing."""
    asked = STEPS.get(step)
    if asked is None:
        raise Http404("Deze stap bestaat niet.")
    opened = get_assessment(request.user, code, year, asked.needs)
    form = StepForm(request.POST, step=asked, prefix=asked.slug)
    back = "overview" if asked.needs is May.SUBMIT else "submission"
    if not form.is_valid():
        context = {**frame(opened), "form": form, "step": asked, "back": reverse(back, args=[code, year])}
        return render(request, "assessments/step_refused.html", context)
    try:
        take_step(request.user, code, year, asked, note=form.cleaned_data["note"], notify=mail_step)
    except StepRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(back, code, year)
    messages.success(request, asked.done)
    return redirect("submission", code, year)
