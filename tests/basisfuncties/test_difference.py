"""What differs between two editions, by code."""

import copy

import pytest

from basisfuncties.difference import What, difference
from basisfuncties.loading import load_framework
from basisfuncties.structure import structure_of
from tests.basisfuncties.small import small_content

pytestmark = pytest.mark.django_db


def editions(change):
    """Return the small framework and a second edition of it, changed."""
    old = small_content()
    new = copy.deepcopy(old) | {"edition": "klein-2"}
    change(new)
    return [structure_of(load_framework(content).framework) for content in (old, new)]


def visie(content, place=0):
    return content["basisfuncties"][place]["layers"]["visie"]


def change_everything(content):
    questions = visie(content)["questions"]
    questions[0]["text"] = "Wat ziet u nu?"
    questions[0]["options"][0]["label"] = "Lichtgroen"
    questions[0]["options"].pop(1)
    questions[0]["options"].append({"code": "een-visie-1-rood", "label": "Rood"})
    visie(content, 1)["questions"][0]["code"] = "twee-visie-7"
    beleid = content["basisfuncties"][1]["layers"]["beleid"]
    beleid["elements"] = [{"code": "twee-beleid-nota", "label": "Notitie"}]
    content["basisfuncties"][2]["layers"]["financien"]["levels"][3] = "drie en een half"


def test_two_editions_that_say_the_same_have_no_difference():
    old, new = editions(lambda content: None)
    assert difference(old, new).is_empty


def test_each_thing_is_new_gone_or_reworded():
    found = difference(*editions(change_everything))
    assert [(term.what, term.code) for term in found.new] == [
        (What.OPTION, "een-visie-1-rood"),
        (What.QUESTION, "twee-visie-7"),
    ]
    assert [(term.what, term.code) for term in found.gone] == [
        (What.OPTION, "een-visie-1-blauw"),
        (What.QUESTION, "twee-visie-1"),
        (What.ELEMENT, "twee-beleid-plan"),
    ]
    assert [(each.old.text, each.new.text) for each in found.reworded] == [
        ("Welke ziet u?", "Wat ziet u nu?"),
        ("Groen", "Lichtgroen"),
        ("Nota", "Notitie"),
        ("drie", "drie en een half"),
    ]


def test_a_term_says_where_it_stands():
    found = difference(*editions(change_everything))
    assert [term.place for term in found.gone] == ["Een, vraag 1", "Twee, vraag 1", "Twee, beleid"]
    assert found.reworded[-1].new.place == "Drie, financiën, niveau 3"


def test_the_other_way_round_new_and_gone_change_places():
    old, new = editions(change_everything)
    there, back = difference(old, new), difference(new, old)
    assert (there.new, there.gone) == (back.gone, back.new)
    assert [(each.old, each.new) for each in there.reworded] == [(each.new, each.old) for each in back.reworded]


def test_a_whole_basisfunctie_can_go():
    found = difference(*editions(lambda content: content["basisfuncties"].pop()))
    assert {term.code for term in found.gone} >= {"drie", "drie-visie-1", "drie-beleid-nota", "drie-financien-4"}
    assert not found.new
