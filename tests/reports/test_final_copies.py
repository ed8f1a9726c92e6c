"""The file of a final report comes from the disk, and is the one of the database whatever becomes of the disk."""

import hashlib
import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.steps import ADOPT, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from audit.models import Entry, Event
from municipalities.models import Role
from reports.final.copies import path_of
from reports.final.models import FinalFile, FinalReport
from tests.factories import AssessmentFactory, MembershipFactory
from tests.making.working import content_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 " + bytes(range(256)) * 8


@pytest.fixture
def file():
    """Return the file of an adopted report, of which there is no copy yet."""
    assessment = AssessmentFactory(rated=True)
    municipality, year = assessment.municipality, assessment.round.year
    coordinator = MembershipFactory(municipality=municipality, role=Role.COORDINATOR).user
    adviser = MembershipFactory(adviser_of_province=True, province=municipality.province).user
    for person, step in ((coordinator, SUBMIT), (adviser, TAKE_UP), (adviser, ADOPT)):
        take_step(person, municipality.code, year, step)
    return FinalFile.objects.create(
        report=FinalReport.objects.get(), content=PDF, size=len(PDF), sha256=hashlib.sha256(PDF).hexdigest()
    )


@pytest.fixture
def ask(client, file):
    """Return a function that asks for the file as a reader of the municipality."""
    assessment = file.report.assessment
    client.force_login(MembershipFactory(municipality=assessment.municipality, role=Role.READER).user)
    url = reverse("report_pdf", args=[assessment.municipality.code, assessment.round.year])
    return lambda: content_of(client.get(url))


def test_from_the_second_time_its_bytes_are_read_from_the_disk_and_not_from_the_database(ask, file):
    assert ask() == PDF
    assert path_of(file).read_bytes() == PDF
    with CaptureQueriesContext(connection) as asked:
        assert ask() == PDF
    assert not [query for query in asked.captured_queries if '"reports_finalfile"."content"' in query["sql"]]
    assert len(asked) == 5  # session, person, access, report and its file, audit log
    assert Entry.objects.filter(event=Event.DOWNLOADED).count() == 2


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(PDF[:-1] + b"!", id="one byte"),
        pytest.param(PDF[:100], id="cut off"),
        pytest.param(b"", id="emptied"),
    ],
)
def test_a_copy_that_was_changed_is_not_given_and_is_mended(ask, file, changed):
    ask()
    before = path_of(file).stat()
    path_of(file).write_bytes(changed)
    os.utime(path_of(file), ns=(before.st_atime_ns, before.st_mtime_ns))
    assert ask() == PDF
    assert path_of(file).read_bytes() == PDF


def test_a_copy_that_was_thrown_away_is_made_again(ask, file):
    ask()
    path_of(file).unlink()
    assert ask() == PDF
    assert [path.name for path in path_of(file).parent.iterdir()] == [path_of(file).name]


def test_when_the_disk_can_not_be_written_the_file_is_given_all_the_same(ask, settings, tmp_path, caplog):
    (tmp_path / "full").touch()
    settings.MEDIA_ROOT = tmp_path / "full"
    assert ask() == PDF
    assert "no copy" in caplog.text


def test_nobody_else_on_the_machine_may_read_a_copy(ask, file):
    ask()
    assert path_of(file).stat().st_mode & 0o077 == 0
