"""The national page, for advisers and the beheerder."""

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Municipality, Role
from tests.comparison.national.country import adopt_all
from tests.factories import MembershipFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


@pytest.fixture
def year():
    return timezone.localdate().year - 1


def of_province(name, number=None):
    return list(Municipality.objects.filter(province__name=name, ended_on=None).order_by("code")[:number])


def page_of(client, **query):
    answer = client.get(reverse("national"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_where_each_layer_stands_in_the_country_and_per_province(beheerder, client, year):
    adopt_all([*of_province("Utrecht", 20), *of_province("Zeeland", 8)], year, levels=lambda place: place % 3 + 1)
    page = page_of(client)
    assert page.count('role="img"') >= 5
    assert "Deze cijfers gaan over 28 van de 342 gemeenten." in page
    assert "over 8 van 13 gemeenten" in page
    assert "2 (1–3)" in page
    assert "Meest gekozen speerpunten" in page


@pytest.mark.parametrize(
    ("provinces", "words"), [(["Utrecht"], "provincie met"), (["Utrecht", "Zeeland"], "provincies met")]
)
def test_the_tile_of_one_province_says_provincie(beheerder, client, year, provinces, words):
    adopt_all([town for name in provinces for town in of_province(name, 10)], year)
    answer = client.get(reverse("national"))
    assert [each.label for each in answer.context["page"].headlines][-1] == f"{words} cijfers"


def test_a_province_with_too_few_says_so_and_its_figures_are_nowhere(beheerder, client, year):
    adopt_all(
        [*of_province("Utrecht", 20), *of_province("Zeeland", 6)], year, levels=lambda place: 2 if place < 20 else 4
    )
    answer = client.get(reverse("national"))
    figures = answer.context["page"].figures
    [zeeland] = [area for area in figures.provinces if area.name == "Zeeland"]
    assert (zeeland.taking.adopted, zeeland.is_hidden) == (6, True)
    assert figures.country.spread(("vertalen", "visie")).counts == (0, 0, 20, 0, 0)
    page = answer.content.decode()
    assert "<td>te weinig</td>" in page
    assert "6 van 13 vastgesteld" in page


def test_what_was_adopted_this_month_does_not_show_before_the_next(beheerder, client, year):
    adopt_all(of_province("Utrecht", 20), year, adopted_on=timezone.localdate())
    page = page_of(client)
    assert "Nog geen cijfers" in page
    assert "Van 20 gemeenten is de zelfevaluatie" in page


def test_it_says_what_changed_since_the_last_round_and_over_how_many(beheerder, client, year):
    towns = of_province("Utrecht", 24)
    adopt_all(towns, year - 1, levels=lambda place: 1)
    adopt_all(towns, year, levels=lambda place: 2 if place % 2 else 1)
    page = page_of(client)
    assert f"Dit gaat over 24 gemeenten van wie zowel de zelfevaluatie van {year - 1} als die van {year}" in page
    assert "12 meer hoger" in page


def test_without_a_round_before_it_says_so(beheerder, client, year):
    adopt_all(of_province("Utrecht", 20), year)
    assert "Er is geen eerdere ronde om mee te vergelijken." in page_of(client)


def test_the_year_chooses_the_round_and_one_without_figures_is_not_found(beheerder, client, year):
    adopt_all(of_province("Utrecht", 7), year - 1)
    adopt_all(of_province("Zeeland", 7), year)
    assert "over 7 van 26 gemeenten" in page_of(client, ronde=year - 1)
    assert "over 7 van 26 gemeenten" not in page_of(client, ronde=year)
    assert client.get(reverse("national"), {"ronde": year + 5}).status_code == 404


def test_it_begins_with_the_newest_round_in_which_there_can_be_figures(beheerder, client, year):
    adopt_all(of_province("Utrecht", 7), year - 1)
    adopt_all(of_province("Zeeland", 2), year)
    assert client.get(reverse("national")).context["offer"].year == year - 1


def test_before_anything_was_adopted_it_says_when_there_will_be_figures(beheerder, client):
    RoundFactory().invite_all()
    page = page_of(client)
    assert "Er is nog geen zelfevaluatie vastgesteld." in page


def test_an_adviser_sees_the_same_figures_and_no_more_of_its_own_province(client, year):
    adopt_all([*of_province("Utrecht", 20), *of_province("Zeeland", 6)], year)
    seen = []
    for name in ("Zeeland", "Utrecht"):
        province = Municipality.objects.filter(province__name=name)[0].province
        user = MembershipFactory(municipality=None, province=province, role=Role.ADVISER).user
        client.force_login(user)
        seen.append(client.get(reverse("national")).context["page"].figures)
    assert seen[0] == seen[1]


def test_it_costs_as_many_queries_with_ten_rounds_of_the_whole_country_as_with_one(
    beheerder, client, year, django_assert_max_num_queries
):
    towns = list(Municipality.objects.filter(ended_on=None))
    adopt_all(towns[:20], year)
    counts = []
    for years in ((), (year - 1,), range(year - 9, year - 1)):
        for each in years:
            adopt_all(towns, each)
        client.get(reverse("national"))
        with django_assert_max_num_queries(MOST_QUERIES) as queries:
            page_of(client)
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]
