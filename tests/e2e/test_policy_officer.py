"""The beleidsmedewerker of Houten: from logging in, through all layers of one basisfunctie, to the concept as PDF."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit
from tests.e2e.site import Site
from tests.e2e.walking import (
    HOUTEN,
    LAYERS,
    card,
    choose_level,
    download_made,
    follow_error,
    pdf_pages,
    save,
    save_and_go_on,
    unfold,
)

Login = Callable[[Page, str], None]
OWN_GOAL = "Jongeren na hun stage vasthouden"
WORDS = "Wij doen drie dingen:\n- een prijs\n- een feest\n- een krant met <b>verhalen</b> 🎉"
OWN_SPEERPUNT = "Vrijwilligerskrant huis aan huis"
SUGGESTED = "Vrijwilligersfeest"


def test_a_policy_officer_fills_in_a_basisfunctie_and_takes_the_concept_to_a_meeting(
    page: Page, login: Login, audit: Audit, site: Site, tmp_path: Path
) -> None:
    login(page, "beleid@demo.example")
    expect(page).to_have_url(re.compile(HOUTEN.url("assessment") + "$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zelfevaluatie")
    audit(page)

    # The one next step leads to what is open, not just to the page
    page.get_by_role("link", name="Verder waar u was").click()
    expect(page.locator(":target")).to_be_visible()
    audit(page)

    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("link", name="Verbreiden", exact=True).click()
    fill_in_visie(page, audit)
    choose_speerpunten(page, audit)
    say_who_carries_it_out(page, audit)
    say_what_money_there_is(page, audit)

    # After the last layer comes the next basisfunctie
    expect(page.get_by_role("heading", level=1)).to_have_text("Visie")
    expect(page.get_by_role("navigation", name="Lagen van Verankeren")).to_be_visible()

    fill_in_the_key_figures(page, audit)
    read_the_overview(page, audit)
    take_the_concept(page, audit, site, tmp_path)


def fill_in_visie(page: Page, audit: Audit) -> None:
    """Answer with a suggestion, additions of one's own, words, and 'niet van toepassing'."""
    goals = card(page, "Welk doel heeft u met de promotie")
    goals.get_by_label("Inzet van vrijwilligers erkennen").check()
    goals.get_by_label("Eigen aanvulling 1").fill(OWN_GOAL)
    goals.get_by_label("Eigen aanvulling 2").fill("Wijken met weinig vrijwilligers bereiken")
    goals.get_by_label("Toelichting").fill(WORDS)

    who = card(page, "Wie moet er volgens u zorgen")
    unfold(who, "Niet van toepassing?")
    who.get_by_label("Niet van toepassing op onze gemeente").check()
    choose_level(page, 2, "Er zijn ideeën, en een deel ligt vast.")
    save_and_go_on(page)

    # The reason is missing: that is said, nothing typed is gone, and the rest is saved
    expect(page).to_have_title(re.compile("^Fout: "))
    audit(page)
    reason = follow_error(page, "Schrijf op waarom")
    expect(who.get_by_label("Niet van toepassing op onze gemeente")).to_be_checked()
    expect(goals.get_by_label("Toelichting")).to_have_value(WORDS)
    reason.fill("Dat regelt de regio.")
    save(page)

    expect(page.get_by_role("status").filter(has_text="Opgeslagen om")).to_be_visible()
    expect(goals.get_by_label("Eigen aanvulling 1")).to_have_value(OWN_GOAL)
    expect(goals.get_by_label("Eigen aanvulling 4"), "there is room for more").to_have_value("")
    expect(who.get_by_label("Omdat…")).to_have_value("Dat regelt de regio.")
    audit(page)
    save_and_go_on(page)


def choose_speerpunten(page: Page, audit: Audit) -> None:
    """Choose a suggested speerpunt and one's own, put one aside and take it back, and tie them to goals."""
    choose = card(page, "Speerpunten kiezen")
    choose.get_by_label(SUGGESTED).check()
    choose.get_by_label("Eigen aanvulling 1").fill(OWN_SPEERPUNT)
    with page.expect_navigation():
        choose.get_by_role("button", name="Speerpunten opslaan").click()

    feast, paper = card(page, SUGGESTED), card(page, OWN_SPEERPUNT)
    paper.get_by_label(OWN_GOAL).check()
    paper.get_by_label("Vastgesteld in beleid?").select_option("vastgesteld door de raad")
    paper.get_by_label("In welk document?").fill("Nota Samen sterk")
    paper.get_by_label("Datum van het besluit").fill("31-02-2026")
    feast.get_by_label("Inzet van vrijwilligers erkennen").check()
    feast.get_by_label("Vastgesteld in beleid?").select_option("nog niet vastgesteld")
    choose_level(page, 2, "Een deel is vastgesteld.")
    save_and_go_on(page)

    day = follow_error(page, "Dit is geen datum")
    expect(day).to_have_value("31-02-2026")
    audit(page)
    day.fill("28-2-2026")
    choose.get_by_label(SUGGESTED).uncheck()
    save(page)

    # What was filled in with a speerpunt that is put aside is kept, and the page says so
    expect(choose).to_contain_text("Wat u daar invulde, is bewaard")
    expect(feast).to_have_count(0)
    audit(page)
    choose.get_by_label(SUGGESTED).check()
    save(page)
    expect(feast.get_by_label("Inzet van vrijwilligers erkennen")).to_be_checked()
    expect(paper.get_by_label("Datum van het besluit")).to_have_value("28-02-2026")
    save_and_go_on(page)


def say_who_carries_it_out(page: Page, audit: Audit) -> None:
    """Name executors, how far it is and what was done."""
    paper = card(page, OWN_SPEERPUNT)
    expect(paper).to_contain_text(OWN_GOAL)
    paper.get_by_label("Wie voert uit?").fill("Steunpunt en bibliotheek")
    paper.get_by_label("Stand").select_option("loopt")
    paper.get_by_label("Wat is er gedaan?").fill("Twee nummers, 4.000 adressen.")
    choose_level(page, 3, "Alles loopt.")
    audit(page)
    save_and_go_on(page)


def say_what_money_there_is(page: Page, audit: Audit) -> None:
    """Type an amount that can't be taken, follow the error, and mend it."""
    paper, feast = card(page, OWN_SPEERPUNT), card(page, SUGGESTED)
    feast.get_by_label("Bedrag per jaar").fill("0")
    paper.get_by_label("Bedrag per jaar").fill("twaalfduizend")
    paper.get_by_label("Soort").select_option("structureel")
    paper.get_by_label("Waar komt het vandaan?").select_option("eigen begroting van de gemeente")
    choose_level(page, 1, "Het meeste is incidenteel.")
    save_and_go_on(page)

    expect(page).to_have_title(re.compile("^Fout: "))
    audit(page)
    amount = follow_error(page, "Dit is geen bedrag")
    expect(amount).to_have_value("twaalfduizend")
    expect(paper.get_by_label("Soort").locator("option:checked")).to_have_text("structureel")
    amount.fill("€ 12.500,-")
    save(page)
    expect(paper.get_by_label("Bedrag per jaar")).to_have_value("€\N{NO-BREAK SPACE}12.500")
    steps = page.get_by_role("navigation", name="Lagen van Verbreiden")
    expect(steps.get_by_role("link")).to_have_count(len(LAYERS))
    expect(steps.get_by_role("link", name="Financiën")).to_have_attribute("aria-current", "step")
    audit(page)
    save_and_go_on(page)


def fill_in_the_key_figures(page: Page, audit: Audit) -> None:
    """Type a number that is wrong beside one that is right."""
    page.get_by_role("link", name="Kerncijfers", exact=True).first.click()
    page.get_by_label("Fte voor het vrijwilligerswerkbeleid").fill("een half")
    page.get_by_label("Toelichting").fill("Gemeten in het voorjaar.")
    save(page)
    audit(page)
    fte = follow_error(page, "Schrijf het aantal fte als getal")
    expect(fte).to_have_value("een half")
    expect(page.get_by_label("Toelichting")).to_have_value("Gemeten in het voorjaar.")
    fte.fill("0,5")
    save_and_go_on(page)


def read_the_overview(page: Page, audit: Audit) -> None:
    """See what was typed, what is open, and that handing in is for the coördinator."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Overzicht")
    expect(page.get_by_role("main")).to_contain_text(OWN_GOAL)
    expect(page.get_by_role("main")).to_contain_text("Dat regelt de regio.")
    expect(page.get_by_role("main")).to_contain_text("€\N{NO-BREAK SPACE}12.500 per jaar, structureel")
    expect(page.get_by_role("button", name="Indienen")).to_have_count(0)
    audit(page)
    page.get_by_role("link", name="Verankeren, visie", exact=True).click()
    expect(page.locator(":target")).to_contain_text("Niveau van de laag visie")


def take_the_concept(page: Page, audit: Audit, site: Site, folder: Path) -> None:
    """Read the report on screen and download it; each page says that it is a concept with invented answers."""
    page.get_by_role("link", name="Rapport", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Concept van")
    expect(page.get_by_role("main")).to_contain_text(OWN_SPEERPUNT)
    audit(page)

    pdf = download_made(page, page.get_by_role("link", name="Download het rapport als PDF"), site, folder)
    assert pdf.name == f"raadsrapport-houten-{HOUTEN.year}-concept.pdf"
    pages = pdf_pages(pdf)
    assert all("Concept" in text and "Voorbeeldgegevens" in text for text in pages)
    whole = " ".join(pages)
    assert "Gemeente Houten" in whole
    assert f"van {len(pages)}" in pages[-1]
    for typed in (OWN_GOAL, OWN_SPEERPUNT, "Steunpunt en bibliotheek", "Nota Samen sterk", "Dat regelt de regio."):
        assert typed in whole
    assert "€ 12.500" in whole
    assert "<b>verhalen</b>" in whole
