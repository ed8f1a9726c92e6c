"""Who gets which version of the report, on screen and as PDF."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from assessments.models import Assessment, Speerpunt, Status
from assessments.steps import ADOPT, ASK_SUPPLEMENT, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from basisfuncties.models import Basisfunctie
from municipalities.models import Role
from tests.factories import AssessmentFactory, MembershipFactory, UserFactory
from tests.improvement.action_factories import ActionFactory
from tests.making.working import content_of, download

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory(rated=True)


@pytest.fixture
def people(assessment):
    """Return one person of each role of this municipality, by role, and a beheerder."""
    municipality = assessment.municipality
    found = {
        role: MembershipFactory(role=role, municipality=municipality).user for role in Role if role != Role.ADVISER
    }
    adviser = MembershipFactory(role=Role.ADVISER, municipality=None, province=municipality.province)
    return {**found, Role.ADVISER: adviser.user, "beheerder": UserFactory(beheerder=True)}


def step(assessment, person, step, note=""):
    take_step(person, assessment.municipality.code, assessment.round.year, step, note=note)


def address(assessment, name="report"):
    return reverse(name, args=[assessment.municipality.code, assessment.round.year])


def read(client, person, assessment, name="report"):
    client.force_login(person)
    return client.get(address(assessment, name))


def add_speerpunt(assessment, person, label):
    basisfunctie = Basisfunctie.objects.filter(framework=assessment.round.framework).first()
    Speerpunt.objects.create(
        assessment=assessment,
        basisfunctie=basisfunctie,
        own_label=label,
        code=f"eigen-{Speerpunt.objects.count()}",
        updated_by=person,
    )


@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.COORDINATOR])
def test_who_fills_in_sees_the_live_concept(client, assessment, people, role):
    add_speerpunt(assessment, people[role], "Een idee van vandaag")

    page = read(client, people[role], assessment).content.decode()

    assert "Concept van" in page
    assert "Een idee van vandaag" in page


@pytest.mark.parametrize("role", [Role.READER, Role.ADVISER, "beheerder"])
def test_others_see_that_nothing_was_submitted_yet(client, assessment, people, role):
    response = read(client, people[role], assessment)

    assert response.status_code == 200
    assert "Er is nog niets ingediend" in response.content.decode()
    assert read(client, people[role], assessment, "report_pdf").status_code == 404


@pytest.mark.parametrize("role", [*(role for role in Role if role != Role.GUEST), "beheerder"])
def test_everybody_reads_the_submission_once_there_is_one(client, assessment, people, role):
    step(assessment, people[Role.COORDINATOR], SUBMIT)
    Assessment.objects.filter(pk=assessment.pk).update(status=Status.IN_REVIEW)
    add_speerpunt(assessment, people[Role.COORDINATOR], "Te laat bedacht")

    page = read(client, people[role], assessment).content.decode()

    assert "nog niet vastgesteld" in page
    assert "(concept)" in page
    assert "Te laat bedacht" not in page


def test_in_a_supplement_the_municipality_sees_its_concept_and_others_the_submission(client, assessment, people):
    step(assessment, people[Role.COORDINATOR], SUBMIT)
    step(assessment, people[Role.ADVISER], TAKE_UP)
    step(assessment, people[Role.ADVISER], ASK_SUPPLEMENT, "Graag meer over Verankeren.")
    add_speerpunt(assessment, people[Role.COORDINATOR], "Een aanvulling")

    assert "Een aanvulling" in read(client, people[Role.COORDINATOR], assessment).content.decode()
    assert "Een aanvulling" not in read(client, people[Role.READER], assessment).content.decode()


def test_an_adopted_report_is_final_with_reference_and_checksum(client, assessment, people):
    step(assessment, people[Role.COORDINATOR], SUBMIT)
    step(assessment, people[Role.ADVISER], TAKE_UP)
    step(assessment, people[Role.ADVISER], ADOPT)

    page = read(client, people[Role.READER], assessment).content.decode()

    assert "Vastgesteld op" in page
    assert f"ZVW-{assessment.round.year}-{assessment.municipality.code}-1" in page
    assert assessment.submissions.get().sha256 in page
    assert "(concept)" not in page


@pytest.mark.pdf
def test_the_pdf_is_a_download_that_no_cache_keeps(client, assessment, people):
    client.force_login(people[Role.COORDINATOR])
    response = download(client, address(assessment, "report_pdf"))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="raadsrapport-testgemeente-')
    assert response["Content-Disposition"].endswith(f'-{assessment.round.year}-concept.pdf"')
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))


@pytest.mark.pdf
def test_the_final_pdf_says_the_same_as_the_screen(client, assessment, people):
    add_speerpunt(assessment, people[Role.COORDINATOR], "Vacaturebank in de wijk")
    step(assessment, people[Role.COORDINATOR], SUBMIT)
    step(assessment, people[Role.ADVISER], TAKE_UP)
    step(assessment, people[Role.ADVISER], ADOPT)

    page = read(client, people[Role.READER], assessment).content.decode()
    response = download(client, address(assessment, "report_pdf"))
    text = "".join(each.extract_text() for each in PdfReader(BytesIO(content_of(response))).pages)

    assert "concept" not in response["Content-Disposition"]
    for words in ("Vacaturebank in de wijk", "Alle lagen zijn gemiddeld even sterk: niveau 2."):
        assert words in page
        assert words.replace(" ", "") in text.replace("\n", " ").replace(" ", "")


@pytest.mark.parametrize(
    ("name", "file", "content_type"),
    [
        ("public_summary", "publiekssamenvatting-testgemeente", "application/pdf"),
        (
            "council_letter",
            "raadsinformatiebrief-testgemeente",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_what_is_made_of_the_same_data_is_downloaded_from_the_page_of_the_report(
    client, assessment, people, name, file, content_type
):
    page = read(client, people[Role.COORDINATOR], assessment).content.decode()
    response = download(client, address(assessment, name))

    assert f'href="{address(assessment, name)}"' in page
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith(f'attachment; filename="{file}-')
    assert "-concept." in response["Content-Disposition"]
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))


@pytest.mark.parametrize("name", ["public_summary", "council_letter"])
def test_beside_a_final_report_they_say_what_is_agreed_since(client, assessment, people, name, monkeypatch):
    step(assessment, people[Role.COORDINATOR], SUBMIT)
    step(assessment, people[Role.ADVISER], TAKE_UP)
    step(assessment, people[Role.ADVISER], ADOPT)
    ActionFactory(assessment=assessment, title="Wijs een trekker aan")
    given = []
    monkeypatch.setattr(
        "reports.views.give", lambda request, kind, content, **more: given.append(content) or HttpResponse()
    )

    read(client, people[Role.READER], assessment, name)

    assert [each.title for each in given[0].plan] == ["Wijs een trekker aan"]
    assert given[0].issue.is_final


@pytest.mark.parametrize("name", ["public_summary", "council_letter"])
def test_nothing_is_made_of_what_was_not_submitted(client, assessment, people, name):
    assert read(client, people[Role.READER], assessment, name).status_code == 404


def test_markup_that_was_typed_comes_out_as_text(client, assessment, people):
    add_speerpunt(assessment, people[Role.COORDINATOR], "<script>alert('x')</script>")

    page = read(client, people[Role.COORDINATOR], assessment).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("submitted", [False, True])
def test_the_report_takes_as_many_queries_with_more_in_it(
    client, assessment, people, submitted, django_assert_num_queries
):
    coordinator = people[Role.COORDINATOR]
    add_speerpunt(assessment, coordinator, "Eerste")
    if submitted:
        step(assessment, coordinator, SUBMIT)
        step(assessment, people[Role.ADVISER], TAKE_UP)
    read(client, coordinator, assessment)
    client.force_login(coordinator)
    with django_assert_num_queries(13 if submitted else 16):
        client.get(address(assessment))
    if submitted:
        step(assessment, people[Role.ADVISER], ASK_SUPPLEMENT, "Graag meer.")
    for number in range(3):
        add_speerpunt(assessment, coordinator, f"Nog een: {number}")
    if submitted:
        step(assessment, coordinator, SUBMIT)
    with django_assert_num_queries(13 if submitted else 16):
        client.get(address(assessment))


def test_the_year_of_another_round_does_not_exist(client, assessment, people):
    client.force_login(people[Role.COORDINATOR])
    for name in ("report", "report_pdf"):
        year = timezone.localdate().year + 1
        assert client.get(reverse(name, args=[assessment.municipality.code, year])).status_code == 404
