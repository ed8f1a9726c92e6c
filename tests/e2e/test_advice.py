"""An advice from the findings to the answer: the adviser writes and adopts, the municipality reads and answers."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import Place

Login = Callable[[Page, str], None]
VEENENDAAL = Place("Veenendaal", "GM0345")  # in review, with a draft of which half was looked at
COORDINATOR = "coordinator.gm0345@demo.example"
LET_IN = "from accounts.models import User; u = User.objects.get(email='{}'); u.set_password('demo'); u.save()"


def test_an_adviser_makes_an_advice_of_the_findings_and_the_municipality_answers(
    page: Page, open_page: OpenPage, login: Login, audit: Audit, site: Site
) -> None:
    login(page, "adviseur@demo.example")
    page.goto(VEENENDAAL.url("submission"))
    page.get_by_role("link", name="Schrijf het advies").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Advies nakijken")
    audit(page)

    # A proposal is taken over and is changed; it saves itself
    page.get_by_role("link", name="Vertalen", exact=True).click()
    expect(page.get_by_role("heading", name="Wat de antwoorden voorstellen")).to_be_visible()
    page.get_by_role("button", name="Neem over").first.click()
    expect(page.get_by_role("status").first).to_contain_text("staat bij de aanbevelingen")
    part = page.locator("[data-part^=aanbeveling]").last
    expect(part.get_by_text("Nog na te kijken")).to_be_visible()
    audit(page)
    part.get_by_label("Aanbeveling in één zin").fill("Begin in één wijk")
    expect(part.get_by_text("Opgeslagen om")).to_be_visible()
    expect(part.get_by_text("Nog na te kijken")).to_have_count(0)

    # What nobody looked at is marked, and approved one by one
    page.get_by_role("link", name="Nakijken en versturen").click()
    expect(page.get_by_role("heading", name="Begin in één wijk")).to_be_visible()
    while page.get_by_role("button", name="Akkoord zo").count():
        page.get_by_role("button", name="Akkoord zo").first.click()
        page.wait_for_load_state()
    expect(page.get_by_role("heading", name="Alles is nagekeken")).to_be_visible()
    audit(page)

    # It goes with the adoption, once what was drafted beside the answers is sent
    page.goto(VEENENDAAL.url("send_remarks"))
    page.get_by_role("button", name="Verstuur").click()
    page.wait_for_url(lambda address: "versturen" not in address)
    page.goto(VEENENDAAL.url("submission"))
    expect(page.get_by_text("Vertalen: Begin in één wijk")).to_be_visible()
    page.get_by_role("button", name="Vaststellen").click()
    expect(page.get_by_role("status").first).to_contain_text("De zelfevaluatie is vastgesteld")

    site.manage("shell", "-c", LET_IN.format(COORDINATOR))
    town = open_page(width=320)
    login(town, COORDINATOR)
    town.goto(VEENENDAAL.url("assessment"))
    town.get_by_role("link", name="lees eerst het advies").click()
    expect(town.get_by_role("heading", name="Begin in één wijk")).to_be_visible()
    audit(town)
    town.get_by_role("link", name="Aanbevelingen beantwoorden").click()
    first = town.locator("[data-part^=antwoord]").first
    first.get_by_label("Wij nemen dit niet over").check()
    expect(first.get_by_text("Niet opgeslagen. Pas eerst dit aan:")).to_be_visible()
    audit(town)
    first.get_by_label("Waarom?").fill("De wijken doen dit zelf al.")
    expect(first.get_by_text("Opgeslagen om")).to_be_visible()
    town.get_by_role("button", name="Opslaan en naar het advies").click()
    expect(town.get_by_text("De wijken doen dit zelf al.")).to_be_visible()

    page.goto(VEENENDAAL.url("advice"))
    expect(page.get_by_text("De wijken doen dit zelf al.")).to_be_visible()
    page.get_by_role("link", name="Praktijkvoorbeelden", exact=True).click()
    page.get_by_label("Zoek", exact=True).fill("klankbordgroep")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_text("1 voorbeeld", exact=False).first).to_be_visible()
    audit(page)
