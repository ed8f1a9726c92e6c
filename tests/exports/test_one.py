"""The data of one assessment, through the request."""

import json
from io import BytesIO

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from assessments.models import Status
from audit.models import Entry, Event
from exports.schema import schema
from municipalities.models import Role
from tests.factories import AssessmentFactory, MembershipFactory
from tests.improvement.factories import AdviceFactory, AdviceTextFactory, RecommendationFactory

pytestmark = pytest.mark.django_db


def address(assessment, file_format=None):
    place = [assessment.municipality.code, assessment.round.year]
    return reverse("data_file", args=[*place, file_format]) if file_format else reverse("data", args=place)


def read_json(client, assessment):
    answer = client.get(address(assessment, "json"))
    assert answer.status_code == 200
    document = json.loads(answer.content)
    Draft202012Validator(schema(document["$schema"])).validate(document)
    [values] = document["zelfevaluaties"]
    return values


def explanations(values):
    return {row["toelichting"] for row in values["antwoorden"]}


def test_who_fills_in_gets_what_stands_there_now_and_a_reader_what_was_handed_in(client, submitted, member):
    submitted.answers.update(explanation="Alleen voor ons.")
    submitted.status = Status.SUPPLEMENT
    submitted.save()
    client.force_login(member(Role.POLICY_OFFICER))
    own = read_json(client, submitted)
    assert own["zelfevaluatie"]["versie"] == "concept"
    assert "Alleen voor ons." in explanations(own)
    client.force_login(member(Role.READER))
    read = read_json(client, submitted)
    assert (read["zelfevaluatie"]["versie"], read["zelfevaluatie"]["indiening"]) == ("ingediend", 1)
    assert "Alleen voor ons." not in json.dumps(read)


def test_an_adviser_and_the_beheerder_get_what_was_handed_in(client, submitted, adviser, beheerder):
    for person in (adviser, beheerder):
        client.force_login(person)
        assert "Wij vergrijzen snel." in explanations(read_json(client, submitted))


def test_what_is_not_handed_in_does_not_exist_for_who_does_not_fill_in(client, beheerder):
    concept = AssessmentFactory()
    client.force_login(beheerder)
    assert "nog niet ingediend" in client.get(address(concept)).content.decode()
    for file_format in ("xlsx", "csv", "json"):
        assert client.get(address(concept, file_format)).status_code == 404


@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.COORDINATOR, Role.READER, Role.GUEST])
def test_nobody_gets_the_data_of_another_municipality(client, make_submitted, member, role):
    other = make_submitted()
    client.force_login(member(role))
    for url in (address(other), address(other, "xlsx"), address(other, "csv"), address(other, "json")):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("file_format", "ending", "content_type"),
    [
        ("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "csv.zip", "application/zip"),
        ("json", "json", "application/json"),
    ],
)
def test_a_file_has_a_name_and_is_kept_by_nobody_on_the_way(
    client, submitted, adviser, file_format, ending, content_type
):
    client.force_login(adviser)
    answer = client.get(address(submitted, file_format))
    name = f"gegevens-{submitted.municipality.name.lower().replace(' ', '-')}-{submitted.round.year}.{ending}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"] == content_type
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(event=Event.EXPORTED)
    assert (entry.user, entry.about, entry.place_code) == (adviser, name, submitted.municipality.code)


def test_asking_for_the_head_of_a_file_is_no_download(client, submitted, adviser):
    client.force_login(adviser)
    assert client.head(address(submitted, "json")).status_code == 200
    assert not Entry.objects.filter(event=Event.EXPORTED).exists()


def test_the_workbook_holds_the_edition_and_says_which_version(client, submitted, adviser):
    client.force_login(adviser)
    book = load_workbook(BytesIO(client.get(address(submitted, "xlsx")).content))
    said = [row[0].value for row in book["Toelichting"].iter_rows(max_row=8)]
    assert any("indiening 1" in str(text) for text in said)
    assert any("Editie 2009" in str(text) for text in said)


def test_no_file_holds_the_name_of_who_wrote_or_reviewed(client, submitted, adviser):
    submitted.submissions.get().submitted_by  # noqa: B018 - it has one
    client.force_login(adviser)
    text = client.get(address(submitted, "json")).content.decode()
    assert "Persoon " not in text
    assert "@example.org" not in text


def test_an_advice_is_in_it_once_it_is_sent(client, submitted, member):
    client.force_login(member(Role.READER))
    advice = AdviceFactory(assessment=submitted)
    AdviceTextFactory(advice=advice, text="Maak het korter.")
    RecommendationFactory(advice=advice, title="Kies er drie.")
    before = read_json(client, submitted)
    assert before["adviezen"] == before["aanbevelingen"] == []
    from django.utils import timezone

    advice.sent_at, advice.sent_by = timezone.now(), advice.started_by
    advice.save()
    after = read_json(client, submitted)
    assert [row["advies_tekst"] for row in after["adviezen"]] == ["Maak het korter."]
    assert [row["aanbeveling"] for row in after["aanbevelingen"]] == ["Kies er drie."]


def test_the_page_says_which_version_and_leads_to_each_format(client, submitted, member):
    client.force_login(member(Role.READER))
    page = client.get(address(submitted)).content.decode()
    assert "U krijgt indiening 1" in page
    for file_format in ("xlsx", "csv", "json"):
        assert f'href="{address(submitted, file_format)}"' in page
    assert reverse("data_schema") in page


def test_an_unknown_format_does_not_exist(client, submitted, adviser):
    client.force_login(adviser)
    assert client.get(address(submitted, "pdf")).status_code == 404


def test_the_report_and_the_overview_lead_to_the_data(client, submitted, member):
    client.force_login(member(Role.COORDINATOR))
    place = [submitted.municipality.code, submitted.round.year]
    for name in ("report", "overview", "submission"):
        assert f'href="{address(submitted)}"' in client.get(reverse(name, args=place)).content.decode()


def test_the_schema_is_public(client):
    answer = client.get(reverse("data_schema"))
    assert answer.status_code == 200
    published = json.loads(answer.content)
    assert published["$id"].endswith(reverse("data_schema"))
    Draft202012Validator.check_schema(published)


def test_a_file_costs_no_more_queries_for_more_in_it(client, submitted, member, django_assert_max_num_queries):
    client.force_login(member(Role.READER))
    client.get(address(submitted, "json"))
    MembershipFactory.create_batch(3, municipality=submitted.municipality)
    with django_assert_max_num_queries(8):
        client.get(address(submitted, "json"))
    with django_assert_max_num_queries(6):
        client.get(address(submitted))
