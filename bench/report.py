"""Measure the council report, in a process of its own, so that its memory is only its own."""

import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median

from django.template.loader import render_to_string
from django.utils import timezone
from pypdf import PdfReader

from assessments.models import Assessment
from assessments.reading import read_snapshot
from reports.content import Content
from reports.issue import Issue
from reports.report import build_report

TURNS = 3


@dataclass(frozen=True)
class ReportTimes:
    """Processor seconds of the report and of the same words unstyled, warm, and the most memory that it took."""

    pages: int
    first_seconds: float
    seconds: float
    plain_pages: int
    plain_seconds: float
    peak_megabytes: float


def measure_report(code: str, year: int) -> ReportTimes:
    """Return the times of the report of this municipality, measured in a fresh process."""
    command = [sys.executable, "-m", "bench", "report", code, str(year)]
    ran = subprocess.run(command, env=os.environ, stdout=subprocess.PIPE, text=True, check=True)
    return ReportTimes(**json.loads(ran.stdout))


def print_report_times(code: str, year: int) -> None:
    """Measure in this process and print the times as JSON."""
    rows = Assessment.objects.select_related("round__framework", "municipality__province")
    assessment = rows.get(municipality__code=code, round__year=year)
    report = build_report(Content(read_snapshot(assessment), Issue(made_on=timezone.localdate())))
    start = time.process_time()
    # Only here, as in the site: loading WeasyPrint is part of the first report of a process.
    from reports.pdf import council_report_pdf

    pdf = council_report_pdf(report)
    first_seconds = time.process_time() - start
    peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    from weasyprint import HTML

    # The same words: without our styles WeasyPrint has only its own, and it makes no tags.
    markup = render_to_string("pdf/council_report.html", {"report": report})
    plain = HTML(string=markup).write_pdf()
    # In turns, as the machine's speed drifts.
    times = [
        (_processor_seconds(lambda: council_report_pdf(report)), _processor_seconds(HTML(string=markup).write_pdf))
        for _ in range(TURNS)
    ]
    measured = ReportTimes(
        pages=_pages(pdf),
        first_seconds=first_seconds,
        seconds=median(styled for styled, _ in times),
        plain_pages=_pages(plain),
        plain_seconds=median(unstyled for _, unstyled in times),
        peak_megabytes=peak_megabytes,
    )
    print(json.dumps(asdict(measured)))


def _processor_seconds(make: Callable[[], object]) -> float:
    start = time.process_time()
    make()
    return time.process_time() - start


def _pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)
