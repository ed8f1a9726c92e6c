"""Remarks inside the municipality: beside each part of a step, for colleagues and for nobody else."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import MAX_TEXT, InternalRemark, InternalThread
from assessments.steps import SUBMIT
from assessments.workflow import take_step
from municipalities.models import Role
from tests.factories import AssessmentFactory, InternalRemarkFactory, InternalThreadFactory, MembershipFactory

Q1 = "vertalen-visie-1"
SECRET = "Zeg dit niet tegen de adviseur"


def body(response):
    assert response.status_code == 200
    return response.content.decode()


def place(town, part=Q1, basisfunctie="vertalen", layer="visie"):
    return town.url("remarks", basisfunctie, layer, part)


def write(town, text="Klopt dit getal?", part=Q1, layer="visie", client=None):
    return (client or town.client).post(place(town, part, layer=layer), {f"opmerking-{part}-text": text})


def colleague(town, name="Bram"):
    browser = Client()
    browser.force_login(town.member(Role.COORDINATOR, name=name))
    return browser


def thread(town):
    return InternalThread.objects.get(assessment=town.assessment)


class TestWriting:
    def test_a_colleague_reads_who_wrote_what_and_when(self, town):
        write(town)
        page = body(colleague(town).get(place(town)))
        assert "Klopt dit getal?" in page
        assert str(town.officer) in page
        assert "Alleen voor collega's van uw gemeente" in page

    def test_the_page_of_the_step_shows_the_remark_at_its_question(self, town):
        write(town)
        page = body(town.client.get(town.step()))
        beside = page.split(f'id="opmerkingen-{Q1}"')[1].split("</details>")[0]
        assert "Klopt dit getal?" in beside
        assert "1, open" in beside
        assert page.count("Klopt dit getal?") == beside.count("Klopt dit getal?")

    @pytest.mark.parametrize(
        ("layer", "part", "heading"),
        [
            ("visie", Q1, "grote veranderingen"),
            ("visie", "niveau", "Niveau van de laag visie"),
            ("beleid", "speerpunten", "Speerpunten kiezen"),
            ("beleid", "vertalen-beleid-lastenverlichting", "Lastenverlichting"),
            ("financien", "vertalen-beleid-lastenverlichting", "Lastenverlichting"),
        ],
    )
    def test_there_can_be_a_remark_at_each_question_speerpunt_and_level(self, town, layer, part, heading):
        beleid = town.step(layer="beleid")
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": ["vertalen-beleid-lastenverlichting"]})
        assert write(town, part=part, layer=layer).status_code == 302
        page = body(town.client.get(place(town, part, layer=layer)))
        assert heading.lower() in page.lower()
        assert f'href="{place(town, part, layer=layer)}"' in body(town.client.get(town.url("overview")))

    @pytest.mark.parametrize(
        ("basisfunctie", "layer", "part"),
        [
            ("vertalen", "visie", "versterken-visie-1"),
            ("vertalen", "visie", "speerpunten"),
            ("vertalen", "visie", "iets"),
            ("vertalen", "beleid", "vertalen-beleid-lastenverlichting"),  # not chosen
            ("verzinnen", "visie", "niveau"),
        ],
    )
    def test_a_place_that_is_not_there_does_not_exist(self, town, basisfunctie, layer, part):
        assert town.client.get(place(town, part, basisfunctie, layer)).status_code == 404

    def test_a_layer_that_is_not_there_does_not_exist(self, town):
        assert town.client.get(place(town).replace("/visie/", "/mening/")).status_code == 404

    def test_line_ends_and_html_stay_as_they_were_typed(self, town):
        write(town, "Eén\r\n<b>twee</b>")
        assert InternalRemark.objects.get().text == "Eén\n<b>twee</b>"
        assert "&lt;b&gt;twee&lt;/b&gt;" in body(town.client.get(place(town)))

    @pytest.mark.parametrize(("text", "why"), [("  ", "Schrijf eerst"), ("x" * (MAX_TEXT + 1), "20.000 is het meeste")])
    def test_what_can_not_be_taken_comes_back_with_the_reason(self, town, text, why):
        page = body(write(town, text))
        assert why in page
        assert text in page
        assert not InternalRemark.objects.exists()

    def test_after_submitting_colleagues_can_still_talk(self, make_town):
        town = make_town(submitted=True)
        assert write(town).status_code == 302
        assert f'href="{place(town)}"' in body(town.client.get(town.step()))

    def test_the_database_refuses_an_empty_or_too_long_remark(self, db):
        for text in ("", "x" * (MAX_TEXT + 1)):
            with pytest.raises(IntegrityError), transaction.atomic():
                InternalRemarkFactory(text=text)


class TestTheStepSavesFirst:
    def test_the_button_to_the_remarks_keeps_what_was_typed_on_the_step(self, town):
        url = town.step()
        response = town.client.post(url, {**town.shown(url), f"{Q1}-explanation": "Half af", "naar": f"remarks:{Q1}"})
        assert response.url == place(town)
        assert town.answer(Q1).explanation == "Half af"

    def test_a_button_that_the_page_does_not_have_leads_nowhere_else(self, town):
        url = town.step()
        for asked in ("remarks:", "account_logout:x", "https://example.org:x", "x", "remarks:a b", "evidence:a/b:c"):
            assert town.client.post(url, {**town.shown(url), "naar": asked}).url == url


class TestInPlace:
    """The script on the step's page asks for the conversation alone."""

    def post(self, town, url, **data):
        return body(town.client.post(url, data, headers={"X-Requested-With": "fetch"}))

    def test_a_remark_comes_back_as_a_piece_of_the_page(self, town):
        piece = self.post(town, place(town), **{f"opmerking-{Q1}-text": "Even vragen"})
        assert "Even vragen" in piece
        assert "Uw opmerking staat erbij" in piece
        assert "<html" not in piece

    def test_what_is_wrong_comes_back_with_what_was_typed(self, town):
        piece = self.post(town, place(town), **{f"opmerking-{Q1}-text": ""})
        assert "Schrijf eerst een opmerking" in piece

    def test_settling_and_withdrawing_do_too(self, town):
        remark = InternalRemarkFactory(thread__assessment=town.assessment, written_by=town.officer)
        assert "afgehandeld" in self.post(town, town.url("settle_remarks", "vertalen", "visie", Q1)).lower()
        assert "Ingetrokken op" in self.post(town, town.url("withdraw_remark", remark.pk))


class TestSettling:
    def test_who_settles_and_when_is_shown_and_it_can_be_opened_again(self, town):
        write(town)
        bram = colleague(town)
        settle = town.url("settle_remarks", "vertalen", "visie", Q1)
        assert bram.post(settle, {"afgehandeld": "ja"}).url == place(town)
        assert "Afgehandeld door Bram" in body(town.client.get(place(town)))
        town.client.post(settle, {"afgehandeld": "nee"})
        assert thread(town).settled_by is None
        assert "Afgehandeld door" not in body(town.client.get(place(town)))

    def test_a_new_remark_opens_what_was_settled(self, town):
        InternalRemarkFactory(thread=InternalThreadFactory(assessment=town.assessment, settled=True))
        write(town, "Toch nog iets")
        assert thread(town).settled_at is None

    def test_where_nobody_wrote_there_is_nothing_to_settle(self, town):
        assert town.client.post(town.url("settle_remarks", "vertalen", "visie", Q1)).status_code == 404

    def test_the_overview_lists_what_is_open_only(self, town):
        assert "Open opmerkingen" not in body(town.client.get(town.url("overview")))
        write(town)
        write(town, part="niveau")
        town.client.post(town.url("settle_remarks", "vertalen", "visie", "niveau"), {"afgehandeld": "ja"})
        page = body(town.client.get(town.url("overview")))
        assert f'href="{place(town)}"' in page
        assert f'href="{place(town, "niveau")}"' not in page

    def test_the_database_wants_someone_who_settled(self, db):
        with pytest.raises(IntegrityError), transaction.atomic():
            InternalThreadFactory(settled=True, settled_by=None)


class TestWithdrawing:
    def test_the_writer_can_withdraw_a_remark_and_put_it_back(self, town):
        write(town)
        remark, bram = InternalRemark.objects.get(), colleague(town)
        town.client.post(town.url("withdraw_remark", remark.pk), {"ingetrokken": "ja"})
        page = body(bram.get(place(town)))
        assert "Ingetrokken op" in page
        assert "Klopt dit getal?" not in page
        assert "Klopt dit getal?" not in body(bram.get(town.step()))
        town.client.post(town.url("withdraw_remark", remark.pk), {"ingetrokken": "nee"})
        assert "Klopt dit getal?" in body(bram.get(place(town)))

    def test_nobody_else_can(self, town):
        write(town)
        remark = InternalRemark.objects.get()
        assert colleague(town).post(town.url("withdraw_remark", remark.pk)).status_code == 403
        remark.refresh_from_db()
        assert remark.withdrawn_at is None

    def test_a_remark_of_another_assessment_does_not_exist(self, town):
        elsewhere = InternalRemarkFactory(written_by=town.officer)
        assert town.client.post(town.url("withdraw_remark", elsewhere.pk)).status_code == 404


class TestNobodyElseReadsThem:
    def test_they_are_in_no_submission_report_or_page_of_others(self, make_town):
        town = make_town(rated=True)
        write(town, SECRET)
        coordinator = town.member(Role.COORDINATOR)
        take_step(coordinator, town.municipality.code, town.assessment.round.year, SUBMIT)
        assert SECRET not in str(town.assessment.submissions.get().content)
        for user in (town.adviser(), town.member(Role.READER), coordinator):
            town.client.force_login(user)
            for name in ("submission", "report"):
                assert SECRET not in body(town.client.get(town.url(name)))

    def test_the_neighbour_does_not_find_them_under_its_own_address_either(self, town):
        write(town, SECRET)
        neighbour = MembershipFactory(coordinator=True)
        other = AssessmentFactory(municipality=neighbour.municipality, round=town.assessment.round)
        town.client.force_login(neighbour.user)
        url = reverse("remarks", args=[neighbour.municipality.code, other.round.year, "vertalen", "visie", Q1])
        assert SECRET not in body(town.client.get(url))
        assert town.client.get(place(town)).status_code == 404


class TestQueries:
    @pytest.mark.parametrize("page", ["step", "overview", "remarks"])
    def test_three_remarks_cost_as_many_queries_as_one(self, make_town, page, django_assert_max_num_queries):
        counts = []
        for number in (1, 3):
            town = make_town()
            threads = [
                InternalThreadFactory(assessment=town.assessment, part=f"vertalen-visie-{n + 1}") for n in range(number)
            ]
            for each in threads:
                InternalRemarkFactory.create_batch(number, thread=each)
            url = {"step": town.step(), "overview": town.url("overview"), "remarks": place(town)}[page]
            town.client.get(url)
            with django_assert_max_num_queries(12) as queries:
                body(town.client.get(url))
            counts.append(len(queries))
        assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("moment", "shown"), [("2026-12-31T23:30", "01-01-2027 00:30"), ("2026-07-01T22:30", "02-07-2026 00:30")]
)
def test_a_remark_is_named_by_the_time_here(moment, shown):
    remark = InternalRemark(written_at=datetime.fromisoformat(f"{moment}+00:00"), written_by=User(name="Coen"))
    assert str(remark) == f"Coen, {shown}"
