"""The Django admin in a browser: it is Django's own, but our policy has to let its scripts and styles work."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit
from tests.e2e.site import Site

BEHEERDER = "nieuwe.beheerder@example.org"


def test_the_beheerder_works_in_the_admin(
    page: Page, site: Site, login: Callable[[Page, str], None], complaints: dict[Page, list[str]]
) -> None:
    site.manage("createsuperuser", "--noinput", f"--email={BEHEERDER}", "--name=Nieuwe beheerder")
    login(page, BEHEERDER)

    page.goto("/beheer/")
    expect(page.locator("#content h1")).to_be_visible()

    # Search and a list that fills itself while typing
    page.goto("/beheer/municipalities/membership/add/")
    page.locator(".field-municipality .select2-selection").click()
    page.locator(".select2-search__field").fill("Utrecht")
    page.get_by_role("option", name="Utrecht").first.click()
    expect(page.locator(".field-municipality .select2-selection")).to_contain_text("Utrecht")

    # A date picker
    page.goto("/beheer/municipalities/municipality/?q=Utrecht")
    page.locator("#result_list a", has_text="Utrecht").first.click()
    page.locator(".field-population_date a[id^=calendarlink]").click()
    expect(page.locator(".calendarbox").first).to_be_visible()

    assert complaints[page] == []


def test_the_admin_is_accessible(page: Page, site: Site, login: Callable[[Page, str], None], audit: Audit) -> None:
    login(page, "beheer@demo.example")
    page.goto("/beheer/")
    audit(page)
    lists = [str(link.get_attribute("href")) for link in page.locator("#content th a").all()]
    assert len(lists) > 10
    for address in lists:
        page.goto(address)
        audit(page)
    # Not audited: axe copies the widths that these lists get, and the policy then complains of that.
    page.goto("/beheer/municipalities/membership/add/")
    for name in ("Persoon:", "Gemeente:", "Provincie:"):
        expect(page.get_by_role("combobox", name=name)).to_be_visible()
