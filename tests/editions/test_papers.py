"""Another framework goes through every paper beside the report, the national picture and the data, in its own words."""

import csv
import io
import json
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from jsonschema import Draft202012Validator

from assessments.access import get_assessment
from assessments.findings.catalogue import RULES, rules_of
from assessments.handover import read_handover
from assessments.models import Assessment
from assessments.reading import Filled, snapshot_of
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from comparison.national.reading import read_picture, rounds_to_show
from exports.code_lists import code_lines
from municipalities.access import May
from municipalities.models import Municipality, Role
from reports.content import read_content
from reports.final.reading import follow_up_of
from reports.follow_up import build_follow_up
from reports.house import head_of
from reports.issue import concept_issue
from reports.kinds import NATIONAL_REPORT
from reports.letter.wording import build_letter
from reports.letter.writing import letter_docx
from reports.national import build_national_report
from reports.public_summary import build_public_summary
from reports.questionnaire import build_questionnaire
from tests.comparison.national.country import adopt_all
from tests.editions.test_other_framework import OF_2009, adopt
from tests.editions.walking import fill_in, page, save
from tests.factories import RoundFactory, UserFactory

pytestmark = pytest.mark.django_db

# What only the edition of 2009 is about, or calls so: its subject, its layers, its source.
ELSEWHERE = re.compile(
    OF_2009.pattern + r"|[Vv]rijwillig|\bVisie\b|\bBeleid\b|\bUitvoering\b|Financiën|[Bb]rochure|het veld"
)
SITE = "Basisfuncties vrijwilligerswerk"  # the name of the site, whatever it asks


def words_of(markup):
    """Return all words of a page or paper, also those that are heard or stand in its margins."""
    shown = re.sub(r"<style.*?</style>", " ", markup, flags=re.S)
    attributes = re.findall(r'(?:alt|title|content|aria-label|data-[a-z]+)="([^"]*)"', shown)
    return " ".join(" ".join([re.sub(r"<[^>]+>", " ", shown), *attributes]).split()).replace(SITE, "")


def assert_own(text, *expected):
    found = ELSEWHERE.search(text)
    assert found is None, f"{found.group()!r} in …{text[max(0, found.start() - 80) : found.end() + 40]}…"
    for words in expected:
        assert words in text, words


@pytest.fixture
def filled(town):
    """The town with all filled in, and one speerpunt of which nothing is known."""
    fill_in(town)
    save(town, "zien", "beleid", **{"speerpunten-chosen": ["zien-beleid-huisbezoek", "zien-beleid-loket"]})
    return town


@pytest.fixture
def contents(filled):
    """What the papers are made of, as a concept and as adopted."""
    assessment = Assessment.objects.get(pk=filled.assessment.pk)
    concept = read_content(assessment, concept_issue(assessment))
    adopt(filled)
    return [concept, follow_up_of(Assessment.objects.get(pk=assessment.pk))]


def test_the_public_summary(contents):
    for content in contents:
        summary = build_public_summary(content, framework_address="https://voorbeeld.example.nl/kader/")
        text = words_of(render_to_string("pdf/public_summary.html", {"summary": summary, "size": "usual"}))
        assert_own(text, "Mantelzorg in", "drie taken", "Behoefte", "Middelen", "zorgen voor elkaar", "3 betekent")
        # nothing asks what is carried out, so what was chosen is what the municipality works at
        assert_own(text, "werkt nu aan deze onderwerpen", "Logeeropvang")


def test_what_is_the_field_elsewhere_is_not_made_into_volunteers(contents):
    content = contents[1]
    assert "vrijwilligers" not in str(build_public_summary(content, framework_address="x").levels_explained)


def test_the_letter_to_the_council(contents):
    for content in contents:
        document = Document(io.BytesIO(letter_docx(build_letter(content))))
        text = " ".join(each.text or "" for each in document.element.body.iter() if each.tag.endswith("}t"))
        assert_own(text, "Zelfevaluatie mantelzorg", "0 tot en met 3", "Behoefte", "van behoefte naar middelen")


def test_what_followed_on_the_report(contents):
    follow_up = build_follow_up(contents[1])
    assert_own(words_of(render_to_string("pdf/follow_up.html", {"report": follow_up})), "Vervolg op het rapport")


def test_the_handover_on_screen_and_on_paper(filled):
    save(filled, "waarderen", "financien", **{"niveau-level": "", "niveau-reason": ""})
    place = (filled.municipality.code, filled.assessment.round.year)
    handover = read_handover(get_assessment(filled.member(Role.COORDINATOR), *place, May.FILL_IN))
    paper = render_to_string("pdf/handover.html", {"handover": handover, "house": head_of(None, "")})
    for markup in (paper, page(filled.client, filled.url("handover")).split("<main", 1)[1].split("</main>")[0]):
        assert_own(words_of(markup), "Behoefte: niveau 2", "Nog geen niveau middelen")


@pytest.mark.parametrize("is_blank", [True, False])
def test_the_questionnaire(filled, framework, is_blank):
    sheet = build_questionnaire(
        structure_of(framework),
        snapshot_of(filled.assessment, Filled(filled.assessment)),
        is_blank=is_blank,
        only=None,
        dated_on=timezone.localdate(),
    )
    # of the key figures the names are those of volunteer work: docs/decisions/0015-other-frameworks.md
    text = words_of(render_to_string("pdf/questionnaire.html", {"sheet": sheet})).split("Kerncijfers")[0]
    assert_own(text, "Aanbod", "3. Elk jaar besproken.", "Bedrag per jaar")
    assert "4." not in text.replace("Pagina", "")


def test_the_settings_of_the_report(filled):
    assert_own(words_of(page(filled.client, filled.url("report_settings")).split("<main", 1)[1].split("</main>")[0]))


@pytest.fixture
def country(framework):
    """A country of which two rounds on the test framework were adopted, so many that numbers may be said."""
    towns = list(Municipality.objects.filter(ended_on=None).order_by("province", "code")[:60])
    for year in (2024, 2025):
        RoundFactory(year=year, framework=framework)
        adopt_all(towns, year, levels=lambda place: place % 4)


@pytest.fixture
def beheerder():
    client = Client()
    client.force_login(UserFactory(beheerder=True))
    return client


def test_the_national_page_and_report(country, beheerder):
    shown = page(beheerder, reverse("national")).split("<main", 1)[1].split("</main>")[0]
    offers = rounds_to_show()
    figures = read_picture(offers[0], offers, timezone.localdate())
    assert NATIONAL_REPORT.load(NATIONAL_REPORT.dump(figures).decode()) == figures
    report = render_to_string("pdf/national_report.html", {"report": build_national_report(figures)})
    for markup in (shown, report):
        assert_own(words_of(markup), "Het verst: niveau 2 of 3", "Behoefte", "Elke provincie")
        assert "Geen uitvoerder" not in markup


def test_the_open_data(country, beheerder):
    content = beheerder.get(reverse("national_json")).json()
    Draft202012Validator(beheerder.get(reverse("national_schema")).json()).validate(content)
    assert_own(json.dumps(content, ensure_ascii=False).replace(SITE, ""), "Behoefte", "niveau_3")
    rows = list(
        csv.DictReader(io.StringIO(beheerder.get(reverse("national_csv")).content.decode("utf-8-sig")), delimiter=";")
    )
    assert {row["laag"] for row in rows if row["soort"] == "niveaus"} == {"visie", "beleid", "financien"}
    assert "niveau_4" not in rows[0]
    assert_own(words_of(page(beheerder, reverse("national_data")).split("<main", 1)[1].split("</main>")[0]))


def test_the_data_of_one_assessment_keeps_to_the_schema_and_names_its_own_codes(filled):
    place = [filled.municipality.code, filled.assessment.round.year, "json"]
    content = json.loads(filled.client.get(reverse("data_file", args=place)).getvalue())
    Draft202012Validator(Client().get(reverse("data_schema")).json()).validate(content)
    meanings = " ".join(each["betekenis"] for each in content["codes"])
    assert "Brochure" not in meanings
    for words in ("Behoefte", "Huisbezoek", "Elk jaar besproken."):
        assert words in meanings
    assert {each["laag"] for each in content["zelfevaluaties"][0]["niveaus"]} == {"visie", "beleid", "financien"}


def test_sources_go_with_the_edition_that_they_are_about(framework):
    other, first = structure_of(framework), structure_of(Framework.objects.get(edition="2009"))
    assert not any("Brochure" in line.meaning for line in code_lines([other]))
    assert any("Brochure" in line.meaning for line in code_lines([first, other]))


def test_only_findings_that_an_edition_can_have_are_counted(framework):
    assert rules_of(structure_of(Framework.objects.get(edition="2009"))) == tuple(RULES.values())
    assert {rule.code for rule in rules_of(structure_of(framework))} == {
        "doel-zonder-speerpunt",
        "speerpunt-zonder-doel",
        "hoog-niveau",
        "laag-niveau",
        "geen-evaluatie",
        "lager-niveau",
    }
