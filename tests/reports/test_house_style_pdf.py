"""The house style in a PDF: whatever a logo is made of, the file stays accessible and fit for an archive."""

import pytest

from municipalities.house_style.logo import clean_logo
from municipalities.house_style.style import HouseStyle, logo_image
from reports import pdf
from tests.judges import faults
from tests.municipalities.house_style.files import png, svg

EVERYTHING = """<defs><linearGradient id="a"><stop offset="0" stop-color="#00f" stop-opacity=".4"/><stop offset="1"
stop-color="#0a0"/></linearGradient><radialGradient id="r"><stop offset="0" stop-color="red"/><stop offset="1"
stop-color="#fd0"/></radialGradient><clipPath id="c"><circle cx="30" cy="20" r="18"/></clipPath></defs>
<g clip-path="url(#c)" opacity=".6"><path d="M0 0h60v40z" fill="url(#a)"/></g><circle cx="80" cy="20" r="15"
fill="url(#r)" stroke="#000" stroke-opacity=".3"/><path d="M0 0h9v9z" fill="#c00" fill-opacity=".5"/>"""


def image_of(content):
    clean = clean_logo(content)
    return logo_image(clean.kind, clean.content, clean.width, clean.height, clean.on_dark)


@pytest.mark.pdf
def test_a_validator_accepts_every_kind_of_logo():
    images = [image_of(svg(EVERYTHING)), image_of(png(colour=(0, 0, 200, 120))), image_of(png(mode="P"))]
    logos = "".join(f'<p class="bf-cover-logo">{each.markup("Gemeente ’t Dorp")}</p>' for each in images)
    markup = (
        '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Rapport</title>'
        f"<style>{HouseStyle('#ffd500').css}</style></head>"
        f'<body data-title="t" data-mark="" data-demo="" data-standing="s"><h1>Rapport</h1>{logos}</body></html>'
    )
    assert faults(pdf._render(markup)) == []
