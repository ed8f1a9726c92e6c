"""The council reads the advice and the municipality's answers in the final report, and no word of a draft."""

import pytest

from assessments.steps import ADOPT
from assessments.workflow import take_step
from reports.content import read_content
from reports.issue import newest_issue
from reports.pdf import council_report_pdf
from reports.report import build_report
from tests.improvement.factories import (
    AdviceFactory,
    AdviceTextFactory,
    AttachedPracticeFactory,
    RecommendationFactory,
    ReplyFactory,
)
from tests.judges import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def advised(town):
    town.advice = AdviceFactory(assessment=town.assessment)
    AdviceTextFactory(advice=town.advice, text="De visie is helder.")
    AdviceTextFactory(advice=town.advice, basisfunctie="", number=0, text="Kies er drie om mee te beginnen.")
    town.recommendation = RecommendationFactory(advice=town.advice, title="Spreek af wie trekt")
    AttachedPracticeFactory(recommendation=town.recommendation, title="Wijktafels")
    return town


def read(town):
    return town.as_(town.officer).get(town.url("report")).content.decode()


def test_a_draft_is_not_in_the_report(advised):
    html = read(advised)
    assert "De visie is helder." not in html
    assert "Advies van de adviseur" not in html


def test_an_advice_that_is_sent_with_the_adoption_stands_in_its_chapter(advised):
    take_step(advised.advising, *advised.place, ADOPT)
    html = read(advised)
    for words in ("De visie is helder.", "Kies er drie", "Spreek af wie trekt", "Wijktafels", "nog niet geantwoord"):
        assert words in html, words
    ReplyFactory(recommendation=advised.recommendation, choice="deels", why="Eerst in twee wijken.")
    html = read(advised)
    # The report is final: what comes later stands beside it, not in it.
    assert "Wij nemen dit deels over." not in html
    assert "Eerst in twee wijken." not in html


@pytest.mark.pdf
def test_the_pdf_with_an_advice_is_accessible_and_archivable(advised):
    take_step(advised.advising, *advised.place, ADOPT)
    ReplyFactory(recommendation=advised.recommendation, choice="niet", why="- Geen geld\n- Geen uren")
    advised.assessment.refresh_from_db()
    content = read_content(advised.assessment, newest_issue(advised.assessment))
    assert faults(council_report_pdf(build_report(content))) == []
