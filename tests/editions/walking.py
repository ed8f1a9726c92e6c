"""What a town fills in on the test framework, through the pages."""

from django.urls import reverse

WHAT_IS_CHOSEN = {
    "zien": ("zien-visie-1-jonge-mantelzorgers", "zien-beleid-huisbezoek"),
    "versterken": ("versterken-visie-1-respijt", "versterken-beleid-logeeropvang"),
    "waarderen": (None, "waarderen-beleid-dag-van-de-mantelzorg"),
}


def save(town, function, layer, **typed):
    """Post a page as it is with some fields changed, and return what was sent."""
    url = town.step(function, layer)
    data = town.shown(url) | typed | {"opslaan": ""}
    response = town.client.post(url, data)
    assert response.status_code == 302, [part.errors for part in response.context["page"].parts]
    return data


def fill_in(town, *, level=2):
    """Fill in all layers of all functions, and the key figures."""
    save(town, "zien", "visie", **{"zien-visie-1-chosen": [WHAT_IS_CHOSEN["zien"][0]]})
    save(town, "zien", "visie", **{"zien-visie-2-explanation": "Wij vragen het elk jaar."})
    save(town, "versterken", "visie", **{"versterken-visie-1-chosen": WHAT_IS_CHOSEN["versterken"][0]})
    save(town, "waarderen", "visie", **{"waarderen-visie-1-chosen": [WHAT_IS_CHOSEN["zien"][0]]})
    for function, (goal, element) in WHAT_IS_CHOSEN.items():
        save(town, function, "beleid", **{"speerpunten-chosen": [element]})
        goals = {f"{element}-goals": [goal]} if goal else {}
        save(town, function, "beleid", **goals, **{f"{element}-adoption": "raad"})
        money = {"amount": "12.500", "money_kind": "structureel", "money_source": "gemeente"}
        save(town, function, "financien", **{f"{element}-{name}": value for name, value in money.items()})
        for layer in ("visie", "beleid", "financien"):
            save(town, function, layer, **{"niveau-level": str(level), "niveau-reason": "Zo is het nu."})
    data = {"fte": "0,5", "budget": "85.000", "steunpunt": "lokaal"}
    url = town.url("key_figures")
    typed = town.shown(url) | {f"kerncijfers-{name}": value for name, value in data.items()} | {"opslaan": ""}
    assert town.client.post(url, typed).status_code == 302


def page(client, url):
    """Return what a page says."""
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def step(client, town, slug, **data):
    """Take a step of the way of an assessment."""
    address = reverse("take_step", args=[town.municipality.code, town.assessment.round.year, slug])
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()
    return response
