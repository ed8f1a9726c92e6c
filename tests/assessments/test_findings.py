"""Each rule as a table: what is a break in the thread, and what is only not filled in yet."""

from dataclasses import replace

import pytest

from assessments.findings import find
from assessments.findings.catalogue import RULES
from assessments.roles import DEVELOPMENTS_IN_POLICY, EVALUATION, GOALS
from assessments.snapshot import Choice, PreviousLevel
from tests.assessments.parts import LAYERS, basisfunctie, complete_speerpunt, question, snapshot, speerpunt

GOAL = Choice("versterken-visie-1-zorg", "Zorg dragen voor elkaar", own=False)
OTHER_GOAL = Choice("versterken-visie-1-plezier", "Voor het plezier", own=False)
AGEING = Choice("vertalen-visie-1-vergrijzing", "Vergrijzing", own=False)
GOALS_ANSWER = question(choices=(GOAL,), role=GOALS)


def codes(*parts):
    return [finding.rule.code for finding in find(snapshot(*parts))]


def strengthening(*speerpunten, levels=None, goals=(GOAL,)):
    answer = question(choices=goals, role=GOALS)
    return basisfunctie(answer, speerpunten=speerpunten, levels=levels, number=3, slug="versterken")


def the_only(*parts):
    (finding,) = find(snapshot(*parts))
    return finding


def test_an_untouched_basisfunctie_has_no_findings():
    assert codes(basisfunctie(), strengthening(goals=())) == []


def test_a_thread_from_goal_to_money_has_no_findings():
    whole = complete_speerpunt(goals=(GOAL,))
    assert codes(strengthening(whole, levels=dict.fromkeys(LAYERS, 2))) == []


@pytest.mark.parametrize(
    ("speerpunten", "levels", "breaks"),
    [
        ((), {}, False),  # nothing said about policy yet
        ((), {"beleid": 0}, True),
        ((complete_speerpunt(goals=(OTHER_GOAL,)),), {}, True),
        ((complete_speerpunt(goals=(OTHER_GOAL,)), speerpunt("Beursvloer")), {}, False),  # may still serve it
        ((complete_speerpunt(goals=(OTHER_GOAL,)), speerpunt("Beursvloer")), {"beleid": 2}, True),
        ((complete_speerpunt(goals=(GOAL,)),), {"beleid": 2}, False),
    ],
)
def test_a_goal_breaks_when_the_policy_is_said_and_no_speerpunt_serves_it(speerpunten, levels, breaks):
    assert ("doel-zonder-speerpunt" in codes(strengthening(*speerpunten, levels=levels))) is breaks


def test_the_goals_of_one_question_are_one_finding_that_names_them():
    finding = the_only(strengthening(levels={"beleid": 0}, goals=(GOAL, OTHER_GOAL)))
    assert finding.seen == "Geen speerpunt dient deze doelen: Zorg dragen voor elkaar; Voor het plezier."
    assert finding.goals == (GOAL.code, OTHER_GOAL.code)


def test_a_goal_of_a_question_that_does_not_apply_is_no_goal():
    answer = replace(GOALS_ANSWER, not_applicable=True, not_applicable_because="Regelt de regio.")
    assert codes(basisfunctie(answer, levels={"beleid": 0})) == []


@pytest.mark.parametrize(
    ("fields", "levels", "goals", "breaks"),
    [
        ({}, {}, (GOAL,), False),
        ({"adoption": "raad"}, {}, (GOAL,), True),
        ({}, {"beleid": 1}, (GOAL,), True),
        ({"adoption": "raad"}, {"beleid": 1}, (), False),  # there is nothing to choose yet
        ({"goals": (GOAL,), "adoption": "raad"}, {"beleid": 1}, (GOAL,), False),
    ],
)
def test_a_speerpunt_breaks_when_it_serves_no_goal_though_policy_is_said(fields, levels, goals, breaks):
    part = strengthening(speerpunt(**fields), levels=levels, goals=goals)
    assert ("speerpunt-zonder-doel" in codes(part)) is breaks


@pytest.mark.parametrize(
    ("fields", "levels", "breaks"),
    [
        ({}, {}, False),
        ({"execution": "loopt"}, {}, True),
        ({"execution": "niet_begonnen"}, {}, True),
        ({"execution": "gestopt"}, {}, False),
        ({"execution": "afgerond"}, {"uitvoering": 2}, False),
        ({"amount": 500}, {}, True),
        ({"amount": 0}, {}, False),
        ({}, {"uitvoering": 2}, True),
        ({"executors": "Steunpunt", "execution": "loopt"}, {"uitvoering": 2}, False),
    ],
)
def test_a_speerpunt_without_an_executor(fields, levels, breaks):
    assert ("geen-uitvoerder" in codes(strengthening(speerpunt(**fields), levels=levels))) is breaks


@pytest.mark.parametrize(
    ("fields", "levels", "breaks"),
    [
        ({}, {}, False),
        ({"executors": "Steunpunt"}, {}, True),
        ({"amount": 500}, {}, True),
        ({}, {"uitvoering": 2}, True),
        ({"executors": "Steunpunt", "execution": "niet_begonnen"}, {"uitvoering": 2}, False),
    ],
)
def test_a_speerpunt_without_a_status(fields, levels, breaks):
    assert ("geen-stand" in codes(strengthening(speerpunt(**fields), levels=levels))) is breaks


@pytest.mark.parametrize(
    ("fields", "levels", "breaks"),
    [
        ({"execution": "loopt", "amount": None}, {}, False),  # money comes on the next page
        ({"execution": "loopt", "amount": None}, {"financien": 1}, True),
        ({"execution": "loopt", "amount": 0}, {}, True),
        ({"execution": "loopt", "amount": 1}, {"financien": 1}, False),
        ({"execution": "voorbereiding", "amount": 0}, {"financien": 1}, False),
    ],
)
def test_a_speerpunt_that_runs_without_money(fields, levels, breaks):
    part = strengthening(complete_speerpunt(**fields), levels=levels)
    assert ("geen-geld" in codes(part)) is breaks


@pytest.mark.parametrize(
    ("fields", "breaks"),
    [
        ({"execution": "niet_begonnen"}, True),
        ({"execution": "gestopt"}, True),
        ({"execution": "afgerond", "money_kind": "structureel"}, True),
        ({"execution": "afgerond", "money_kind": "incidenteel"}, False),
        ({"execution": "voorbereiding"}, False),
        ({"execution": "loopt"}, False),
        ({"execution": ""}, False),  # then the status is what is missing
        ({"execution": "niet_begonnen", "amount": 0}, False),
        ({"execution": "niet_begonnen", "amount": None}, False),
    ],
)
def test_money_for_a_speerpunt_that_does_not_run(fields, breaks):
    part = strengthening(complete_speerpunt(**fields))
    assert ("geld-zonder-uitvoering" in codes(part)) is breaks


@pytest.mark.parametrize(
    ("fields", "breaks"),
    [
        ({}, True),
        ({"adoption": "college"}, True),
        ({"adoption": "nog_niet"}, False),  # a try-out may run on temporary money
        ({"adoption": ""}, False),
        ({"execution": "voorbereiding"}, False),
        ({"money_kind": "structureel"}, False),
        ({"money_kind": ""}, False),
    ],
)
def test_incidental_money_under_a_structural_task(fields, breaks):
    part = strengthening(complete_speerpunt(**{"money_kind": "incidenteel", **fields}))
    assert ("tijdelijk-geld" in codes(part)) is breaks


class TestDevelopments:
    def translating(self, *speerpunten, levels=None):
        answer = question(5, choices=(AGEING,), role=DEVELOPMENTS_IN_POLICY)
        return basisfunctie(answer, speerpunten=speerpunten, levels=levels)

    def test_one_that_gets_attention_but_has_no_speerpunt_breaks(self):
        finding = the_only(self.translating(levels={"beleid": 0}))
        assert finding.rule.code == "ontwikkeling-zonder-speerpunt"
        assert "‘Vergrijzing’ krijgt aandacht in het beleid" in finding.seen
        assert finding.key == "ontwikkeling-zonder-speerpunt:vertalen:vertalen-visie-1-vergrijzing"

    def test_a_speerpunt_of_any_basisfunctie_can_take_it_up(self):
        elsewhere = strengthening(complete_speerpunt(goals=(AGEING, GOAL)))
        assert codes(self.translating(levels={"beleid": 0}), elsewhere) == []

    def test_as_long_as_the_policy_is_not_said_it_is_only_open(self):
        assert codes(self.translating(speerpunt())) == []

    def test_a_speerpunt_elsewhere_that_serves_only_it_serves_something(self):
        elsewhere = strengthening(complete_speerpunt(goals=(AGEING,)), goals=())
        assert codes(self.translating(levels={"beleid": 0}), elsewhere) == []


class TestLevels:
    @pytest.mark.parametrize(
        ("kind", "thin", "enough"),
        [
            ("beleid", {"adoption": "nog_niet"}, {}),
            ("uitvoering", {"executors": ""}, {}),
            ("uitvoering", {"execution": "voorbereiding"}, {"execution": "afgerond"}),
            ("financien", {"amount": 0, "execution": "voorbereiding"}, {}),
        ],
    )
    def test_a_high_level_over_thin_data_breaks(self, kind, thin, enough):
        for fields, breaks in ((thin, True), (enough, False)):
            one = complete_speerpunt(goals=(GOAL,), **fields)
            part = strengthening(one, levels={kind: 3})
            assert ("hoog-niveau" in codes(part)) is breaks

    @pytest.mark.parametrize(("answered", "breaks"), [(1, True), (2, False)])
    def test_a_high_level_for_visie_asks_for_half_of_the_questions(self, answered, breaks):
        answers = [question(n, explanation="Ja." if n <= answered else "") for n in range(1, 5)]
        assert ("hoog-niveau" in codes(basisfunctie(*answers, levels={"visie": 3}))) is breaks

    def test_a_high_level_without_a_speerpunt_says_so(self):
        finding = the_only(strengthening(levels={"financien": 4}))
        assert finding.seen == (
            "De laag financiën heeft niveau 4, maar de antwoorden zeggen: er zijn geen speerpunten gekozen."
        )

    @pytest.mark.parametrize(
        ("kind", "level", "number", "breaks"),
        [
            ("beleid", 1, 2, True),
            ("beleid", 2, 2, False),
            ("beleid", 1, 1, False),  # of one speerpunt, all is said too soon
            ("uitvoering", 1, 2, True),
            ("financien", 0, 2, True),
        ],
    )
    def test_a_low_level_over_full_data_breaks_too(self, kind, level, number, breaks):
        labels = ("Lastenverlichting", "Beursvloer")[:number]
        part = strengthening(*(complete_speerpunt(label, goals=(GOAL,)) for label in labels), levels={kind: level})
        assert ("laag-niveau" in codes(part)) is breaks

    @pytest.mark.parametrize(("level", "breaks"), [(0, True), (1, False)])
    def test_who_answers_every_question_of_the_visie_has_more_than_nothing(self, level, breaks):
        answers = [question(n, explanation="Ja.") for n in range(1, 4)]
        assert ("laag-niveau" in codes(basisfunctie(*answers, levels={"visie": level}))) is breaks

    @pytest.mark.parametrize(
        ("before", "now", "breaks"), [(3, 2, True), (2, 2, False), (1, 2, False), (3, None, False)]
    )
    def test_a_level_that_fell_breaks(self, before, now, breaks):
        part = basisfunctie(question(explanation="Ja."), levels={"visie": now})
        first, *others = part.layers
        part = replace(part, layers=(replace(first, previous=PreviousLevel(2025, before)), *others))
        assert ("lager-niveau" in codes(part)) is breaks


class TestEvaluation:
    def anchoring(self, levels=None, **answer):
        asked = question(5, role=EVALUATION, **answer)
        return basisfunctie(question(explanation="Ja."), asked, levels=levels, number=5, slug="verankeren")

    @pytest.mark.parametrize(
        ("levels", "answer", "breaks"),
        [
            ({}, {}, False),
            ({"visie": 2}, {}, True),
            ({"visie": 2}, {"explanation": "Elk jaar."}, False),
            ({"visie": 2}, {"not_applicable": True, "not_applicable_because": "Doet de regio."}, False),
        ],
    )
    def test_nothing_recorded_on_evaluation_though_the_visie_is_judged(self, levels, answer, breaks):
        assert ("geen-evaluatie" in codes(self.anchoring(levels, **answer))) is breaks

    def test_a_level_4_says_that_there_was_an_evaluation(self):
        assert "geen-evaluatie" in codes(self.anchoring({"financien": 4}))


def test_each_rule_has_a_code_a_weight_a_title_and_a_source():
    assert len(RULES) == 12
    for rule in RULES.values():
        assert rule.weight in (1, 2, 3)
        assert rule.title
        assert "{}" in rule.several
        assert rule.source.startswith(("Brochure Basisfuncties, ", "Eindrapport AVI 130, "))
