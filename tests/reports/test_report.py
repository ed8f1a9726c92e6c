"""What the report says: words and figures, from plain values."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assessments.dutch import counted, decimal_text, dutch_date, listed
from assessments.reviewing.second import SecondLevel
from comparison.beside import Beside, Comparison, FunctionBeside
from comparison.spread import EURO, LEVEL, Spread
from comparison.trend import FunctionTrend, Moment, Series, Trend
from reports.notes import beginning
from reports.settings import Settings
from tests.reports.snapshots import CONCEPT, FINAL, SUBMITTED, empty, full, report_on, speerpunt


def with_levels(*levels):
    """Return an assessment with these twenty levels, four for each basisfunctie."""
    snapshot = full()
    rows = [levels[place : place + 4] for place in range(0, 20, 4)]
    return replace(
        snapshot,
        basisfuncties=tuple(
            replace(
                part,
                layers=tuple(replace(layer, level=level) for layer, level in zip(part.layers, row, strict=True)),
            )
            for part, row in zip(snapshot.basisfuncties, rows, strict=True)
        ),
    )


def with_speerpunten(*speerpunten):
    """Return an assessment with these speerpunten in its first basisfunctie and none elsewhere."""
    snapshot = full()
    first, *others = (replace(part, speerpunten=()) for part in snapshot.basisfuncties)
    return replace(snapshot, basisfuncties=(replace(first, speerpunten=speerpunten), *others))


def test_a_concept_says_so_with_the_day_on_which_it_was_made():
    report = report_on(full(), CONCEPT)

    assert report.mark == "Concept"
    assert report.cover.status == "Concept van 9 oktober 2026"
    assert report.cover.checksum == ""


def test_a_submission_is_a_concept_until_it_is_adopted():
    report = report_on(full(), SUBMITTED)

    assert report.mark == "Concept"
    assert report.cover.status == "Ingediend op 21 november 2026, nog niet vastgesteld"


def test_an_adopted_report_carries_its_reference_date_and_checksum():
    report = report_on(full(), FINAL)

    assert report.mark == ""
    assert report.cover.status == "Vastgesteld op 3 december 2026"
    assert report.standing == "Kenmerk ZVW-2026-GM9001-1"
    assert report.cover.checksum == FINAL.sha256


def test_only_a_demo_speaks_of_invented_answers():
    assert report_on(full(is_demo=True), FINAL).demo == "Voorbeeldgegevens: verzonnen antwoorden"
    assert report_on(full(), FINAL).demo == ""


def test_the_lead_compares_the_layers_by_their_average():
    summary = report_on(full(), FINAL).summary

    assert summary.averages == ("2,6", "2,0", "1,8", "1,0")
    assert summary.lead.startswith("Visie is gemiddeld het sterkst, financiën het zwakst.")


def test_layers_that_are_equally_strong_share_their_place():
    summary = report_on(with_levels(*[3, 1, 3, 1] * 5), FINAL).summary

    assert summary.lead.startswith("Visie en uitvoering zijn gemiddeld het sterkst, beleid en financiën het zwakst.")


def test_equal_levels_are_named_once():
    summary = report_on(with_levels(*[2] * 20), FINAL).summary

    assert summary.lead.startswith("Alle lagen zijn gemiddeld even sterk: niveau 2.")


def test_averages_leave_out_what_has_no_level():
    summary = report_on(with_levels(*[4, None, None, None] * 2, *[None] * 12), FINAL).summary

    assert summary.averages == ("4,0", "–", "–", "–")
    assert summary.notes == ("18 van de 20 onderdelen hebben nog geen niveau.",)


def test_money_is_added_up_per_kind_and_money_without_a_kind_is_named():
    snapshot = with_speerpunten(
        speerpunt(1, amount=30_000, money_kind="structureel"),
        speerpunt(2, amount=12_500, money_kind="incidenteel"),
        speerpunt(3, amount=5_000, money_kind=""),
        speerpunt(4, amount=None, money_kind=""),
    )
    report = report_on(snapshot, FINAL)

    assert report.summary.rows[0].structural == "€\N{NO-BREAK SPACE}30.000"
    assert report.summary.rows[0].incidental == "€\N{NO-BREAK SPACE}12.500"
    assert "€\N{NO-BREAK SPACE}5.000" in report.summary.notes[0]
    assert report.summary.lead.endswith("Bij 3 van de 4 speerpunten is er geld.")
    assert report.chapters[0].speerpunten[3].amount == "niet ingevuld"


def test_a_speerpunt_tells_where_and_when_it_was_adopted():
    row = report_on(with_speerpunten(speerpunt(1)), FINAL).chapters[0].speerpunten[0]

    assert row.adoption == "raad, 12 maart 2025"
    assert row.document == "Nota Samen doen 2025"
    assert row.money == "structureel, eigen begroting van de gemeente"


def test_an_explanation_stands_whole_with_its_answer():
    answers = [each for part in report_on(full(), FINAL).answers for each in part.answers]

    assert all("één loket, dicht bij de inwoners" in each.explanation for each in answers if each.number in (1, 2, 5))


def test_what_is_too_long_for_a_chapter_stands_whole_in_the_appendix_under_its_number():
    report = report_on(full(), FINAL)
    reason = report.chapters[0].layers[0].reason
    note = report.notes[0].notes[0]

    assert "Het steunpunt voert dit uit." not in reason
    assert "Verder in bijlage A, nummer 1." in reason
    assert f'href="#{note.anchor}"' in reason
    assert "Het steunpunt voert dit uit." in note.text
    assert (note.about, note.place) == ("Visie: waarom dit niveau", "bij-noot-1")


def test_short_texts_need_no_appendix():
    report = report_on(full("Kort en goed."), FINAL)

    assert report.chapters[0].layers[0].reason == "<p>Kort en goed.</p>"
    assert [note.about for part in report.notes for note in part.notes] == [
        "Wat er is gedaan: Deskundigheidsbevordering"
    ] * 5


def test_a_text_is_cut_at_the_end_of_a_sentence_or_else_of_a_word():
    assert beginning("Eerst dit. Daarna dat, en nog veel meer.", 20) == "Eerst dit. Daarna…"
    assert beginning("Eerst dit en dat. Daarna meer.", 20) == "Eerst dit en dat."
    assert beginning("- één\n- twee", 20) == "één twee"
    assert beginning("x" * 50, 20) == f"{'x' * 19}…"


@given(st.text(max_size=400), st.integers(min_value=10, max_value=200))
def test_the_beginning_of_a_text_is_never_longer_than_asked(text, most):
    assert len(beginning(text, most)) <= most
    assert "\n" not in beginning(text, most)


def test_every_question_is_in_the_appendix_answered_or_not():
    parts = report_on(empty(), CONCEPT).answers

    assert [len(part.answers) for part in parts] == [5] * 5
    assert not any(answer.is_answered for part in parts for answer in part.answers)


def test_key_figures_stand_beside_a_reference_with_its_source_and_year():
    rows = {row.name: row for row in report_on(full(), FINAL).key_figures.rows}

    assert rows["Inwoners"].source == "Bron: CBS"
    assert rows["Fte voor het beleid"].value == "0,8"
    assert "0,43" in rows["Fte voor het beleid"].reference
    assert "2006" in rows["Fte voor het beleid"].source


def test_an_empty_assessment_says_what_is_not_there():
    report = report_on(empty(), CONCEPT)

    assert report.summary.lead == "De gemeente koos nog geen niveaus. Er zijn nog geen speerpunten gekozen."
    assert report.chapters[0].in_short == "Geen speerpunten."
    assert {row.value for row in report.key_figures.rows[1:]} == {"niet ingevuld"}


def test_the_contents_name_each_chapter():
    titles = [entry.title for entry in report_on(full(), FINAL).contents]

    assert titles == [
        "In één oogopslag",
        "Vertalen",
        "Verbinden en makelen",
        "Versterken",
        "Verbreiden",
        "Verankeren",
        "Verbeterplan",
        "Kerncijfers",
        "Hoe dit rapport tot stand kwam",
        "Bijlage A: volledige toelichtingen",
        "Bijlage B: alle antwoorden",
    ]


def test_figures_and_dates_are_written_in_dutch():
    assert dutch_date(date(2026, 11, 21)) == "21 november 2026"
    assert [decimal_text(Decimal(value)) for value in ("0.43", "2.00", "1.50", "0")] == ["0,43", "2", "1,5", "0"]
    assert [counted(n, "speerpunt", "speerpunten") for n in (0, 1, 2)] == [
        "geen speerpunten",
        "1 speerpunt",
        "2 speerpunten",
    ]
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b en c"


class TestTheAdvisersLevels:
    def test_where_they_differ_both_stand_in_the_chapter_and_on_the_page_at_a_glance(self):
        snapshot = full()
        part = snapshot.basisfuncties[0]
        own = part.layers[1].level
        other = SecondLevel(part.slug, "beleid", own - 1, "Geen besluit.", "Dat volgt.")
        report = report_on(snapshot, FINAL, [other])
        layer = report.chapters[0].layers[1]
        assert (layer.level, layer.adviser) == (str(own), str(own - 1))
        assert "Geen besluit." in layer.remark
        assert "Dat volgt." in layer.response
        assert report.summary.notes == (
            "De adviseur ziet bij 1 onderdeel een ander niveau: Vertalen, beleid "
            f"(gemeente {own}, adviseur {own - 1}).",
        )
        assert any("Waar de adviseur een ander niveau ziet" in each for each in report.method.paragraphs)

    def test_where_they_are_the_same_nothing_is_said(self):
        part = full().basisfuncties[0]
        same = SecondLevel(part.slug, "beleid", part.layers[1].level, "Eens.")
        assert report_on(full(), FINAL, [same]) == report_on(full(), FINAL)


class TestTheRoundsAndTheOthers:
    def test_one_round_makes_no_course(self):
        moment = Moment(2026, "2009", is_new_edition=False)

        assert report_on(full(), trend=Trend((moment,))).trend is None

    def test_the_course_has_pictures_and_the_same_figures_in_a_table(self):
        moments = (Moment(2025, "2009", is_new_edition=False), Moment(2026, "2009", is_new_edition=False))
        visie = Series("Visie", LEVEL, (1, 3), ("1", "3"))
        money = Series("Geld", EURO, (1000, 2000), ("€ 1.000", "€ 2.000"))
        trend = Trend(moments, (FunctionTrend("vertalen", "Vertalen", 1, (visie,), money),), money)
        chapter = report_on(full(), trend=trend).trend

        assert [each.title for each in chapter.pictures] == ["Vertalen", "Geld"]
        assert chapter.heads == ("2025", "2026")
        assert [(row.label, row.values) for row in chapter.rows][:2] == [
            ("Vertalen, visie", ("1", "3")),
            ("Vertalen, geld", ("€ 1.000", "€ 2.000")),
        ]
        assert report_on(full(), trend=trend, settings=Settings(with_trend=False)).trend is None

    def test_the_place_among_others_is_said_in_words_too(self):
        visie = Beside("Visie", LEVEL, 3, Spread(12, 1, 2, 2.5))
        money = Beside("Geld voor speerpunten", EURO, 2500, Spread(12, 800, 2200, 3300))
        function = FunctionBeside("vertalen", "Vertalen", 1, (visie,), money, ())
        comparison = Comparison(
            "grootte", "gemeenten van deze grootte", 2026, "2009", 12, True, 2026, (function,), money
        )
        chapter = report_on(full(), comparison=comparison).comparison

        assert "12 gemeenten van deze grootte, ook Voorbeeldstad zelf" in chapter.lead
        assert chapter.rows[0].label == "Vertalen, visie"
        assert chapter.rows[0].values[-1] == "in het hoogste kwart"

    def test_a_group_that_can_not_be_shown_has_no_chapter(self):
        comparison = Comparison("grootte", "gemeenten", 2026, "2009", 0, False, None)

        assert report_on(full(), comparison=comparison).comparison is None
