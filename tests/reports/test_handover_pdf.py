"""The page for a successor as PDF: accepted by the validator, with the words of the page on screen."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from municipalities.models import Role
from tests.factories import AssessmentFactory, AssignmentFactory, MembershipFactory, StyleFactory
from tests.judges import faults
from tests.making.working import content_of, download
from tests.reports.test_pdf import ODD

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]


@pytest.fixture
def assessment(client):
    assessment = AssessmentFactory(rated=True, round__is_demo=True)
    person = MembershipFactory(
        municipality=assessment.municipality, role=Role.POLICY_OFFICER, user__name="Bo Voorbeeld"
    ).user
    client.force_login(person)
    return assessment


def handover_pdf(client, assessment):
    response = download(client, reverse("handover_pdf", args=[assessment.municipality.code, assessment.round.year]))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith('attachment; filename="overdracht-testgemeente')
    return content_of(response)


def words(pdf):
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("is_full", [True, False], ids=["full", "empty"])
def test_it_is_accessible_and_archivable(client, assessment, is_full):
    if is_full:
        StyleFactory(municipality=assessment.municipality)
        AssignmentFactory(assessment=assessment, part="vertalen/visie", waiting=True, word=ODD)
        assessment.ratings.update(reason=ODD)
        assessment.ratings.filter(pk=assessment.ratings.first().pk).update(reason=ODD * 20)
    else:
        assessment.ratings.all().delete()
    assert faults(handover_pdf(client, assessment)) == []


def test_it_says_what_a_successor_must_know(client, assessment):
    person = MembershipFactory(municipality=assessment.municipality, user__name="Fenna Voorbeeld").user
    AssignmentFactory(assessment=assessment, part="versterken/beleid", user=person, word="Na de zomer.")
    text = words(handover_pdf(client, assessment))
    for expected in ("Overdracht van de zelfevaluatie", "Fenna Voorbeeld", "Na de zomer.", "Zo staat het ervoor."):
        assert expected in text
    assert "Voorbeeldgegevens: verzonnen antwoorden" in text
