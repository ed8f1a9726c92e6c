"""What a municipality handed in: the list, each numbered copy with the proof that it is whole, and what differs."""

from itertools import zip_longest

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.circle import sectors
from assessments.difference import difference as what_differs
from assessments.findings.developments import follow
from assessments.findings.listing import chapters, count_findings
from assessments.models import Submission
from assessments.models.submissions import SubmissionQuerySet
from assessments.money import bars, money_of_all
from assessments.scoring import progress
from assessments.snapshot import canonical, digest, from_content
from assessments.views.overview import frame
from audit.log import Event, record
from municipalities.access import May

UNKNOWN = "Deze indiening bestaat niet."


@require_safe
def submissions(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """List all that the municipality handed in, of all years, the newest first."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    rows = list(_of(opened).with_adoption())
    listed = list(zip_longest(rows, rows[1:]))
    return render(request, "assessments/submissions/list.html", {**frame(opened), "submissions": listed})


@require_safe
def submission_copy(request: PersonRequest, code: str, year: int, number: int) -> HttpResponse:
    """Show one numbered submission: who, when, how it is checked, and all that was in it."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    names = [row.name for row in _of(opened)]
    rows = opened.assessment.submissions.with_adoption().select_related("submitted_by")
    chosen = get_object_or_404(rows, number=number)
    chosen.assessment = opened.assessment
    earlier = names[names.index(chosen.name) + 1 :]
    snapshot = from_content(chosen.content)
    listed = chapters(snapshot)
    context = {
        **frame(opened),
        "submission": chosen,
        "is_whole": digest(chosen.content) == chosen.sha256,
        "file_name": _file_name(opened, number),
        "before": earlier[0] if earlier else "",
        "newest": names[0],
        "snapshot": snapshot,
        "sectors": sectors(snapshot),
        "progress": progress(snapshot),
        "chapters": listed,
        "findings_count": count_findings(listed),
        "developments": follow(snapshot),
        "bars": bars(snapshot),
        "money": money_of_all(snapshot),
    }
    return render(request, "assessments/submissions/copy.html", context)


@require_safe
@cache_control(private=True, no_store=True)
def submission_json(request: PersonRequest, code: str, year: int, number: int) -> HttpResponse:
    """Give the canonical JSON over which the SHA-256 was taken, to the byte."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    chosen = get_object_or_404(opened.assessment.submissions, number=number)
    name = _file_name(opened, number)
    if request.method == "GET":
        record(request, Event.DOWNLOADED, name, place=opened.access.municipality)
    return HttpResponse(
        canonical(chosen.content),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_GET
def difference(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show what differs between two submissions of the municipality, of this year or others.

    `?van=2025-1&tot=2026-2`; without, the newest of this year with the one before it.
    """
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    rows = {row.name: row for row in _of(opened)}
    context = {**frame(opened), "submissions": list(rows.values())}
    if len(rows) > 1 or "van" in request.GET or "tot" in request.GET:
        before, after = _chosen(list(rows), year, request.GET.get("van"), request.GET.get("tot"))
        contents = Submission.objects.in_bulk([rows[name].pk for name in (before, after)])
        old, new = (from_content(contents[rows[name].pk].content) for name in (before, after))
        context |= {"before": rows[before], "after": rows[after], "difference": what_differs(old, new)}
    return render(request, "assessments/submissions/difference.html", context)


def _of(opened: Opened) -> SubmissionQuerySet:
    return Submission.objects.of_municipality(opened.access.municipality)


def _chosen(names: list[str], year: int, before: str | None, after: str | None) -> tuple[str, str]:
    """Return which two of these names (the newest first) to compare. Raises Http404 when one is not there."""
    if after is None:
        after = next((name for name in names if name.startswith(f"{year}-")), names[0] if names else "")
    if before is None:
        older = names[names.index(after) + 1 :] if after in names else []
        before = older[0] if older else after
    if before not in names or after not in names:
        raise Http404(UNKNOWN)
    return before, after


def _file_name(opened: Opened, number: int) -> str:
    place = slugify(opened.access.municipality.name)
    return f"indiening-{place}-{opened.assessment.round.year}-{number}.json"
