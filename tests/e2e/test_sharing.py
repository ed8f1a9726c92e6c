"""A coördinator sets the house style and shares the report; a visitor reads it, until the link is withdrawn."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.municipalities.house_style.files import HEAD, SHAPE

COORDINATOR = "coordinator@demo.example"


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A logo with a script in it."""
    path = tmp_path / "logo.svg"
    path.write_text(f"<svg {HEAD} onload='alert(1)'>{SHAPE}<script>alert(1)</script></svg>")
    return path


def test_from_a_house_style_to_a_link_that_is_withdrawn(
    page: Page, open_page: OpenPage, login: Callable[[Page, str], None], audit: Audit, logo: Path
) -> None:
    login(page, COORDINATOR)
    page.get_by_role("link", name="Huisstijl").click()
    page.get_by_label("Hoofdkleur").fill("#ffd500")
    page.get_by_role("button", name="Bekijk de kleur").click()
    expect(page.get_by_text("contrast met wit 1,4 : 1")).to_be_visible()
    audit(page)
    page.get_by_role("button", name="Gebruik deze kleur").click()
    expect(page.get_by_text("De kleur is opgeslagen.")).to_be_visible()
    page.get_by_label("Bestand").set_input_files(logo)
    page.get_by_role("button", name="Vervang het logo").click()
    expect(page.get_by_text("Weggelaten, want het hoort niet in een logo: een script.")).to_be_visible()
    audit(page)
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--bf-accent').trim()"
    assert page.evaluate(accent) == "#836d00"

    page.goto(reverse("start"))
    page.get_by_role("link", name="Delen", exact=True).click()
    page.get_by_label("Voor wie").fill("griffier")
    page.get_by_role("button", name="Maak de link").click()
    expect(page.get_by_text("De link voor ‘griffier’ is gemaakt.")).to_be_visible()
    audit(page)
    address = page.get_by_label("Adres van de link voor griffier").input_value()
    path = "/r/" + address.split("/r/")[1]

    visitor = open_page()
    visitor.goto(path)
    expect(visitor.get_by_text("deelt dit rapport met u")).to_be_visible()
    expect(visitor.get_by_role("img", name="Gemeente Houten").first).to_be_visible()
    assert visitor.evaluate(accent) == "#836d00"
    audit(visitor)

    page.reload()
    expect(page.get_by_text("1 keer geopend")).to_be_visible()
    page.get_by_role("link", name="Intrekken van de link voor griffier").click()
    audit(page)
    page.get_by_role("button", name="Ja, intrekken").click()
    expect(page.get_by_text("is ingetrokken. Hij opent niets meer.")).to_be_visible()

    visitor.goto(path)
    expect(visitor.get_by_role("heading", name="Deze link opent niets (meer)")).to_be_visible()
    audit(visitor)
