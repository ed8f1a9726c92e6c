"""From a mail to the page that it is about, logging in on the way; and saying which mail one wants."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NARROW, Audit, OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import HOUTEN, go_to, link_in, text_of

Login = Callable[[Page, str], None]
BENTE = "beleid@demo.example"


def give_part(page: Page, part: str) -> None:
    """As coördinator, give a part to Bente."""
    page.goto(HOUTEN.url("divide"))
    page.get_by_label(part).check()
    whom = page.get_by_label("Aan wie?")
    whom.select_option(whom.locator("option", has_text="Bente").get_attribute("value"))
    page.get_by_label("Bericht").fill("Begin jij vast?\n<b>Dank!</b>")
    page.get_by_role("button", name="Geven", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Bente Beleid")


def mails_to(site: Site, address: str) -> list[EmailMessage]:
    return [mail for mail in site.mails() if mail["To"] == address]


def html_of(mail: EmailMessage) -> str:
    html = mail.get_body(("html",))
    assert html is not None
    return str(html.get_content())


def test_a_mail_leads_through_the_login_to_its_page_and_each_person_says_which_mail_comes(
    open_page: OpenPage, login: Login, audit: Audit, site: Site, tmp_path: Path
) -> None:
    coen = open_page()
    login(coen, "coordinator@demo.example")
    give_part(coen, "Verankeren, visie")

    (mail,) = mails_to(site, BENTE)
    assert "> Begin jij vast?\n> <b>Dank!</b>" in text_of(mail)
    for width in (NARROW, 600):
        shown = open_page(width=width)
        shown.set_content(html_of(mail))
        expect(shown.get_by_role("link", name="Naar uw deel")).to_be_visible()
        expect(shown.get_by_text("<b>Dank!</b>")).to_be_visible()
        audit(shown)

    bente = open_page(width=NARROW)
    bente.goto(link_in(mail))
    expect(bente.get_by_role("heading", level=1)).to_have_text("Inloggen")
    bente.locator("main input[name=login]").fill(BENTE)
    bente.locator("main input[name=password]").fill("demo")
    bente.locator("main form button[type=submit]").click()
    expect(bente).to_have_url(re.compile(re.escape(HOUTEN.url("my_part")) + "$"))
    expect(bente.get_by_text("Begin jij vast?")).to_be_visible()

    go_to(bente, bente.get_by_role("contentinfo").get_by_role("link", name="Uw mail"))
    bente.keyboard.press("Enter")
    expect(bente.get_by_role("heading", level=1)).to_have_text("Uw mail")
    audit(bente)
    parts = bente.get_by_role("group", name="Delen")
    go_to(bente, parts.get_by_label("Meteen"))
    bente.keyboard.press("ArrowDown")
    expect(parts.get_by_label("Eén keer per dag, in één mail")).to_be_checked()
    go_to(bente, bente.get_by_role("button", name="Opslaan"))
    bente.keyboard.press("Enter")
    expect(bente.get_by_role("status").first).to_contain_text("Uw keuze is opgeslagen.")
    expect(parts.get_by_label("Eén keer per dag, in één mail")).to_be_checked()
    audit(bente)

    give_part(coen, "Verankeren, beleid")
    assert len(mails_to(site, BENTE)) == 1, "it waits for the digest"
    for _ in range(2):
        site.manage("send_digests")
    digest = mails_to(site, BENTE)[-1]
    assert len(mails_to(site, BENTE)) == 2, "and that comes once a day"
    assert digest["Subject"].startswith("Uw dagoverzicht van ")
    assert "HOUTEN" in text_of(digest)
    assert HOUTEN.url("my_part") in text_of(digest)
    shown = open_page(width=NARROW)
    shown.set_content(html_of(digest))
    expect(shown.get_by_role("heading", level=2, name="Houten")).to_be_visible()
    audit(shown)


def test_the_beheerder_looks_after_the_mail_also_without_javascript(
    page: Page, page_without_javascript: Page, login: Login, audit: Audit
) -> None:
    login(page, "beheer@demo.example")
    page.get_by_role("main").get_by_role("link", name="Mislukte mail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mislukte mail")
    audit(page)
    login(page_without_javascript, BENTE)
    page_without_javascript.get_by_role("link", name="Uw mail").click()
    page_without_javascript.get_by_role("button", name="Alleen mail die nodig is").click()
    expect(page_without_javascript.get_by_role("status").first).to_contain_text("alleen nog de mail die nodig is")
    remarks = page_without_javascript.get_by_role("group", name="Opmerkingen")
    expect(remarks.get_by_label("Niet")).to_be_checked()
