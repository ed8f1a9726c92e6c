"""`manage.py council_report`: the file, and clear words when it can't be made."""

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from tests.factories import AssessmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory(rated=True)


@pytest.mark.pdf
def test_the_command_writes_the_report(assessment, tmp_path):
    path = tmp_path / "rapport.pdf"

    call_command("council_report", assessment.municipality.code, str(assessment.round.year), str(path))

    assert assessment.municipality.name in PdfReader(path).pages[0].extract_text()


def test_an_assessment_that_is_not_there_is_named(assessment, tmp_path):
    with pytest.raises(CommandError, match="Er is geen zelfevaluatie van GM0000 in 2026"):
        call_command("council_report", "GM0000", "2026", str(tmp_path / "rapport.pdf"))


def test_a_year_that_is_not_a_number_is_refused(tmp_path):
    with pytest.raises(CommandError, match="jaar"):
        call_command("council_report", "GM0363", "dit jaar", str(tmp_path / "rapport.pdf"))


def test_a_folder_that_is_not_there_is_named_before_anything_is_made(assessment, tmp_path):
    path = tmp_path / "nergens" / "rapport.pdf"

    with pytest.raises(CommandError, match="nergens"):
        call_command("council_report", assessment.municipality.code, str(assessment.round.year), str(path))
