"""The public summary: what inhabitants read, in two pages."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.content import Content
from reports.pdf import public_summary_pdf
from reports.public_summary import MOST_ACTIONS, MOST_TOPICS, PublicSummary, build_public_summary
from reports.settings import Settings
from tests.judges import faults
from tests.reports.beside import CASES, LONG_NAME
from tests.reports.snapshots import CONCEPT, FINAL, SUBMITTED, empty, full, speerpunt

ADDRESS = "https://basisfuncties.example.nl/kader/"


def summary(content: Content) -> PublicSummary:
    return build_public_summary(content, framework_address=ADDRESS)


@cache
def pages(case: str) -> tuple[str, ...]:
    return tuple(page.extract_text() for page in PdfReader(BytesIO(made(case))).pages)


@cache
def made(case: str) -> bytes:
    return public_summary_pdf(summary(CASES[case]))


@pytest.mark.pdf
@pytest.mark.parametrize("case", CASES)
def test_it_is_two_pages_that_the_judges_accept(case):
    assert len(pages(case)) == 2
    assert faults(made(case)) == []


@pytest.mark.pdf
def test_a_concept_of_a_demo_says_both_on_each_page_and_a_final_one_neither():
    for text in pages("concept of a demo"):
        assert "Concept" in text
        assert "Voorbeeldgegevens: verzonnen antwoorden" in text
    for text in pages("final"):
        assert "Concept" not in text
        assert "Voorbeeldgegevens" not in text
        assert "Kenmerk ZVW-2026-GM9001-1" in text


@pytest.mark.pdf
def test_the_same_content_is_the_same_file():
    assert public_summary_pdf(summary(CASES["final"])) == made("final")


def test_each_basisfunctie_is_told_in_one_sentence_with_its_figures():
    first, *_ = summary(CASES["final"]).functions

    assert first.name == "Vertalen"
    assert first.sentence == "Uw gemeente kan bepalen wat zij vindt van nieuwe ontwikkelingen in de samenleving."
    assert first.levels == ("3", "2", "2", "1")


def test_the_points_are_those_that_the_municipality_chose():
    said = summary(Content(full(), FINAL, settings=Settings(good=("Het loket.",), attention=())))

    assert said.good == ("Het loket.",)
    assert (said.attention, said.no_attention) == ((), "De gemeente heeft hier nog niets opgeschreven.")


def test_until_it_chose_they_are_those_of_the_report():
    said = summary(Content(full(), FINAL))

    assert 1 <= len(said.good) <= 3
    assert 1 <= len(said.attention) <= 3


def test_what_is_done_is_not_what_the_municipality_is_going_to_do():
    said = summary(CASES["final"])

    assert said.plan == (
        "Wijs een trekker aan (klaar voor 1 maart 2027)",
        "Vraag elke twee jaar wat vrijwilligers nodig hebben",
    )
    assert said.plan_more == ""


def test_what_should_have_been_done_by_now_does_not_seem_to_be_in_time():
    content = replace(CASES["final"], plan=(replace(CASES["final"].plan[0], due_on=date(2026, 11, 1)),))

    assert summary(content).plan == ("Wijs een trekker aan (zou klaar zijn op 1 november 2026)",)


def test_what_does_not_fit_is_counted():
    said = summary(CASES["long"])

    assert (len(said.plan), len(said.topics)) == (MOST_ACTIONS, MOST_TOPICS)
    assert said.plan_more == "En nog 7 andere afspraken. Die staan in het hele rapport."
    assert said.topics_lead.startswith("De gemeente werkt nu aan deze onderwerpen, en aan nog ")


def test_without_a_plan_it_says_that_the_municipality_still_chooses():
    assert summary(Content(full(), FINAL)).plan_lead == "De gemeente kiest nog wat zij gaat doen."
    advised = summary(replace(CASES["final"], plan=()))
    assert advised.plan_lead == "De adviseur deed 1 aanbeveling. De gemeente kiest nog wat zij gaat doen."


def test_only_what_is_carried_out_is_something_that_inhabitants_can_notice():
    snapshot = full()
    part = replace(
        snapshot.basisfuncties[0],
        speerpunten=(
            speerpunt(1, label="Wijktafels", execution="loopt"),
            speerpunt(2, label="Nog een idee", execution="niet_gestart"),
        ),
    )
    rest = tuple(replace(each, speerpunten=()) for each in snapshot.basisfuncties[1:])

    assert summary(Content(replace(snapshot, basisfuncties=(part, *rest)), FINAL)).topics == ("Wijktafels",)


@pytest.mark.parametrize(
    ("steunpunt", "words"),
    [
        ("lokaal", "Voorbeeldstad of het steunpunt vrijwilligerswerk."),
        ("regionaal", "Voorbeeldstad of het steunpunt vrijwilligerswerk in de regio."),
        ("geen", "de gemeente Voorbeeldstad."),
        ("", "de gemeente Voorbeeldstad."),
    ],
)
def test_questions_go_to_the_municipality_and_to_the_steunpunt_that_there_is(steunpunt, words):
    snapshot = full()
    figures = replace(snapshot.key_figures, steunpunt=steunpunt)

    assert summary(Content(replace(snapshot, key_figures=figures), FINAL)).questions.endswith(words)


def test_it_speaks_of_an_adviser_only_once_one_has_read_it():
    assert "Een adviseur van buiten las mee." in summary(Content(full(), FINAL)).intro
    assert "adviseur" not in summary(Content(full(), SUBMITTED)).intro


def test_an_empty_assessment_says_what_is_not_there():
    said = summary(Content(empty(), CONCEPT))

    assert said.standing == "Concept van 9 oktober 2026"
    assert said.good == ()
    assert said.topics_lead == "De gemeente schreef nog niet op welke plannen al worden uitgevoerd."
    assert "Gestreept betekent" in said.levels_explained[-1]


def test_an_amount_is_not_broken_over_two_lines():
    assert "€\N{NO-BREAK SPACE}" in summary(CASES["final"]).money


def test_it_wears_the_logo_and_the_colour_of_the_municipality():
    worn, plain = summary(CASES["in the house style"]), summary(CASES["final"])

    assert "Gemeente Voorbeeldstad" in worn.logo
    assert "--bf-accent" in worn.house_css
    assert (plain.logo, plain.house_css) == ("", "")


def test_the_name_of_the_municipality_is_never_cut():
    assert LONG_NAME in summary(CASES["long"]).title
