"""The adviser's own level beside the municipality's: sent, answered, shown where they differ, and kept at adoption."""

import pytest
from django.db import IntegrityError, transaction

from assessments.models import AdviserLevel, LevelsAtAdoption, Status
from assessments.reviewing.conversations import send
from assessments.reviewing.levels import level_read
from assessments.steps import ADOPT, ASK_SUPPLEMENT, REOPEN, SUBMIT
from assessments.workflow import take_step
from municipalities.models import Role
from tests.assessments.reviewed import body, fetch, in_review, step
from tests.factories import UserFactory

WHY = "Ik zie nog geen besluit."
BELEID = ("vertalen", "beleid")  # the municipality has level 3 there


@pytest.fixture
def reviewed(make_town):
    return in_review(make_town(rated=True))


def set_level(town, level="1", text=WHY, place=BELEID, **more):
    return town.desk.post(town.url("adviser_level", *place), {"level": level, "text": text, **more})


def send_all(town):
    send(town.adviser_user, town.municipality.code, town.assessment.round.year)


def as_coordinator(town):
    town.client.force_login(town.coordinator)
    return town.client


def respond(town, text="Het besluit valt in maart.", **more):
    return as_coordinator(town).post(town.url("respond_level", *BELEID), {"text": text, **more})


class TestSetting:
    def test_the_municipality_does_not_see_it_until_it_is_sent(self, reviewed):
        assert set_level(reviewed).status_code == 302
        client = as_coordinator(reviewed)
        pages = [reviewed.url(name) for name in ("assessment", "submission", "overview", "adviser_remarks")]
        pages.append(reviewed.step(layer="beleid"))
        for url in pages:
            assert WHY not in body(client.get(url))
        assert client.get(reviewed.url("respond_level", *BELEID)).status_code == 404
        send_all(reviewed)
        for url in pages[1:]:
            assert WHY in body(client.get(url))
        assert "de adviseur ziet niveau 1" in body(client.get(pages[0]))

    def test_the_municipalitys_level_stays_what_it_was(self, reviewed):
        before = list(reviewed.assessment.ratings.values_list("layer", "level", "reason"))
        set_level(reviewed)
        send_all(reviewed)
        assert list(reviewed.assessment.ratings.values_list("layer", "level", "reason")) == before

    def test_a_level_without_words_is_not_sent(self, reviewed):
        set_level(reviewed, text="")
        response = reviewed.desk.post(reviewed.url("send_remarks"), follow=True)
        assert "Schrijf eerst bij elk eigen niveau waarom" in body(response)
        assert AdviserLevel.objects.get().sent_at is None

    def test_only_while_it_is_in_review(self, reviewed):
        step(reviewed, ASK_SUPPLEMENT)
        html = body(set_level(reviewed), 409)
        assert "zolang de zelfevaluatie in beoordeling is" in html
        assert WHY in html
        assert not AdviserLevel.objects.exists()

    def test_what_a_colleague_set_meanwhile_is_shown_and_not_overwritten(self, reviewed):
        read = level_read(None)
        set_level(reviewed, read=read)
        answer = fetch(
            reviewed.desk, reviewed.url("adviser_level", *BELEID), {"level": "0", "text": "Anders", "read": read}
        )
        assert answer.status_code == 409
        assert answer.json()["stored"] == WHY
        assert AdviserLevel.objects.get().level == 1

    def test_it_can_be_taken_back_also_after_it_was_sent(self, reviewed):
        set_level(reviewed)
        send_all(reviewed)
        set_level(reviewed, level="", text="")
        send_all(reviewed)
        assert WHY not in body(as_coordinator(reviewed).get(reviewed.url("submission")))

    def test_the_same_level_as_the_municipality_is_no_difference(self, reviewed):
        set_level(reviewed, level="3")
        send_all(reviewed)
        assert "ander niveau" not in body(reviewed.desk.get(reviewed.url("submission")))

    @pytest.mark.parametrize("level", ["5", "-1", "hoog"])
    def test_another_level_than_0_to_4_is_refused(self, reviewed, level):
        assert set_level(reviewed, level=level).status_code == 409
        assert not AdviserLevel.objects.exists()

    def test_the_database_holds_one_level_of_0_to_4_a_layer(self, reviewed):
        set_level(reviewed)
        for values in ({"level": 5}, {"sent_level": 5}, {"response": "Zonder naam"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                AdviserLevel.objects.update(**values)


class TestAnswering:
    def test_the_municipality_answers_and_both_read_it(self, reviewed):
        set_level(reviewed)
        send_all(reviewed)
        assert respond(reviewed).status_code == 302
        for client in (reviewed.desk, as_coordinator(reviewed)):
            html = body(client.get(reviewed.url("submission")))
            assert WHY in html
            assert "Het besluit valt in maart." in html
        assert "Het besluit valt in maart." in body(reviewed.desk.get(reviewed.url("review", "vertalen")))

    def test_after_the_adoption_it_is_read_and_not_changed(self, reviewed):
        set_level(reviewed)
        send_all(reviewed)
        respond(reviewed)
        step(reviewed, ADOPT)
        assert "is vastgesteld" in body(respond(reviewed, "Toch anders"), 409)
        assert "Het besluit valt in maart." in body(
            as_coordinator(reviewed).get(reviewed.url("respond_level", *BELEID))
        )

    def test_a_reader_sees_it_from_the_adoption_on(self, reviewed):
        set_level(reviewed)
        send_all(reviewed)
        reviewed.client.force_login(reviewed.member(Role.READER))
        assert WHY not in body(reviewed.client.get(reviewed.url("submission")))
        step(reviewed, ADOPT)
        assert WHY in body(reviewed.client.get(reviewed.url("submission")))


class TestAdoption:
    def test_a_level_that_the_municipality_does_not_know_holds_it_up(self, reviewed):
        set_level(reviewed)
        response = reviewed.desk.post(reviewed.url("take_step", "vaststellen"), follow=True)
        assert "een eigen niveau dat de gemeente niet kent" in body(response)
        reviewed.assessment.refresh_from_db()
        assert reviewed.assessment.status == Status.IN_REVIEW

    def test_what_was_set_at_adoption_stays_as_it_was(self, reviewed):
        set_level(reviewed)
        send_all(reviewed)
        respond(reviewed)
        step(reviewed, ADOPT)
        kept = LevelsAtAdoption.objects.get()
        assert kept.content[0]["level"] == 1
        assert kept.content[0]["response"] == "Het besluit valt in maart."
        beheerder = UserFactory(beheerder=True)
        take_step(beheerder, reviewed.municipality.code, reviewed.assessment.round.year, REOPEN, note="Fout bedrag.")
        step(reviewed, SUBMIT)
        AdviserLevel.objects.update(sent_remark="Later anders")
        assert LevelsAtAdoption.objects.get().content == kept.content

    @pytest.mark.parametrize("change", ["update", "delete"])
    def test_the_database_refuses_to_change_what_was_kept(self, reviewed, change):
        step(reviewed, ADOPT)
        rows = LevelsAtAdoption.objects.all()
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            rows.delete() if change == "delete" else rows.update(content=[])
