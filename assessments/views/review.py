"""For the adviser: the list of assessments, what was submitted, and the steps of the way."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
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
from assessments.models import Assessment, Round, Status
from assessments.money import bars, money_of_all
from assessments.scoring import progress
from assessments.snapshot import from_content
from assessments.steps import STEPS, SUBMIT
from assessments.views.overview import frame
from assessments.workflow import StepRefusedError, steps_open_to, take_step
from municipalities.access import May
from municipalities.models import Membership, Role

PER_PAGE = 50


@require_GET
def worklist(request: PersonRequest) -> HttpResponse:
    """List the assessments of the municipalities that this adviser (or the beheerder) follows, in one round."""
    user = request.user
    if not user.is_beheerder and not Membership.objects.filter(user=user, role=Role.ADVISER).exists():
        raise Http404("Deze lijst is voor adviseurs.")
    rounds = list(Round.objects.newest_first())
    asked = request.GET.get("ronde", "")
    round_ = next((each for each in rounds if str(each.year) == asked), rounds[0] if rounds else None)
    status = request.GET.get("status", "")
    counts: dict[str, int] = {}
    rows = Assessment.objects.none()
    if round_ is not None:
        rows = Assessment.objects.to_review_by(user).in_round(round_).with_last_submission()
        counts = rows.count_by_status()
        if status in Status.values:
            rows = rows.filter(status=status)
    context = {
        "rounds": rounds,
        "round": round_,
        "is_demo": bool(round_ and round_.is_demo),
        "statuses": [(value, label, counts.get(value, 0)) for value, label in Status.choices],
        "status": status,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "total": sum(counts.values()),
    }
    return render(request, "assessments/worklist.html", context)


@require_GET
def submission(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show what was submitted, the newest unless `?nummer=` asks for another, and the adviser's steps."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    rows = opened.assessment.submissions.select_related("submitted_by").defer("content")
    submissions = list(rows.order_by("-number"))
    asked = request.GET.get("nummer") or (str(submissions[0].number) if submissions else "")
    chosen = next((each for each in submissions if str(each.number) == asked), None)
    if asked and chosen is None:
        raise Http404("Deze indiening bestaat niet.")
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
            if step is not SUBMIT
        ],
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
    link = request.build_absolute_uri(reverse("assessment", args=[code, year]))
    try:
        take_step(request.user, code, year, asked, note=form.cleaned_data["note"], notify=partial(mail_step, link=link))
    except StepRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(back, code, year)
    messages.success(request, asked.done)
    return redirect("submission", code, year)
