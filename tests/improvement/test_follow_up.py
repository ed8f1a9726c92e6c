"""The follow-up of a final report: what came after it, as of a day, in a file of its own."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from assessments.dutch import dutch_date
from assessments.steps import ADOPT
from assessments.workflow import take_step
from reports.final.models import FinalReport
from reports.final.reading import follow_up_of
from reports.follow_up import build_follow_up
from tests.improvement.action_factories import ActionFactory
from tests.improvement.factories import AdviceFactory, AdviceTextFactory, RecommendationFactory, ReplyFactory
from tests.judges import faults
from tests.making.working import content_of, download
from tests.reports.test_pdf import ODD

pytestmark = pytest.mark.django_db


@pytest.fixture
def adopted(town):
    """Return a town of which the report was adopted with an advice on it."""
    advice = AdviceFactory(assessment=town.assessment)
    AdviceTextFactory(advice=advice, text="De visie is helder.")
    AdviceTextFactory(advice=advice, basisfunctie="", number=0, text="Kies er drie om mee te beginnen.")
    town.recommendation = RecommendationFactory(advice=advice, title="Spreek af wie trekt")
    take_step(town.advising, *town.place, ADOPT)
    town.assessment.refresh_from_db()
    return town


def test_before_the_adoption_there_is_none(town):
    assert follow_up_of(town.assessment) is None
    assert town.as_(town.officer).get(town.url("follow_up_pdf")).status_code == 404


def test_it_has_what_came_after_the_report_which_itself_stays_as_it_was(adopted):
    frozen = FinalReport.objects.get().content
    assert build_follow_up(follow_up_of(adopted.assessment)).in_short.endswith("De gemeente heeft nog niet geantwoord.")
    ReplyFactory(recommendation=adopted.recommendation, choice="deels", why="Eerst in twee wijken.")
    ActionFactory(assessment=adopted.assessment, title="Een beursvloer")
    report = build_follow_up(follow_up_of(adopted.assessment))
    assert report.in_short == "1 aanbeveling. De gemeente heeft op elke aanbeveling geantwoord."
    assert [chapter.name for chapter in report.chapters] == ["Het geheel", "Vertalen"]
    assert "Eerst in twee wijken." in str(report.chapters)
    assert "Een beursvloer" in str(report.plan)
    assert report.standing == f"Stand van {dutch_date(timezone.localdate())}"
    assert FinalReport.objects.get().content == frozen


def test_the_page_of_the_final_report_leads_to_it(adopted):
    page = adopted.as_(adopted.officer).get(adopted.url("report")).content.decode()
    assert f'href="{adopted.url("follow_up_pdf")}"' in page


@pytest.mark.pdf
def test_it_is_accessible_and_archivable(adopted):
    ReplyFactory(recommendation=adopted.recommendation, choice="niet", why=f"- Geen geld\n- Geen uren\n\n{ODD}")
    ActionFactory(assessment=adopted.assessment, title="Een beursvloer", details="Met de ondernemers. " * 30)
    adopted.as_(adopted.officer)
    answer = download(adopted.client, adopted.url("follow_up_pdf"))
    assert answer["Content-Disposition"].endswith(f'-{timezone.localdate():%Y-%m-%d}.pdf"')
    pdf = content_of(answer)
    text = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    assert "Vervolg op het rapport" in text
    assert "Een beursvloer" in text
    assert faults(pdf) == []
