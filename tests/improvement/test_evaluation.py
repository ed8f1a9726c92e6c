"""The evaluation: who gives it, until when, and who sees what of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Status
from improvement.models import Evaluation
from improvement.models.evaluation import MARKS
from municipalities.models import Role
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db
FIVE = dict.fromkeys(MARKS, 8)


@pytest.fixture
def adopted(make_advised_town):
    """Return a town that was adopted today; its coördinator uses the browser."""
    town = make_advised_town(status=Status.ADOPTED, adopted_at=timezone.now())
    town.coordinator = town.member(Role.COORDINATOR, name="Coen")
    town.as_(town.coordinator)
    return town


def evaluate(town, word="", **marks):
    page = town.client.get(town.url("evaluation"))
    form = page.context["form"]
    data = {form.read_name: form.read, "evaluatie-word": word}
    return town.client.post(
        town.url("evaluation"), data | {f"evaluatie-{name}": mark for name, mark in (FIVE | marks).items()}
    )


def later(town, days):
    """Let the adoption be so many days ago."""
    town.assessment.adopted_at -= timedelta(days=days)
    town.assessment.save()
    Evaluation.objects.update(open_until=timezone.localdate(town.assessment.adopted_at) + timedelta(days=60))


class TestAsking:
    def test_after_adoption_the_coordinator_is_asked_on_the_start_page(self, adopted):
        page = adopted.client.get(adopted.url("assessment"))
        assert "Hoe was het advies voor u?" in page.text
        assert adopted.url("evaluation") in page.text

    def test_who_handed_in_is_asked_too_and_a_colleague_is_not(self, adopted):
        colleague = adopted.member(Role.POLICY_OFFICER)
        for user, asked in ((adopted.officer, True), (colleague, False)):  # the officer handed in
            page = adopted.as_(user).get(adopted.url("assessment"))
            assert ("Hoe was het advies voor u?" in page.text) is asked

    def test_not_before_adoption(self, make_advised_town):
        town = make_advised_town()
        town.as_(town.member(Role.COORDINATOR))
        assert "Hoe was het advies voor u?" not in town.client.get(town.url("assessment")).text
        assert town.client.get(town.url("evaluation")).status_code == 302

    def test_not_again_once_it_was_given(self, adopted):
        evaluate(adopted)
        assert "Hoe was het advies voor u?" not in adopted.client.get(adopted.url("assessment")).text

    def test_not_again_once_it_was_declined_but_one_may_think_again(self, adopted):
        adopted.client.post(adopted.url("decline_evaluation"))
        assert "Hoe was het advies voor u?" not in adopted.client.get(adopted.url("assessment")).text
        evaluate(adopted)
        assert Evaluation.objects.get().marks == (8,) * 5

    def test_not_after_sixty_days(self, adopted):
        later(adopted, 61)
        assert "Hoe was het advies voor u?" not in adopted.client.get(adopted.url("assessment")).text


class TestGiving:
    def test_who_reads_it_stands_there_before_one_types(self, adopted):
        text = adopted.client.get(adopted.url("evaluation")).text
        assert text.index("Wie leest dit?") < text.index("<select")

    def test_five_marks_and_a_word(self, adopted):
        evaluate(adopted, word="Fijn gesprek.", service=9)
        row = Evaluation.objects.get()
        assert (row.marks, row.word, row.given_by) == ((8, 8, 8, 8, 9), "Fijn gesprek.", adopted.coordinator)

    def test_a_mark_that_is_missing_is_said_and_the_rest_stays(self, adopted):
        page = evaluate(adopted, word="Bewaar dit.", result="")
        assert "Kies een cijfer van 1 tot en met 10." in page.text
        assert "Bewaar dit." in page.text
        assert not Evaluation.objects.exists()

    def test_it_can_be_changed_until_the_day_and_not_after(self, adopted):
        evaluate(adopted)
        evaluate(adopted, result=5)
        assert Evaluation.objects.get().result == 5
        later(adopted, 61)
        page = evaluate(adopted, result=1, word="Te laat getypt.")
        assert "kan niet meer worden gewijzigd" in page.text
        assert "Te laat getypt." in page.text
        assert Evaluation.objects.get().result == 5

    def test_adopting_anew_gives_no_new_time(self, adopted):
        evaluate(adopted)
        until = Evaluation.objects.get().open_until
        adopted.assessment.adopted_at += timedelta(days=30)
        adopted.assessment.save()
        evaluate(adopted, result=6)
        assert Evaluation.objects.get().open_until == until

    def test_of_two_at_once_the_second_sees_both(self, adopted):
        form = adopted.client.get(adopted.url("evaluation")).context["form"]
        old = {form.read_name: form.read, **{f"evaluatie-{name}": 3 for name in MARKS}}
        evaluate(adopted)
        page = adopted.as_(adopted.officer).post(adopted.url("evaluation"), old)
        assert "Een collega was u net voor" in page.text
        assert Evaluation.objects.get().result == 8

    @pytest.mark.parametrize(
        ("choice", "left", "said"),
        [
            ("mijn", "Kort.", "Dank voor uw evaluatie."),
            ("hun", "Fijn.", "De evaluatie van uw collega blijft staan."),
            ("samen", "Fijn.\n\nKort.", "Dank voor uw evaluatie."),
        ],
    )
    def test_the_second_chooses(self, adopted, choice, left, said):
        form = adopted.client.get(adopted.url("evaluation")).context["form"]
        old = {form.read_name: form.read, **{f"evaluatie-{name}": 3 for name in MARKS}, "evaluatie-word": "Kort."}
        evaluate(adopted, word="Fijn.")
        adopted.as_(adopted.officer)
        form = adopted.client.post(adopted.url("evaluation"), old).context["form"]
        again = old | {form.read_name: form.read, "beslis": f"{form.prefix}:{choice}"}
        page = adopted.client.post(adopted.url("evaluation"), again, follow=True)
        assert Evaluation.objects.get().word == left
        assert said in page.text

    def test_what_was_given_is_not_declined_by_a_colleague(self, adopted):
        evaluate(adopted)
        adopted.as_(adopted.officer).post(adopted.url("decline_evaluation"))
        assert not Evaluation.objects.get().declined

    @pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.READER, Role.GUEST])
    def test_others_of_the_municipality_may_not(self, adopted, role):
        adopted.as_(adopted.member(role))
        assert adopted.client.get(adopted.url("evaluation")).status_code == 403

    @pytest.mark.parametrize("wrong", [{"result": 11}, {"result": 0}, {"result": None}, {"declined": True}])
    def test_the_database_refuses_what_can_not_be(self, adopted, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            give(adopted.assessment, **wrong)


def give(assessment, days_ago=100, **fields):
    by = UserFactory()
    return Evaluation.objects.create(
        assessment=assessment,
        given_by=by,
        updated_by=by,
        open_until=timezone.localdate() - timedelta(days=days_ago),
        **(FIVE | fields),
    )


def give_many(province, number, **fields):
    for _ in range(number):
        give(AssessmentFactory(municipality=MunicipalityFactory(province=province), adopted=True), **fields)


class TestAverages:
    @pytest.fixture
    def advising(self, client):
        """Return the province of an adviser who uses the browser."""
        membership = MembershipFactory(adviser_of_province=True)
        client.force_login(membership.user)
        return membership.province

    def test_an_adviser_sees_those_of_its_municipalities_from_five_on(self, client, advising):
        give_many(advising, 4)
        assert "nog te weinig" in client.get(reverse("evaluations")).text
        give_many(advising, 1, result=7)
        page = client.get(reverse("evaluations"))
        assert page.context["shown"].marks[0] == "7,8"

    def test_a_sixth_answer_changes_nothing(self, client, advising):
        give_many(advising, 5)
        before = client.get(reverse("evaluations")).context["shown"]
        give_many(advising, 1, days_ago=50, result=1, process=1, word="Ik was het")
        page = client.get(reverse("evaluations"))
        assert page.context["shown"] == before
        assert "Ik was het" not in page.text

    def test_an_adviser_sees_nothing_of_elsewhere(self, client, advising):
        give_many(MembershipFactory(adviser_of_province=True).province, 5, word="Van elders")
        page = client.get(reverse("evaluations"))
        assert "nog te weinig" in page.text
        assert "Van elders" not in page.text

    def test_no_page_of_averages_names_a_municipality(self, client, advising):
        give_many(advising, 5, word="Fijn")
        page = client.get(reverse("evaluations"))
        assert "Fijn" in page.text
        assert "Testgemeente" not in page.text

    def test_the_beheerder_sees_the_country_and_the_provinces_with_a_whole_group(self, client, advising):
        other = MembershipFactory(adviser_of_province=True).province
        give_many(advising, 5)
        give_many(other, 4, result=1)
        client.force_login(UserFactory(beheerder=True))
        page = client.get(reverse("evaluations"))
        assert page.context["shown"].count == 5
        assert [province for province, _ in page.context["provinces"]] == [advising]

    def test_it_is_for_advisers_and_the_beheerder(self, client, adopted):
        assert client.get(reverse("evaluations")).status_code == 404

    def test_queries_do_not_grow(self, client, advising, django_assert_max_num_queries):
        give_many(advising, 1)
        with django_assert_max_num_queries(8) as one:
            client.get(reverse("evaluations"))
        give_many(advising, 12)
        with django_assert_max_num_queries(len(one)):
            client.get(reverse("evaluations"))
