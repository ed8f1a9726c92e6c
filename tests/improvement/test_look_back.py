"""The next round begins with what became of the actions of the one before."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement.models import ActionChange, CarriedOn
from municipalities.models import Role
from tests.factories import AssessmentFactory, RoundFactory, UserFactory
from tests.improvement.acting import typed
from tests.improvement.action_factories import ActionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def next_round(filler):
    """Return a town with an adopted round of last year, to which `filler.before` belongs."""
    year = filler.assessment.round.year
    opened = timezone.localdate() - timedelta(days=395)
    filler.year_before = year - 1
    round_ = RoundFactory(year=year - 1, opens_on=opened, closes_on=opened + timedelta(days=90))
    filler.before = AssessmentFactory(municipality=filler.municipality, round=round_, adopted=True)
    return filler


def answers(town, choices):
    """Post the page of earlier actions, with a choice and a word by action."""
    forms = town.client.get(town.url("earlier_actions")).context["forms"]
    data = {}
    for form in forms:
        choice, word = choices.get(form.action.pk, (None, None))
        data |= typed(form, **({"choice": choice, "word": word} if choice is not None else {}))
    return data


class TestTheFirstThingShown:
    def test_on_the_start_page_with_counts_and_what_came_of_each(self, next_round):
        ActionFactory(assessment=next_round.before, title="Beursvloer", closed=True, outcome="Er kwamen er veertig.")
        ActionFactory(assessment=next_round.before, title="Loket", late=True)
        text = next_round.client.get(next_round.url("assessment")).text
        assert f"Acties uit {next_round.year_before}" in text
        assert "2 acties: 1 klaar en 1 te doen. Daarvan is er 1 te laat." in text
        assert "Er kwamen er veertig." in text
        assert text.index("Acties uit") < text.index("De basisfuncties")

    def test_once_the_round_has_begun_they_are_folded_so_that_the_next_step_is_in_sight(self, next_round):
        def is_folded(year_of_actions):
            url = reverse("assessment", args=[next_round.municipality.code, year_of_actions + 1])
            return f"<summary>Laat de acties uit {year_of_actions} zien</summary>" in next_round.client.get(url).text

        ActionFactory(assessment=next_round.before)
        ActionFactory(assessment=next_round.assessment)
        year = next_round.assessment.round.year
        AssessmentFactory(municipality=next_round.municipality, round=RoundFactory(year=year + 1))
        assert (is_folded(year - 1), is_folded(year)) == (True, False)

    def test_the_adviser_and_the_reader_see_them_with_what_was_handed_in(self, next_round):
        ActionFactory(assessment=next_round.before, title="Beursvloer")
        for user in (next_round.advising, next_round.member(Role.READER), UserFactory(beheerder=True)):
            text = next_round.as_(user).get(next_round.url("submission")).text
            assert "Beursvloer" in text
            assert "Schrijf op wat er gebeurt" not in text

    def test_nothing_where_there_is_nothing(self, next_round):
        assert "Acties uit" not in next_round.client.get(next_round.url("assessment")).text
        ActionFactory(assessment=next_round.assessment)  # of this round itself
        ActionFactory(assessment=next_round.before, removed=True)
        assert "Acties uit" not in next_round.client.get(next_round.url("assessment")).text

    def test_what_was_closed_before_the_last_round_began_is_history(self, next_round):
        long_ago = AssessmentFactory(municipality=next_round.municipality, round__year=next_round.year_before - 1)
        before = next_round.before.round.opens_on - timedelta(days=1)
        ActionFactory(assessment=long_ago, title="Geschiedenis", closed=True, closed_on=before)
        ActionFactory(assessment=long_ago, title="Nog open")
        text = next_round.client.get(next_round.url("assessment")).text
        assert "Nog open" in text
        assert "Geschiedenis" not in text

    def test_nothing_of_another_municipality(self, next_round):
        ActionFactory(assessment=AssessmentFactory(round=next_round.before.round), title="Van de buren")
        assert "Van de buren" not in next_round.client.get(next_round.url("assessment")).text


class TestWhatHappensWithThem:
    def test_one_goes_on_with_a_word_and_one_is_dropped_with_its_reason(self, next_round):
        on = ActionFactory(assessment=next_round.before)
        off = ActionFactory(assessment=next_round.before)
        data = answers(next_round, {on.pk: ("door", "In het voorjaar."), off.pk: ("vervalt", "Geen geld.")})
        next_round.client.post(next_round.url("earlier_actions"), data)
        assert CarriedOn.objects.get().word == "In het voorjaar."
        off.refresh_from_db()
        assert (off.status, off.reason, off.closed_on) == ("vervallen", "Geen geld.", timezone.localdate())
        assert {change.what for change in ActionChange.objects.all()} == {"door", "stand"}
        text = next_round.client.get(next_round.url("assessment")).text
        assert "In het voorjaar." in text
        assert "Geen geld." in text
        assert "Schrijf op wat er gebeurt" not in text

    def test_dropping_needs_a_reason_and_the_others_are_saved(self, next_round):
        on = ActionFactory(assessment=next_round.before)
        off = ActionFactory(assessment=next_round.before)
        data = answers(next_round, {on.pk: ("door", "Ja."), off.pk: ("vervalt", "")})
        page = next_round.client.post(next_round.url("earlier_actions"), data)
        assert "Schrijf op waarom de actie vervalt." in page.text
        assert CarriedOn.objects.get().action == on

    def test_a_word_without_a_choice_stays_on_the_page(self, next_round):
        action = ActionFactory(assessment=next_round.before)
        page = next_round.client.post(
            next_round.url("earlier_actions"), answers(next_round, {action.pk: ("", "Hier twijfelen wij over.")})
        )
        assert "Kies wat er met de actie gebeurt." in page.text
        assert "Hier twijfelen wij over." in page.text

    def test_what_a_colleague_closed_meanwhile_is_told_and_the_word_stays(self, next_round):
        action = ActionFactory(assessment=next_round.before)
        data = answers(next_round, {action.pk: ("vervalt", "Te duur.")})
        action.set_status("klaar", timezone.localdate())
        action.save()
        page = next_round.client.post(next_round.url("earlier_actions"), data)
        assert "Deze actie is intussen klaar." in page.text
        assert "Te duur." in page.text
        action.refresh_from_db()
        assert action.status == "klaar"

    def test_of_two_at_once_the_second_sees_both(self, next_round):
        action = ActionFactory(assessment=next_round.before)
        data = answers(next_round, {action.pk: ("door", "Van mij.")})
        CarriedOn.objects.create(
            action=action, assessment=next_round.assessment, word="Van haar.", updated_by=next_round.advising
        )
        page = next_round.client.post(next_round.url("earlier_actions"), data)
        assert "Een collega was u net voor" in page.text
        assert "Van mij." in page.text
        assert CarriedOn.objects.get().word == "Van haar."
        refused = ActionChange.objects.get(is_refused=True)
        assert ("Toelichting", "Van haar.", "Van mij.") in refused.differences

    @pytest.mark.parametrize(
        ("choice", "left"), [("mijn", "Van mij."), ("hun", "Van haar."), ("samen", "Van haar.\n\nVan mij.")]
    )
    def test_the_second_chooses_and_what_gives_way_stays_in_the_log(self, next_round, choice, left):
        action = ActionFactory(assessment=next_round.before)
        data = answers(next_round, {action.pk: ("door", "Van mij.")})
        CarriedOn.objects.create(
            action=action, assessment=next_round.assessment, word="Van haar.", updated_by=next_round.advising
        )
        form = next_round.client.post(next_round.url("earlier_actions"), data).context["conflicts"][0]
        again = data | {form.read_name: form.read, "beslis": f"{form.prefix}:{choice}"}
        next_round.client.post(next_round.url("earlier_actions"), again)
        assert CarriedOn.objects.get().word == left
        logged = str(list(ActionChange.objects.values_list("before", "after")))
        assert "Van mij." in logged
        assert "Van haar." in logged


def test_the_pages_cost_as_many_queries_for_three_as_for_one(next_round, django_assert_max_num_queries):
    ActionFactory(assessment=next_round.before, person=next_round.officer)

    def measure(limit, name):
        with django_assert_max_num_queries(limit) as queries:
            next_round.client.get(next_round.url(name))
        return len(queries)

    one = [measure(12, "earlier_actions"), measure(30, "assessment"), measure(30, "submission")]
    for _ in range(2):
        ActionFactory(assessment=next_round.before, person=next_round.member(Role.COORDINATOR))
    many = [measure(12, "earlier_actions"), measure(30, "assessment"), measure(30, "submission")]
    assert many == [one[0], one[1], one[2]]


@pytest.mark.parametrize("name", ["assessment", "submission"])
def test_an_earlier_round_without_actions_costs_no_query_more(filler, name, django_assert_max_num_queries):
    def measure():
        with django_assert_max_num_queries(30) as queries:
            filler.client.get(filler.url(name))
        return len(queries)

    with_one_round = measure()
    AssessmentFactory(municipality=filler.municipality, round=RoundFactory(year=filler.assessment.round.year - 1))
    assert measure() == with_one_round
