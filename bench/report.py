"""Measure the council report: its time, in turns with the same content made in a simpler way, and its memory."""

import io
import json
import os
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
    """Processor seconds of the report, and of simpler ways: the same without tags, and the same words unstyled.

    All three are warm. `process_seconds` is the whole process that makes one report, and the memory is of that.
    """

    pages: int
    seconds: float
    untagged_seconds: float
    plain_pages: int
    plain_seconds: float
    process_seconds: float
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
    markup = render_to_string("pdf/council_report.html", {"report": report})
    process_seconds, peak_megabytes = _process_that_makes(markup)
    # Only here: what starts the bench has no need of it.
    from weasyprint import HTML

    from reports.press.fonts import OwnFilesOnly, fonts_and_styles
    from reports.press.making import make_pdf, without_garbage_collection

    fonts, styles = fonts_and_styles(markup)

    def untagged() -> bytes:
        with without_garbage_collection():
            html = HTML(string=markup, url_fetcher=OwnFilesOnly())
            return bytes(html.write_pdf(stylesheets=[styles], font_config=fonts))

    def plain() -> bytes:
        with without_garbage_collection():
            return bytes(HTML(string=markup).write_pdf())

    ways = (lambda: make_pdf(markup), untagged, plain)
    pdf, _, unstyled = (make() for make in ways)
    # In turns, as the machine's speed drifts.
    times = [[_processor_seconds(make) for make in ways] for _ in range(TURNS)]
    seconds, untagged_seconds, plain_seconds = (median(each) for each in zip(*times, strict=True))
    measured = ReportTimes(
        pages=_pages(pdf),
        seconds=seconds,
        untagged_seconds=untagged_seconds,
        plain_pages=_pages(unstyled),
        plain_seconds=plain_seconds,
        process_seconds=process_seconds,
        peak_megabytes=peak_megabytes,
    )
    print(json.dumps(asdict(measured)))


def _process_that_makes(markup: str) -> tuple[float, float]:
    """Return the processor seconds of the process that makes the PDF, and the most memory that it took in megabytes."""
    command = [sys.executable, "-m", "bench.press"]
    ran = subprocess.run(command, input=markup.encode(), stdout=subprocess.PIPE, check=True)
    seconds, megabytes = json.loads(ran.stdout)
    return seconds, megabytes


def _processor_seconds(make: Callable[[], object]) -> float:
    start = time.process_time()
    make()
    return time.process_time() - start


def _pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)
