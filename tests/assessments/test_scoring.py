from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import basisfunctie_progress, progress
from assessments.snapshot import KeyFiguresPart
from tests.assessments.parts import LAYERS, basisfunctie, choice, complete_speerpunt, question, snapshot, speerpunt

ALL_LEVELS = dict.fromkeys(LAYERS, 2)


def open_texts(part, kind):
    layers = {layer.kind: layer for layer in basisfunctie_progress(part).layers}
    return [item.text for item in layers[kind].open]


@pytest.mark.parametrize(
    ("answer", "is_done"),
    [
        (question(), False),
        (question(choices=(choice(),)), True),
        (question(explanation="Dat zien wij zo."), True),
        (question(not_applicable=True, not_applicable_because="Wij hebben geen wijken."), True),
        (question(not_applicable=True), False),
    ],
)
def test_a_question_is_done_when_something_is_chosen_or_written_or_it_does_not_apply(answer, is_done):
    assert (f"Vraag 1: {answer.text}" not in open_texts(basisfunctie(answer), "visie")) is is_done


def test_without_a_speerpunt_beleid_asks_to_choose_one():
    assert "Kies een of meer speerpunten" in open_texts(basisfunctie(), "beleid")


def test_level_0_for_beleid_says_that_there_is_no_speerpunt_to_ask_for():
    assert open_texts(basisfunctie(levels={"beleid": 0}), "beleid") == []


@pytest.mark.parametrize(
    ("lacking", "kind", "words"),
    [
        ({"goals": ()}, "beleid", "welke doelen het dient"),
        ({"adoption": ""}, "beleid", "of het is vastgesteld"),
        ({"executors": ""}, "uitvoering", "wie het uitvoert"),
        ({"execution": ""}, "uitvoering", "hoe ver het is"),
        ({"amount": None}, "financien", "welk bedrag er is"),
        ({"money_kind": ""}, "financien", "of het geld structureel is"),
        ({"money_source": ""}, "financien", "waar het geld vandaan komt"),
    ],
)
def test_what_a_speerpunt_lacks_is_open_in_its_layer(lacking, kind, words):
    part = basisfunctie(speerpunten=(complete_speerpunt(**lacking),), levels=ALL_LEVELS)
    assert open_texts(part, kind) == [f"Lastenverlichting: {words}"]


def test_no_money_needs_no_kind_and_no_source():
    part = basisfunctie(speerpunten=(complete_speerpunt(amount=0, money_kind="", money_source=""),), levels=ALL_LEVELS)
    assert open_texts(part, "financien") == []


def test_a_level_without_a_reason_is_open_but_does_not_block():
    done = progress(snapshot(basisfunctie(levels=ALL_LEVELS, reason="")))
    assert "Schrijf op waarom u dit niveau kiest" in open_texts(basisfunctie(levels=ALL_LEVELS, reason=""), "visie")
    assert done.missing_levels == ()


def test_each_missing_level_blocks_and_is_named():
    done = progress(snapshot(basisfunctie(levels={"visie": 1, "beleid": 1})))
    assert [(each.slug, layer.kind) for each, layer in done.missing_levels] == [
        ("vertalen", "uitvoering"),
        ("vertalen", "financien"),
    ]


def test_a_hundred_percent_means_that_nothing_is_open():
    part = basisfunctie(question(choices=(choice(),)), speerpunten=(complete_speerpunt(),), levels=ALL_LEVELS)
    figures = KeyFiguresPart(fte=Decimal("0.43"), budget=1000, steunpunt="lokaal")
    done = progress(snapshot(part, key_figures=figures))
    assert (done.percentage, done.next_step(), done.key_figures) == (100, None, ())


def test_the_next_step_is_the_first_layer_with_something_open():
    each, layer = progress(snapshot(basisfunctie(question(choices=(choice(),)), levels={"visie": 2}))).next_step()
    assert (each.slug, layer.kind) == ("vertalen", "beleid")


speerpunten = st.builds(
    speerpunt,
    st.sampled_from(["Lastenverlichting", "Beursvloer"]),
    goals=st.sampled_from([(), (choice(),)]),
    adoption=st.sampled_from(["", "raad"]),
    executors=st.sampled_from(["", "Steunpunt"]),
    execution=st.sampled_from(["", "loopt"]),
    amount=st.sampled_from([None, 0, 100]),
    money_kind=st.sampled_from(["", "structureel"]),
    money_source=st.sampled_from(["", "gemeente"]),
)
levels = st.fixed_dictionaries({kind: st.none() | st.integers(0, 4) for kind in LAYERS})


@given(st.lists(speerpunten, max_size=4), levels, st.booleans())
def test_progress_never_lies(chosen, given_levels, answered):
    part = basisfunctie(
        question(choices=(choice(),) if answered else ()), speerpunten=tuple(chosen), levels=given_levels
    )
    done = progress(snapshot(part))
    assert 0 <= done.done <= done.total
    assert (done.percentage == 100) == (done.done == done.total)
    assert sum(each.open_count for each in done.basisfuncties) + len(done.key_figures) == done.total - done.done


@given(st.lists(speerpunten, max_size=4), levels)
def test_filling_in_a_level_never_opens_more_than_the_choice_of_a_speerpunt(chosen, given_levels):
    part = basisfunctie(speerpunten=tuple(chosen), levels=given_levels)
    better = replace(
        part,
        layers=tuple(
            replace(layer, level=layer.level if layer.level is not None else 2, reason="Daarom.")
            for layer in part.layers
        ),
    )
    assert basisfunctie_progress(better).open_count <= basisfunctie_progress(part).open_count
