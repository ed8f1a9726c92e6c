"""All reports of a round as one ZIP: made by the worker, in parts, so that one that was stopped goes on where it was.

First each PDF is made that is not there yet, and kept as such; that is what takes time, and it is done for some time at
once, so that others have their turn. Then the stored files go into the ZIP one by one, as they are.
"""

import csv
import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone
from django.utils.text import slugify
from pydantic import TypeAdapter

from assessments.models import Assessment, Submission
from making.asking import NoNeedError, ask, try_again
from making.carrying_out import GoesOnLaterError
from making.kinds import ZIP, Kind, Work, register
from making.making import make_now
from making.models import MadeFile, State
from reports.content import read_content
from reports.final.making import stored_file
from reports.final.models import FinalFile, FinalReport
from reports.issue import submitted_issue
from reports.kinds import COUNCIL_REPORT

SECONDS_AT_ONCE = 30.0
SECONDS_BETWEEN = 1.0  # signs of life while the ZIP is written
HEADS = ("bestand", "gemeente", "gemeentecode", "ronde", "soort", "kenmerk", "datum", "sha256")


@dataclass(frozen=True)
class RoundZip:
    """What is in it: the keys of final reports, and of submissions of which it is the concept, as of a day."""

    year: int
    finals: tuple[int, ...]
    concepts: tuple[int, ...] = ()
    dated_on: date | None = None


@dataclass(frozen=True)
class Piece:
    """One file in the ZIP."""

    assessment: Assessment
    standing: str
    reference: str
    at: datetime
    content: bytes

    @property
    def name(self) -> str:
        """Return how it is called in the ZIP."""
        place, concept = self.assessment.municipality, "" if self.reference else "-concept"
        return f"raadsrapport-{slugify(place.name)}-{place.code}-{self.assessment.round.year}{concept}.pdf"

    @property
    def line(self) -> tuple[str, ...]:
        """Return its line in the overview."""
        place = self.assessment.municipality
        return (
            self.name,
            place.name,
            place.code,
            str(self.assessment.round.year),
            self.standing,
            self.reference,
            f"{timezone.localdate(self.at):%Y-%m-%d}",
            hashlib.sha256(self.content).hexdigest(),
        )


def _write(asked: RoundZip, work: Work) -> None:
    _make_all(asked, work)
    lines = []
    said = time.monotonic()
    with ZipFile(work.path, "w", ZIP_STORED) as archive:
        for piece in _pieces(asked):
            _add(archive, piece.name, piece.at, piece.content)
            lines.append(piece.line)
            if time.monotonic() - said >= SECONDS_BETWEEN:
                said = time.monotonic()
                work.tell_all_done()
        _add(archive, "overzicht.csv", timezone.now(), _overview(lines))


def _make_all(asked: RoundZip, work: Work) -> None:
    """Make what is not there yet, and say how far it is. Raises GoesOnLaterError when it took long enough for now."""
    began, total = time.monotonic(), len(asked.finals) + len(asked.concepts)
    missing = FinalReport.objects.filter(pk__in=asked.finals, file=None).order_by("pk")
    to_make: list[tuple[Callable[[int], object], int]] = [
        (_final_file, key) for key in missing.values_list("pk", flat=True)
    ]
    to_make += [(_concept_file, key) for key in asked.concepts]
    for number, (make, key) in enumerate(to_make):
        work.tell(total - len(to_make) + number, total)
        if number and time.monotonic() - began > SECONDS_AT_ONCE:
            raise GoesOnLaterError
        make(key)
    work.tell(total, total)


def _final_file(key: int) -> FinalFile:
    return stored_file(FinalReport.objects.get(pk=key))


def _concept_file(key: int) -> MadeFile:
    """Return the file of a submission that is not adopted, which is made when there is none.

    Raises GoesOnLaterError when another worker is at it, and RuntimeError when it can't be made.
    """
    places = ("assessment__round__framework", "assessment__municipality__province")
    row = Submission.objects.defer("content").select_related(*places).get(pk=key)
    issued = submitted_issue(row.assessment, row.number)
    if issued is None:
        raise RuntimeError(f"Submission {key} is not there any more.")
    made = ask(COUNCIL_REPORT, read_content(row.assessment, issued), is_wanted_now=False)
    if made.can_be_tried_again:
        with suppress(NoNeedError):  # somebody else just did
            try_again(made)
    if made.state != State.READY:
        make_now(made.pk)
        made.refresh_from_db()
    if made.state == State.FAILED:
        raise RuntimeError(f"The concept of submission {key} can't be made.")
    if made.state != State.READY:
        raise GoesOnLaterError
    return made


def _pieces(asked: RoundZip) -> Iterator[Piece]:
    """Yield the files, one in memory at a time."""
    finals = FinalFile.objects.select_related("report__assessment__municipality", "report__assessment__round")
    for key in asked.finals:
        file = finals.defer("report__content").get(pk=key)
        report = file.report
        yield Piece(report.assessment, "vastgesteld", report.reference, report.adopted_at, bytes(file.content))
    for key in asked.concepts:
        row = Submission.objects.defer("content").select_related("assessment__municipality", "assessment__round")
        submission = row.get(pk=key)
        content = _concept_file(key).path.read_bytes()
        yield Piece(submission.assessment, "concept", "", submission.submitted_at, content)


def _overview(lines: list[tuple[str, ...]]) -> bytes:
    """Return the list of what is in the ZIP, as Excel in the Netherlands opens it."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADS)
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _add(archive: ZipFile, name: str, at: datetime, content: bytes) -> None:
    info = ZipInfo(name, timezone.localtime(at).timetuple()[:6])
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)


ROUND_ZIP = register(
    Kind("rapporten", "alle rapporten van de ronde", ZIP, TypeAdapter(RoundZip), _write, is_quick=False)
)
