"""A framework may have two, three or four of the kinds of layers; whichever it lacks, no page misses it."""

import copy

import pytest
from django.conf import settings

from basisfuncties.framework_file import read_framework_file
from basisfuncties.loading import load_framework
from tests.assessments.conftest import Town
from tests.editions.walking import page, save

pytestmark = pytest.mark.django_db
NAMES = {"visie": "Waarheen", "beleid": "Waarmee", "uitvoering": "Wie", "financien": "Waarvan"}


@pytest.fixture(scope="module")
def whole():
    return read_framework_file((settings.BASE_DIR / "fixtures" / "kader-2009.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "kinds",
    [
        ("visie", "beleid"),
        ("beleid", "uitvoering"),
        ("beleid", "financien"),
        ("visie", "beleid", "uitvoering"),
        ("visie", "beleid", "uitvoering", "financien"),
    ],
    ids="-".join,
)
def test_with_these_layers_it_is_filled_in_and_read(client, whole, kinds):
    content = copy.deepcopy(whole) | {
        "edition": "met-minder",
        "series": "met-minder",
        "layers": [{"kind": kind, "name": NAMES[kind], "meaning": "Iets."} for kind in kinds],
    }
    for each in content["basisfuncties"]:
        each["layers"] = {kind: each["layers"][kind] for kind in kinds}
    town = Town(client, round__framework=load_framework(content).framework)
    chosen = "vertalen-beleid-lastenverlichting"
    save(town, "vertalen", "beleid", **{"speerpunten-chosen": [chosen]})
    if "uitvoering" in kinds:
        save(town, "vertalen", "uitvoering", **{f"{chosen}-execution": "loopt"})
    if "financien" in kinds:
        save(town, "vertalen", "financien", **{f"{chosen}-amount": "0"})
    for kind in kinds:
        save(town, "vertalen", kind, **{"niveau-level": "4", "niveau-reason": "Daarom."})
    pages = [page(client, town.url(name)) for name in ("assessment", "overview", "thread", "report", "handover")]
    pages += [page(client, town.step("vertalen", kind)) for kind in kinds]
    for name in (NAMES[kind] for kind in NAMES if kind not in kinds):
        assert not any(f">{name}<" in each for each in pages)
    shown = page(client, town.url("thread"))
    assert ("Loopt zonder geld" in shown) == ({"uitvoering", "financien"} <= set(kinds))
    assert ("Geen uitvoerder" in shown) == ("uitvoering" in kinds)
