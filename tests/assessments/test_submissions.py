"""What a municipality handed in: the list, each numbered copy and its proof, and the page of differences."""

import hashlib
import json
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Rating, Round, Submission
from assessments.snapshot import from_content
from assessments.steps import ADOPT, ASK_SUPPLEMENT, REOPEN, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from audit.models import Entry, Event
from municipalities.models import Role
from tests.factories import AssessmentFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def take(user, assessment, *steps):
    for step in steps:
        take_step(user, assessment.municipality.code, assessment.round.year, step, note="Zie het gesprek.")


@pytest.fixture
def town(make_town):
    """A town that handed in twice this year, seen by its reader: the level of Vertalen, visie, went from 2 to 4."""
    town = make_town(rated=True)
    town.coordinator, town.reviewer, town.reader = (
        town.member(Role.COORDINATOR),
        town.adviser(),
        town.member(Role.READER),
    )
    take(town.coordinator, town.assessment, SUBMIT)
    take(town.reviewer, town.assessment, TAKE_UP, ASK_SUPPLEMENT)
    change(town)
    take(town.coordinator, town.assessment, SUBMIT)
    town.client.force_login(town.reader)
    return town


def change(town, assessment=None, level=4):
    rows = Rating.objects.filter(assessment=assessment or town.assessment)
    rows.filter(layer__basisfunctie__slug="vertalen", layer__kind="visie").update(level=level, reason="Nu vastgesteld.")


def another_year(town, years_ago):
    earlier = AssessmentFactory(
        municipality=town.municipality, round__year=town.assessment.round.year - years_ago, rated=True
    )
    take(town.coordinator, earlier, SUBMIT)
    return earlier


class TestTheCopy:
    def test_it_says_who_and_when_and_that_it_is_whole(self, town):
        page = town.client.get(town.url("submission_copy", 1)).content.decode()
        copy = Submission.objects.get(number=1)
        assert f"door {town.coordinator}" in page
        assert "Ja, deze kopie is heel" in page
        assert copy.sha256 in page
        assert "Dit is niet de laatste indiening" in page

    def test_the_newest_leads_to_what_changed_since_the_one_before(self, town):
        page = town.client.get(town.url("submission_copy", 2)).content.decode()
        year = town.assessment.round.year
        assert f"{town.url('difference')}?van={year}-1&amp;tot={year}-2" in page
        assert "Dit is niet de laatste indiening" not in page

    def test_anybody_can_check_the_file_with_sha256sum(self, town):
        response = town.client.get(town.url("submission_json", 1))
        assert hashlib.sha256(response.content).hexdigest() == Submission.objects.get(number=1).sha256
        assert response["Content-Type"] == "application/json"
        assert response["Content-Disposition"].endswith('-1.json"')

    def test_the_file_is_canonical_keys_in_order_and_no_spaces_between(self, town):
        body = town.client.get(town.url("submission_json", 1)).content.decode()
        content = json.loads(body)
        assert list(content) == sorted(content)
        assert body == json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert "\n" not in body

    def test_taking_the_file_is_in_the_audit_log(self, town):
        town.client.get(town.url("submission_json", 1))
        assert Entry.objects.get(event=Event.DOWNLOADED).about.endswith("-1.json")

    def test_it_holds_everything_with_the_wording_of_the_questions(self, town):
        copy = from_content(Submission.objects.get(number=2).content)
        structure = town.assessment.round.framework
        asked = [answer.text for each in copy.basisfuncties for answer in each.answers]
        wanted = [
            question.text
            for each in structure.basisfuncties.all()
            for layer in each.layers.filter(kind="visie")
            for question in layer.questions.all()
        ]
        assert sorted(asked) == sorted(wanted)
        assert len(asked) == 23
        assert all(layer.level_text for each in copy.basisfuncties for layer in each.layers)
        assert all(each.definition for each in copy.basisfuncties)
        assert (copy.edition, copy.municipality.code) == ("2009", town.municipality.code)

    def test_the_database_refuses_to_change_it(self, town):
        rows = Submission.objects.all()
        changes = (
            lambda: rows.update(content={}),
            lambda: rows.update(sha256="0" * 64),
            lambda: rows.update(number=9),
            lambda: rows.update(submitted_by=UserFactory()),
            lambda: rows.update(submitted_at=timezone.now()),
        )
        for change_it in changes:
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                change_it()
        assert rows.count() == 2

    def test_nor_is_it_changed_or_removed_past_the_orm(self, town):
        for statement in ("UPDATE assessments_submission SET number = 9", "DELETE FROM assessments_submission"):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)

    @pytest.mark.parametrize("name", ["submission_copy", "submission_json"])
    def test_a_number_that_was_not_handed_in_is_not_found(self, town, name):
        assert town.client.get(town.url(name, 3)).status_code == 404


class TestTheReportOfACopy:
    @pytest.fixture
    def town(self, town):
        take(town.reviewer, town.assessment, TAKE_UP, ADOPT)
        take(UserFactory(beheerder=True), town.assessment, REOPEN)
        take(town.coordinator, town.assessment, SUBMIT)
        return town

    def report(self, town, number):
        return town.client.get(town.url("report", indiening=number)).context["report"]

    def test_what_was_adopted_keeps_its_final_report_after_reopening(self, town):
        assert [self.report(town, number).mark != "" for number in (1, 2, 3)] == [True, False, True]
        assert self.report(town, 2).standing.endswith(f"{town.municipality.code}-2")

    def test_its_pdf_is_there_too(self, town):
        page = town.client.get(town.url("report", indiening=2)).content.decode()
        assert f"{town.url('report_pdf')}?indiening=2" in page

    @pytest.mark.parametrize("asked", ["4", "x", "", "99999999999999999999"])
    @pytest.mark.parametrize("name", ["report", "report_pdf"])
    def test_a_number_that_is_none_is_not_found(self, town, name, asked):
        assert town.client.get(town.url(name, indiening=asked)).status_code == 404


class TestTheList:
    def test_all_of_all_years_stand_there_with_when_they_were_adopted(self, town):
        another_year(town, 1)
        take(town.reviewer, town.assessment, TAKE_UP, ADOPT)
        rows = town.client.get(town.url("submissions")).context["submissions"]
        year = town.assessment.round.year
        assert [(row.name, row.adopted_at is not None, before and before.name) for row, before in rows] == [
            (f"{year}-2", True, f"{year}-1"),
            (f"{year}-1", False, f"{year - 1}-1"),
            (f"{year - 1}-1", False, None),
        ]

    def test_nothing_handed_in_says_so(self, make_town):
        town = make_town()
        assert "Er is nog niets ingediend" in town.client.get(town.url("submissions")).content.decode()

    def test_those_of_another_municipality_are_not_there(self, town):
        other = AssessmentFactory(rated=True)
        take(MembershipFactory(coordinator=True, municipality=other.municipality).user, other, SUBMIT)
        assert len(town.client.get(town.url("submissions")).context["submissions"]) == 2

    def test_the_page_of_the_newest_leads_to_the_numbered_ones(self, town):
        page = town.client.get(town.url("submission")).content.decode()
        assert town.url("submission_copy", 1) in page
        assert town.url("submission_copy", 2) in page


class TestTheDifference:
    def test_without_a_choice_the_newest_is_compared_with_the_one_before(self, town):
        page = town.client.get(town.url("difference"))
        assert page.context["difference"].of("vertalen")[0].title == "Niveau van visie"
        text = page.content.decode()
        assert "Wat hetzelfde bleef, staat er niet bij" in text
        assert "Nu vastgesteld." in text
        assert "1 niveau" in text

    def test_no_two_places_of_the_page_have_one_name(self, town):
        names = re.findall(r'\sid="([^"]+)"', town.client.get(town.url("difference")).content.decode())
        assert len(names) == len(set(names))

    def test_any_two_can_be_chosen_also_of_other_years(self, town):
        year = town.assessment.round.year
        another_year(town, 2)
        page = town.client.get(town.url("difference", van=f"{year - 2}-1", tot=f"{year}-2"))
        assert [each.name for each in (page.context["before"], page.context["after"])] == [f"{year - 2}-1", f"{year}-2"]
        assert page.context["difference"].count

    def test_the_first_of_a_year_is_compared_with_the_last_of_the_year_before(self, town):
        earlier = another_year(town, 1)
        following = AssessmentFactory(
            municipality=town.municipality, round__year=town.assessment.round.year + 1, rated=True
        )
        take(town.coordinator, following, SUBMIT)
        town.assessment, this_year = following, town.assessment
        page = town.client.get(town.url("difference"))
        assert page.context["before"].name == f"{this_year.round.year}-2"
        assert earlier.submissions.count() == 1

    def test_the_same_twice_says_so(self, town):
        name = f"{town.assessment.round.year}-1"
        page = town.client.get(town.url("difference", van=name, tot=name)).content.decode()
        assert "twee keer dezelfde indiening" in page

    def test_one_submission_has_nothing_to_compare_with(self, make_town):
        town = make_town(rated=True)
        take(town.member(Role.COORDINATOR), town.assessment, SUBMIT)
        assert "Er is één indiening" in town.client.get(town.url("difference")).content.decode()

    @pytest.mark.parametrize("query", [{"van": "2020-1"}, {"tot": "x"}, {"van": "", "tot": ""}])
    def test_what_was_not_handed_in_is_not_found(self, town, query):
        assert town.client.get(town.url("difference", **query)).status_code == 404

    def test_text_that_looks_like_markup_is_shown_as_text(self, town):
        rows = Rating.objects.filter(assessment=town.assessment)
        take(town.reviewer, town.assessment, TAKE_UP, ASK_SUPPLEMENT)
        rows.filter(layer__kind="visie").update(reason="<script>alert(1)</script>")
        take(town.coordinator, town.assessment, SUBMIT)
        assert "<script>alert" not in town.client.get(town.url("difference")).content.decode()

    def test_who_fills_in_the_adviser_and_the_beheerder_may_read_it_and_a_meewerker_not(self, town):
        for user in (town.officer, town.reviewer, UserFactory(beheerder=True)):
            town.client.force_login(user)
            assert town.client.get(town.url("difference")).status_code == 200
        town.client.force_login(town.member(Role.GUEST))
        assert town.client.get(town.url("difference")).status_code == 403


@pytest.mark.parametrize("name", ["submissions", "difference", "submission_copy"])
def test_more_submissions_cost_no_more_queries(town, name):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            town.client.get(town.url(name, *([2] if name == "submission_copy" else [])))
        return len(captured)

    before = queries()
    Round.objects.update(closes_on=timezone.localdate() + timedelta(days=30))
    for years_ago in (1, 2):
        another_year(town, years_ago)
    assert queries() == before
    assert before <= 8
