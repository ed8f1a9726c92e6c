"""The review page: one basisfunctie as it was submitted, with what belongs beside it, for the adviser."""

import pytest
from django.urls import reverse

from assessments.reviewing.notes import note_read
from assessments.steps import ASK_SUPPLEMENT, SUBMIT, TAKE_UP
from tests.assessments.previous_round import PREVIOUS_YEAR, fill, hand_in
from tests.assessments.reviewed import Q1, RELIEF, body, draft, in_review, sent, step
from tests.factories import AssessmentFactory, MembershipFactory


@pytest.fixture
def reviewed(make_town):
    return in_review(make_town(rated=True))


def page(town, slug="vertalen", **query):
    return body(town.desk.get(town.url("review", slug, **query)))


class TestReading:
    def test_the_adviser_reads_answers_speerpunten_levels_and_the_thread(self, reviewed):
        html = page(reviewed)
        assert "Wij vergrijzen snel." in html
        assert "Wateroverlast" in html
        assert "Lastenverlichting" in html
        assert "12.500 per jaar" in html
        assert "Niveau 3 van de gemeente." in html
        assert "De draad van Vertalen" in html

    def test_it_reads_the_submission_and_not_what_was_typed_since(self, reviewed):
        reviewed.assessment.answers.update(explanation="Later getypt")
        html = page(reviewed)
        assert "Wij vergrijzen snel." in html
        assert "Later getypt" not in html

    def test_it_leads_to_the_next_and_previous_basisfunctie(self, reviewed):
        html = page(reviewed, "verbinden-en-makelen")
        assert f'rel="prev" href="{reviewed.url("review", "vertalen")}"' in html
        assert f'href="{reviewed.url("review", "versterken")}"' in html

    def test_before_anything_is_submitted_it_leads_to_the_page_that_says_so(self, town):
        town.client.force_login(town.adviser())
        assert town.client.get(town.url("review", "vertalen")).url == town.url("submission")

    def test_a_basisfunctie_that_is_not_there_does_not_exist(self, reviewed):
        assert reviewed.desk.get(reviewed.url("review", "dromen")).status_code == 404

    def test_what_changed_since_the_previous_submission_stands_there_word_by_word(self, reviewed):
        step(reviewed, ASK_SUPPLEMENT)
        reviewed.assessment.answers.update(explanation="Wij vergrijzen langzaam.")
        step(reviewed, SUBMIT)
        html = page(reviewed)
        assert "Gewijzigd sinds indiening 1" in html
        assert "<ins>" in html
        assert "langzaam." in html.split("<ins>")[1].split("</ins>")[0]
        assert html.count("Gewijzigd sinds indiening 1") == 1

    def test_last_years_answer_stands_beside_it_when_asked_for(self, make_town):
        town = make_town(rated=True)
        previous = AssessmentFactory(municipality=town.municipality, round__year=PREVIOUS_YEAR, adopted=True)
        fill(previous, town.officer, text="Zo was het toen.")
        hand_in(previous, town.officer)
        in_review(town)
        assert "Zo was het toen." not in page(town)
        assert "Met de vorige ronde ernaast" in page(town)
        assert "Zo was het toen." in page(town, toen="")

    def test_an_adviser_of_the_municipality_alone_reads_it_too(self, reviewed):
        user = MembershipFactory(adviser=True, municipality=reviewed.municipality).user
        reviewed.client.force_login(user)
        assert reviewed.client.get(reviewed.url("review", "vertalen")).status_code == 200

    def test_the_hub_leads_to_each_basisfunctie_with_what_is_open_there(self, reviewed):
        sent(reviewed)
        html = body(reviewed.desk.get(reviewed.url("submission")))
        for slug in ("vertalen", "verbinden-en-makelen", "versterken", "verbreiden", "verankeren"):
            assert f'href="{reviewed.url("review", slug)}"' in html
        assert "1 open" in html

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_costs_at_most_twelve_queries_whatever_is_said(self, reviewed, number, django_assert_max_num_queries):
        for n in range(number):
            sent(reviewed, key=f"s{n}")
            draft(reviewed, key=f"d{n}", place=("vertalen", "beleid", RELIEF))
        step(reviewed, ASK_SUPPLEMENT)
        step(reviewed, SUBMIT)
        step(reviewed, TAKE_UP)
        with django_assert_max_num_queries(12):
            page(reviewed)

    def test_the_page_of_all_years_is_still_found(self, reviewed):
        assert reviewed.desk.get(reverse("municipality", args=[reviewed.municipality.code])).status_code == 200


class TestNotes:
    def test_a_note_is_for_its_writer_alone(self, reviewed):
        url = reviewed.url("review_note", "vertalen")
        assert reviewed.desk.post(url, {"text": "Bellen met Coen", "shared": ""}).status_code == 302
        assert "Bellen met Coen" in page(reviewed)
        colleague = reviewed.adviser()
        reviewed.client.force_login(colleague)
        assert "Bellen met Coen" not in body(reviewed.client.get(reviewed.url("review", "vertalen")))

    def test_a_shared_note_is_for_all_who_advise_the_municipality(self, reviewed):
        reviewed.desk.post(reviewed.url("review_note", "vertalen"), {"text": "Ging vorig jaar stroef", "shared": "on"})
        reviewed.client.force_login(reviewed.adviser())
        assert "Ging vorig jaar stroef" in body(reviewed.client.get(reviewed.url("review", "vertalen")))

    def test_nobody_else_ever_reads_a_note(self, reviewed):
        url = reviewed.url("review_note", "vertalen")
        for shared in ("", "on"):
            reviewed.desk.post(url, {"text": f"Geheim{shared}", "shared": shared})
        reviewed.client.force_login(reviewed.coordinator)
        for name in ("assessment", "submission", "overview", "adviser_remarks", "report"):
            assert "Geheim" not in body(reviewed.client.get(reviewed.url(name)))

    def test_two_windows_lose_no_word(self, reviewed):
        url = reviewed.url("review_note", "vertalen")
        read = note_read("")
        reviewed.desk.post(url, {"text": "Eerste venster", "shared": "", "read": read})
        html = body(reviewed.desk.post(url, {"text": "Tweede venster", "shared": "", "read": read}), 409)
        assert "Eerste venster" in html
        assert "Tweede venster" in html
        assert reviewed.assessment.adviser_notes.get().text == "Eerste venster"


def test_the_first_question_is_on_the_page_at_an_address_of_its_own(reviewed):
    assert f'id="visie-{Q1}"' in page(reviewed)
