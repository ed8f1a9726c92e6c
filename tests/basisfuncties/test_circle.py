"""The circle: right for every number of sectors and rings, and readable by everyone."""

import logging
import re
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from basisfuncties.circle import HIGHEST_LEVEL, FlowSector, Ring, Sector, draw_circle, draw_flow, figures_of
from basisfuncties.shapes import COLOURS, WHITE, contrast, light, readable_on, tint
from tests.verapdf import violations

SVG = "{http://www.w3.org/2000/svg}"
LAYERS = ("Visie", "Beleid", "Uitvoering", "Financiën")
NAMES = ("Vertalen", "Verbinden en makelen", "Versterken", "Verbreiden", "Verankeren")
names = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=60).filter(str.strip)


@st.composite
def circles(draw):
    rings = draw(st.lists(names, min_size=1, max_size=5, unique=True))
    levels = st.one_of(st.none(), st.integers(0, HIGHEST_LEVEL))
    return [
        Sector(draw(names), number, tuple(Ring(name, draw(levels)) for name in rings))
        for number in range(1, draw(st.integers(3, 8)) + 1)
    ]


def five(levels=((3, 2, 2, 1), (4, 3, 3, 2), (2, 2, 1, 0), (3, 1, 2, 1), (1, None, None, None))):
    return [
        Sector(name, number, tuple(Ring(layer, level) for layer, level in zip(LAYERS, row, strict=True)))
        for number, (name, row) in enumerate(zip(NAMES, levels, strict=True), start=1)
    ]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - we drew it ourselves


def texts_of(svg: str) -> list[str]:
    return [element.text for element in parsed(svg).iter(f"{SVG}text")]


@settings(deadline=None)  # a busy machine is no fault of the circle
@given(circles())
def test_every_level_is_a_figure_in_a_cell(sectors):
    svg = draw_circle(sectors, title="De cirkel")
    figures = [element.text for element in parsed(svg).iter(f"{SVG}text") if "x" in element.attrib]
    wanted = ["–" if ring.level is None else str(ring.level) for sector in sectors for ring in sector.rings]
    assert figures == wanted
    table = figures_of(sectors)
    assert [figure for _, row in table.rows for figure in row] == wanted
    assert table.complete == ("–" not in wanted)


@settings(deadline=None)
@given(circles())
def test_every_name_is_there_and_nothing_falls_outside_the_drawing(sectors):
    svg = draw_circle(sectors, title="De cirkel")
    words = [word for sector in sectors for word in sector.name.split()]
    assert not [word for word in words if word not in texts_of(svg)]
    tree = parsed(svg)
    left, _, width, _ = (float(value) for value in tree.attrib["viewBox"].split())
    places = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", svg) + re.findall(r"translate\((-?[\d.]+) (-?[\d.]+)\)", svg)
    assert all(left <= float(value) <= left + width for place in places for value in place)


@settings(deadline=None)
@given(circles())
def test_the_drawing_needs_nothing_that_the_csp_or_the_pdf_refuses(sectors):
    svg = draw_circle(sectors, title="De <b>cirkel</b> & 'meer'")
    tree = parsed(svg)
    assert tree.find(f"{SVG}title").text == "De <b>cirkel</b> & 'meer'"
    used = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert used <= {"svg", "title", "desc", "g", "path", "circle", "text"}
    assert not [element for element in tree.iter() if "style" in element.attrib]


@settings(deadline=None)
@given(st.lists(st.tuples(names, names), min_size=3, max_size=8))
def test_the_flows_are_all_there(pairs):
    svg = draw_flow([FlowSector(name, n, passes) for n, (name, passes) in enumerate(pairs, 1)], title="De stromen")
    shown = " ".join(text for text in texts_of(svg))
    for name, passes in pairs:
        assert all(word in shown for word in (*name.split(), *passes.split()))
    first, last = pairs[0], pairs[-1]
    assert parsed(svg).find(f"{SVG}desc").text.endswith(f"{last[0]} geeft {last[1]} door aan {first[0]}.")


def test_the_description_gives_the_levels_in_words():
    description = parsed(draw_circle(five(), title="x")).find(f"{SVG}desc").text
    assert description.startswith("Vertalen: visie 3, beleid 2, uitvoering 2, financiën 1; Verbinden en makelen: ")
    assert description.endswith("uitvoering nog niet beoordeeld, financiën nog niet beoordeeld.")


def test_two_circles_on_one_page_have_their_own_ids():
    svg = draw_circle(five(), title="x", prefix="vorige") + draw_circle(five(), title="y", prefix="nu")
    ids = re.findall(r' id="([^"]+)"', svg)
    assert ids == ["vorige-title", "vorige-description", "nu-title", "nu-description"]
    assert 'aria-labelledby="nu-title"' in svg


@pytest.mark.parametrize("colour", COLOURS)
def test_every_figure_reads_on_its_tint(colour):
    assert contrast(colour, WHITE) >= 4.5
    for level in range(HIGHEST_LEVEL + 1):
        ground = tint(colour, level)
        assert contrast(readable_on(ground), ground) >= 4.5


def test_a_level_is_as_dark_in_every_colour_so_it_holds_in_greyscale():
    for level in range(HIGHEST_LEVEL):
        greys = [light(tint(colour, level)) for colour in COLOURS]
        assert max(greys) - min(greys) < 0.02
        darkest_here = min(greys)
        assert darkest_here - max(light(tint(colour, level + 1)) for colour in COLOURS) > 0.08


def test_the_circle_goes_round_from_the_top():
    svg = draw_circle(five(), title="x")
    turns = dict(re.findall(r'rotate\((-?[\d.]+)\)" y="[\d.]+" text-anchor="middle">(\w+)<', svg))
    by_name = {word: float(turn) for turn, word in turns.items()}
    assert by_name["Vertalen"] == 0
    assert by_name["Versterken"] == -36  # on the lower half names stand the other way up
    assert by_name["Verankeren"] == -72


def test_figures_and_names_are_large_enough_at_280_pixels():
    for svg in (
        draw_circle(five(), title="x"),
        draw_flow([FlowSector(name, n, "wat dit oplevert") for n, name in enumerate(NAMES, 1)], title="y"),
    ):
        tree = parsed(svg)
        scale = 280 / float(tree.attrib["viewBox"].split()[2])
        sizes = [float(element.attrib["font-size"]) for element in tree.iter() if "font-size" in element.attrib]
        assert min(sizes) * scale >= 10.5


@pytest.mark.parametrize("levels", [-1, 5])
def test_a_level_that_does_not_exist_is_refused(levels):
    with pytest.raises(ValueError, match="not a level"):
        draw_circle([Sector("a", 1, (Ring("r", levels),)), Sector("b", 2, (Ring("r", 0),))], title="x")


@pytest.mark.parametrize(
    "sectors",
    [
        [],
        [Sector("a", 1, (Ring("r", 0),))],
        [Sector("a", 1, ()), Sector("b", 2, ())],
        [Sector("a", 1, (Ring("r", 0),)), Sector("b", 2, (Ring("s", 0),))],
    ],
)
def test_what_is_no_circle_is_refused(sectors):
    with pytest.raises(ValueError, match="sector"):
        draw_circle(sectors, title="x")
    with pytest.raises(ValueError, match="sector"):
        figures_of(sectors)


def test_one_sector_has_no_flow():
    with pytest.raises(ValueError, match="two sectors"):
        draw_flow([FlowSector("a", 1, "b")], title="x")


@pytest.mark.pdf
def test_the_drawings_pass_into_a_tagged_pdf_with_their_titles(tmp_path, caplog):
    drawings = [
        draw_circle(five(), title="De cirkel van Voorbeeldstad"),
        draw_flow([FlowSector(name, n, "wat dit oplevert") for n, name in enumerate(NAMES, 1)], title="De stromen"),
    ]
    page = f'<html lang="nl"><title>x</title><h1>x</h1><div>{drawings[0]}</div><div>{drawings[1]}</div></html>'
    pdf = tmp_path / "circle.pdf"
    with caplog.at_level(logging.WARNING):
        HTML(string=page).write_pdf(pdf, pdf_variant="pdf/ua-1")
    assert not caplog.records
    assert violations(pdf, "ua1") == []
    with pikepdf.open(pdf) as document:
        assert titles_in(document.Root.StructTreeRoot) == ["De cirkel van Voorbeeldstad", "De stromen"]


def titles_in(element):
    if not isinstance(element, pikepdf.Dictionary):
        return []
    inner = element.get("/K", [])
    below = inner if isinstance(inner, pikepdf.Array) else [inner]
    own = [str(element.Alt)] if "/Alt" in element else []
    return own + [title for each in below for title in titles_in(each)]
