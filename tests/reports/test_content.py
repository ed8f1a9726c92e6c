"""All that a report is made of: read from the database, written as JSON, and read back the same."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from assessments.reviewing.second import SecondLevel
from improvement.chapters import Chapter
from improvement.plan import PlannedAction
from improvement.reading import AdviceChapter, AdviceRead, PracticeLine, RecommendationLine, ReplyLine
from reports.content import Content, as_json, from_json, read_content
from reports.issue import newest_issue
from reports.models import ReportSettings
from reports.settings import MOST_ASK, USUAL, Settings
from tests.factories import AssessmentFactory, UserFactory
from tests.improvement.action_factories import ActionFactory
from tests.reports.snapshots import CONCEPT, FINAL, empty, full

AT = datetime(2026, 12, 3, 10, tzinfo=UTC)
ADVICE = AdviceRead(
    1,
    AT,
    "Ada",
    (
        AdviceChapter(
            Chapter("vertalen", 1, "Vertalen", 1),
            "Houd vol.",
            (
                RecommendationLine(
                    3,
                    "Wijs een trekker aan",
                    "Laag uitvoering",
                    "Zo weet iedereen wie.",
                    (PracticeLine(7, "Wijktafels", is_published=True),),
                    ReplyLine("deels", "Wij nemen dit deels over", "Eerst in twee wijken.", "Bo", AT),
                ),
            ),
        ),
    ),
)
WHOLE = Content(
    full(),
    FINAL,
    (SecondLevel("vertalen", "visie", 2, "Minder.", "Toch niet."),),
    ADVICE,
    (PlannedAction("Trekker", "te_doen", "te doen", 2026, due_on=date(2027, 3, 1), cost=1200),),
    settings=Settings(title="Samen sterk", good=("Eén punt",), attention=(), with_answers=False),
)


@pytest.mark.parametrize("content", [WHOLE, Content(empty(), CONCEPT)])
def test_content_comes_back_from_json_as_it_was(content):
    assert from_json(json.loads(json.dumps(as_json(content)))) == content


def test_content_that_was_kept_before_a_field_existed_can_still_be_read():
    kept = as_json(WHOLE)
    for name in ("plan", "trend", "comparison", "settings", "style"):
        del kept[name]

    assert from_json(kept) == replace(WHOLE, plan=(), settings=USUAL)


def test_amounts_and_fte_are_exact_after_json():
    assert from_json(as_json(WHOLE)).snapshot.key_figures.fte == Decimal("0.80")


@pytest.mark.django_db
class TestReading:
    def test_a_municipality_that_set_nothing_has_the_usual_settings(self):
        assessment = AssessmentFactory()

        assert read_content(assessment, newest_issue(assessment)).settings == USUAL

    def test_what_was_set_comes_along_and_empty_points_are_left_out(self):
        assessment = AssessmentFactory()
        ReportSettings.objects.create(
            assessment=assessment,
            title="Samen sterk",
            good_is_own=True,
            good_2="Het steunpunt",
            with_answers=False,
            updated_by=UserFactory(),
        )
        settings = read_content(assessment, newest_issue(assessment)).settings

        assert settings == Settings(title="Samen sterk", good=("Het steunpunt",), with_answers=False)

    def test_the_plan_names_no_colleague(self):
        action = ActionFactory(person=UserFactory(name="Mo Bakker"), who="")
        (planned,) = read_content(action.assessment, newest_issue(action.assessment)).plan

        assert (planned.title, planned.who) == (action.title, "gemeente")

    def test_what_is_longer_than_the_page_can_hold_does_not_get_into_the_database(self):
        assessment, user = AssessmentFactory(), UserFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportSettings.objects.create(assessment=assessment, ask="x" * (MOST_ASK + 1), updated_by=user)

    def test_points_that_follow_the_answers_hold_no_words_of_their_own(self):
        assessment, user = AssessmentFactory(), UserFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportSettings.objects.create(assessment=assessment, good_1="Iets", updated_by=user)
