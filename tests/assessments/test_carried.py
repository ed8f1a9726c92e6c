"""What comes along to the next round, by code: tables, and what holds for any answers."""

import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.carried import carry
from assessments.snapshot import AnswerPart, BasisfunctiePart, Choice, KeyFiguresPart, SpeerpuntPart
from basisfuncties.loading import load_framework
from basisfuncties.structure import BasisfunctieInfo, LayerInfo, OptionItem, Question, structure_of
from tests.assessments.parts import snapshot
from tests.basisfuncties.small import small_content

GREEN, BLUE = Choice("een-visie-1-groen", "Groen", own=False), Choice("een-visie-1-blauw", "Blauw", own=False)
OWN = Choice("een-visie-1-eigen-00000001", "Paars", own=True)


@pytest.fixture
def edition(db):
    """Return a function that gives the structure of the small framework after a change."""

    def make(change=lambda content: None):
        content = copy.deepcopy(small_content())
        change(content)
        return structure_of(load_framework(content).framework)

    return make


def answer(code="een-visie-1", **what):
    return AnswerPart(code=code, number=1, text="Welke ziet u?", kind="several", role="", **what)


def speerpunt(code="een-beleid-nota", label="Nota", **what):
    return SpeerpuntPart(code=code, label=label, own=what.pop("own", False), **what)


def earlier(*answers, speerpunten=(), slug="een", **what):
    part = BasisfunctiePart(1, slug, slug.capitalize(), "", tuple(answers), tuple(speerpunten), ())
    return snapshot(part, **what)


def by_code(carried, structure):
    codes = {question.pk: question.code for question in structure.questions.values()}
    return {codes[row.question_id]: row for row in carried.answers}


def first_question(content):
    return content["basisfuncties"][0]["layers"]["visie"]["questions"][0]


class TestAnswers:
    def test_choices_additions_and_explanation_come_along_to_be_confirmed(self, edition):
        structure = edition()
        carried = carry(earlier(answer(choices=(BLUE, GREEN, OWN), explanation="Zo is het.")), structure)
        row = by_code(carried, structure)["een-visie-1"]
        assert row.chosen == [BLUE.code, GREEN.code]
        assert row.own == [{"code": OWN.code, "text": "Paars"}]
        assert (row.explanation, row.to_confirm, carried.left) == ("Zo is het.", True, [])

    def test_not_applicable_comes_along_with_its_reason(self, edition):
        structure = edition()
        part = answer(not_applicable=True, not_applicable_because="Wij hebben geen wijken.")
        row = by_code(carry(earlier(part), structure), structure)["een-visie-1"]
        assert (row.not_applicable, row.not_applicable_because) == (True, "Wij hebben geen wijken.")

    def test_what_was_not_answered_makes_no_row(self, edition):
        assert carry(earlier(answer()), edition()).rows == []

    def test_a_choice_from_an_earlier_question_stays_a_choice_there(self, edition):
        structure = edition()
        carried = carry(
            earlier(answer(choices=(GREEN, OWN)), answer("een-visie-3", choices=(GREEN, OWN))),
            structure,
        )
        row = by_code(carried, structure)["een-visie-3"]
        assert row.chosen == sorted([GREEN.code, OWN.code])
        assert row.own == []

    def test_the_answer_to_a_question_that_is_gone_is_left_and_named_whole(self, edition):
        structure = edition(lambda content: content["basisfuncties"].pop(1))
        part = answer("twee-visie-1", choices=(GREEN,), explanation="Lang verhaal.")
        carried = carry(earlier(part, slug="twee"), structure)
        assert carried.answers == []
        assert carried.left[0].place == "Twee: Welke ziet u?"
        assert carried.left[0].why == "Deze vraag is vervallen."
        assert carried.left[0].lines == (("Gekozen", "Groen"), ("Toelichting", "Lang verhaal."))

    def test_a_suggestion_that_is_gone_comes_along_as_an_own_addition_with_its_code(self, edition):
        structure = edition(lambda content: first_question(content)["options"].pop(0))
        carried = carry(earlier(answer(choices=(GREEN, BLUE))), structure)
        row = by_code(carried, structure)["een-visie-1"]
        assert (row.chosen, row.own) == ([BLUE.code], [{"code": GREEN.code, "text": "Groen"}])
        assert [each.label for each in carried.turned] == ["Groen"]

    def test_where_no_own_addition_is_allowed_it_is_left_and_named(self, edition):
        def change(content):
            first_question(content)["options"].pop(0)
            first_question(content)["own_additions"] = False

        carried = carry(earlier(answer(choices=(GREEN,))), edition(change))
        assert carried.answers == []
        assert carried.left[0].lines == (("Gekozen", "Groen"),)

    def test_two_choices_where_one_may_be_chosen_now_are_left_to_choose_from(self, edition):
        structure = edition(lambda content: first_question(content).update(kind="one", own_additions=False))
        carried = carry(earlier(answer(choices=(GREEN, BLUE), explanation="Allebei.")), structure)
        assert by_code(carried, structure)["een-visie-1"].chosen == []
        assert carried.left[0].lines == (("Gekozen", "Groen"), ("Gekozen", "Blauw"))

    def test_a_question_with_another_wording_or_place_comes_along_by_its_code(self, edition):
        def change(content):
            question = content["basisfuncties"][2]["layers"]["visie"]["questions"].pop()
            content["basisfuncties"][1]["layers"]["visie"]["questions"].append({**question, "text": "Anders?"})
            content["basisfuncties"][2]["layers"]["visie"]["questions"] = [
                {**question, "code": "drie-visie-2", "text": "Nieuw"}
            ]

        structure = edition(change)
        part = answer("drie-visie-1", choices=(Choice("lokaal", "lokaal", own=False),))
        assert by_code(carry(earlier(part, slug="drie"), structure), structure)["drie-visie-1"].chosen == ["lokaal"]


class TestSpeerpunten:
    def test_a_speerpunt_comes_along_whole_and_is_confirmed_layer_by_layer(self, edition):
        filled = {
            "adoption": "raad",
            "document": "Nota 2025",
            "adopted_on": date(2025, 3, 1),
            "executors": "Steunpunt",
            "execution": "loopt",
            "done": "Veel.",
            "amount": 12_500,
            "money_kind": "structureel",
            "money_source": "gemeente",
        }
        carried = carry(earlier(speerpunten=(speerpunt(**filled),)), edition())
        row = carried.speerpunten[0]
        assert {name: getattr(row, name) for name in filled} == filled
        assert (row.beleid_to_confirm, row.uitvoering_to_confirm, row.financien_to_confirm) == (True, True, True)

    def test_a_layer_in_which_nothing_stood_has_nothing_to_confirm(self, edition):
        row = carry(earlier(speerpunten=(speerpunt(),)), edition()).speerpunten[0]
        assert (row.beleid_to_confirm, row.uitvoering_to_confirm, row.financien_to_confirm) == (True, False, False)

    def test_no_money_is_something_to_confirm(self, edition):
        assert carry(earlier(speerpunten=(speerpunt(amount=0),)), edition()).speerpunten[0].financien_to_confirm

    def test_it_goes_on_serving_the_goals_that_came_along(self, edition):
        lost = Choice("een-visie-2-groen", "Verdwenen doel", own=False)
        carried = carry(earlier(answer(choices=(GREEN,)), speerpunten=(speerpunt(goals=(GREEN, lost)),)), edition())
        assert carried.speerpunten[0].goals == [GREEN.code]
        assert carried.left[0].lines == (("Doel", "Verdwenen doel"),)

    def test_an_element_that_is_gone_comes_along_as_an_own_speerpunt(self, edition):
        structure = edition(lambda content: content["basisfuncties"][0]["layers"]["beleid"]["elements"].pop(0))
        carried = carry(earlier(speerpunten=(speerpunt(amount=5),)), structure)
        row = carried.speerpunten[0]
        assert (row.own_label, row.element_id, row.code, row.amount) == ("Nota", None, "een-beleid-nota", 5)
        assert [each.label for each in carried.turned] == ["Nota"]

    def test_of_a_basisfunctie_that_is_gone_the_speerpunt_is_left_and_named(self, edition):
        part = speerpunt("weg-beleid-x", "Weg", amount=5)
        carried = carry(earlier(speerpunten=(part,), slug="weg"), edition())
        assert carried.speerpunten == []
        assert (carried.left[0].place, carried.left[0].lines) == ("Weg: Weg", (("Geld", "€\u00a05 per jaar"),))


def test_key_figures_come_along_and_empty_ones_do_not(edition):
    figures = KeyFiguresPart(fte=Decimal("0.43"), budget=85_000, steunpunt="lokaal")
    row = carry(earlier(key_figures=figures), edition()).key_figures
    assert (row.fte, row.budget, row.steunpunt, row.to_confirm) == (Decimal("0.43"), 85_000, "lokaal", True)
    assert carry(earlier(), edition()).key_figures is None


CODES = tuple("abcdef")
LAYER = LayerInfo(1, "visie", "Visie", "", ("",) * 5, (), (), True, "")


def options(codes):
    return tuple(OptionItem(number, code, code.upper()) for number, code in enumerate(codes))


@given(
    chosen=st.lists(st.sampled_from(CODES), unique=True),
    offered=st.sets(st.sampled_from(CODES)),
    kind=st.sampled_from(["several", "one", "open"]),
    own_additions=st.booleans(),
    explanation=st.text(max_size=5),
)
def test_no_choice_and_no_word_is_ever_lost(chosen, offered, kind, own_additions, explanation):
    """Each choice is chosen, own or named as left behind: in exactly one of these."""
    question = Question(1, "q", 1, "?", "", kind, own_additions, "", (), options(sorted(offered)), "")
    layer = replace(LAYER, questions=(question,))
    info = BasisfunctieInfo(1, 1, "een", "Een", "", "", "", "", (layer,))
    structure = type("S", (), {"questions": {"q": question}, "basisfuncties": (info,)})()
    part = answer("q", choices=tuple(Choice(c, c.upper(), own=False) for c in chosen), explanation=explanation)
    carried = carry(earlier(part), structure)
    kept = [code for row in carried.answers for code in row.chosen]
    own = [item["code"] for row in carried.answers for item in row.own]
    left = [text.lower() for each in carried.left for _, text in each.lines]
    assert sorted([*kept, *own, *left]) == sorted(chosen)
    assert set(kept) <= offered
    assert all(row.to_confirm for row in carried.answers)
    if explanation:
        assert carried.answers[0].explanation == explanation
    if kind == "one":
        assert len(kept) <= 1
