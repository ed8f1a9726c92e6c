"""The log of steps of the whole country, for the beheerder."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Round
from assessments.steps import REOPEN, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from municipalities.models import Role
from tests.assessments.conftest import Town
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "/logboek/stappen/"


@pytest.fixture
def boss(client):
    boss = UserFactory(beheerder=True)
    client.force_login(boss)
    return boss


@pytest.fixture
def steps(client, boss):
    """A town that submitted ten days ago, and was taken up yesterday; and another that submitted today."""
    town, other = Town(client, rated=True), Town(client, rated=True)
    town.municipality.name = "Zoekstad"
    town.municipality.save()
    Round.objects.update(opens_on=timezone.localdate() - timedelta(days=60))
    take(town, town.member(Role.COORDINATOR, name="Coen"), SUBMIT, 10)
    take(town, town.adviser(), TAKE_UP, 1)
    take(other, other.member(Role.COORDINATOR), SUBMIT, 0)
    client.force_login(boss)
    return town


def take(town, user, step, days_ago):
    at = timezone.now() - timedelta(days=days_ago)
    take_step(user, town.municipality.code, town.assessment.round.year, step, note="Een bericht.", at=at)


def shown(client, **asked):
    return [
        (taken.assessment.municipality.name == "Zoekstad", taken.step)
        for taken, _ in client.get(URL, asked).context["rows"]
    ]


def test_all_steps_stand_there_the_last_first(client, steps):
    assert shown(client) == [(False, "indienen"), (True, "in-beoordeling-nemen"), (True, "indienen")]
    page = client.get(URL).content.decode()
    assert "Een bericht." in page
    assert "concept, ingediend" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"stap": "in-beoordeling-nemen"}, ["in-beoordeling-nemen"]),
        ({"wie": "coen"}, ["indienen"]),
        ({"waar": "zoekst"}, ["in-beoordeling-nemen", "indienen"]),
        ({"stap": REOPEN.slug}, []),
    ],
    ids=str,
)
def test_what_is_asked_for_is_shown(client, steps, asked, found):
    assert shown(client, **asked) == [(True, step) for step in found]


def test_a_municipality_can_be_asked_for_by_its_code_and_a_province_by_its_name(client, steps):
    assert len(shown(client, waar=steps.municipality.code)) == 2
    assert len(shown(client, waar=steps.municipality.province.name)) == 2


def test_a_period_holds_both_its_days(client, steps):
    day = f"{timezone.localdate() - timedelta(days=1):%d-%m-%Y}"
    assert shown(client, van=day, tot=day) == [(True, "in-beoordeling-nemen")]


def test_a_day_that_is_none_gives_the_form_back(client, steps):
    assert 'value="ooit"' in client.get(URL, {"tot": "ooit"}).content.decode()


def test_nothing_found_or_nothing_yet_says_so(client, boss):
    assert "Er is nog geen stap genomen" in client.get(URL).content.decode()
    assert "stap is niet genomen" in client.get(URL, {"wie": "niemand"}).content.decode()


def test_more_steps_cost_no_more_queries(client, steps, django_assert_num_queries):
    with django_assert_num_queries(4):  # session, person, how many, the steps
        client.get(URL)
