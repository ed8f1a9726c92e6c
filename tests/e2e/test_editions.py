"""A new edition: loaded as a draft, read by the beheerder, published, and read by anybody."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Audit, OpenPage
from tests.e2e.site import Site

FIXTURES = settings.BASE_DIR / "fixtures"


def folder_with_next_edition(folder: Path) -> Path:
    shutil.copytree(FIXTURES, folder)
    text = (FIXTURES / "kader-2009.yaml").read_text(encoding="utf-8")
    text = text.replace('edition: "2009"', 'edition: "2030"').replace("Lastenverlichting", "Minder lasten")
    (folder / "kader-2030.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_beheerder_reads_what_a_new_edition_changes_and_publishes_it(
    page: Page,
    login: Callable[[Page, str], None],
    site: Site,
    audit: Audit,
    open_page: OpenPage,
    tmp_path: Path,
) -> None:
    site.manage("load_content", "--folder", str(folder_with_next_edition(tmp_path / "fixtures")))
    login(page, "beheer@demo.example")
    page.goto("/kader/edities/")
    expect(page.get_by_role("heading", name="Concepten")).to_be_visible()
    audit(page)
    page.get_by_role("link", name="Basisfuncties vrijwilligerswerk, editie 2030").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Editie 2030")
    expect(page.get_by_role("main")).to_contain_text("1 anders verwoord.")
    expect(page.get_by_role("main")).to_contain_text("Minder lasten")
    audit(page)
    page.get_by_role("link", name="Publiceren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wilt u deze editie publiceren?")
    audit(page)
    page.get_by_role("button", name="Ja, publiceer editie 2030").click()
    expect(page.get_by_text("Editie 2030 is gepubliceerd.")).to_be_visible()

    # a new round can be on it, and anybody reads it, on a narrow screen and without JavaScript
    page.goto("/rondes/nieuw/")
    expect(page.get_by_label("Editie van het kader").locator("option").first).to_contain_text("editie 2030")
    anybody = open_page(width=320, javascript=False)
    anybody.goto("/kader/edities/")
    expect(anybody.get_by_role("main")).to_contain_text("Anders dan editie 2009: 1 anders verwoord.")
    anybody.get_by_role("link", name="Editie 2030").click()
    expect(anybody.get_by_role("heading", level=1)).to_have_text("Editie 2030")
    assert anybody.evaluate("document.documentElement.scrollWidth") == 320
