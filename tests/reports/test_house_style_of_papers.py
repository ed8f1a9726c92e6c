"""The papers without a cover wear the house style of the municipality: its colour, and its logo beside the title."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from reports import views
from reports.follow_up import build_follow_up
from reports.house import head_of
from reports.letter.wording import build_letter
from tests.factories import AssessmentFactory, MembershipFactory, StyleFactory
from tests.reports.beside import CASES, HOUSE


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["handover_pdf", "questionnaire"])
@pytest.mark.parametrize("has_style", [True, False])
def test_handover_and_questionnaire_are_made_with_the_style_of_the_municipality(client, monkeypatch, name, has_style):
    given = {}
    monkeypatch.setattr(views, "_give", lambda request, opened, kind, content, *_: given.update({kind: content}))
    assessment = AssessmentFactory()
    if has_style:
        StyleFactory(municipality=assessment.municipality)
    client.force_login(MembershipFactory(municipality=assessment.municipality).user)
    with pytest.raises(ValueError, match="didn't return an HttpResponse"):
        client.get(reverse(name, args=[assessment.municipality.code, assessment.round.year]))
    ((kind, content),) = given.items()
    assert (content.style.colour if content.style else "") == ("#154273" if has_style else "")
    assert kind.load(kind.dump(content).decode()) == content


def test_the_head_of_a_paper_has_the_colour_and_the_logo_with_its_name():
    head = head_of(HOUSE, "Gemeente Voorbeeldstad")
    assert "--bf-accent: #1" in head.css
    assert "<title>Gemeente Voorbeeldstad</title>" in head.logo
    assert (head_of(None, "x").css, head_of(None, "x").logo) == ("", "")


def test_what_followed_on_a_report_has_it_too():
    worn = build_follow_up(CASES["in the house style"])
    markup = render_to_string("pdf/follow_up.html", {"report": worn})
    assert markup.index("<title>Gemeente Voorbeeldstad</title>") < markup.index("<h1>")
    assert re.search(r"<style>:root \{ --bf-accent: #[0-9a-f]{6}", markup)


def test_the_headings_of_the_letter_are_in_the_colour():
    assert build_letter(CASES["in the house style"]).palette == HOUSE.palette
    assert build_letter(CASES["final"]).palette is None
