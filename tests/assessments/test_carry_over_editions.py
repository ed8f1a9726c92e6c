"""Starting from a round that was on another edition of the framework: by code."""

import copy

import pytest
from django.conf import settings

from assessments.models import Answer, Round
from basisfuncties.framework_file import read_framework_file
from basisfuncties.loading import load_framework
from tests.assessments.previous_round import Q1, RELIEF, VERGRIJZING, hand_in

REAL = settings.BASE_DIR / "fixtures" / "kader-2009.yaml"


def body(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def changed(returning):
    """Put the running round on an edition in which a question and an element went and others read differently."""
    content = copy.deepcopy(read_framework_file(REAL.read_text(encoding="utf-8")))
    content["edition"] = "2027"
    vertalen = content["basisfuncties"][0]
    questions = vertalen["layers"]["visie"]["questions"]
    questions[0]["text"] = "Welke ontwikkelingen ziet u nu?"
    questions[0]["options"] = [each for each in questions[0]["options"] if each["code"] != VERGRIJZING]
    elements = vertalen["layers"]["beleid"]["elements"]
    next(each for each in elements if each["code"] == RELIEF)["label"] = "Minder lasten"
    gone = content["basisfuncties"][1]["layers"]["visie"]["questions"].pop()
    Answer.objects.create(
        assessment=returning.previous,
        question=returning.previous.round.framework.questions.get(code=gone["code"]),
        explanation="Een antwoord dat nergens meer past.",
        updated_by=returning.officer,
    )
    hand_in(returning.previous, returning.officer)
    framework = load_framework(content).framework
    Round.objects.filter(pk=returning.assessment.round_id).update(framework=framework)
    returning.gone = gone
    return returning


def test_the_page_says_what_is_new_gone_and_worded_otherwise(changed):
    page = body(changed.client.get(changed.url("carry_over")))
    assert "nu is het editie 2027" in page
    assert "Welke ontwikkelingen ziet u nu?" in page
    assert "Minder lasten" in page
    assert changed.gone["text"] in page


def test_an_answer_that_has_no_place_any_more_is_shown_and_stays_in_its_own_round(changed):
    changed.client.post(changed.url("carry_over"))
    page = body(changed.client.get(changed.url("carry_over")))
    assert "Deze vraag is vervallen." in page
    assert "Een antwoord dat nergens meer past." in page
    assert changed.previous.answers.filter(explanation__startswith="Een antwoord dat").exists()


def test_by_code_the_rest_lands_in_the_new_edition(changed):
    changed.client.post(changed.url("carry_over"))
    answer = changed.answer(Q1)
    assert answer.question.framework.edition == "2027"
    assert [item["text"] for item in answer.own] == ["Vergrijzing", "Wateroverlast"]
    assert str(changed.speerpunt(RELIEF)) == "Minder lasten"


def test_the_old_wording_stands_beside_the_question(changed):
    changed.client.post(changed.url("carry_over"))
    old = changed.previous.round.framework.questions.get(code=Q1).text
    assert old in body(changed.client.get(changed.step()))
    assert "Lastenverlichting" in body(changed.client.get(changed.step(layer="financien")))


def test_where_the_editions_are_the_same_it_says_so(returning):
    assert "dezelfde als in" in body(returning.client.get(returning.url("carry_over")))
