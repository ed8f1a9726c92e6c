"""/controleer/: anyone can ask whether a file is an adopted report, and of whom."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Entry
from reports.final.checking import CheckForm, verdict
from reports.final.models import FinalFile, FinalReport
from tests.assessments.previous_round import hand_in
from tests.factories import AssessmentFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/controleer/"
PDF = b"%PDF-1.7 een vastgesteld rapport"


def handed_in():
    """Return what a municipality handed in."""
    assessment = AssessmentFactory(submitted=True)
    hand_in(assessment, UserFactory())
    return assessment.submissions.get()


@pytest.fixture
def final():
    """Return a final report with its file."""
    submission = handed_in()
    assessment = submission.assessment
    final = FinalReport.objects.create(
        assessment=assessment,
        submission=submission,
        reference=f"ZVW-{assessment.round.year}-{assessment.municipality.code}-1",
        adopted_at=timezone.now(),
        submission_sha256=submission.sha256,
        content={},
    )
    FinalFile.objects.create(report=final, content=PDF, size=len(PDF), sha256=hashlib.sha256(PDF).hexdigest())
    return final


def upload(client, content, **fields):
    return client.post(PAGE, {"bestand": SimpleUploadedFile("rapport.pdf", content), **fields}).content.decode()


def test_a_file_that_is_an_adopted_report_is_known_with_whose_it_is(client, final):
    page = upload(client, PDF)
    assert "Dit is een vastgesteld rapport" in page
    for words in (final.reference, final.assessment.municipality.name, str(final.assessment.round.year)):
        assert words in page


def test_a_file_in_which_one_byte_differs_is_not_known(client, final):
    page = upload(client, PDF + b" ")
    assert "geen vastgesteld rapport dat wij kennen" in page
    assert final.reference not in page
    assert hashlib.sha256(PDF + b" ").hexdigest() in page


def test_the_checksum_of_the_file_will_do(client, final):
    sha256 = final.file.sha256
    as_pasted = (
        sha256,
        sha256.upper(),
        f"SHA-256: {sha256[:32]} {sha256[32:]}.",
        f" {sha256}\n",
        f"Controlegetal (SHA-256):\r\n{sha256[:50]}-\r\n{sha256[50:]}",
        " ".join(sha256[start : start + 4] for start in range(0, 64, 4)) + "\u200b",
    )
    for written in as_pasted:
        assert "Dit is een vastgesteld rapport" in client.post(PAGE, {"getal": written}).content.decode()
    assert "Dit is een vastgesteld rapport" in client.get(PAGE, {"getal": sha256}).content.decode()


def test_the_checksum_that_stands_in_the_report_is_known_but_proves_nothing_of_a_file(client, final):
    page = client.post(PAGE, {"getal": final.submission_sha256}).content.decode()
    assert "Dit controlegetal hoort bij een vastgesteld rapport" in page
    assert "Controleer dan het bestand zelf" in page


def test_a_submission_that_was_not_adopted_is_not_known(client):
    submission = handed_in()
    page = client.post(PAGE, {"getal": submission.sha256}).content.decode()
    assert "geen vastgesteld rapport dat wij kennen" in page


def test_it_is_told_when_there_is_a_newer_report_and_when_it_is_an_example(client, final):
    assessment = final.assessment
    assessment.round.is_demo = True
    assessment.round.save()
    newer = handed_in()
    FinalReport.objects.create(
        assessment=assessment,
        submission=newer,
        reference="ZVW-NIEUWER",
        adopted_at=timezone.now(),
        submission_sha256="0" * 64,
        content={},
    )
    page = upload(client, PDF)
    assert "ZVW-NIEUWER" in page
    assert "Alle antwoorden in het rapport zijn verzonnen" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Kies een bestand, of vul een controlegetal in."),
        ({"getal": "abc"}, "Dit zijn er 3."),
        ({"getal": "z" * 64}, "alleen cijfers en de letters a tot en met f.</"),
        ({"getal": "a" * 65}, "Dit zijn er 65."),
    ],
)
def test_what_can_not_be_checked_comes_back_with_what_is_wrong(client, fields, words):
    page = client.post(PAGE, fields).content.decode()
    assert "<title>Fout: " in page
    assert words in page
    assert fields.get("getal", "") in page


def test_a_file_and_a_checksum_are_not_checked_together(client, final):
    page = upload(client, PDF, getal=final.file.sha256)
    assert "niet allebei" in page
    assert final.file.sha256 in page


def test_an_empty_file_and_one_that_is_too_large_are_refused(client, settings):
    assert "Dit bestand is leeg." in upload(client, b"")
    settings.EVIDENCE_MAX_FILE = 10
    assert "Zo groot is geen rapport" in upload(client, b"x" * 50)


def test_nothing_of_it_is_kept(client, final, settings):
    upload(client, PDF)
    assert not Entry.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_it_is_reached_from_the_foot_of_every_page(client):
    assert f'href="{PAGE}"' in client.get("/kader/").content.decode()


def test_it_costs_two_queries(final, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert verdict(final.file.sha256).known
    assert not CheckForm({"getal": ""}, {}).is_valid()
