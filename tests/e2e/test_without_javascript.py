"""Without JavaScript: from logging in, through a mistake, to handing in and the PDF."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.site import Site
from tests.e2e.walking import HARDERWIJK, card, download, pdf_pages, save, save_and_go_on, unfold

TEXT = "Dit staat er ook zonder JavaScript.\nOp twee regels."


def test_all_of_it_works_without_javascript(
    page_without_javascript: Page, login: Callable[[Page, str], None], site: Site, tmp_path: Path
) -> None:
    page = page_without_javascript
    login(page, "buur@demo.example")
    page.get_by_role("link", name="Vertalen", exact=True).click()

    question = card(page, "Welke grote veranderingen in de samenleving ziet u?")
    question.get_by_label("Toelichting").fill(TEXT)
    unfold(question, "Niet van toepassing?")
    question.get_by_label("Niet van toepassing op onze gemeente").check()
    save(page)
    expect(page).to_have_title(re.compile("^Fout: "))
    expect(question.get_by_label("Toelichting")).to_have_value(TEXT)
    page.locator(".bf-error-summary").get_by_role("link").click()
    expect(page.locator(":target")).to_be_visible()
    question.get_by_label("Niet van toepassing op onze gemeente").uncheck()
    save_and_go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Beleid")

    page.get_by_role("link", name="Financiën").click()
    amount = page.get_by_label("Bedrag per jaar").first
    amount.fill("-5")
    save(page)
    expect(page.locator(".bf-error-summary")).to_contain_text("Een bedrag kan niet negatief zijn")
    expect(amount).to_have_value("-5")
    amount.fill("1.250")
    save(page)
    expect(amount).to_have_value("€\N{NO-BREAK SPACE}1.250")

    page.get_by_role("link", name="Overzicht en indienen").click()
    expect(page.get_by_role("main")).to_contain_text("Dit staat er ook zonder JavaScript.")
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indiening 1")
    page.get_by_role("link", name="download het als PDF").click()
    expect(page.get_by_role("status")).to_contain_text("Uw bestand")
    site.make_files()
    page.get_by_role("link", name="Kijk hoe ver het is").click()
    pdf = download(page, page.get_by_role("link", name="Download"), tmp_path)
    page.get_by_role("link", name="Terug naar de pagina waar u was").click()
    whole = " ".join(pdf_pages(pdf))
    assert f"ZVW-{HARDERWIJK.year}-{HARDERWIJK.code}-1" in whole
    assert "Dit staat er ook zonder JavaScript." in whole
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen").first).to_be_visible()
