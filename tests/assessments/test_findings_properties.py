"""What holds for findings whatever was filled in."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessments.findings import find
from assessments.findings.catalogue import layer_of
from assessments.roles import DEVELOPMENTS_IN_POLICY, EVALUATION, GOALS
from assessments.snapshot import Choice, PreviousLevel
from tests.assessments.parts import LAYERS, basisfunctie, question, snapshot, speerpunt

GOAL_CODES = ("a", "b", "c")
CHOICES = {code: Choice(code, code.upper(), own=False) for code in GOAL_CODES}
ABOUT_MONEY = {"geen-geld"}
ABOUT_SPEERPUNTEN = {
    "speerpunt-zonder-doel",
    "geen-uitvoerder",
    "geen-stand",
    "geen-geld",
    "geld-zonder-uitvoering",
    "tijdelijk-geld",
}
ABOUT_GOALS = {"doel-zonder-speerpunt", "ontwikkeling-zonder-speerpunt"}

goals = st.lists(st.sampled_from(GOAL_CODES), unique=True).map(lambda codes: tuple(CHOICES[code] for code in codes))
speerpunten = st.builds(
    speerpunt,
    goals=goals,
    adoption=st.sampled_from(["", "nog_niet", "raad"]),
    executors=st.sampled_from(["", "Steunpunt"]),
    execution=st.sampled_from(["", "niet_begonnen", "voorbereiding", "loopt", "afgerond", "gestopt"]),
    amount=st.sampled_from([None, 0, 100]),
    money_kind=st.sampled_from(["", "structureel", "incidenteel"]),
)
answers = st.builds(
    question,
    role=st.sampled_from(["", GOALS, DEVELOPMENTS_IN_POLICY, EVALUATION]),
    choices=goals,
    explanation=st.sampled_from(["", "Zo zien wij het."]),
    not_applicable=st.booleans(),
    not_applicable_because=st.sampled_from(["", "Doet de regio."]),
)
levels = st.fixed_dictionaries({kind: st.none() | st.integers(0, 4) for kind in LAYERS})


@st.composite
def parts(draw, slug="vertalen"):
    """Return any basisfunctie; its speerpunten and questions each have a code of their own."""
    rows = [replace(each, code=f"s{n}") for n, each in enumerate(draw(st.lists(speerpunten, max_size=4)))]
    asked = [replace(each, code=f"q{n}") for n, each in enumerate(draw(st.lists(answers, min_size=1, max_size=4)))]
    part = basisfunctie(*asked, speerpunten=tuple(rows), levels=draw(levels), slug=slug)
    before = draw(st.lists(st.none() | st.integers(0, 4), min_size=4, max_size=4))
    return replace(
        part,
        layers=tuple(
            replace(layer, previous=None if level is None else PreviousLevel(2025, level))
            for layer, level in zip(part.layers, before, strict=True)
        ),
    )


def keys(*of, among=None):
    return {finding.key for finding in find(snapshot(*of)) if among is None or finding.rule.code in among}


def with_speerpunt(part, place, **fields):
    rows = list(part.speerpunten)
    rows[place] = replace(rows[place], **fields)
    return replace(part, speerpunten=tuple(rows))


some_part = parts().filter(lambda part: part.speerpunten)


@given(parts(), parts("versterken"))
def test_each_finding_stands_at_a_field_that_there_is_and_has_words(one, other):
    whole = snapshot(one, other)
    for finding in find(whole):
        part = next(each for each in whole.basisfuncties if each.slug == finding.place.basisfunctie)
        assert part.layer(finding.place.layer)
        fields = {"speerpunten", "niveau", *(a.code for a in part.answers), *(s.code for s in part.speerpunten)}
        assert finding.place.field in fields
        assert layer_of(finding.key) == finding.place.layer
        for words in (finding.seen, finding.mend):
            assert words[0] == words[0].upper()
            assert words.endswith(".")


@given(parts())
def test_nothing_is_found_twice_of_the_same_thing(part):
    # the same goal may stand under two questions here, which a framework never has
    found = [finding.key for finding in find(snapshot(part)) if finding.rule.code not in ABOUT_GOALS]
    assert len(found) == len(set(found))


@given(some_part, st.data())
def test_adding_money_never_adds_that_there_is_none(part, data):
    place = data.draw(st.integers(0, len(part.speerpunten) - 1))
    richer = with_speerpunt(part, place, amount=5000, money_kind="structureel")
    assert keys(richer, among=ABOUT_MONEY) <= keys(part, among=ABOUT_MONEY)
    high = {f"hoog-niveau:{part.slug}:financien"}
    assert high & keys(richer) <= high & keys(part)


@given(some_part, st.data())
def test_naming_an_executor_never_adds_that_there_is_none(part, data):
    place = data.draw(st.integers(0, len(part.speerpunten) - 1))
    better = with_speerpunt(part, place, executors="Steunpunt")
    assert keys(better, among={"geen-uitvoerder"}) <= keys(part, among={"geen-uitvoerder"})


@given(some_part, st.data(), goals)
def test_serving_more_goals_never_adds_a_speerpunt_without_a_goal(part, data, more):
    place = data.draw(st.integers(0, len(part.speerpunten) - 1))
    better = with_speerpunt(part, place, goals=(*part.speerpunten[place].goals, *more))
    assert keys(better, among={"speerpunt-zonder-doel"}) <= keys(part, among={"speerpunt-zonder-doel"})


@given(some_part, st.data())
def test_removing_a_speerpunt_never_adds_a_finding_about_a_speerpunt(part, data):
    place = data.draw(st.integers(0, len(part.speerpunten) - 1))
    fewer = replace(part, speerpunten=part.speerpunten[:place] + part.speerpunten[place + 1 :])
    gone = part.speerpunten[place].code
    assert keys(fewer, among=ABOUT_SPEERPUNTEN) <= keys(part, among=ABOUT_SPEERPUNTEN)
    assert not any(key.endswith(f":{gone}") for key in keys(fewer))


@given(parts(), st.data())
def test_answering_a_question_never_makes_a_high_level_too_high(part, data):
    place = data.draw(st.integers(0, len(part.answers) - 1))
    rows = list(part.answers)
    rows[place] = replace(rows[place], explanation="Nu wel.")
    better = replace(part, answers=tuple(rows))
    high = {f"hoog-niveau:{part.slug}:visie"}
    assert high & keys(better) <= high & keys(part)
    assert keys(better, among={"geen-evaluatie"}) <= keys(part, among={"geen-evaluatie"})


@given(parts(), parts("versterken"))
def test_a_basisfunctie_adds_nothing_about_the_speerpunten_of_another(one, other):
    assert keys(one, among=ABOUT_SPEERPUNTEN - {"speerpunt-zonder-doel"}) <= keys(one, other)


@given(parts())
def test_without_any_level_nothing_is_said_of_levels(part):
    unrated = replace(part, layers=tuple(replace(layer, level=None) for layer in part.layers))
    assert keys(unrated, among={"hoog-niveau", "laag-niveau", "lager-niveau"}) == set()
