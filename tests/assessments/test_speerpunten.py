from datetime import date

import pytest

CODE = "versterken-beleid-collectieve-vrijwilligersverzekering"


@pytest.fixture
def insured(town):
    """A town with one speerpunt of Versterken."""
    url = town.step("versterken", "beleid")
    town.client.post(url, {**town.shown(url), "speerpunten-chosen": [CODE]})
    return town


def post(town, layer, **values):
    url = town.step("versterken", layer)
    data = {**town.shown(url), **{f"{CODE}-{name}": value for name, value in values.items()}}
    return town.client.post(url, data)


def test_a_chosen_element_becomes_a_speerpunt_in_each_layer(insured):
    for layer in ("beleid", "uitvoering", "financien"):
        page = insured.client.get(insured.step("versterken", layer)).content.decode()
        assert f'id="{CODE}-kop"' in page


def test_a_speerpunt_serves_goals_of_its_own_visie(insured):
    goal = "versterken-visie-1-zorg-dragen-voor-elkaar"
    url = insured.step("versterken", "visie")
    insured.client.post(url, {**insured.shown(url), "versterken-visie-1-chosen": [goal]})
    post(insured, "beleid", goals=[goal], adoption="raad", document="Nota", adopted_on="21-11-2025")
    row = insured.speerpunt(CODE)
    assert (row.goals, row.adoption, row.document, row.adopted_on) == ([goal], "raad", "Nota", date(2025, 11, 21))
    page = insured.client.get(insured.step("versterken", "uitvoering")).content.decode()
    assert "Dient: Zorg dragen voor elkaar. Vastgesteld door de raad, Nota, 21 november 2025." in page


def test_putting_a_speerpunt_aside_keeps_its_data_and_says_so(insured):
    post(insured, "financien", amount="€ 12.500,-", money_kind="structureel", money_source="gemeente")
    url = insured.step("versterken", "beleid")
    page = insured.client.post(url, {**insured.shown(url), "speerpunten-chosen": []}, follow=True).content.decode()
    assert "Wat u daar invulde, is bewaard" in page
    assert f"{CODE}-amount" not in insured.shown(insured.step("versterken", "financien"))
    insured.client.post(url, {**insured.shown(url), "speerpunten-chosen": [CODE]})
    assert insured.shown(insured.step("versterken", "financien"))[f"{CODE}-amount"] == "€\N{NO-BREAK SPACE}12.500"


def test_own_speerpunten_run_through_the_layers_too(insured):
    url = insured.step("versterken", "beleid")
    data = insured.shown(url)
    data |= {"speerpunten-own": ["Buurtcoach", "Klussendienst"], "speerpunten-own-code": ["", ""]}
    insured.client.post(url, data)
    page = insured.client.get(insured.step("versterken", "uitvoering")).content.decode()
    assert "Buurtcoach" in page
    assert "Klussendienst" in page


def test_an_emptied_own_speerpunt_is_put_aside_and_can_be_chosen_again(insured):
    url = insured.step("versterken", "beleid")
    data = insured.shown(url)
    insured.client.post(url, data | {"speerpunten-own": ["Buurtcoach"], "speerpunten-own-code": [""]})
    code = insured.assessment.speerpunten.get(own_label="Buurtcoach").code
    data = insured.shown(url)
    insured.client.post(url, data | {"speerpunten-own": [""], "speerpunten-own-code": [code]})
    assert not insured.speerpunt(code).chosen
    data = insured.shown(url)
    insured.client.post(url, data | {"speerpunten-chosen": [CODE, code]})
    assert insured.speerpunt(code).chosen
    assert insured.speerpunt(code).own_label == "Buurtcoach"


@pytest.mark.parametrize(("typed", "euros"), [("12.500", 12_500), ("€ 12.500,-", 12_500), ("12500", 12_500), ("0", 0)])
def test_an_amount_is_taken_as_people_type_it(insured, typed, euros):
    assert post(insured, "financien", amount=typed).status_code == 302
    assert insured.speerpunt(CODE).amount == euros


@pytest.mark.parametrize("typed", ["-5", "twaalf", "1.000.000.001", "12,50"])
def test_what_is_no_amount_is_refused_and_still_there(insured, typed):
    page = post(insured, "financien", amount=typed).content.decode()
    assert f'value="{typed}"' in page
    assert "Fout:" in page
    assert insured.speerpunt(CODE).amount is None


def test_a_date_that_does_not_exist_is_refused_with_an_example(insured):
    page = post(insured, "beleid", adopted_on="31-02-2026").content.decode()
    assert "Schrijf hem zo: 21-11-2026" in page


def test_without_speerpunten_uitvoering_says_where_to_choose_them(town):
    page = town.client.get(town.step("versterken", "uitvoering")).content.decode()
    assert "nog geen speerpunten gekozen" in page
    assert town.step("versterken", "beleid") in page


def test_what_uitvoering_asks_is_saved(insured):
    post(insured, "uitvoering", executors="Steunpunt en gemeente", execution="loopt", done="Al 40 polissen.\nEn meer.")
    row = insured.speerpunt(CODE)
    assert (row.executors, row.execution, row.done) == ("Steunpunt en gemeente", "loopt", "Al 40 polissen.\nEn meer.")
