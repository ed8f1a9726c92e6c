"""Remarks between adviser and municipality: drafted, sent together, answered and settled."""

import pytest
from django.db import IntegrityError, transaction

from assessments.models import MAX_TEXT, ReviewRemark, ReviewThread, Status
from assessments.reviewing.conversations import draft_read
from assessments.steps import ADOPT, ASK_SUPPLEMENT
from municipalities.models import Role
from tests.assessments.reviewed import PLACE, Q1, RELIEF, body, draft, fetch, in_review, sent, step

DRAFT = {"key": "k1", "kind": "vraag", "text": "Hoe weet u dit?", "read": ""}


@pytest.fixture
def reviewed(make_town):
    return in_review(make_town(rated=True))


def post_draft(town, place=PLACE, **more):
    return town.desk.post(town.url("draft_remark", *place), {**DRAFT, **more})


def as_officer(town):
    town.client.force_login(town.officer)
    return town.client


class TestDrafting:
    def test_a_draft_is_for_its_writer_alone(self, reviewed):
        post_draft(reviewed)
        assert "Hoe weet u dit?" in body(reviewed.desk.get(reviewed.url("review", "vertalen")))
        colleague = reviewed.adviser()
        reviewed.client.force_login(colleague)
        assert "Hoe weet u dit?" not in body(reviewed.client.get(reviewed.url("review", "vertalen")))
        assert "Hoe weet u dit?" not in body(reviewed.client.get(reviewed.url("send_remarks")))
        client = as_officer(reviewed)
        for url in (reviewed.step(), reviewed.url("adviser_remarks"), reviewed.url("submission")):
            assert "Hoe weet u dit?" not in body(client.get(url))
        assert client.get(reviewed.url("adviser_thread", *PLACE)).status_code == 404

    def test_what_saves_itself_twice_is_there_once(self, reviewed):
        url = reviewed.url("draft_remark", *PLACE)
        first = fetch(reviewed.desk, url, {**DRAFT, "text": "Hoe"}).json()
        again = fetch(reviewed.desk, url, {**DRAFT, "text": "Hoe weet u dit?", "read": first["read"]}).json()
        assert ReviewRemark.objects.get().text == "Hoe weet u dit?"
        assert again["counts"]["drafts"] == "1"
        assert again["said"].startswith("Bewaard om")

    def test_an_emptied_draft_is_gone(self, reviewed):
        post_draft(reviewed)
        read = draft_read(ReviewRemark.objects.get())
        post_draft(reviewed, text="", read=read)
        assert not ReviewRemark.objects.exists()

    def test_what_another_window_saved_is_shown_and_not_overwritten(self, reviewed):
        post_draft(reviewed)
        post_draft(reviewed, text="Elders gewijzigd", read=draft_read(ReviewRemark.objects.get()))
        answer = fetch(reviewed.desk, reviewed.url("draft_remark", *PLACE), {**DRAFT, "text": "Hier", "read": "oud"})
        assert answer.status_code == 409
        assert answer.json()["stored"] == "Elders gewijzigd"
        html = body(post_draft(reviewed, text="Hier", read="oud"), 409)
        assert "Elders gewijzigd" in html
        assert "Hier" in html

    def test_a_text_that_is_too_long_comes_back(self, reviewed):
        long = "x" * (MAX_TEXT + 1)
        html = body(post_draft(reviewed, text=long), 409)
        assert "20.000 is het meeste" in html
        assert long in html

    def test_after_logging_out_a_script_is_told_so(self, reviewed):
        reviewed.desk.logout()
        assert fetch(reviewed.desk, reviewed.url("draft_remark", *PLACE), DRAFT).status_code == 401

    def test_there_can_be_a_draft_at_each_question_speerpunt_and_level(self, reviewed):
        for n, place in enumerate([PLACE, ("vertalen", "financien", RELIEF), ("vertalen", "beleid", "niveau")]):
            assert post_draft(reviewed, place, key=f"k{n}").status_code == 302
        html = body(reviewed.desk.get(reviewed.url("send_remarks")))
        assert "Verstuur 3 opmerkingen" in html
        assert "Lastenverlichting" in html

    def test_the_database_takes_no_remark_of_a_municipality_that_is_not_sent(self, reviewed):
        post_draft(reviewed)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewRemark.objects.update(from_adviser=False)


class TestSending:
    def test_all_drafts_go_at_once_and_the_municipality_reads_them_at_the_question(self, reviewed):
        draft(reviewed, key="k1")
        draft(reviewed, "Mooi gedaan.", ("vertalen", "beleid", RELIEF), "compliment", "k2")
        response = reviewed.desk.post(reviewed.url("send_remarks"), follow=True)
        assert "Verstuurd: 2 opmerkingen." in body(response)
        client = as_officer(reviewed)
        at_question = body(client.get(reviewed.step()))
        assert "Van de adviseur" in at_question
        assert "Hoe weet u dit?" in at_question
        assert "Mooi gedaan." in body(client.get(reviewed.step(layer="beleid")))
        everything = body(client.get(reviewed.url("adviser_remarks")))
        assert "Open (1)" in everything
        assert "Mooi gedaan." in everything

    def test_sending_twice_is_told(self, reviewed):
        draft(reviewed)
        reviewed.desk.post(reviewed.url("send_remarks"))
        response = reviewed.desk.post(reviewed.url("send_remarks"), follow=True)
        assert "Er is niets te versturen" in body(response)

    def test_drafts_of_a_colleague_stay_with_the_colleague(self, reviewed):
        draft(reviewed)
        reviewed.client.force_login(reviewed.adviser())
        reviewed.client.post(reviewed.url("send_remarks"))
        assert ReviewRemark.objects.get().is_draft

    def test_a_compliment_opens_nothing(self, reviewed):
        sent(reviewed, kind="compliment")
        assert not ReviewThread.objects.open().exists()
        sent(reviewed, kind="suggestie", key="a2")
        assert ReviewThread.objects.open().count() == 1

    def test_what_was_sent_can_not_be_changed_any_more(self, reviewed):
        sent(reviewed, key="k1")
        html = body(post_draft(reviewed, text="Toch anders"), 409)
        assert "al verstuurd" in html
        assert "Toch anders" in html
        assert ReviewRemark.objects.get().text == "Hoe weet u dit?"

    def test_after_the_adoption_all_is_read_and_nothing_added(self, reviewed):
        sent(reviewed)
        step(reviewed, ADOPT)
        assert "is vastgesteld" in body(post_draft(reviewed, text="Nog iets"), 409)
        html = body(reviewed.desk.get(reviewed.url("review", "vertalen")))
        assert "Hoe weet u dit?" in html
        assert "data-keep data-remark" not in html
        client = as_officer(reviewed)
        assert "Hoe weet u dit?" in body(client.get(reviewed.url("adviser_remarks")))
        key = f"adviseur-{'-'.join(PLACE)}"
        answer = client.post(reviewed.url("adviser_thread", *PLACE), {f"{key}-text": "Te laat", f"{key}-key": "r1"})
        assert "is vastgesteld" in body(answer)
        assert "Te laat" in body(answer)


class TestAnswering:
    def answer(self, town, client, text="Uit de peiling.", key="r1", **more):
        name = f"adviseur-{'-'.join(PLACE)}"
        data = {f"{name}-text": text, f"{name}-key": key, **more}
        return client.post(town.url("adviser_thread", *PLACE), data)

    def test_the_municipality_answers_and_the_adviser_reads_it(self, reviewed):
        sent(reviewed)
        assert self.answer(reviewed, as_officer(reviewed)).status_code == 302
        html = body(reviewed.desk.get(reviewed.url("review", "vertalen")))
        assert "Uit de peiling." in html
        assert str(reviewed.officer) in html

    def test_the_answer_can_be_sent_from_the_page_of_all_and_comes_back_there(self, reviewed):
        sent(reviewed)
        back = reviewed.url("adviser_remarks")
        assert self.answer(reviewed, as_officer(reviewed), terug=back).url == back

    @pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example/", "zomaar", "-1", "\x00"])
    def test_what_is_no_path_of_this_site_leads_to_the_place_itself(self, reviewed, back):
        sent(reviewed)
        answered = self.answer(reviewed, as_officer(reviewed), terug=back)
        assert answered.url == reviewed.url("adviser_thread", *PLACE)

    def test_the_same_answer_sent_twice_is_there_once(self, reviewed):
        sent(reviewed)
        client = as_officer(reviewed)
        self.answer(reviewed, client)
        self.answer(reviewed, client)
        assert ReviewRemark.objects.filter(from_adviser=False).count() == 1

    def test_an_empty_answer_comes_back_with_the_reason(self, reviewed):
        sent(reviewed)
        assert "Schrijf eerst een antwoord." in body(self.answer(reviewed, as_officer(reviewed), text=" "))

    def test_where_the_adviser_said_nothing_there_is_nothing_to_answer(self, reviewed):
        assert self.answer(reviewed, as_officer(reviewed)).status_code == 404

    @pytest.mark.parametrize("by", ["adviser", "municipality"])
    def test_both_sides_may_settle_it_and_open_it_again(self, reviewed, by):
        sent(reviewed)
        client = reviewed.desk if by == "adviser" else as_officer(reviewed)
        url = reviewed.url("settle_thread", *PLACE)
        client.post(url, {"afgehandeld": "ja"})
        assert not ReviewThread.objects.open().exists()
        assert "Afgehandeld door" in body(reviewed.desk.get(reviewed.url("review", "vertalen")))
        client.post(url, {"afgehandeld": "nee"})
        assert ReviewThread.objects.open().exists()

    def test_a_meewerker_reads_and_answers_in_its_own_part_only(self, reviewed):
        from tests.factories import AssignmentFactory

        sent(reviewed)
        guest = reviewed.member(Role.GUEST)
        AssignmentFactory(assessment=reviewed.assessment, part="vertalen/visie", user=guest)
        reviewed.client.force_login(guest)
        assert "Hoe weet u dit?" in body(reviewed.client.get(reviewed.step()))
        assert self.answer(reviewed, reviewed.client).status_code == 302
        assert reviewed.client.get(reviewed.url("adviser_remarks")).status_code == 403
        draft(reviewed, key="a9", place=("vertalen", "beleid", RELIEF))
        assert reviewed.client.get(reviewed.url("adviser_thread", "vertalen", "beleid", RELIEF)).status_code == 403

    def test_colleagues_among_themselves_and_the_adviser_are_told_apart(self, reviewed):
        sent(reviewed)
        html = body(as_officer(reviewed).get(reviewed.step()))
        adviser = html.split(f'id="adviseur-{Q1}"')[1].split("</details>")[0]
        colleagues = html.split(f'id="opmerkingen-{Q1}"')[1].split("</details>")[0]
        assert "Hoe weet u dit?" in adviser
        assert "Wat u hier schrijft, leest de adviseur." in adviser
        assert "Hoe weet u dit?" not in colleagues
        assert "De adviseur ziet dit niet" in colleagues

    def test_the_button_on_the_step_saves_first_and_leads_to_the_answer(self, reviewed):
        sent(reviewed)
        step(reviewed, ASK_SUPPLEMENT)
        url = reviewed.step()
        data = {**reviewed.shown(url), f"{Q1}-explanation": "Half af", "naar": f"adviser_thread:{Q1}"}
        response = as_officer(reviewed).post(url, data)
        assert response.url == reviewed.url("adviser_thread", *PLACE)
        assert reviewed.answer(Q1).explanation == "Half af"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("layer", ["visie", "beleid", "uitvoering", "financien"])
def test_a_step_stays_within_twelve_queries_with_all_that_the_adviser_says(
    reviewed, layer, number, django_assert_max_num_queries
):
    for n in range(number):
        sent(reviewed, key=f"s{n}", place=("vertalen", layer, "niveau"))
    step(reviewed, ASK_SUPPLEMENT)
    assert reviewed.assessment.status == Status.SUPPLEMENT
    client = as_officer(reviewed)
    with django_assert_max_num_queries(12):
        client.get(reviewed.step(layer=layer))
