"""The national picture as open data: for anybody, with its licence, columns and codes explained, and no small group."""

import csv
import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from jsonschema import Draft202012Validator

from comparison.national import open_data
from municipalities.models import Municipality
from tests.comparison.national.country import adopt_all

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1
KINDS = [kind.name for kind in open_data.KINDS]


@pytest.fixture
def country():
    towns = Municipality.objects.filter(ended_on=None).order_by("code")
    utrecht = list(towns.filter(province__name="Utrecht")[:21])
    zeeland = list(towns.filter(province__name="Zeeland")[:6])
    adopt_all(utrecht, YEAR - 1, levels=lambda place: 1)
    return adopt_all([*utrecht, *zeeland], YEAR, levels=lambda place: 4 if place > 20 else place % 3)


def data(client, **query):
    answer = client.get(reverse("national_json"), query)
    assert answer.status_code == 200
    return json.loads(answer.content)


def rows_of(client, **query):
    answer = client.get(reverse("national_csv"), query)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_anybody_gets_it_without_logging_in_from_any_site(country, client):
    for name in ("national_json", "national_csv"):
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert 'rel="license"' in answer["Link"]
        assert "public" in answer["Cache-Control"]
        assert "Set-Cookie" not in answer


@pytest.mark.parametrize("year", [YEAR, YEAR - 1])
def test_the_json_keeps_to_the_published_schema(country, client, year):
    content = data(client, ronde=year)
    answer = client.get(reverse("national_schema"))
    assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == ("application/schema+json", "*")
    published = answer.json()
    Draft202012Validator.check_schema(published)
    Draft202012Validator(published).validate(content)
    assert content["$schema"] == published["$id"]
    assert published["$id"].endswith(reverse("national_schema"))
    assert reverse("national_schema") in client.get(reverse("national_data")).content.decode()


def test_of_a_province_it_says_what_half_has_and_no_number(country, client):
    content = data(client)
    kinds = ("speerpunten_per_provincie", "bevindingen_per_provincie")
    assert {row["gebied"] for kind in kinds for row in content[kind]} == {"PV26"}
    assert not {"gemeenten_met", "grens"} & {column for kind in kinds for row in content[kind] for column in row}
    halves = {row["code"]: row["helft_of_meer"] for kind in kinds for row in content[kind]}
    # of 21 municipalities, 7 have level 0, 1 and 2: 14 have the finding, 7 the speerpunt
    assert halves["geen-geld"] == "ja"
    assert [code for code, half in halves.items() if half == "ja"] == ["geen-geld"]


def test_it_says_licence_date_edition_and_what_each_column_and_code_means(country, client):
    content = data(client)
    assert content["licentie"]["code"] == "CC0-1.0"
    assert content["gemaakt_op"] == timezone.localdate().isoformat()
    assert (content["ronde"], content["editie"]) == (YEAR, "2009")
    documented = {(each["soort"], each["kolom"]) for each in content["kolommen"]}
    codes = {(each["codelijst"], each["code"]) for each in content["codes"]}
    for kind in KINDS:
        assert content[kind]
        for row in content[kind]:
            assert {(kind, column) for column in row} <= documented
            assert {("basisfunctie", row[column]) for column in row if column == "basisfunctie"} <= codes
            assert {("gebied", row[column]) for column in row if column == "gebied"} <= codes


def test_the_table_has_the_same_figures_under_the_same_names(country, client):
    content, rows = data(client), rows_of(client)
    for kind in KINDS:
        mine = [row for row in rows if row["soort"] == kind]
        assert len(mine) == len(content[kind])
        for row, other in zip(mine, content[kind], strict=True):
            assert {name: "" if value is None else str(value) for name, value in other.items()} == {
                name: row[name] for name in other
            }
    assert {row["licentie"] for row in rows} == {"CC0-1.0"}
    assert {row["ronde"] for row in rows} == {str(YEAR)}


def test_a_province_with_six_has_no_figures_but_how_many_there_are(country, client):
    content = data(client)
    assert {row["gebied"] for row in content["niveaus"]} == {"NL", "PV26"}
    [zeeland] = [row for row in content["deelname"] if row["gebied"] == "PV29"]
    assert (zeeland["vastgesteld"], zeeland["getoond"]) == (6, 0)
    country_level = next(row for row in content["niveaus"] if row["gebied"] == "NL")
    assert [country_level[f"niveau_{level}"] for level in range(5)] == [7, 7, 7, 0, 0]


def test_only_of_the_country_and_of_many_it_says_how_many_have_each_level(country, client):
    content = data(client)
    province = next(row for row in content["niveaus"] if row["gebied"] == "PV26")
    assert (province["aantal"], province["mediaan"], province["niveau_0"]) == (21, 1, None)
    adopt_all(Municipality.objects.filter(province__name="Limburg")[:8], YEAR - 2)
    few = data(client, ronde=YEAR - 2)
    assert {row["niveau_2"] for row in few["niveaus"]} == {None}


def test_at_the_ends_it_does_not_say_how_many(country, client):
    content = data(client)
    counts = {(row["gemeenten_met"], row["grens"]) for row in content["speerpunten"]}
    assert (7, "") in counts
    assert (2, "of minder") in counts
    assert (0, "") not in counts


def test_what_changed_names_the_round_before(country, client):
    row = data(client)["veranderingen"][0]
    assert (row["ronde_ervoor"], row["aantal"]) == (YEAR - 1, 21)
    assert (row["lager"], row["gelijk"], row["hoger"]) == (7, 7, 7)


def test_of_a_demo_it_says_that_the_answers_are_invented(country, client):
    country.is_demo = True
    country.save()
    content = data(client)
    assert content["voorbeeld"] is True
    assert "verzonnen" in content["toelichting"][0]


def test_the_page_that_explains_it_is_public_and_leads_to_the_files(country, client):
    page = client.get(reverse("national_data")).content.decode()
    assert f"{reverse('national_csv')}?ronde={YEAR}" in page
    assert "publiek domein" in page
    assert "kwartiel_1" in page


def test_without_figures_there_is_no_file_and_the_page_says_when_there_is(client):
    assert client.get(reverse("national_json")).status_code == 404
    assert client.get(reverse("national_csv"), {"ronde": "abc"}).status_code == 404
    assert "Er zijn nog geen gegevens." in client.get(reverse("national_data")).content.decode()


def test_it_costs_no_more_queries_with_more_rounds(country, client, django_assert_max_num_queries):
    counts = []
    for years in ((), range(YEAR - 6, YEAR - 1)):
        for year in years:
            adopt_all(Municipality.objects.filter(ended_on=None)[:30], year)
        data(client)
        with django_assert_max_num_queries(8) as queries:
            data(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]
