"""A whole year of a municipality that nobody has worked on: from the first invitation to the round after."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.site import Site
from tests.e2e.walking import (
    BAARN,
    LAYERS,
    Place,
    card,
    choose_level,
    download_made,
    link_in,
    pdf_pages,
    save,
    save_and_go_on,
    text_of,
    unfold,
)
from tests.judges import faults

Login = Callable[[Page, str], None]
COORDINATOR = "cora@baarn.example"
COLLEAGUE = "piet@baarn.example"
PASSWORD = "een heel lang wachtwoord 7"
SPEERPUNT = "Buurtsoep op maandag"
POINT = "Schrijf op wie er mee eet, en wie er kookt."
WHY = "U besprak de visie met veel organisaties. Dat is meer dan niveau 2."
REPLY = "Wij wachten met een hoger niveau tot de raad het vaststelt."
RECOMMENDATION = "Geef de buurtsoep een vaste plek in de begroting"
ACTION = "De buurtsoep opnemen in de begroting"
NEXT = Place(BAARN.name, BAARN.code, BAARN.year + 1)
BASISFUNCTIES = ("vertalen", "verbinden-en-makelen", "versterken", "verbreiden", "verankeren")


def test_a_whole_year_from_the_first_invitation_to_the_next_round(
    page: Page, open_page: OpenPage, login: Login, audit: Audit, site: Site, tmp_path: Path
) -> None:
    login(page, "beheer@demo.example")
    invite_the_coordinator(page, audit)

    coordinator = open_page()
    accept(coordinator, site, COORDINATOR, "Cora Kompas", audit)
    invite_a_colleague(coordinator, audit)

    colleague = open_page()
    accept(colleague, site, COLLEAGUE, "Piet Plan", audit)
    fill_in_everything(colleague, audit)
    expect(colleague.get_by_role("main")).to_contain_text("Uw coördinator kan de zelfevaluatie nu indienen")
    audit(colleague)

    hand_in_twice(coordinator, open_page, audit)
    adviser = open_page()
    login(adviser, "adviseur@demo.example")
    ask_a_supplement(adviser, site, audit)
    answer_and_hand_in_again(coordinator, site, audit)
    see_another_level(adviser, audit)
    answer_the_level(coordinator, audit)
    write_advice(adviser, audit)
    adopt(adviser, audit)
    take_the_final_report(coordinator, audit, site, tmp_path)

    answer_the_advice(colleague, site, audit)
    improve(colleague, audit)
    open_the_next_round(page, audit)
    begin_with_what_became_of_it(colleague, audit)


def invite_the_coordinator(page: Page, audit: Audit) -> None:
    """The beheerder invites the first person of a municipality; a form without a municipality comes back."""
    page.get_by_role("link", name="Mensen uitnodigen").click()
    expect(page.get_by_label("E-mailadres")).to_be_visible()
    audit(page)
    page.get_by_label("E-mailadres").fill(COORDINATOR)
    page.get_by_role("radio", name=re.compile("^coördinator")).check()
    page.get_by_role("button", name="Uitnodiging versturen").click()
    expect(page.locator(".bf-error-summary")).to_contain_text("Kies de gemeente")
    expect(page.get_by_label("E-mailadres")).to_have_value(COORDINATOR)
    audit(page)
    page.get_by_label("Gemeente").select_option(BAARN.name)
    page.get_by_role("button", name="Uitnodiging versturen").click()
    expect(page.get_by_role("listitem").filter(has_text=COORDINATOR)).to_be_visible()
    audit(page)


def accept(page: Page, site: Site, address: str, name: str, audit: Audit) -> None:
    """Follow the link of the newest mail to this address and choose a password, a weak one first."""
    mail = next(mail for mail in reversed(site.mails()) if mail["To"] == address)
    page.goto(link_in(mail))
    audit(page)
    page.get_by_label("Uw naam").fill(name)
    page.get_by_label("Wachtwoord", exact=True).fill("kort")
    page.get_by_label("Wachtwoord, nog een keer").fill("kort")
    page.get_by_role("button", name="Uitnodiging aannemen").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    expect(page.get_by_label("Uw naam")).to_have_value(name)
    audit(page)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Wachtwoord, nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Uitnodiging aannemen").click()
    expect(page).to_have_url(re.compile(BAARN.url("assessment") + "$"))
    expect(page.get_by_role("status")).to_contain_text(f"Welkom, {name}")
    audit(page)


def invite_a_colleague(page: Page, audit: Audit) -> None:
    """The coördinator sees who works on it and what is open with the invitations."""
    page.get_by_role("link", name="Mensen", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Cora Kompas (u)")
    page.get_by_label("E-mailadres").fill(COLLEAGUE)
    page.get_by_label("Naam").fill("Piet")
    page.get_by_role("radio", name=re.compile("^beleidsmedewerker")).check()
    page.get_by_role("button", name="Uitnodiging versturen").click()
    expect(page.get_by_role("region", name="Open uitnodigingen")).to_contain_text(COLLEAGUE)
    audit(page)


def fill_in_everything(page: Page, audit: Audit) -> None:
    """Walk from the start through all twenty steps and the key figures, as the buttons lead."""
    page.get_by_role("link", name="Beginnen").click()
    for slug in BASISFUNCTIES:
        for layer in LAYERS:
            expect(page).to_have_url(re.compile(BAARN.step(slug, layer) + "(#.*)?$"))
            answer(page, layer)
            choose_level(page, 2, f"Zo staat het met {layer} bij {slug}.")
            if (slug, layer) == ("vertalen", "uitvoering"):
                audit(page)
            save_and_go_on(page)
            expect(page.get_by_role("status").filter(has_text="Opgeslagen om")).to_be_visible()
    page.get_by_label("Fte voor het vrijwilligerswerkbeleid").fill("0,4")
    page.get_by_label("Budget voor vrijwilligerswerk per jaar").fill("85.000")
    page.get_by_label("Steunpunt vrijwilligerswerk").select_option("lokaal steunpunt")
    save_and_go_on(page)


def answer(page: Page, layer: str) -> None:
    """Answer what a layer asks: the first of each list of options, and one speerpunt of our own."""
    if layer == "visie":
        check_the_first_of_each(page)
        if page.get_by_text("Hier kiest u uit uw eerdere antwoorden").count():
            save(page)
            check_the_first_of_each(page)
    elif layer == "beleid":
        choose = card(page, "Speerpunten kiezen")
        choose.get_by_label("Eigen aanvulling 1").fill(SPEERPUNT)
        with page.expect_navigation():
            choose.get_by_role("button", name="Speerpunten opslaan").click()
        own = card(page, SPEERPUNT)
        own.get_by_role("checkbox").first.check()
        own.get_by_label("Vastgesteld in beleid?").select_option("vastgesteld door het college")
    elif layer == "uitvoering":
        card(page, SPEERPUNT).get_by_label("Wie voert uit?").fill("Buurthuis")
        card(page, SPEERPUNT).get_by_label("Stand").select_option("loopt")
    else:
        card(page, SPEERPUNT).get_by_label("Bedrag per jaar").fill("€ 1.500")
        card(page, SPEERPUNT).get_by_label("Soort").select_option("incidenteel")
        card(page, SPEERPUNT).get_by_label("Waar komt het vandaan?").select_option("eigen begroting van de gemeente")


def check_the_first_of_each(page: Page) -> None:
    """Choose the first option of each question that has any."""
    for group in page.locator("form fieldset:has(.bf-option)").all():
        group.locator(".bf-option input").first.check()


def hand_in_twice(page: Page, open_page: OpenPage, audit: Audit) -> None:
    """Hand in, and do it again from a tab that was opened before: that says what is the matter."""
    page.goto(BAARN.url("overview"))
    audit(page)
    before = page.context.new_page()
    before.goto(BAARN.url("overview"))
    page.get_by_label("Bericht aan de adviseur (niet verplicht)").fill("Onze eerste keer.")
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indiening 1")
    expect(page.get_by_role("status").first).to_contain_text("De zelfevaluatie is ingediend")
    expect(page.get_by_role("main")).to_contain_text("Onze eerste keer.")
    audit(page)

    before.get_by_role("button", name="Indienen").click()
    expect(before.get_by_role("alert")).to_contain_text("Deze stap kan nu niet: de zelfevaluatie heeft de status")
    before.close()

    # What was handed in can't be changed; the page says why, without the buttons
    page.goto(BAARN.step("vertalen", "visie"))
    expect(page.get_by_role("main")).to_contain_text("U kunt nu niets wijzigen")
    audit(page)
    page.goto(BAARN.url("assessment"))
    audit(page)


def ask_a_supplement(page: Page, site: Site, audit: Audit) -> None:
    """The adviser takes it up, and asks for more; without a point on the list it is not asked."""
    mail = next(mail for mail in reversed(site.mails()) if mail["To"] == "adviseur@demo.example")
    page.goto(link_in(mail))
    expect(page.get_by_role("heading", level=1)).to_have_text("Indiening 1")
    page.get_by_role("button", name="In beoordeling nemen").click()
    expect(page.get_by_role("status").first).to_contain_text("De zelfevaluatie is in beoordeling")
    audit(page)
    page.get_by_role("link", name="Aanvulling vragen").click()
    page.get_by_role("button", name="Aanvulling vragen").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    audit(page)

    page.goto(BAARN.url("review", "vertalen"))
    place = page.locator("[id^=uitvoering-]").filter(has_text=SPEERPUNT).first
    unfold(place, "Vraag hier een aanvulling")
    place.get_by_label("Wat vraagt u?").fill(POINT)
    expect(place.get_by_text("Bewaard om")).to_be_visible()
    page.goto(BAARN.url("ask_supplement"))
    expect(page.get_by_label("Wat vraagt u?")).to_have_value(POINT)
    audit(page)
    page.get_by_role("button", name="Aanvulling vragen").click()
    expect(page.get_by_role("status").first).to_contain_text("De gemeente kan de zelfevaluatie nu aanvullen")
    audit(page)


def answer_and_hand_in_again(page: Page, site: Site, audit: Audit) -> None:
    """The coördinator reads in the mail and on the site what is asked, answers, fills in and hands in anew."""
    mail = next(mail for mail in reversed(site.mails()) if mail["To"] == COORDINATOR)
    assert POINT in text_of(mail)
    page.goto(link_in(mail))
    expect(page.get_by_role("main")).to_contain_text(POINT)
    audit(page)
    page.goto(BAARN.step("vertalen", "uitvoering"))
    card(page, SPEERPUNT).get_by_label("Wat is er gedaan?").fill("Veertig buren eten mee.")
    save_and_go_on(page)
    page.goto(BAARN.url("supplement"))
    page.get_by_label("Gedaan", exact=True).check()
    page.get_by_label("Uw antwoord").fill("Het staat er nu bij.")
    expect(page.get_by_text("Bewaard om")).to_be_visible()
    page.goto(BAARN.url("overview"))
    page.get_by_role("button", name="Indienen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indiening 2")
    audit(page)
    page.goto(BAARN.url("difference"))
    expect(page.locator("ins", has_text="Veertig buren eten mee.")).to_be_visible()
    audit(page)


def see_another_level(page: Page, audit: Audit) -> None:
    """The adviser finds it in the list, reads what was asked beside what changed, and sees another level."""
    page.get_by_role("link", name="Werklijst", exact=True).click()
    page.get_by_label("Status").select_option("ingediend")
    page.get_by_role("button", name="Tonen").click()
    expect(page).to_have_url(re.compile("status=ingediend"))
    audit(page)
    page.get_by_role("table").get_by_role("link", name=BAARN.name, exact=True).click()
    page.get_by_role("button", name="In beoordeling nemen").click()
    page.get_by_role("link", name="Gevraagde aanvulling").click()
    expect(page.get_by_text("Het staat er nu bij.")).to_be_visible()
    expect(page.locator("ins", has_text="Veertig buren eten mee.")).to_be_visible()

    page.goto(BAARN.url("review", "vertalen"))
    level = page.locator("#visie-niveau")
    unfold(level, "Ziet u een ander niveau?")
    level.get_by_role("radio", name="3. ").check()
    level.get_by_label("Waarom ziet u dit niveau?").fill(WHY)
    expect(level.get_by_text("Bewaard om")).to_be_visible()
    page.goto(BAARN.url("send_remarks"))
    page.get_by_role("button", name="Verstuur 1 niveau").click()
    expect(page.get_by_role("status").first).to_contain_text("Verstuurd: 1 niveau")


def answer_the_level(page: Page, audit: Audit) -> None:
    """The municipality keeps its own level and says why."""
    page.goto(BAARN.url("assessment"))
    page.get_by_role("link", name="Lees waarom en antwoord").click()
    expect(page.get_by_text(WHY)).to_be_visible()
    page.get_by_label("Uw antwoord").fill(REPLY)
    page.get_by_role("button", name="Antwoord bewaren").click()
    expect(page.get_by_text("Bewaard om")).to_be_visible()
    audit(page)


def write_advice(page: Page, audit: Audit) -> None:
    """The adviser takes over what a break proposes, makes it its own, and looks it all over."""
    page.goto(BAARN.url("write_advice", "geheel"))
    page.get_by_role("textbox").first.fill("Een mooi begin. Kies in het nieuwe jaar twee dingen.")
    save(page)
    page.goto(BAARN.url("write_advice", "vertalen"))
    page.get_by_role("button", name=re.compile("^Neem over")).first.click()
    title = page.get_by_label("Aanbeveling in één zin").first
    title.fill(RECOMMENDATION)
    save(page)
    audit(page)
    page.goto(BAARN.url("check_advice"))
    expect(page.get_by_role("heading", name="Alles is nagekeken")).to_be_visible()
    audit(page)


def adopt(page: Page, audit: Audit) -> None:
    """Adopting says which advice goes with it."""
    page.goto(BAARN.url("submission"))
    expect(page.get_by_text(REPLY)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(RECOMMENDATION)
    page.get_by_label("Bericht aan de gemeente").fill("Mooi werk.")
    page.get_by_role("button", name="Vaststellen").click()
    expect(page.get_by_role("status").first).to_contain_text("De zelfevaluatie is vastgesteld")
    audit(page)


def take_the_final_report(page: Page, audit: Audit, site: Site, folder: Path) -> None:
    """The final report bears reference, date and checksum, and a validator accepts it."""
    page.goto(BAARN.url("assessment"))
    audit(page)
    page.get_by_role("link", name="Bekijk het rapport").click()
    checksum = str(page.get_by_text("Controlegetal (SHA-256)").text_content()).split()[-1].rstrip(".")
    assert re.fullmatch("[0-9a-f]{64}", checksum)
    audit(page)
    pdf = download_made(page, page.get_by_role("link", name="Download het rapport als PDF"), site, folder)
    assert pdf.name == f"raadsrapport-baarn-{BAARN.year}.pdf"
    pages = pdf_pages(pdf)
    assert not any("Concept" in text for text in pages)
    whole = " ".join(pages)
    assert f"ZVW-{BAARN.year}-{BAARN.code}-2" in whole
    assert checksum in whole.replace(" ", "")
    assert SPEERPUNT in whole
    assert "Veertig buren eten mee." in whole
    assert faults(pdf) == []


def answer_the_advice(page: Page, site: Site, audit: Audit) -> None:
    """The policy officer reads the advice from the mail on, and says what the municipality does with it."""
    mail = next(mail for mail in reversed(site.mails()) if mail["To"] == COLLEAGUE and "dvies" in str(mail["Subject"]))
    page.goto(link_in(mail))
    expect(page.get_by_role("heading", name=RECOMMENDATION)).to_be_visible()
    audit(page)
    page.get_by_role("link", name="Aanbevelingen beantwoorden").click()
    page.get_by_role("radio", name=re.compile("^(Wij nemen|Overnemen|Neem)")).first.check()
    page.get_by_role("button", name="Opslaan en naar het advies").click()
    expect(page.get_by_role("heading", name="Alle aanbevelingen zijn beantwoord")).to_be_visible()
    audit(page)


def improve(page: Page, audit: Audit) -> None:
    """A recommendation becomes an action, and a meeting says how it stands."""
    page.get_by_role("link", name=re.compile("Maak er een verbeteractie van")).first.click()
    expect(page.get_by_label("Wat gaat u doen?")).not_to_have_value("")
    page.get_by_label("Wat gaat u doen?").fill(ACTION)
    page.get_by_label("Wie doet het?").select_option("Piet Plan")
    page.get_by_label("Wat kost het?").fill("2.500")
    page.get_by_role("button", name="Actie maken").click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.get_by_role("link", name="Verbeteracties", exact=True).click()
    expect(page.get_by_role("heading", name=ACTION)).to_be_visible()
    audit(page)
    here = page.get_by_role("article", name=ACTION)
    unfold(here, "Bijwerken")
    here.get_by_label("Bezig").check()
    here.get_by_role("button", name=re.compile("^Opslaan")).click()
    expect(page.get_by_role("article", name=ACTION)).to_contain_text("Bezig")
    audit(page)


def open_the_next_round(page: Page, audit: Audit) -> None:
    """The beheerder opens the round of the next year; it asks first."""
    page.goto(reverse("rounds"))
    page.get_by_role("link", name="Nieuwe ronde openen").click()
    today = timezone.localdate()
    page.get_by_label("Jaar").fill(str(NEXT.year))
    page.get_by_label("Eerste dag").fill(f"{today:%d-%m-%Y}")
    page.get_by_label("Laatste dag").fill(f"{today + timedelta(days=90):%d-%m-%Y}")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    audit(page)
    page.get_by_role("button", name="Ja, maak de ronde").click()
    expect(page.get_by_role("status").first).to_be_visible()
    audit(page)


def begin_with_what_became_of_it(page: Page, audit: Audit) -> None:
    """The next round begins with the actions of the year before."""
    page.goto(NEXT.url("assessment"))
    earlier = page.get_by_role("region", name=f"Acties uit {BAARN.year}")
    expect(earlier).to_contain_text(ACTION)
    audit(page)
