"""The final report for who reads it: which one, what it says, and its file."""

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone

from assessments.access import Opened
from assessments.models import WITH_MUNICIPALITY, Assessment, Submission
from assessments.models.submissions import SubmissionQuerySet
from audit.log import Event, Place, record
from database.compiled import compiled
from making.giving import give
from municipalities.access import May
from reports.content import Content, from_json, read_content, with_what_followed
from reports.final.copies import open_file
from reports.final.freezing import freeze
from reports.final.making import FINAL_REPORT
from reports.final.models import FinalFile, FinalReport
from reports.issue import issued_to


def final_for(opened: Opened, number: int | None = None) -> FinalReport | None:
    """Return the final report, when that is the version that this person gets (see `reports.issue`). One query."""
    fills_in = opened.access.may(May.FILL_IN) and opened.assessment.status in WITH_MUNICIPALITY
    return None if number is None and fills_in else final_of(opened.assessment, number)


def final_of(assessment: Assessment, number: int | None = None) -> FinalReport | None:
    """Return the final report of the latest submission, or of submission `number`; None when it was not adopted.

    Without what it is made of. One query; more the first time for what was adopted before this existed.
    """
    found = newest_of(assessment.pk) if number is None else numbered_of(assessment.pk, number)
    submission = next(iter(found), None)
    if submission is None or submission.adopted_at is None:
        return None
    final: FinalReport | None = getattr(submission, "final_report", None)
    return final or freeze(assessment, submission.number)


@compiled
def newest_of(assessment: int) -> QuerySet[Submission]:
    """Return the latest submission, with its adoption and its final report; without what they are made of."""
    return _with_final(Submission.objects.filter(assessment=assessment))[:1]


@compiled
def numbered_of(assessment: int, number: int) -> QuerySet[Submission]:
    """Return submission `number` in the same way."""
    return _with_final(Submission.objects.filter(assessment=assessment, number=number))


def file_of(final: FinalReport) -> FinalFile | None:
    """Return the file of a final report, if it was made; without its bytes. No query for one from `final_of`."""
    found: FinalFile | None = getattr(final, "file", None)
    return found


def _with_final(rows: SubmissionQuerySet) -> QuerySet[Submission]:
    of_newest = rows.with_adoption().order_by("-number").select_related("final_report__file")
    return of_newest.defer("content", "final_report__content", "final_report__file__content")


def content_for(opened: Opened, number: int | None = None) -> Content | None:
    """Return what the report is made of that this person gets: frozen when it is final, else as things stand now.

    None when that was not submitted (yet).
    """
    final = final_for(opened, number)
    if final is not None:
        return from_json(final.content)
    issued = issued_to(opened, number)
    return read_content(opened.assessment, issued) if issued else None


def follow_up_of(assessment: Assessment) -> Content | None:
    """Return the content of the newest final report, with the advice and the verbeteracties of today in it.

    None when nothing was adopted yet.
    """
    final = final_of(assessment) or assessment.final_reports.order_by("-adopted_at").first()
    if final is None:
        return None
    return with_what_followed(assessment, from_json(final.content), timezone.localdate())


def give_final(
    request: HttpRequest, final: FinalReport, *, name: str, place: Place, audience: str = "", back: str = ""
) -> HttpResponseBase:
    """Answer a request for the file of a final report: as it is stored, or by the page that waits for it.

    The caller has checked that this person may have it, now. `name` is the file's, without ending.
    """
    file = file_of(final)
    if file is None:
        return give(request, FINAL_REPORT, final.pk, name=name, place=place, audience=audience, back=back)
    if request.method == "GET":
        record(request, Event.DOWNLOADED, f"{name}.pdf", place=place)
    response = FileResponse(open_file(file), as_attachment=True, filename=f"{name}.pdf", content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
