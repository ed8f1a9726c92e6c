"""The page that stands by itself: what the municipality set, else what its answers offer, and always one page."""

from dataclasses import replace

import pytest

from assessments.findings.listing import chapters as findings_of
from assessments.reviewing.second import SecondLevel, differences
from assessments.snapshot import PreviousLevel
from reports.fitting import SIZES
from reports.points import offer
from reports.settings import MOST_ASK, MOST_POINT, Settings
from tests.reports.snapshots import CONCEPT, FINAL, empty, full, report_on
from tests.reports.test_content import ADVICE


def since_2024(snapshot):
    """Return the assessment with levels of 2024 that were one lower for the visie and else the same."""
    return replace(
        snapshot,
        basisfuncties=tuple(
            replace(
                part,
                layers=tuple(
                    replace(layer, previous=PreviousLevel(2024, max(0, layer.level - (layer.kind == "visie"))))
                    for layer in part.layers
                ),
            )
            for part in snapshot.basisfuncties
        ),
    )


def texts(points):
    return [each.text for each in points]


def offered(snapshot, seconds=(), advice=None):
    return offer(snapshot, findings_of(snapshot), differences(snapshot, seconds), advice)


class TestTheLastRound:
    def test_its_circle_stands_beside_that_of_now_with_what_changed(self):
        summary = report_on(since_2024(full())).summary

        assert summary.last.year == 2024
        assert summary.last.changed == "Sinds 2024: 5 niveaus hoger."
        assert [each.was for each in summary.rows[0].levels] == ["2", "", "", ""]

    def test_without_one_there_is_one_circle_and_no_word_of_before(self):
        summary = report_on(full()).summary

        assert summary.last is None
        assert "tussen haakjes" not in summary.table_explained

    def test_equal_levels_are_called_equal(self):
        snapshot = since_2024(full())
        same = replace(
            snapshot,
            basisfuncties=tuple(
                replace(
                    part,
                    layers=tuple(replace(layer, previous=PreviousLevel(2024, layer.level)) for layer in part.layers),
                )
                for part in snapshot.basisfuncties
            ),
        )

        assert report_on(same).summary.last.changed == "Sinds 2024 zijn de niveaus gelijk gebleven."


class TestTheStart:
    def test_levels_money_findings_and_advice_all_offer_points(self):
        found = offered(since_2024(full()), advice=ADVICE)

        assert "Verbinden en makelen: visie is geëvalueerd en vernieuwd met het veld." in texts(found.good)
        assert "Vertalen, visie: van niveau 2 in 2024 naar niveau 3." in texts(found.good)
        assert "De gemeente neemt 1 van de 1 aanbeveling van de adviseur over." in texts(found.good)
        assert "Versterken: voor financiën is er nog niets." in texts(found.attention)
        assert "Advies bij Vertalen: Wijs een trekker aan." in texts(found.attention)
        assert {"niveaus", "bevindingen", "advies"} <= {each.source for each in found.attention}

    def test_the_first_three_come_from_different_places_where_they_can(self):
        found = offered(since_2024(full()), advice=ADVICE)

        assert len({each.source for each in found.attention[:3]}) == 3

    def test_a_lower_level_of_the_adviser_asks_attention(self):
        second = SecondLevel("vertalen", "visie", 1, "Minder.")

        assert "De adviseur ziet bij 1 onderdeel een lager niveau: Vertalen, visie." in texts(
            offered(full(), [second]).attention
        )

    def test_nothing_filled_in_offers_nothing_that_goes_well(self):
        assert offered(empty()).good == ()

    def test_a_point_always_fits_however_long_a_name_is(self):
        snapshot = full()
        long = replace(
            snapshot,
            basisfuncties=tuple(
                replace(part, speerpunten=(replace(part.speerpunten[0], label="w" * 300, goals=()),))
                for part in snapshot.basisfuncties
            ),
        )

        assert all(len(each.text) <= MOST_POINT for each in offered(long).attention)

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            (
                {"amount": None, "money_kind": ""},
                "Vertalen: ‘Kleine kernen zonder winkel, school of café, waar…’ loopt, maar heeft geen geld.",
            ),
            ({}, "Vertalen: vaste taak, tijdelijk geld (‘Kleine kernen zonder winkel, school of café, waar…’)."),
        ],
    )
    def test_of_a_long_name_a_point_takes_the_beginning_so_that_it_says_what_is_wrong(self, values, said):
        snapshot = full()
        first = snapshot.basisfuncties[0]
        label = (
            "Kleine kernen zonder winkel, school of café, waar inwonersinitiatieven ontbreken, ook als daar behoefte is"
        )
        named = replace(first.speerpunten[1], label=label, **values)
        long = replace(snapshot, basisfuncties=(replace(first, speerpunten=(named,)), *snapshot.basisfuncties[1:]))

        assert said in texts(offered(long).attention)


class TestWhatTheMunicipalitySet:
    def test_its_points_stand_in_its_words_and_order(self):
        settings = Settings(good=("Tweede", "Eerste"), attention=())
        summary = report_on(full(), settings=settings).summary

        assert (summary.good, summary.attention) == (("Tweede", "Eerste"), ())

    def test_what_it_asks_stands_in_a_box_of_its_own(self):
        summary = report_on(full(), settings=Settings(ask="Neem kennis.")).summary

        assert (summary.ask, summary.is_asked) == ("Neem kennis.", True)

    @pytest.mark.parametrize(("issue", "says"), [(CONCEPT, "schreef nog niet op"), (FINAL, "")])
    def test_a_concept_says_that_nothing_is_asked_yet_and_a_final_report_says_nothing(self, issue, says):
        assert says in report_on(full(), issue).summary.ask
        assert bool(report_on(full(), issue).summary.ask) == bool(says)

    def test_the_title_and_the_foreword_are_its_own(self):
        report = report_on(full(), settings=Settings(title="Samen sterk", foreword="Beste raad,\n\nLees."))

        assert (report.cover.title, report.cover.subtitle) == ("Samen sterk", "Zelfevaluatie vrijwilligerswerk 2026")
        assert report.foreword == "<p>Beste raad,</p><p>Lees.</p>"
        assert "Voorwoord" in [entry.title for entry in report.contents]

    def test_chapters_that_it_left_out_are_nowhere(self):
        settings = Settings(
            with_plan=False, with_key_figures=False, with_answers=False, with_trend=False, with_comparison=False
        )
        report = report_on(full(), settings=settings)

        assert (report.plan, report.key_figures, report.answers) == (None, None, ())
        assert [entry.title for entry in report.contents][-2:] == [
            "Hoe dit rapport tot stand kwam",
            "Bijlage A: volledige toelichtingen",
        ]

    def test_the_advice_on_the_whole_stays_without_the_plan(self):
        assert report_on(full(), advice=ADVICE, settings=Settings(with_plan=False)).chapters[0].advice is not None


def test_the_circles_get_smaller_as_the_texts_grow():
    wide = Settings(ask="W" * MOST_ASK, good=("W" * MOST_POINT,) * 3, attention=("W" * MOST_POINT,) * 3)
    sizes = [report_on(since_2024(full()), settings=each).summary.size for each in (Settings(), wide)]

    assert sizes[0] > sizes[1] >= SIZES[-1]
