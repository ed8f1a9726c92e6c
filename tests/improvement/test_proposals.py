"""What the findings offer to an advice: each rule has words of its own, at the right place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.findings.catalogue import RULES
from assessments.roles import GOALS
from assessments.snapshot import Choice, FindingResponsePart, Snapshot
from improvement.chapters import Chapter
from improvement.proposals import WORDS, opening, proposals
from tests.assessments.parts import LAYERS, basisfunctie, complete_speerpunt, question, snapshot, speerpunt

GOAL = Choice("versterken-visie-1-zorg", "Zorg dragen voor elkaar", own=False)
VERTALEN = Chapter("vertalen", 1, "Vertalen", 1)
WHOLE = Chapter("", 0, "Het geheel")


def offered(part, **whole):
    return proposals(Snapshot(**{**snapshot(part).__dict__, **whole}))[part.slug]


@pytest.mark.parametrize("code", RULES)
def test_each_rule_of_the_findings_has_a_proposal_in_plain_words(code):
    title, why = WORDS[code]
    assert 10 < len(title("‘Maatjes’")) < 120
    assert why.endswith((".", "?"))


def test_a_break_at_a_speerpunt_proposes_something_about_that_speerpunt():
    part = basisfunctie(speerpunten=(complete_speerpunt("Maatjes", executors=""),), levels={"uitvoering": 2})
    found = next(each for each in offered(part) if each.key.startswith("geen-uitvoerder"))
    assert found.title == "Spreek af wie ‘Maatjes’ uitvoert"
    assert (found.target.layer, found.target.speerpunt) == ("", "vertalen-beleid-maatjes")
    assert found.explanation.startswith("Bij ‘Maatjes’ staat niet wie het uitvoert.")


def test_a_break_at_a_layer_proposes_something_about_that_layer():
    part = basisfunctie(question(choices=(GOAL,), role=GOALS), levels={"beleid": 0})
    (found,) = offered(part)
    assert (found.target.layer, found.target.about, found.target.speerpunt) == ("beleid", "Beleid", "")


def test_what_is_so_on_purpose_comes_last_with_the_reason():
    part = basisfunctie(
        speerpunten=(complete_speerpunt("Eerst", executors=""), complete_speerpunt("Later", executors=""))
    )
    first = offered(part)[0]
    response = FindingResponsePart(first.key, "Dat doen de wijken zelf.")
    last = offered(part, finding_responses=(response,))[-1]
    assert (last.key, last.because) == (first.key, "Dat doen de wijken zelf.")


def test_without_findings_there_are_no_proposals():
    assert offered(basisfunctie()) == ()


def test_the_opening_of_a_basisfunctie_says_what_stands_out():
    part = basisfunctie(speerpunten=(speerpunt("Beursvloer"),), levels={**dict.fromkeys(LAYERS, 2), "financien": 0})
    text = opening(snapshot(part), VERTALEN)
    assert text.startswith("U koos bij Vertalen 1 speerpunt. Het hoogste niveau geeft u aan")
    assert "het laagste aan financiën (0)" in text


def test_the_opening_of_the_whole_names_the_furthest_and_the_other_end():
    parts = (
        basisfunctie(levels={"visie": 3}),
        basisfunctie(levels={"visie": 1}, number=2, slug="versterken"),
    )
    text = opening(snapshot(*parts), WHOLE)
    assert "Het verst bent u naar eigen zeggen met Vertalen. De meeste ruimte is er bij Versterken." in text


@pytest.mark.parametrize("chapter", [VERTALEN, WHOLE])
def test_where_nothing_was_filled_in_there_is_no_opening(chapter):
    assert opening(snapshot(), chapter) == ""


@given(st.text(min_size=1, max_size=300), st.sampled_from(["", "loopt", "gestopt"]), st.integers(0, 4))
def test_a_proposal_fits_in_its_fields_whatever_a_speerpunt_is_called(label, execution, level):
    part = basisfunctie(
        speerpunten=(complete_speerpunt(label, executors="", execution=execution),), levels=dict.fromkeys(LAYERS, level)
    )
    for found in offered(part):
        assert len(found.title) <= 300
        assert bool(found.target.layer) != bool(found.target.speerpunt)
        assert found.target.about
