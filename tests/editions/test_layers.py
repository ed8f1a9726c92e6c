"""A framework may have two, three or four of the kinds of layers; whichever it lacks, no page misses it."""

import copy

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.models import Assessment
from assessments.reading import Filled, snapshot_of
from basisfuncties.framework_file import read_framework_file
from basisfuncties.loading import load_framework
from basisfuncties.structure import structure_of
from reports.content import read_content
from reports.issue import concept_issue
from reports.public_summary import build_public_summary
from reports.questionnaire import build_questionnaire
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
    papers = papers_of(town)
    for name in (NAMES[kind] for kind in NAMES if kind not in kinds):
        assert not any(f">{name}<" in each for each in papers)
    summary, sheet = papers
    assert "Lastenverlichting" in summary
    assert ("Voor de speerpunten is nog geen geld ingevuld" in summary) == ("financien" in kinds)
    assert ("Dient welke doelen?" in sheet) == ("visie" in kinds)


def papers_of(town):
    """Return the public summary and the filled-in questionnaire as HTML."""
    assessment = Assessment.objects.get(pk=town.assessment.pk)
    content = read_content(assessment, concept_issue(assessment))
    sheet = build_questionnaire(
        structure_of(assessment.round.framework),
        snapshot_of(assessment, Filled(assessment)),
        is_blank=False,
        only=None,
        dated_on=timezone.localdate(),
    )
    summary = build_public_summary(content, framework_address="https://voorbeeld.example.nl/kader/")
    return (
        render_to_string("pdf/public_summary.html", {"summary": summary, "size": "usual"}),
        render_to_string("pdf/questionnaire.html", {"sheet": sheet}),
    )
