"""The parts of an assessment, and how several of them are put into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scopes import HowFar, described, how_far, scopes_of
from assessments.scoring import progress
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from tests.assessments.parts import basisfunctie, snapshot


@pytest.fixture
def structure(db):
    return structure_of(Framework.objects.get(edition="2009"))


def test_each_layer_and_the_key_figures_are_a_part(structure):
    scopes = scopes_of(structure)
    assert len(scopes) == 21
    assert next(iter(scopes)) == "vertalen/visie"
    assert scopes["vertalen/visie"].label == "Vertalen, visie"
    assert list(scopes)[-1] == "kerncijfers"
    assert scopes["kerncijfers"].label == "Kerncijfers"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], ""),
        (["kerncijfers"], "Kerncijfers"),
        (["vertalen/visie"], "Vertalen (visie)"),
        (["vertalen/beleid", "vertalen/visie"], "Vertalen (visie, beleid)"),
        (["vertalen/visie", "vertalen/beleid", "vertalen/uitvoering", "vertalen/financien"], "Vertalen"),
        (["kerncijfers", "versterken/visie", "vertalen/visie"], "Vertalen (visie), Versterken (visie) en Kerncijfers"),
    ],
)
def test_several_parts_in_words(structure, codes, words):
    scopes = scopes_of(structure)
    assert described([scopes[code] for code in codes], structure) == words


def test_the_words_do_not_depend_on_the_order_and_name_each_basisfunctie_once(structure):
    scopes = list(scopes_of(structure).values())

    @given(st.lists(st.sampled_from(scopes), unique=True), st.randoms())
    def holds(some, random):
        mixed = list(some)
        random.shuffle(mixed)
        words = described(mixed, structure)
        assert words == described(some, structure)
        for name in {scope.basisfunctie_name for scope in some if scope.layer}:
            assert words.count(name) == 1

    holds()


def test_how_far_each_part_is_comes_from_the_one_definition_of_done():
    done = progress(snapshot(basisfunctie(levels={"visie": 2})))
    far = how_far(done)
    assert far["vertalen/visie"] == HowFar(1, 2)
    assert str(far["vertalen/visie"]) == "1 van 2 klaar"
    assert far["kerncijfers"] == HowFar(0, 3)
    assert sum(each.done for each in far.values()) == done.done
    assert sum(each.total for each in far.values()) == done.total


def test_what_is_complete_says_so():
    assert str(HowFar(3, 3)) == "alles ingevuld"
