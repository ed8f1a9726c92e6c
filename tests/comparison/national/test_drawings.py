"""The drawings: what is in them is what the tables say, and each speaks for itself without colour."""

from xml.etree import ElementTree

import pytest

from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from comparison.national.bars import draw_changes, draw_findings, draw_speerpunten, draw_spread
from comparison.national.choosing import chooser
from comparison.national.figures import Earlier, Taking, build_picture
from comparison.national.map import draw_map
from tests.comparison.national.country import LATER, lines, year_ago

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
TAKINGS = [
    Taking(1, "PV26", "Utrecht", 26, 24),
    Taking(2, "PV29", "Zeeland", 13, 3),
    Taking(3, "PV24", "Flevoland", 6, 0),
    Taking(4, "PV99", "Nergens", 9, 7),
]


@pytest.fixture
def picture():
    now = [
        *lines([2, 3, 1, 2] * 6, province=1),
        *lines([4] * 3, first=40, province=2),
        *lines([1] * 7, first=60, province=4),
    ]
    return build_picture(
        structure_of(Framework.objects.get(edition="2009")),
        year=2026,
        as_of=LATER,
        is_demo=False,
        takings=TAKINGS,
        lines=now,
        choose=chooser((), LATER),
        earlier=Earlier(2025, "2009", year_ago(now, lambda row: 2)),
    )


def read(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def texts_of(svg):
    root = read(svg)
    assert root.find(f"{SVG}title").text
    return [each.text for each in root.iter(f"{SVG}text")]


def test_the_map_has_a_tile_for_each_province_and_says_what_is_hidden_and_why(picture):
    texts = texts_of(draw_map(picture, title="Kaart"))
    assert {"Utrecht", "Zeeland", "Flevoland", "Nergens"} <= set(texts)
    assert "over 24 van 26 gemeenten" in texts
    assert "Nog niets vastgesteld" in texts
    assert "Te weinig gemeenten om te" in " ".join(texts)


def test_tiles_do_not_lie_over_each_other(picture):
    root = read(draw_map(picture, title="Kaart"))
    names = {area.name for area in picture.provinces}
    places = [(each.get("x"), each.get("y")) for each in root.iter(f"{SVG}text") if each.text in names]
    assert len(places) == len(set(places)) == len(TAKINGS)


def test_each_part_of_a_bar_has_its_number_and_a_title(picture):
    svg = draw_spread(picture, title="Spreiding")
    root = read(svg)
    titles = [each.find(f"{SVG}title").text for each in root.iter(f"{SVG}g")]
    assert "Visie, niveau 2: 12" in titles
    assert "middelste: 2" in texts_of(svg)
    assert "te weinig gemeenten om te tonen" in texts_of(svg)


def test_what_changed_is_divided_in_lower_the_same_and_higher(picture):
    svg = draw_changes(picture, picture.changes, title="Veranderd")
    titles = [each.find(f"{SVG}title").text for each in read(svg).iter(f"{SVG}g")]
    assert {"Visie, lager: 13", "Visie, gelijk: 12", "Visie, hoger: 6"} <= set(titles)


def test_what_is_counted_has_its_number_behind_it_and_the_ends_say_or_less(picture):
    assert "2 of minder" in texts_of(draw_findings(picture.findings, picture.country.shown, title="Bevindingen"))
    assert len(texts_of(draw_speerpunten(picture.speerpunten, picture.country.shown, title="Speerpunten"))) >= 20
