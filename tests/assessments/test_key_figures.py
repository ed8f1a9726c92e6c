from decimal import Decimal

import pytest

from assessments.key_figures import reference_values, rule_of_thumb
from assessments.models import KeyFigures


def post(town, **values):
    url = town.url("key_figures")
    typed = {f"kerncijfers-{name}": value for name, value in values.items()}
    return town.client.post(url, {**town.shown(url), **typed})


def test_the_key_figures_are_saved_as_they_are_typed(town):
    post(town, fte="0,43", budget="€ 85.000", steunpunt="regionaal", steunpunt_form="welzijn", keurmerk="b")
    row = KeyFigures.objects.get(assessment=town.assessment)
    assert (row.fte, row.budget, row.steunpunt, row.keurmerk) == (Decimal("0.43"), 85_000, "regionaal", "b")
    page = town.client.get(town.url("key_figures")).content.decode()
    assert 'value="0,43"' in page
    assert "€\N{NO-BREAK SPACE}85.000" in page


@pytest.mark.parametrize("typed", ["-1", "0,433", "veel", "10000", "1e3"])
def test_what_is_no_number_of_fte_is_refused_and_still_there(town, typed):
    page = post(town, fte=typed).content.decode()
    assert f'value="{typed}"' in page
    assert not KeyFigures.objects.exists()


def test_each_reference_value_stands_there_with_source_and_year(town):
    page = town.client.get(town.url("key_figures")).content.decode()
    for words in ("0,43 fte", "(2006)", "2 fte bij 50.000 inwoners", "eindrapport AVI 130 (2008)", "Bron: CBS"):
        assert words in page


@pytest.mark.parametrize(
    ("population", "fte", "budget"),
    [(50_000, "2.0", 200_000), (25_000, "1.0", 100_000), (0, "0.0", 0), (932_298, "37.3", 3_729_000)],
)
def test_the_rule_of_thumb_grows_with_the_inhabitants(population, fte, budget):
    assert rule_of_thumb(population) == (Decimal(fte), budget)
    assert all(value.source for value in reference_values(population))
