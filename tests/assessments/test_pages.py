"""The pages around filling in: where people begin, the overview, the submission and the worklist."""

import pytest
from django.urls import reverse

from assessments.models import Round
from assessments.steps import SUBMIT
from assessments.workflow import take_step
from municipalities.models import Role
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, UserFactory


def body(response):
    assert response.status_code == 200
    return response.content.decode()


def submit(town):
    take_step(town.member(Role.COORDINATOR), town.municipality.code, town.assessment.round.year, SUBMIT)


class TestStart:
    def test_who_fills_in_for_one_municipality_goes_to_its_newest_round(self, town):
        assert town.client.get(reverse("start")).url == town.url("assessment")

    def test_an_adviser_goes_to_the_worklist(self, client, db):
        client.force_login(MembershipFactory(adviser_of_province=True).user)
        assert client.get(reverse("start")).url == reverse("worklist")

    def test_who_has_two_municipalities_chooses(self, town):
        other = MembershipFactory(user=town.officer).municipality
        page = body(town.client.get(reverse("start")))
        assert reverse("municipality", args=[other.code]) in page

    def test_who_has_none_reads_what_to_do(self, client, db):
        client.force_login(UserFactory())
        assert "Vraag de coördinator" in body(client.get(reverse("start")))

    def test_without_a_round_the_municipality_says_so(self, client, db):
        member = MembershipFactory()
        client.force_login(member.user)
        page = body(client.get(reverse("start"), follow=True))
        assert "Er is nog geen ronde geopend" in page


class TestAssessment:
    def test_it_shows_the_one_next_step_and_what_is_left(self, town):
        page = body(town.client.get(town.url("assessment")))
        assert "U begint met Vertalen, visie" in page
        assert "Nog 30 dagen" in page
        assert "10 open" in page

    def test_a_basisfunctie_opens_at_its_first_layer_with_something_open(self, town):
        assert town.client.get(town.url("basisfunctie", "versterken")).url == town.step("versterken", "visie")
        assert town.client.get(town.url("basisfunctie", "dromen")).status_code == 404

    def test_it_says_who_works_on_it(self, town):
        url = town.step()
        town.client.post(url, {**town.shown(url), "niveau-level": "1"})
        assert "wijzigde iets op" in body(town.client.get(town.url("assessment")))

    def test_a_reader_goes_to_what_was_submitted(self, town):
        town.client.force_login(town.member(Role.READER))
        assert town.client.get(town.url("assessment")).url == town.url("submission")

    def test_a_closed_round_says_so(self, make_town):
        town = make_town(round__closed=True)
        assert "De ronde is gesloten" in body(town.client.get(town.url("assessment")))

    def test_demo_data_says_so_on_each_page(self, town):
        Round.objects.update(is_demo=True)
        for url in (town.url("assessment"), town.step(), town.url("overview"), town.url("key_figures")):
            assert "alle antwoorden zijn verzonnen" in body(town.client.get(url))

    def test_a_year_without_a_round_does_not_exist(self, town):
        assert town.client.get(reverse("assessment", args=[town.municipality.code, 1999])).status_code == 404


class TestAStepThatIsClosed:
    """Nothing can be typed where nothing can be saved, and what was typed just before stays to be copied."""

    @pytest.fixture
    def closed(self, make_town):
        town = make_town(rated=True)
        submit(town)
        return town

    @pytest.mark.parametrize("page", ["step", "key_figures"])
    def test_it_is_read_and_has_nothing_to_save_with(self, closed, page):
        shown = body(closed.client.get(closed.step() if page == "step" else closed.url("key_figures")))
        assert "U kunt nu niets wijzigen" in shown
        assert '<fieldset class="bf-fieldset" disabled>' in shown
        assert 'name="verder"' not in shown

    def test_what_was_typed_when_it_closed_stays_in_a_field_that_can_be_copied(self, closed):
        typed = {"niveau-level": "1", "niveau-reason": "Net getypt, net te laat.", "niveau-read": "x"}
        answer = closed.client.post(closed.step(), typed)
        assert answer.status_code == 409
        shown = answer.content.decode()
        assert "Net getypt, net te laat." in shown
        assert "U kunt nu niets wijzigen" in shown
        part = shown[shown.index('data-part="niveau"') :]
        assert "disabled" not in part[: part.index("Net getypt")]


class TestOverview:
    def test_it_lists_what_is_open_with_links_and_what_blocks(self, town):
        page = body(town.client.get(town.url("overview")))
        assert f'href="{town.step("versterken", "beleid")}#speerpunten"' in page
        assert "Indienen kan als elke laag een niveau heeft" in page

    def test_a_policy_officer_is_told_that_the_coordinator_submits(self, make_town):
        town = make_town(rated=True)
        page = body(town.client.get(town.url("overview")))
        assert "Uw coördinator kan de zelfevaluatie nu indienen" in page
        assert town.url("take_step", "indienen") not in page

    def test_a_coordinator_can_submit_with_questions_open(self, make_town):
        town = make_town(rated=True)
        town.client.force_login(town.member(Role.COORDINATOR))
        assert town.url("take_step", "indienen") in body(town.client.get(town.url("overview")))


class TestSubmission:
    def test_before_submitting_there_is_nothing_to_read(self, town):
        url = town.step()
        town.client.post(url, {**town.shown(url), "vertalen-visie-1-explanation": "Nog niet voor de adviseur"})
        town.client.force_login(town.adviser())
        page = body(town.client.get(town.url("submission")))
        assert "Nog niets ingediend" in page
        assert "Nog niet voor de adviseur" not in page

    def test_what_was_submitted_is_read_not_what_was_typed_since(self, make_town):
        town = make_town(rated=True)
        url = town.step()
        town.client.post(url, {**town.shown(url), "vertalen-visie-1-explanation": "Ingediende tekst"})
        submit(town)
        town.assessment.answers.update(explanation="Later")
        town.client.force_login(town.adviser())
        page = body(town.client.get(town.url("submission")))
        assert "Ingediende tekst" in page
        assert "Later" not in page

    def test_the_adviser_sees_only_the_steps_that_the_table_allows(self, make_town):
        town = make_town(rated=True)
        submit(town)
        town.client.force_login(town.adviser())
        page = body(town.client.get(town.url("submission")))
        assert town.url("take_step", "in-beoordeling-nemen") in page
        assert town.url("take_step", "vaststellen") not in page

    def test_a_number_that_does_not_exist_is_not_found(self, town):
        assert town.client.get(town.url("submission_copy", 7)).status_code == 404


class TestWorklist:
    @pytest.fixture
    def adviser(self, client, db):
        member = MembershipFactory(adviser_of_province=True)
        client.force_login(member.user)
        return member

    def test_it_lists_the_municipalities_of_the_province_and_no_other(self, adviser, client):
        mine = AssessmentFactory(municipality__province=adviser.province)
        other = AssessmentFactory()
        page = body(client.get(reverse("worklist")))
        assert mine.municipality.name in page
        assert f">{other.municipality.name}<" not in page

    def test_an_adviser_of_one_municipality_sees_that_one(self, client, db):
        assessment = AssessmentFactory()
        client.force_login(MembershipFactory(adviser=True, municipality=assessment.municipality).user)
        assert assessment.municipality.name in body(client.get(reverse("worklist")))

    def test_it_can_be_filtered_by_status(self, adviser, client):
        AssessmentFactory(municipality__province=adviser.province, municipality__name="Conceptstad")
        AssessmentFactory(municipality__province=adviser.province, municipality__name="Klaardorp", submitted=True)
        page = body(client.get(reverse("worklist"), {"status": "ingediend"}))
        assert "Klaardorp" in page
        assert "Conceptstad" not in page

    def test_without_a_round_it_says_so(self, adviser, client):
        assert "Er is nog geen ronde" in body(client.get(reverse("worklist")))

    def test_a_round_invites_each_municipality_once_but_none_that_ended(self, db):
        ended = MunicipalityFactory(ended=True)
        round_ = AssessmentFactory().round
        assert round_.invite_all() > 300
        assert round_.invite_all() == 0
        assert not round_.assessments.filter(municipality=ended).exists()


class TestQueries:
    """The number of queries does not grow with the number of rows."""

    def fill(self, town, number):
        """Give the town this many answers, own additions, speerpunten and submissions."""
        visie, beleid = town.step(), town.step(layer="beleid")
        data = town.shown(visie)
        data |= {f"vertalen-visie-{n}-explanation": "Tekst" for n in range(1, number + 1)}
        data |= {"vertalen-visie-1-own": [f"Eigen {n}" for n in range(number)]}
        data |= {"vertalen-visie-1-own-code": [""] * number}
        town.client.post(visie, data)
        codes = ["lastenverlichting", "inburgering-en-integratie", "sociale-activering"][:number]
        chosen = [f"vertalen-beleid-{code}" for code in codes]
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": chosen})

    def count(self, town, url, django_assert_max_num_queries, most=12):
        town.client.get(url)
        with django_assert_max_num_queries(most) as queries:
            body(town.client.get(url))
        return len(queries)

    @pytest.mark.parametrize("layer", ["visie", "beleid", "uitvoering", "financien"])
    def test_a_step_costs_as_many_with_three_rows_as_with_one(self, make_town, layer, django_assert_max_num_queries):
        one, three = make_town(), make_town()
        self.fill_as(one, 1)
        self.fill_as(three, 3)
        counts = []
        for town in (one, three):
            town.client.force_login(town.officer)
            counts.append(self.count(town, town.step(layer=layer), django_assert_max_num_queries))
        assert counts[0] == counts[1]

    def fill_as(self, town, number):
        town.client.force_login(town.officer)
        self.fill(town, number)

    @pytest.mark.parametrize("page", ["assessment", "overview", "key_figures", "submission"])
    def test_other_pages_cost_as_many_with_three_rows_as_with_one(self, make_town, page, django_assert_max_num_queries):
        counts = []
        for number in (1, 3):
            town = make_town(rated=True)
            self.fill_as(town, number)
            for _ in range(number - 1):
                town.member(Role.COORDINATOR)
            submit(town)
            town.client.force_login(town.officer)
            counts.append(self.count(town, town.url(page), django_assert_max_num_queries, most=14))
        assert counts[0] == counts[1]

    def test_saving_a_whole_page_costs_at_most_twelve(self, town, django_assert_max_num_queries):
        url = town.step()
        data = town.shown(url)
        data |= {f"vertalen-visie-{n}-explanation": "Tekst" for n in range(1, 6)}
        with django_assert_max_num_queries(12 + 2):  # a test's own transaction adds a savepoint and its release
            assert town.client.post(url, {**data, "niveau-level": "2"}).status_code == 302

    def test_the_worklist_costs_as_many_with_three_rows_as_with_one(self, client, db, django_assert_max_num_queries):
        member = MembershipFactory(adviser_of_province=True)
        client.force_login(member.user)
        counts = []
        for wanted in (1, 3):
            while member.province.municipalities.count() < wanted:
                AssessmentFactory(municipality__province=member.province, submitted=True)
            with django_assert_max_num_queries(8) as queries:
                body(client.get(reverse("worklist")))
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_other_years_cost_as_many_with_three_rounds_as_with_one(self, town, django_assert_max_num_queries):
        counts = []
        for extra in ((), (2018, 2019)):
            for year in extra:
                AssessmentFactory(municipality=town.municipality, round__year=year)
            with django_assert_max_num_queries(8) as queries:
                body(town.client.get(reverse("municipality", args=[town.municipality.code])))
            counts.append(len(queries))
        assert counts[0] == counts[1]
