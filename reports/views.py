"""The council report on screen and as PDF."""

from dataclasses import replace
from typing import TypeVar

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.handover import read_handover
from assessments.models import Status
from assessments.navigation import subnav
from assessments.reading import Filled, snapshot_of
from making.giving import give
from making.kinds import Kind
from municipalities.access import May
from municipalities.house_style.reading import read_style
from reports.content import Content, with_what_followed
from reports.final.reading import content_for, final_for, follow_up_of, give_final
from reports.kinds import (
    COUNCIL_REPORT,
    FOLLOW_UP,
    HANDOVER,
    LETTER,
    PUBLIC_SUMMARY,
    QUESTIONNAIRE,
    QuestionnaireContent,
)
from reports.report import build_report

C = TypeVar("C")

MOST_DIGITS = 4


@require_safe
def report(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the report that this person gets, or that nothing was submitted yet."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    number = _number(request)
    content = content_for(opened, number)
    if number is not None and content is None:
        raise Http404("Deze indiening bestaat niet.")
    context = {
        "access": opened.access,
        "municipality": opened.assessment.municipality,
        "assessment": opened.assessment,
        "is_demo": opened.assessment.round.is_demo,
        "subnav": subnav(opened),
        "report": build_report(content) if content else None,
        "number": number,
        "may_set": opened.may(May.FILL_IN) and opened.assessment.status != Status.ADOPTED,
    }
    return render(request, "reports/report.html", context)


@require_safe
def handover_pdf(request: PersonRequest, code: str, year: int) -> HttpResponseBase:
    """Give what a successor reads as PDF."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    handover = replace(read_handover(opened), style=read_style(opened.access.municipality))
    return _give(request, opened, HANDOVER, handover, "overdracht")


@require_safe
def questionnaire(request: PersonRequest, code: str, year: int) -> HttpResponseBase:
    """Give the questionnaire on paper: with what is filled in, or blank (`?leeg`); whole or `?basisfunctie=`."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    filled = Filled(opened.assessment)
    only, is_blank = request.GET.get("basisfunctie"), "leeg" in request.GET
    if only is not None and only not in {each.slug for each in filled.structure.basisfuncties}:
        raise Http404("Deze basisfunctie staat niet in het kader van deze ronde.")
    content = QuestionnaireContent(
        framework=opened.assessment.round.framework_id,
        snapshot=snapshot_of(opened.assessment, filled),
        is_blank=is_blank,
        only=only,
        dated_on=timezone.localdate(),
        style=read_style(opened.access.municipality),
    )
    return _give(request, opened, QUESTIONNAIRE, content, "vragenlijst", only or "", "blanco" if is_blank else "")


@require_safe
def report_pdf(request: PersonRequest, code: str, year: int) -> HttpResponseBase:
    """Give the same report as PDF."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    number, back = _number(request), reverse("report", args=[code, year])
    final = final_for(opened, number)
    if final is not None:
        name, place = _name(opened, "raadsrapport"), opened.access.municipality
        return give_final(request, final, name=name, place=place, audience=_audience(opened), back=back)
    content = content_for(opened, number)
    if content is None:
        raise Http404("Er is nog niets ingediend. Er is dus nog geen rapport.")
    return _give(request, opened, COUNCIL_REPORT, content, "raadsrapport", "concept", back=back)


@require_safe
def follow_up_pdf(request: PersonRequest, code: str, year: int) -> HttpResponseBase:
    """Give what came after the final report as PDF: the answers to the advice, and the verbeteracties, as of today."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    content = follow_up_of(opened.assessment)
    if content is None:
        raise Http404("Er is nog geen rapport vastgesteld. Er is dus nog geen vervolg.")
    day = f"{content.issue.made_on:%Y-%m-%d}"
    return _give(request, opened, FOLLOW_UP, content, "vervolg", day, back=reverse("report", args=[code, year]))


@require_safe
def public_summary(request: PersonRequest, code: str, year: int) -> HttpResponseBase:
    """Give the two pages for inhabitants and organisations as PDF."""
    return _give_of_report(request, code, year, PUBLIC_SUMMARY, "publiekssamenvatting")


@require_safe
def council_letter(request: PersonRequest, code: str, year: int) -> HttpResponseBase:
    """Give the draft of the letter to the council, to edit further."""
    return _give_of_report(request, code, year, LETTER, "raadsinformatiebrief")


def _give_of_report(request: PersonRequest, code: str, year: int, kind: Kind[Content], what: str) -> HttpResponseBase:
    """Give a file that is made of what the report is made of, of the version that this person gets."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    content = content_for(opened, _number(request))
    if content is None:
        raise Http404("Er is nog niets ingediend. Er is dus nog geen rapport.")
    if content.issue.is_final:
        content = with_what_followed(opened.assessment, content, timezone.localdate())
    concept = "" if content.issue.is_final else "concept"
    return _give(request, opened, kind, content, what, concept, back=reverse("report", args=[code, year]))


def _number(request: PersonRequest) -> int | None:
    """Return which submission is asked for, if any. Raises Http404 when that is no number."""
    asked = request.GET.get("indiening")
    if asked is None:
        return None
    if not asked.isdecimal() or len(asked) > MOST_DIGITS:
        raise Http404("Deze indiening bestaat niet.")
    return int(asked)


def _give(
    request: PersonRequest, opened: Opened, kind: Kind[C], content: C, what: str, *more: str, back: str = ""
) -> HttpResponseBase:
    """Give a file of this assessment, called after `what` it is, of whom, of which year and what `more` there is."""
    municipality, year = opened.access.municipality, opened.assessment.round.year
    return give(
        request,
        kind,
        content,
        name=_name(opened, what, *more),
        place=municipality,
        audience=_audience(opened),
        back=back or reverse("assessment", args=[municipality.code, year]),
    )


def _name(opened: Opened, what: str, *more: str) -> str:
    words = (what, slugify(opened.access.municipality.name), str(opened.assessment.round.year), *more)
    return "-".join(word for word in words if word)


def _audience(opened: Opened) -> str:
    """Return as what this person gets a file: with another role it may be another file."""
    return " ".join(sorted(opened.access.roles))
