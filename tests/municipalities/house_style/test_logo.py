"""A logo is drawn anew from what we know; nothing else of the file comes along."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from municipalities.house_style.geometry import GEOMETRY, GRADIENT, GRADIENT_ALWAYS, IN_WORDS
from municipalities.house_style.logo import MAX_FILE, clean_logo
from municipalities.house_style.painting import _KNOWN
from municipalities.house_style.refusal import LogoError
from municipalities.house_style.style import logo_image
from municipalities.house_style.svg import MAX_ELEMENTS
from tests.municipalities.house_style.files import HEAD, SHAPE, png, svg

DTD = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
DRAWS = {
    *("svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("linearGradient", "radialGradient", "stop", "clipPath"),
}
NEVER = ("script", "elders", "alert", "href", "style", "onload", "onclick", "data:", "import", "http://www.w3.org/1")


def drawn(content: bytes) -> str:
    return clean_logo(content).content.decode()


def only_draws(markup: str) -> None:
    """Fail on an element, an attribute or a value that does more than draw."""
    root = etree.fromstring(markup)
    geometry = {"id", "viewBox", "offset", *IN_WORDS, *GRADIENT_ALWAYS, "transform"}
    geometry |= {name for names in (*GEOMETRY.values(), *GRADIENT.values()) for name in names}
    ids = {each.get("id") for each in root.iter()}
    for each in root.iter():
        assert each.tag.removeprefix("{http://www.w3.org/2000/svg}") in DRAWS
        assert set(each.attrib) <= geometry | _KNOWN
        for value in each.attrib.values():
            assert not set(value) & set("<>&\"';\\")
            if "url(" in value:
                assert value.removeprefix("url(#").removesuffix(")") in ids


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "een script"),
        ('<g onclick="alert(1)">' + SHAPE + "</g>", "een script"),
        ('<rect width="1" height="1" ONLOAD="alert(1)"/>', "een script"),
        ("<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/></foreignObject>", "een stuk webpagina"),
        ('<a xlink:href="javascript:alert(1)">' + SHAPE + "</a>", "een link"),
        ('<path d="M0 0h1v1z"><animate attributeName="href" to="javascript:x"/></path>', None),
        ('<set attributeName="onload" to="x"/>', "beweging"),
        ("<style>@import url(https://elders.example/x.css); @font-face {src: url(x)}</style>", None),
        ('<path style="fill: url(https://elders.example/x)" d="M0 0h1v1z"/>', None),
        ('<path fill="url(https://elders.example/x#a)" d="M0 0h1v1z"/>', None),
        ('<path clip-path="url(//elders.example/x#a)" d="M0 0h1v1z"/>', None),
        ('<use xlink:href="https://elders.example/x.svg#a"/>', None),
        ('<use href="data:image/svg+xml;base64,AAAA#a"/>', None),
        ('<path d="M0 0h1v1z" fill="red&quot; onload=&quot;alert(1)"/>', None),
        ('<path d="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"/>', None),
        ('<g id="&quot; onload=&quot;x">' + SHAPE + "</g>", None),
        ('<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>', None),
        ("<metadata><x>https://elders.example</x></metadata><title>elders.example</title>", None),
        ("<?xml-stylesheet href='https://elders.example/x.css'?><!-- elders.example -->", None),
    ],
)
def test_what_does_not_draw_does_not_come_along(inside, said):
    clean = clean_logo(svg(SHAPE + inside))
    text = clean.content.decode()
    for never in NEVER:
        assert never not in text.lower()
    if said:
        assert said in clean.removed
    only_draws(text)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "entities"),
        (svg("<text>Gemeente</text>" + SHAPE), "contouren"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "bitmap"),
        (svg('<filter id="f"/><path filter="url(#f)" d="M0 0h1v1z"/>'), "effect"),
        (svg('<mask id="f"/><path style="mask:url(#f)" d="M0 0h1v1z"/>'), "effect"),
        (svg('<pattern id="f"/><path fill="url(#f)" d="M0 0h1v1z"/>'), "effect"),
        (svg('<svg viewBox="0 0 1 1">' + SHAPE + "</svg>"), "tekening in een tekening"),
        (svg(""), "niets"),
        (svg("<g/>"), "niets"),
        (svg(head='xmlns="http://www.w3.org/2000/svg"'), "hoe groot"),
        (svg(head='xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 900"'), "langgerekt"),
        (svg("<g>" * 60 + SHAPE + "</g>" * 60), "ingewikkeld"),
        (svg("<g>" * 9_000 + "</g>" * 9_000), "beschadigd"),
        (svg(SHAPE * (MAX_ELEMENTS + 1)), "ingewikkeld"),
        (svg('<g id="a"><use href="#a"/></g>'), "ingewikkeld"),
        (svg("<path"), "beschadigd"),
        (svg().decode().encode("utf-16"), "geen SVG en geen PNG"),
        (b"\x1f\x8b" + b"x" * 20, "svgz"),
        (b"GIF89a", "geen SVG en geen PNG"),
        (b"", "geen SVG en geen PNG"),
        (b"\x89PNG\r\n\x1a\n", "beschadigd"),
        (png()[:200], "beschadigd"),
        (png((300, 20)), "te klein"),
        (png((3_000, 40)), "langgerekt"),
        (png(colour=(0, 0, 0, 0)), "doorzichtig"),
        (b"x" * (MAX_FILE + 1), "2 MB"),
    ],
)
def test_what_can_not_be_drawn_is_refused_with_a_way_out(content, says):
    with pytest.raises(LogoError) as refusal:
        clean_logo(content)
    assert says in str(refusal.value)


def test_a_thousand_million_copies_are_refused_at_once():
    layers = "".join(f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>" for n in range(1, 10))
    with pytest.raises(LogoError):
        clean_logo(svg(f'<defs><path id="u0" d="M0 0h1"/>{layers}</defs><use href="#u9"/>'))


def test_a_picture_that_says_to_be_huge_is_not_unpacked():
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    with pytest.raises(LogoError):
        clean_logo(bomb)


def test_a_drawing_as_programs_write_it_looks_the_same():
    """Classes, a style attribute, a gradient that takes from another, an outline that uses a shape, a doctype."""
    text = drawn(
        svg(
            before=f'<?xml version="1.0" encoding="iso-8859-1"?>{DTD}',
            inside="""<style type="text/css"><![CDATA[.st0{fill:#E3000F;} .st1, .st2{fill:url(#SVGID_1_)}]]></style>
            <defs><rect id="SVGID_2_" width="30" height="30"/><linearGradient id="base"><stop offset="0"
            style="stop-color:#fff;stop-opacity:.5"/><stop offset="1" stop-color="rgb(0,0,255)"/></linearGradient>
            <linearGradient id="SVGID_1_" gradientUnits="userSpaceOnUse" x2="9" xlink:href="#base"/></defs>
            <clipPath id="c"><use xlink:href="#SVGID_2_" style="overflow:visible"/></clipPath>
            <g clip-path="url(#c)"><circle class="st1" r="9"/></g><path class="st0" style="stroke:Navy" d="M0,0H9"/>""",
        )
    )
    only_draws(text)
    assert 'fill="#e3000f"' in text
    assert 'stroke="#000080"' in text
    assert '<clipPath id="logo-c"><rect width="30" height="30"/></clipPath>' in text
    assert '<stop stop-color="#ffffff" stop-opacity="0.5" offset="0"/>' in text
    assert 'gradientUnits="userSpaceOnUse"' in text


@pytest.mark.parametrize(
    ("content", "on_dark"),
    [
        (svg('<path d="M0 0h9v9z" fill="white"/>'), True),
        (svg('<g fill="#fff"><path d="M0 0h9v9z"/></g>'), True),
        (svg('<path d="M0 0h9v9z" fill="white"/>' + SHAPE), False),
        (svg('<path d="M0 0h9v9z"/>'), False),
        (png(colour=(255, 255, 255, 255)), True),
        (png(colour=(255, 213, 0, 255)), False),
        (svg('<path d="M0 0h9v9z" fill="#ffd500"/>'), False),
        (png(), False),
        (png(colour=(255, 255, 255, 255), ground=(0, 60, 120, 255)), False),
    ],
)
def test_a_logo_for_a_dark_ground_is_recognised(content, on_dark):
    assert clean_logo(content).on_dark is on_dark


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "P", "L", "LA", "1"])
def test_a_picture_of_any_kind_is_taken_without_what_it_says_of_its_maker(mode):
    clean = clean_logo(png(mode=mode, ground=(255, 255, 255, 255)))
    assert b"Jan de Maker" not in clean.content
    assert b"tEXt" not in clean.content
    with Image.open(BytesIO(clean.content)) as image:
        assert image.size == (clean.width, clean.height)
        assert not image.info


def test_a_large_picture_is_scaled_down_and_its_empty_edges_go():
    clean = clean_logo(png((3_000, 900), colour=(0, 80, 0, 255)))
    assert (clean.width, clean.height) == (1200, 360)


@given(st.text(max_size=200), st.sampled_from(["path", "rect", "use", "g", "stop", "a", "text", "image", "x"]))
@example('" onload="x', "path")
@example("url(#a)", "path")
def test_whatever_stands_in_an_attribute_only_draws(value, name):
    escaped = value.translate({ord(each): f"&#{ord(each)};" for each in "\"&<>'\t\n\r"})
    names = ["d", "fill", "style", "class", "id", "href", "transform", "points", "clip-path", "stroke-dasharray"]
    inside = f"<{name} " + " ".join(f'{each}="{escaped}"' for each in names) + "/>"
    try:
        clean = clean_logo(svg(SHAPE + inside))
    except LogoError:
        return
    only_draws(clean.content.decode())


def test_a_pdf_reads_the_name_out_and_the_name_can_not_break_out():
    clean = clean_logo(svg())
    image = logo_image(clean.kind, clean.content, clean.width, clean.height, clean.on_dark)
    assert "<title>Gemeente &#x27;s-Graven&lt;b&gt;</title>" in image.markup("Gemeente 's-Graven<b>")
    picture = clean_logo(png())
    image = logo_image(picture.kind, picture.content, picture.width, picture.height, picture.on_dark)
    assert 'alt="Gemeente &quot;X&quot;"' in image.markup('Gemeente "X"')


def test_the_drawing_says_how_large_it_is():
    root = etree.fromstring(drawn(svg(head=HEAD.replace("0 0 100 40", "-5,-5 200 50"))))
    assert (root.get("viewBox"), root.get("width"), root.get("height")) == ("-5 -5 200 50", "200", "50")
