"""The pages of comparing: what each says, to whom, and what it does not tell."""

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Role
from tests.comparison.conftest import LONG_AGO, others
from tests.comparison.stored import stored_figures
from tests.factories import MembershipFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def get(client, user, name, place, **asked):
    client.force_login(user)
    return client.get(reverse(name, args=[place.code]), asked)


def text(client, user, name, place, **asked):
    response = get(client, user, name, place, **asked)
    assert response.status_code == 200
    return response.content.decode()


def test_without_an_adopted_assessment_the_page_says_when_there_will_be_something(client, place, people):
    assert "Er is nog niets vastgesteld" in text(client, people[Role.READER], "compare", place)
    assert "nog niets om mee te vergelijken" in text(client, people[Role.READER], "compare_others", place)


def test_levels_stand_per_round(client, place, people):
    stored_figures(municipality=place, year=YEAR - 1, level=1)
    stored_figures(municipality=place, year=YEAR, level=3)
    page = text(client, people[Role.READER], "compare", place)
    assert f"Niveaus van Vertalen. Visie: {YEAR - 1} niveau één, {YEAR} niveau drie" in page
    assert page.count('class="bf-drawing"') == 5


def test_of_a_reopened_round_the_last_adopted_is_shown(client, place, people):
    stored_figures(municipality=place, level=1)
    stored_figures(municipality=place, level=4)
    page = text(client, people[Role.READER], "compare", place)
    assert f"Visie: {YEAR} niveau vier" in page
    assert "Er is één vastgestelde zelfevaluatie" in page


def test_money_and_key_figures_stand_per_round(client, place, people):
    stored_figures(municipality=place, year=YEAR - 1, budget=80_000)
    stored_figures(municipality=place, counted={"money": {"vertalen": [10_000, 500, 0]}})
    assert "€\N{NO-BREAK SPACE}10.500" in text(client, people[Role.READER], "compare", place, over="geld")
    page = text(client, people[Role.READER], "compare", place, over="kerncijfers")
    assert "€\N{NO-BREAK SPACE}80.000" in page
    assert "niet ingevuld" in page


def test_with_seven_others_the_own_place_is_marked(client, place, people):
    others(7, level=1)
    stored_figures(municipality=place, level=3)
    page = text(client, people[Role.READER], "compare_others", place)
    assert "<strong>7 gemeenten met ongeveer evenveel inwoners</strong>" in page
    assert "Visie: uw gemeente 3, midden 1, middelste helft van 1 tot 1" in page
    assert "in het hoogste kwart" in page


def test_with_six_others_the_page_says_why_nothing_is_shown(client, place, people):
    others(6, level=1)
    page = text(client, people[Role.READER], "compare_others", place)
    assert "Deze groep is nog te klein" in page
    assert "minstens 7 gemeenten" in page
    assert "midden 1" not in page


def test_the_province_may_be_too_small_while_the_country_is_not(client, place, people):
    others(7)
    assert "Deze groep is nog te klein" in text(client, people[Role.READER], "compare_others", place, met="provincie")
    assert "7 gemeenten in heel Nederland" in text(client, people[Role.READER], "compare_others", place, met="land")


@pytest.mark.parametrize("over", ["niveaus", "geld", "kerncijfers", "speerpunten", "bevindingen"])
def test_no_page_names_another_municipality(client, place, people, over):
    rows = others(7, budget=50_000, counted={"money": {"vertalen": [1000, 0, 0]}})
    stored_figures(municipality=place)
    page = text(client, people[Role.READER], "compare_others", place, over=over)
    assert not [row for row in rows if row.municipality.name in page]


def test_speerpunten_and_findings_say_of_how_many(client, place, people):
    others(7, counted={"findings": {"vertalen": {"geen-geld": 1}}})
    stored_figures(municipality=place)
    assert "2 of minder van 7" in text(client, people[Role.READER], "compare_others", place, over="speerpunten")
    assert "5 of meer van 7" in text(client, people[Role.READER], "compare_others", place, over="bevindingen")


def test_of_a_group_that_an_adviser_nearly_knows_nothing_is_shown_to_anybody(client, place, people):
    rows = others(7)
    adviser = MembershipFactory(adviser=True, municipality=rows[0].municipality).user
    for row in rows[1:3]:
        MembershipFactory(adviser=True, municipality=row.municipality, user=adviser)
    for user, where in ((people[Role.READER], place), (adviser, rows[0].municipality)):
        assert "Deze groep is nog te klein" in text(client, user, "compare_others", where, met="land")


def test_people_of_a_municipality_in_which_others_went_up_know_those(client, place, people):
    rows = others(7)
    for row in rows[:3]:
        row.municipality.successor, row.municipality.ended_on = place, timezone.localdate()
        row.municipality.save()
    assert "Deze groep is nog te klein" in text(client, people[Role.READER], "compare_others", place, met="land")


def test_an_adviser_of_a_whole_province_hides_nothing(client, place, people):
    rows = others(7)
    MembershipFactory(adviser_of_province=True, province=rows[0].province)
    assert "7 gemeenten in heel Nederland" in text(client, people[Role.READER], "compare_others", place, met="land")


def test_an_unknown_choice_gives_the_usual_one(client, place, people):
    others(7)
    asked = {"met": "x", "aantal": "3", "ronde": "tien", "over": "<b>"}
    page = text(client, people[Role.READER], "compare_others", place, **asked)
    assert "7 gemeenten met ongeveer evenveel inwoners" in page
    text(client, people[Role.READER], "compare", place, over="<b>")


def test_an_earlier_round_can_be_chosen(client, place, people):
    others(7, year=YEAR - 1, level=1)
    stored_figures(municipality=place, year=YEAR, adopted_at=LONG_AGO)
    page = text(client, people[Role.READER], "compare_others", place, ronde=str(YEAR - 1))
    assert f"{place} heeft in {YEAR - 1} geen vastgestelde zelfevaluatie" in page


def test_a_guest_and_somebody_from_elsewhere_see_neither_page(client, place, people):
    for name in ("compare", "compare_others"):
        assert get(client, people[Role.GUEST], name, place).status_code == 403
        stranger = MembershipFactory(municipality=MunicipalityFactory()).user
        assert get(client, stranger, name, place).status_code == 404


@pytest.mark.parametrize("over", ["niveaus", "geld", "speerpunten"])
def test_the_pages_take_as_many_queries_with_more_rounds_and_municipalities(
    client, place, people, over, django_assert_num_queries
):
    others(7)
    stored_figures(municipality=place)
    get(client, people[Role.READER], "compare", place)
    for number, name in ((5, "compare"), (10, "compare_others")):
        with django_assert_num_queries(number):
            get_logged_in = client.get(reverse(name, args=[place.code]), {"over": over})
        assert get_logged_in.status_code == 200
    for years in (1, 2):
        others(8, year=YEAR - years)
        stored_figures(municipality=place, year=YEAR - years)
    others(14)
    for number, name in ((5, "compare"), (10, "compare_others")):
        with django_assert_num_queries(number):
            client.get(reverse(name, args=[place.code]), {"over": over})
