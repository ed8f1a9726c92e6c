"""The PDFs that we make, each PDF/A-2a and PDF/UA-1 in one file. The press makes them: see reports/press."""

import json
import logging
import subprocess
import sys

from django.conf import settings
from django.template.loader import render_to_string

from assessments.handover import HandoverPage
from reports.follow_up import FollowUp
from reports.house import head_of
from reports.national import NationalReport
from reports.public_summary import PAGES, SIZES, PublicSummary
from reports.questionnaire import Questionnaire
from reports.report import Report

logger = logging.getLogger(__name__)

SECONDS = 300  # for one file; the longest report that can be typed takes a minute


class NotPrintedError(Exception):
    """The press could not make this file; the words say why."""


def council_report_pdf(report: Report) -> bytes:
    """Return the council report as PDF. The same report gives the same bytes, as long as fonts and styles stay."""
    return _render(render_to_string("pdf/council_report.html", {"report": report}))


def follow_up_pdf(report: FollowUp) -> bytes:
    """Return what came after a final report as PDF."""
    return _render(render_to_string("pdf/follow_up.html", {"report": report}))


def handover_pdf(handover: HandoverPage) -> bytes:
    """Return what a successor reads as PDF."""
    house = head_of(handover.style, handover.municipality)
    return _render(render_to_string("pdf/handover.html", {"handover": handover, "house": house}))


def questionnaire_pdf(sheet: Questionnaire) -> bytes:
    """Return the questionnaire on paper as PDF."""
    return _render(render_to_string("pdf/questionnaire.html", {"sheet": sheet}))


def national_report_pdf(report: NationalReport) -> bytes:
    """Return the national report as PDF."""
    return _render(render_to_string("pdf/national_report.html", {"report": report}))


def public_summary_pdf(summary: PublicSummary) -> bytes:
    """Return the public summary as PDF of two pages: in smaller type where the texts are long."""
    markups = [render_to_string("pdf/public_summary.html", {"summary": summary, "size": size}) for size in SIZES]
    return _render(*markups, pages=PAGES)


def _render(*markups: str, pages: int = 0) -> bytes:
    """Return the PDF of the first of these that takes so many pages, else of the last; without `pages` of the first.

    It is made in a process that holds nothing else and then gives its memory back. Raises NotPrintedError when that
    process fails or takes too long.
    """
    command = [sys.executable, "-m", "reports.press"]
    order = json.dumps({"markups": markups, "pages": pages})
    try:
        ran = subprocess.run(  # noqa: S603 - our own program
            command, input=order.encode(), cwd=settings.BASE_DIR, capture_output=True, check=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrintedError(f"It took more than {SECONDS} seconds.") from error
    except subprocess.CalledProcessError as error:
        raise NotPrintedError(error.stderr.decode(errors="replace")) from error
    if ran.stderr:
        logger.warning("%s", ran.stderr.decode(errors="replace"))
    return ran.stdout
