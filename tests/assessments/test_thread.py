"""The picture of the thread, the developments that are followed, the lists, and the money: plain values."""

from dataclasses import replace

import pytest

from assessments.findings import find
from assessments.findings.developments import follow
from assessments.findings.drawing import draw_thread
from assessments.findings.evidence import evidence
from assessments.findings.listing import chapters, count_findings, shortlist
from assessments.findings.thread import thread_of
from assessments.money import bars, money_of_all
from assessments.roles import DEVELOPMENTS, DEVELOPMENTS_IN_POLICY, GOALS, LOCAL_DEVELOPMENTS
from assessments.snapshot import Choice, FindingResponsePart
from tests.assessments.parts import LAYERS, basisfunctie, complete_speerpunt, question, snapshot, speerpunt

GOAL = Choice("versterken-visie-1-zorg", "Zorg dragen voor elkaar", own=False)
OTHER_GOAL = Choice("versterken-visie-1-plezier", "Voor het plezier", own=False)
AGEING = Choice("vertalen-visie-1-vergrijzing", "Vergrijzing", own=False)
SAFETY = Choice("vertalen-visie-3-veiligheid", "Veiligheid in buurt", own=True)


def strengthening(*speerpunten, goals=(GOAL, OTHER_GOAL), **what):
    answer = question(choices=goals, role=GOALS)
    return basisfunctie(answer, speerpunten=speerpunten, number=3, slug="versterken", **what)


def whole_thread(part, because=None):
    return thread_of(part, find(snapshot(part)), because or {})


def drawn(part, because=None):
    thread = whole_thread(part, because)
    return draw_thread(thread, title="De draad", url=lambda place: f"/{place.layer}/#{place.field}")


class TestThread:
    def test_a_speerpunt_is_tied_to_its_goals_and_the_others_hang_loose(self):
        thread = whole_thread(strengthening(complete_speerpunt(goals=(GOAL,))))
        assert [knot.label for knot in thread.goals] == ["Zorg dragen voor elkaar"]
        assert thread.strands[0].goals == (0,)
        assert [(knot.label, knot.snag.words) for knot in thread.loose] == [
            ("Voor het plezier", "Doel zonder speerpunt")
        ]

    def test_a_development_that_is_served_here_stands_among_the_goals(self):
        thread = whole_thread(strengthening(complete_speerpunt(goals=(AGEING,))))
        assert [knot.label for knot in thread.goals] == ["Vergrijzing"]

    def test_a_goal_that_another_basisfunctie_serves_hangs_loose_but_says_so(self):
        part = strengthening(complete_speerpunt(goals=(GOAL,)))
        thread = thread_of(part, (), {}, {OTHER_GOAL.code})
        assert [(knot.label, knot.note) for knot in thread.loose] == [
            ("Voor het plezier", "wel bij een andere basisfunctie")
        ]
        assert "wel bij een andere" in draw_thread(thread, title="De draad")

    def test_a_break_stands_where_the_thread_breaks(self):
        strand = whole_thread(strengthening(complete_speerpunt(goals=(GOAL,), amount=0))).strands[0]
        assert (strand.execution.snag, strand.money.snag.words) == (None, "Loopt zonder geld")

    def test_what_is_not_filled_in_yet_is_open_not_broken(self):
        strand = whole_thread(strengthening(speerpunt())).strands[0]
        assert strand.execution.is_open
        assert strand.money.is_open
        assert (strand.execution.snag, strand.money.snag) == (None, None)

    def test_an_answered_break_counts_no_longer_but_still_shows(self):
        part = strengthening(complete_speerpunt(goals=(GOAL, OTHER_GOAL), amount=0))
        (finding,) = find(snapshot(part))
        thread = whole_thread(part, {finding.key: "Het zit in de subsidie van het steunpunt."})
        assert thread.breaks == 0
        assert thread.strands[0].money.snag.answered


class TestDrawing:
    def test_each_break_is_a_link_with_words_to_the_field_that_mends_it(self):
        part = strengthening(complete_speerpunt(goals=(GOAL,), amount=0))
        picture = drawn(part)
        assert f'href="/financien/#{part.speerpunten[0].code}"' in picture
        assert 'aria-label="geen geld: loopt zonder geld. Ga naar het veld."' in picture
        assert ">!</text>" in picture

    def test_without_a_break_nothing_is_rust(self):
        assert "#b5420c" not in drawn(strengthening(complete_speerpunt(goals=(GOAL, OTHER_GOAL))))

    def test_what_is_on_purpose_is_not_rust_but_says_so(self):
        part = strengthening(complete_speerpunt(goals=(GOAL, OTHER_GOAL), amount=0))
        picture = drawn(part, {find(snapshot(part))[0].key: "Zo willen wij het."})
        assert "#b5420c" not in picture
        assert "Bewust zo:" in picture

    def test_what_people_typed_is_text_and_never_markup(self):
        picture = drawn(strengthening(complete_speerpunt("<b>x</b>", executors="<script>")))
        assert "<script>" not in picture
        assert "<b>" not in picture

    def test_a_very_long_word_and_a_very_long_text_stay_inside_their_box(self):
        lines = drawn(strengthening(complete_speerpunt("vrijwilligers" * 20, executors="De buurt en " * 60)))
        assert "…" in lines
        assert len(lines) < 10_000

    @pytest.mark.parametrize("part", [strengthening(), strengthening(goals=()), strengthening(speerpunt(), goals=())])
    def test_half_a_thread_can_be_drawn_too(self, part):
        assert drawn(part).startswith("<svg")


class TestDevelopments:
    def translating(self, *in_policy):
        return basisfunctie(
            question(1, role=DEVELOPMENTS, choices=(AGEING,)),
            question(2, role=LOCAL_DEVELOPMENTS),
            question(3, role=DEVELOPMENTS, choices=(SAFETY,)),
            question(5, role=DEVELOPMENTS_IN_POLICY, choices=in_policy),
        )

    def test_one_is_followed_from_question_to_speerpunt_in_any_basisfunctie(self):
        elsewhere = strengthening(complete_speerpunt(goals=(AGEING,)))
        ageing, safety = follow(snapshot(self.translating(AGEING), elsewhere))
        assert (ageing.is_local, ageing.in_policy, ageing.is_broken) == (False, True, False)
        assert [(each.basisfunctie, each.speerpunt) for each in ageing.taken_up] == [
            ("Versterken", "Lastenverlichting")
        ]
        assert (safety.in_policy, safety.taken_up, safety.own) == (False, (), True)

    def test_what_the_municipality_adds_under_its_own_developments_is_local(self):
        assert [each.is_local for each in follow(snapshot(self.translating()))] == [False, True]

    def test_one_in_policy_without_a_speerpunt_breaks(self):
        assert [each.is_broken for each in follow(snapshot(self.translating(SAFETY)))] == [False, True]


class TestLists:
    def broken(self, number):
        labels = ("Een", "Twee", "Drie")[:number]
        return strengthening(*(complete_speerpunt(label, goals=(GOAL, OTHER_GOAL), amount=0) for label in labels))

    def test_findings_of_one_kind_are_one_sentence(self):
        (group,) = shortlist(chapters(snapshot(self.broken(2))))
        assert (group.name, group.text) == ("Versterken", "Twee speerpunten lopen zonder geld.")

    def test_one_finding_speaks_for_itself(self):
        (group,) = shortlist(chapters(snapshot(self.broken(1))))
        assert group.text == "‘Een’ loopt, maar heeft geen geld."

    def test_the_heaviest_come_first_and_there_are_three(self):
        part = strengthening(
            complete_speerpunt("Een", goals=(), amount=0),
            complete_speerpunt("Twee", goals=(GOAL,), execution=""),
            complete_speerpunt("Drie", goals=(GOAL,), executors=""),
            levels={"beleid": 2},
        )
        weights = [group.rule.weight for group in shortlist(chapters(snapshot(part)))]
        assert weights == [3, 3, 2]

    def test_an_answered_finding_is_kept_apart_and_not_in_short(self):
        whole = snapshot(self.broken(1))
        (finding,) = find(whole)
        whole = replace(whole, finding_responses=(FindingResponsePart(finding.key, "Vrijwilligers doen het zelf."),))
        (chapter,) = chapters(whole)
        assert (chapter.open, chapter.answered[0].because) == ((), "Vrijwilligers doen het zelf.")
        assert shortlist([chapter]) == ()
        assert count_findings([chapter]) == 1

    def test_a_response_to_a_finding_that_is_gone_is_not_shown(self):
        whole = replace(snapshot(), finding_responses=(FindingResponsePart("geen-geld:vertalen:weg", "Ooit."),))
        assert count_findings(chapters(whole)) == 0


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("visie", ["1 van 1 vraag is beantwoord."]),
        (
            "beleid",
            [
                "1 van 2 speerpunten is vastgesteld door college of raad.",
                "2 van 2 speerpunten dienen een doel uit de visie.",
            ],
        ),
        ("uitvoering", ["2 van 2 speerpunten hebben een uitvoerder.", "1 van 2 speerpunten loopt of is afgerond."]),
        ("financien", ["1 van 2 speerpunten heeft geld.", "1 van 2 speerpunten heeft geld dat elk jaar terugkomt."]),
    ],
)
def test_the_data_speaks_beside_the_rubric(kind, words):
    other = complete_speerpunt("Beursvloer", adoption="nog_niet", execution="voorbereiding", amount=0)
    part = strengthening(complete_speerpunt(), other)
    assert [measure.words for measure in evidence(part, kind)] == words


@pytest.mark.parametrize("kind", ["beleid", "uitvoering", "financien"])
def test_without_a_speerpunt_the_data_says_so(kind):
    assert [measure.words for measure in evidence(basisfunctie(), kind)] == ["Er zijn geen speerpunten gekozen."]


class TestMoney:
    def test_bars_are_as_long_as_their_money_and_the_largest_fills_the_width(self):
        one = strengthening(
            complete_speerpunt(amount=3000), complete_speerpunt("Beursvloer", amount=1000, money_kind="incidenteel")
        )
        other = basisfunctie(speerpunten=(complete_speerpunt(amount=2000, money_kind=""),))
        first, second = bars(snapshot(one, other))
        assert (first.structural_width, first.incidental_from, first.incidental_width) == ("75.00%", "75.00%", "25.00%")
        assert (second.structural_width, second.other_from, second.other_width) == ("0.00%", "0.00%", "50.00%")

    def test_without_any_money_there_are_no_bars(self):
        assert bars(snapshot(strengthening(speerpunt()))) == ()

    def test_the_sums_are_those_of_all(self):
        both = snapshot(*(strengthening(complete_speerpunt(amount=n), levels=dict.fromkeys(LAYERS, 2)) for n in (1, 2)))
        assert money_of_all(both).total == money_of_all(both).structural == 3
