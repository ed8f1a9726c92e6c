"""Where the thread breaks, on the pages: at the field that mends it, with both ways out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, FindingResponse, Rating, Round, Speerpunt, Status
from assessments.reading import Filled, read_snapshot
from assessments.snapshot import from_content, to_content
from assessments.steps import SUBMIT
from assessments.workflow import take_step
from basisfuncties.models import Basisfunctie, Layer, PolicyElement
from municipalities.models import Role
from tests.factories import AssessmentFactory, RoundFactory

CODE = "versterken-beleid-collectieve-vrijwilligersverzekering"
KEY = f"geen-geld:versterken:{CODE}"
FIELD = f"bewust-geen-geld__versterken__{CODE}"


def body(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def run_without_money(town, code=CODE):
    """Give the town a speerpunt that runs and has no money."""
    element = PolicyElement.objects.filter(code=code).first()
    return Speerpunt.objects.create(
        assessment=town.assessment,
        basisfunctie=Basisfunctie.objects.get(slug="versterken", framework=town.assessment.round.framework),
        element=element,
        own_label="" if element else "Eigen",
        code=code,
        executors="Gemeente",
        execution="loopt",
        amount=0,
        updated_by=town.officer,
    )


@pytest.fixture
def broken(town):
    run_without_money(town)
    town.page = town.step("versterken", "financien")
    return town


def respond(town, text, **more):
    return town.client.post(town.page, {**town.shown(town.page), f"{FIELD}-because": text, "opslaan": "", **more})


def stored(town):
    return dict(town.assessment.finding_responses.values_list("key", "because"))


class TestAtTheField:
    def test_the_break_stands_in_the_card_of_its_speerpunt_with_both_ways_out(self, broken):
        page = body(broken.client.get(broken.page))
        card = page[page.index(f'<section id="{CODE}"') : page.index('<section id="niveau"')]
        assert "bf-break--open" in card
        assert "‘Collectieve vrijwilligersverzekering’ loopt, maar heeft geen geld." in card
        assert "Vul een bedrag in" in card
        assert "bewust zo, omdat" in card

    def test_an_untouched_page_has_no_break(self, town):
        assert "De draad breekt" not in body(town.client.get(town.step("versterken", "beleid")))

    def test_a_break_is_on_the_page_of_the_layer_that_mends_it_only(self, broken):
        assert "bf-break__one" not in body(broken.client.get(broken.step("versterken", "uitvoering")))

    def test_the_steps_beside_the_page_say_in_which_layer_it_breaks(self, broken):
        assert "Hier breekt de draad" in body(broken.client.get(broken.step("versterken", "visie")))

    def test_mending_it_makes_it_go(self, broken):
        broken.client.post(broken.page, {**broken.shown(broken.page), f"{CODE}-amount": "500"})
        assert "De draad breekt hier" not in body(broken.client.get(broken.page))

    def test_a_development_taken_up_in_another_basisfunctie_is_no_break_at_vertalen(self, town):
        visie = town.step()
        chosen = {"vertalen-visie-1-chosen": ["vertalen-visie-1-vergrijzing"]}
        town.client.post(visie, {**town.shown(visie), **chosen})
        chosen = {"vertalen-visie-5-chosen": ["vertalen-visie-1-vergrijzing"]}
        town.client.post(visie, {**town.shown(visie), **chosen})
        beleid = town.step(layer="beleid")
        town.client.post(beleid, {**town.shown(beleid), "niveau-level": "1"})
        assert "‘Vergrijzing’ krijgt aandacht in het beleid" in body(town.client.get(beleid))
        Speerpunt.objects.filter(pk=run_without_money(town).pk).update(goals=["vertalen-visie-1-vergrijzing"])
        assert "‘Vergrijzing’ krijgt aandacht in het beleid" not in body(town.client.get(beleid))


class TestResponse:
    def test_a_reason_is_saved_with_who_wrote_it(self, broken):
        assert respond(broken, "De verzekering loopt via de VNG.").status_code == 302
        (response,) = FindingResponse.objects.all()
        assert (response.key, response.because) == (KEY, "De verzekering loopt via de VNG.")
        assert response.updated_by == broken.officer

    def test_an_answered_break_is_quiet_and_shows_the_reason(self, broken):
        respond(broken, "De verzekering loopt via de VNG.")
        page = body(broken.client.get(broken.page))
        assert "bf-break--open" not in page
        assert "De verzekering loopt via de VNG." in page
        assert "Hier breekt de draad" not in page

    def test_saving_the_page_without_a_reason_stores_nothing(self, broken):
        broken.client.post(broken.page, broken.shown(broken.page))
        assert stored(broken) == {}

    def test_a_reason_can_be_taken_back(self, broken):
        respond(broken, "Eerst wel.")
        respond(broken, "")
        assert stored(broken) == {KEY: ""}
        assert "bf-break--open" in body(broken.client.get(broken.page))

    def test_a_reason_of_a_break_that_is_gone_is_kept_and_not_shown(self, broken):
        respond(broken, "Zo willen wij het.")
        broken.client.post(broken.page, {**broken.shown(broken.page), f"{CODE}-amount": "500"})
        assert "Zo willen wij het." not in body(broken.client.get(broken.page))
        assert stored(broken) == {KEY: "Zo willen wij het."}

    def test_a_reason_for_what_a_colleague_mended_meanwhile_is_kept(self, broken):
        shown = broken.shown(broken.page)
        Speerpunt.objects.update(amount=500)
        broken.client.post(broken.page, {**shown, f"{FIELD}-because": "Net getypt."})
        assert stored(broken) == {KEY: "Net getypt."}

    def test_two_colleagues_who_answer_the_same_see_both_texts(self, broken):
        shown = broken.shown(broken.page)
        respond(broken, "Tekst van de een.")
        page = body(broken.client.post(broken.page, {**shown, f"{FIELD}-because": "Tekst van de ander."}))
        assert "Tekst van de een." in page
        assert "Tekst van de ander." in page
        assert stored(broken) == {KEY: "Tekst van de een."}

    def test_a_text_that_is_too_long_stays_and_says_so(self, broken):
        page = body(respond(broken, "x" * 20_001))
        assert "20.000 is het meeste" in page
        assert "x" * 20_001 in page
        assert stored(broken) == {}

    def test_what_was_right_is_saved_though_a_reason_is_not(self, broken):
        respond(broken, "x" * 20_001, **{"niveau-level": "1"})
        assert Rating.objects.get(assessment=broken.assessment).level == 1

    @pytest.mark.parametrize(
        "name",
        [
            "bewust-geen-geld__verankeren__x-read",  # of another basisfunctie
            "bewust-geen-uitvoerder__versterken__x-read",  # of another layer
            "bewust-hoog-niveau__versterken__visie-read",
            "bewust-verzonnen__versterken__x-read",
            "bewust-geen-geld__versterken-read",
            f"bewust-geen-geld__versterken__{'x' * 250}-read",
        ],
    )
    def test_only_findings_of_this_layer_can_be_answered(self, broken, name):
        prefix = name.removesuffix("-read")
        broken.client.post(broken.page, {**broken.shown(broken.page), name: "", f"{prefix}-because": "Ja."})
        assert stored(broken) == {}

    def test_nobody_answers_when_the_assessment_is_closed(self, broken):
        shown = broken.shown(broken.page)
        Assessment.objects.update(status=Status.SUBMITTED)
        page = body(broken.client.post(broken.page, {**shown, f"{FIELD}-because": "Te laat."}), status=409)
        assert "Te laat." in page
        assert stored(broken) == {}

    def test_the_database_holds_one_answer_to_a_finding(self, broken):
        respond(broken, "Een.")
        with pytest.raises(IntegrityError), transaction.atomic():
            FindingResponse.objects.create(assessment=broken.assessment, key=KEY, updated_by=broken.officer)

    def test_a_save_with_a_reason_costs_at_most_twelve_queries(self, broken, django_assert_max_num_queries):
        data = {**broken.shown(broken.page), f"{FIELD}-because": "Ja.", "niveau-level": "1"}
        with django_assert_max_num_queries(12 + 2):  # a test's own transaction adds a savepoint and its release
            assert broken.client.post(broken.page, data).status_code == 302


class TestByItself:
    """What the script of the page gets, when it saves one part shortly after a change."""

    def send(self, town, data):
        return town.client.post(town.page, data, headers={"HX-Request": "true"})

    def sent(self, town, prefix):
        shown = town.shown(town.page)
        return {name: value for name, value in shown.items() if name.startswith(prefix)}

    def test_filling_in_the_money_takes_the_break_away(self, broken):
        answer = body(self.send(broken, self.sent(broken, CODE) | {f"{CODE}-amount": "500"}))
        assert f'id="{CODE}-draad" hx-swap-oob="true"' in answer
        assert "De draad breekt hier" not in answer

    def test_what_breaks_by_a_change_is_shown_at_once(self, broken):
        Speerpunt.objects.update(amount=500)
        answer = body(self.send(broken, self.sent(broken, CODE) | {f"{CODE}-amount": "0"}))
        assert "loopt, maar heeft geen geld" in answer

    def test_a_reason_is_saved_and_the_field_is_left_alone(self, broken):
        answer = body(self.send(broken, self.sent(broken, FIELD) | {f"{FIELD}-because": "Zo willen wij het."}))
        assert stored(broken) == {KEY: "Zo willen wij het."}
        assert f'id="{FIELD}-staat" data-outcome="saved"' in answer
        assert "<textarea" not in answer

    def test_saving_a_reason_again_is_no_conflict_with_oneself(self, broken):
        answer = body(self.send(broken, self.sent(broken, FIELD) | {f"{FIELD}-because": "Zo"}))
        read = answer.split(f'name="{FIELD}-read" value="')[1].split('"')[0]
        answer = body(self.send(broken, {f"{FIELD}-read": read, f"{FIELD}-because": "Zo willen wij het."}))
        assert 'data-outcome="saved"' in answer
        assert stored(broken) == {KEY: "Zo willen wij het."}

    def test_an_earlier_reason_can_be_read_and_put_back(self, broken):
        respond(broken, "Eerste reden.")
        respond(broken, "Tweede reden.")
        url = broken.url("history", "versterken", "financien", FIELD)
        assert "Tweede" in body(broken.client.get(url))
        first = broken.assessment.changes.order_by("pk").first()
        broken.client.post(url, {"terugzetten": first.pk})
        assert stored(broken) == {KEY: "Eerste reden."}


class TestLists:
    def test_the_start_page_names_the_break_and_leads_to_it(self, broken):
        page = body(broken.client.get(broken.url("assessment")))
        assert "Waar de draad breekt" in page
        assert f'href="{broken.page}#{CODE}"' in page

    def test_the_start_page_has_three_and_a_link_to_all(self, broken):
        for number in range(3):
            run_without_money(broken, code=f"versterken-beleid-eigen-{number}")
        page = body(broken.client.get(broken.url("assessment")))
        assert "Vier speerpunten lopen zonder geld." in page
        assert "Alle 4 breuken in de draad" in page

    def test_without_a_break_the_start_page_is_silent(self, town):
        assert "Waar de draad breekt" not in body(town.client.get(town.url("assessment")))

    @pytest.mark.parametrize("name", ["thread", "overview"])
    def test_the_whole_shows_the_breaks_with_their_source_and_what_was_answered(self, broken, name):
        assert "Bron: Brochure Basisfuncties, Financiële middelen" in body(broken.client.get(broken.url(name)))
        respond(broken, "Zo willen wij het.")
        assert "Zo willen wij het." in body(broken.client.get(broken.url(name)))

    def test_an_empty_thread_says_what_is_not_there(self, town):
        page = body(town.client.get(town.url("thread")))
        assert "Nergens, voor zover u nu hebt ingevuld." in page
        assert "Er zijn nog geen ontwikkelingen gekozen." in page
        assert "Er is nog bij geen enkel speerpunt geld ingevuld." in page

    def test_a_step_leads_to_the_picture_of_its_thread(self, broken):
        link = broken.url("thread_of", "versterken")
        assert f'hx-get="{link}"' in body(broken.client.get(broken.page))
        picture = body(broken.client.get(link))
        assert "loopt zonder geld. Ga naar het veld." in picture
        assert f'href="{broken.step("versterken", "financien")}#{CODE}"' in picture

    def test_the_thread_of_an_unknown_basisfunctie_is_not_found(self, town):
        assert town.client.get(town.url("thread_of", "verdwalen")).status_code == 404

    def test_an_empty_thread_of_one_basisfunctie_says_so(self, town):
        assert "Nog geen doelen en speerpunten" in body(town.client.get(town.url("thread_of", "versterken")))

    def test_the_thread_of_the_whole_costs_as_many_queries_with_three_rows_as_with_one(
        self, broken, django_assert_max_num_queries
    ):
        counts = []
        for number in range(2):
            run_without_money(broken, code=f"versterken-beleid-eigen-{number}")
            with django_assert_max_num_queries(12) as queries:
                body(broken.client.get(broken.url("thread")))
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestSubmitted:
    @pytest.fixture
    def submitted(self, make_town):
        town = make_town(rated=True)
        run_without_money(town)
        town.page = town.step("versterken", "financien")
        respond(town, "Zo willen wij het.")
        take_step(town.member(Role.COORDINATOR), town.municipality.code, town.assessment.round.year, SUBMIT)
        return town

    def test_the_adviser_reads_the_breaks_and_the_reasons_as_they_were_submitted(self, submitted):
        submitted.assessment.finding_responses.update(because="Later.")
        submitted.client.force_login(submitted.adviser())
        page = body(submitted.client.get(submitted.url("submission")))
        assert "‘Collectieve vrijwilligersverzekering’ loopt, maar heeft geen geld." in page
        assert "Zo willen wij het." in page
        assert "Later." not in page
        assert f"{submitted.page}#" not in page

    def test_the_report_shows_them_in_the_chapter_of_their_basisfunctie(self, submitted):
        page = body(submitted.client.get(reverse("report", args=[submitted.municipality.code, RoundFactory().year])))
        chapter = page[page.index('id="hoofdstuk-versterken"') : page.index('id="hoofdstuk-verbreiden"')]
        assert "Waar de draad breekt" in chapter
        assert "Bewust zo, omdat:" in chapter
        assert "Zo willen wij het." in chapter

    def test_a_submission_of_before_the_findings_can_still_be_read(self, submitted):
        content = to_content(read_snapshot(submitted.assessment))
        del content["finding_responses"]
        for part in content["basisfuncties"]:
            for layer in part["layers"]:
                del layer["previous"]
        assert from_content(content).finding_responses == ()


class TestRating:
    @pytest.fixture
    def before(self, town):
        """The same municipality a year ago: level 3 with a reason for the money of Versterken."""
        today = timezone.localdate()
        year = town.assessment.round.year - 1
        round_ = RoundFactory(year=year, opens_on=today - timedelta(days=400), closes_on=today - timedelta(days=300))
        old = AssessmentFactory(round=round_, municipality=town.municipality, submitted=True)
        layer = Layer.objects.get(basisfunctie__slug="versterken", kind="financien")
        Rating.objects.create(assessment=old, layer=layer, level=3, reason="Alles stond erin.", updated_by=town.officer)
        town.page = town.step("versterken", "financien")
        return old

    def test_the_data_stands_beside_the_rubric(self, broken):
        assert "0 van 1 speerpunt heeft geld." in body(broken.client.get(broken.page))

    def test_the_level_and_reason_of_the_previous_round_are_one_click_away(self, town, before):
        page = body(town.client.get(town.page))
        assert f"In {before.round.year} koos u niveau 3" in page
        assert "Alles stond erin." in page

    def test_a_level_that_fell_is_a_break_until_it_is_answered(self, town, before):
        town.client.post(town.page, {**town.shown(town.page), "niveau-level": "2"})
        assert f"had in {before.round.year} niveau 3, nu niveau 2" in body(town.client.get(town.page))

    def test_a_round_in_which_nothing_was_submitted_is_no_previous_round(self, town, before):
        Assessment.objects.filter(pk=before.pk).update(status=Status.CONCEPT)
        assert "koos u niveau" not in body(town.client.get(town.page))

    def test_a_later_round_is_no_previous_round(self, town, before):
        Round.objects.filter(pk=before.round_id).update(year=town.assessment.round.year + 1)
        assert Filled(town.assessment).previous_levels == {}
