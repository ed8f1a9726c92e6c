"""The supplement: points put on a list, asked with a date, answered by the municipality, and read side by side."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Outcome, ReviewRemark, Status, StepTaken, Supplement, SupplementPoint
from assessments.reviewing.supplements import answer_read
from assessments.steps import ASK_SUPPLEMENT, SUBMIT, TAKE_UP
from municipalities.models import Role
from tests.assessments.reviewed import PLACE, Q1, RELIEF, body, draft, fetch, in_review, sent, step

ASKED = "Noem waar u dit aan merkt."


@pytest.fixture
def reviewed(make_town):
    return in_review(make_town(rated=True))


def put(town, text=ASKED, place=PLACE, key="p1", **more):
    return town.desk.post(town.url("supplement_point", *place), {"key": key, "text": text, **more})


def ask(town, **more):
    day = timezone.localdate() + timedelta(days=10)
    return town.desk.post(town.url("ask_supplement"), {"due_on": day.isoformat(), "message": "Graag.", **more})


def asked(town, *, points=1):
    for n in range(points):
        put(town, text=f"{ASKED} {n}", key=f"p{n}")
    ask(town)
    town.assessment.refresh_from_db()
    return SupplementPoint.objects.order_by("pk").first()


def as_officer(town):
    town.client.force_login(town.officer)
    return town.client


def answer(town, point, outcome="gedaan", text="Aangevuld.", **more):
    return as_officer(town).post(town.url("answer_point", point.pk), {"outcome": outcome, "text": text, **more})


class TestAsking:
    def test_points_become_a_list_with_a_date_in_the_same_step(self, reviewed):
        put(reviewed)
        response = ask(reviewed)
        assert response.url == reviewed.url("submission")
        supplement = Supplement.objects.get()
        assert supplement.taken == StepTaken.objects.get(step=ASK_SUPPLEMENT.slug)
        assert supplement.asked_about.number == 1
        assert supplement.due_on == timezone.localdate() + timedelta(days=10)
        reviewed.assessment.refresh_from_db()
        assert reviewed.assessment.status == Status.SUPPLEMENT

    def test_without_a_point_nothing_is_asked_and_what_was_typed_stays(self, reviewed):
        html = body(ask(reviewed, message="Een lang bericht"))
        assert "Zet eerst een punt op de lijst" in html
        assert "Een lang bericht" in html
        reviewed.assessment.refresh_from_db()
        assert reviewed.assessment.status == Status.IN_REVIEW

    def test_a_day_that_is_past_is_refused(self, reviewed):
        put(reviewed)
        html = body(ask(reviewed, due_on="2020-01-01"))
        assert "Kies een dag die nog komt" in html
        assert not StepTaken.objects.filter(step=ASK_SUPPLEMENT.slug).exists()

    def test_when_the_step_is_refused_the_list_stays_in_preparation(self, reviewed):
        put(reviewed)
        step(reviewed, ASK_SUPPLEMENT)
        step(reviewed, SUBMIT)
        put(reviewed, key="p2")
        html = body(ask(reviewed))  # handed in again, not taken up
        assert "Deze stap kan nu niet" in html
        assert Supplement.objects.get(taken=None).points.count() == 1

    def test_an_open_question_can_be_put_on_the_list_as_it_is(self, reviewed):
        sent(reviewed, "Hoe weet u dit?")
        html = body(reviewed.desk.get(reviewed.url("ask_supplement")))
        assert "Uit uw opmerkingen" in html
        put(reviewed, "Hoe weet u dit?", terug="lijst")
        html = body(reviewed.desk.get(reviewed.url("ask_supplement")))
        assert "Uit uw opmerkingen" not in html
        assert html.count("Hoe weet u dit?") == 1

    def test_a_point_can_be_changed_and_taken_off(self, reviewed):
        put(reviewed)
        put(reviewed, "Anders gevraagd")
        assert SupplementPoint.objects.get().asked == "Anders gevraagd"
        put(reviewed, "")
        assert not SupplementPoint.objects.exists()

    def test_the_list_is_of_all_advisers_and_the_municipality_does_not_see_it_yet(self, reviewed):
        put(reviewed)
        reviewed.client.force_login(reviewed.adviser())
        assert ASKED in body(reviewed.client.get(reviewed.url("ask_supplement")))
        client = as_officer(reviewed)
        for url in (reviewed.step(), reviewed.url("supplement"), reviewed.url("assessment")):
            assert ASKED not in body(client.get(url))

    def test_drafts_go_along_with_it(self, reviewed):
        draft(reviewed)
        put(reviewed)
        ask(reviewed)
        assert not ReviewRemark.objects.get().is_draft

    def test_the_municipality_gets_one_mail_with_the_points(
        self, reviewed, mailoutbox, django_capture_on_commit_callbacks
    ):
        draft(reviewed)
        put(reviewed)
        with django_capture_on_commit_callbacks(execute=True):
            ask(reviewed)
        to = [mail.to[0] for mail in mailoutbox]
        assert sorted(to) == sorted([reviewed.officer.email, reviewed.coordinator.email])
        assert ASKED in mailoutbox[0].body
        assert reviewed.url("supplement") in mailoutbox[0].body

    def test_a_bare_step_still_works_and_its_words_stand_on_the_page(self, reviewed):
        reviewed.desk.post(
            reviewed.url("take_step", "aanvulling-vragen"), {"aanvulling-vragen-note": "Meer over de uitvoering."}
        )
        assert "Meer over de uitvoering." in body(as_officer(reviewed).get(reviewed.url("supplement")))

    def test_one_list_at_a_time(self, reviewed):
        put(reviewed)
        with pytest.raises(IntegrityError), transaction.atomic():
            Supplement.objects.create(assessment=reviewed.assessment)


class TestAnswering:
    def test_it_is_the_next_step_of_the_municipality_with_links_to_the_places(self, reviewed):
        asked(reviewed, points=2)
        html = body(as_officer(reviewed).get(reviewed.url("assessment")))
        assert "Vul aan wat de adviseur vraagt" in html
        assert "0 van 2 punten beantwoord" in html
        assert f'href="{reviewed.step()}#{Q1}"' in html
        assert ASKED in body(reviewed.client.get(reviewed.step()))

    def test_each_point_is_answered_and_when_all_are_the_next_step_is_another(self, reviewed):
        point = asked(reviewed)
        assert answer(reviewed, point).status_code == 302
        point.refresh_from_db()
        assert (point.outcome, point.answer, point.answered_by) == ("gedaan", "Aangevuld.", reviewed.officer)
        assert "Vul aan wat de adviseur vraagt" not in body(reviewed.client.get(reviewed.url("assessment")))

    def test_not_done_counts_with_its_reason_only(self, reviewed):
        point = asked(reviewed)
        answer(reviewed, point, "niet", "")
        point.refresh_from_db()
        assert not point.is_answered
        answer(reviewed, point, "niet", "De cijfers komen in maart.")
        point.refresh_from_db()
        assert point.is_answered

    def test_a_colleague_who_answered_meanwhile_is_not_overwritten(self, reviewed):
        point = asked(reviewed)
        read = answer_read(point)
        answer(reviewed, point, read=read)
        late = fetch(
            as_officer(reviewed),
            reviewed.url("answer_point", point.pk),
            {"outcome": "niet", "text": "Van mij", "read": read},
        )
        assert late.status_code == 409
        assert late.json()["stored"] == "Aangevuld."

    def test_what_was_asked_and_more_can_be_changed(self, reviewed):
        asked(reviewed)
        as_officer(reviewed)
        for url in (reviewed.step(), reviewed.step("versterken", "visie")):
            data = {**reviewed.shown(url), "niveau-reason": "Nu beter."}
            assert reviewed.client.post(url, data).status_code == 302

    def test_unanswered_points_are_shown_before_submitting_and_do_not_block(self, reviewed):
        asked(reviewed, points=2)
        reviewed.client.force_login(reviewed.coordinator)
        html = body(reviewed.client.get(reviewed.url("overview")))
        assert "Nog niet beantwoord van wat de adviseur vroeg" in html
        reviewed.client.post(reviewed.url("take_step", "indienen"))
        reviewed.assessment.refresh_from_db()
        assert reviewed.assessment.status == Status.SUBMITTED

    def test_after_submitting_an_answer_stays_as_it_was(self, reviewed):
        point = asked(reviewed)
        answer(reviewed, point)
        step(reviewed, SUBMIT)
        html = body(answer(reviewed, point, text="Te laat"), 409)
        assert "al ingediend" in html
        assert "Te laat" in html
        point.refresh_from_db()
        assert point.answer == "Aangevuld."

    def test_a_reader_reads_no_supplement(self, reviewed):
        asked(reviewed)
        reviewed.client.force_login(reviewed.member(Role.READER))
        assert reviewed.client.get(reviewed.url("supplement")).status_code == 403

    def test_the_database_knows_three_outcomes(self, reviewed):
        point = asked(reviewed)
        assert set(Outcome.values) == {"", "gedaan", "niet"}
        with pytest.raises(IntegrityError), transaction.atomic():
            SupplementPoint.objects.filter(pk=point.pk).update(outcome="misschien")


class TestSideBySide:
    def test_asked_answered_and_changed_stand_together_for_the_adviser(self, reviewed):
        point = asked(reviewed)
        answer(reviewed, point)
        reviewed.assessment.answers.update(explanation="Wij vergrijzen langzaam.")
        step(reviewed, SUBMIT)
        html = body(reviewed.desk.get(reviewed.url("supplement")))
        assert ASKED in html
        assert "Aangevuld." in html
        assert "langzaam." in html.split("<ins>")[1]
        assert "indiening 1" in html
        assert "indiening 2" in html

    def test_the_adviser_reads_no_answer_before_it_is_handed_in(self, reviewed):
        point = asked(reviewed)
        answer(reviewed, point)
        html = body(reviewed.desk.get(reviewed.url("supplement")))
        assert "Aangevuld." not in html
        assert "De gemeente is nog bezig" in html
        assert "Aangevuld." not in body(reviewed.desk.get(reviewed.url("review", "vertalen")))

    def test_on_the_review_page_the_answer_stands_at_its_place(self, reviewed):
        point = asked(reviewed)
        answer(reviewed, point)
        step(reviewed, SUBMIT)
        step(reviewed, TAKE_UP)
        html = body(reviewed.desk.get(reviewed.url("review", "vertalen")))
        assert "Gevraagde aanvulling" in html
        assert "Aangevuld." in html

    def test_a_second_round_of_asking_keeps_the_first(self, reviewed):
        answer(reviewed, asked(reviewed))
        step(reviewed, SUBMIT)
        step(reviewed, TAKE_UP)
        put(reviewed, "En nog iets.", ("vertalen", "beleid", RELIEF), "q1")
        ask(reviewed)
        html = body(reviewed.desk.get(reviewed.url("supplement")))
        assert "En nog iets." in html
        assert "Aangevuld." in html

    @pytest.mark.parametrize("points", [1, 3])
    def test_the_queries_do_not_grow(self, reviewed, points, django_assert_max_num_queries):
        asked(reviewed, points=points)
        step(reviewed, SUBMIT)
        with django_assert_max_num_queries(8):
            reviewed.desk.get(reviewed.url("supplement"))
        with django_assert_max_num_queries(10):
            reviewed.desk.get(reviewed.url("ask_supplement"))
