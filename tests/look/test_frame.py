"""What stands around every page, and the pages for when something goes wrong."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.look.reading import Reading

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PERSON = SimpleNamespace(is_authenticated=True, is_beheerder=False, name="J. Jansen")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_says_in_dutch_what_happened_and_what_to_do(name: str) -> None:
    page = Reading(render_to_string(f"{name}.html"))
    assert page.one("html")["lang"] == "nl"
    assert page.one("h1").text in page.one("title").text
    assert page.one("main").text
    assert page.all("a")


def test_the_page_for_a_broken_site_needs_nothing_that_can_break() -> None:
    source = (TEMPLATES / "500.html").read_text("utf-8")
    assert "extends" not in source
    assert "{% url" not in source
    assert "{% static" not in source


def test_an_unknown_address_gets_our_own_page(client: Client) -> None:
    response = client.get("/dit-bestaat-niet/")
    assert response.status_code == 404
    # In debug Django shows its own page; the test runner turns that off.
    assert "Deze pagina is er niet" in response.content.decode()


def test_the_skip_link_comes_first_and_leads_to_the_content() -> None:
    page = Reading(render_to_string("404.html"))
    first = page.all("a")[0]
    assert first["href"] == "#inhoud"
    assert page.with_id("inhoud").tag == "main"


def test_messages_stand_above_the_content(rf: RequestFactory) -> None:
    messages = [Message(constants.SUCCESS, "Opgeslagen."), Message(constants.ERROR, "Gesloten.")]
    page = Reading(render_to_string("404.html", {"messages": messages}, rf.get("/")))
    alerts = page.all("div", class_="utrecht-alert")
    assert [alert["role"] for alert in alerts] == ["status", "alert"]
    assert page.place(alerts[1]) < page.place(page.one("h1"))


def test_demo_data_says_so() -> None:
    assert "alle antwoorden zijn verzonnen" in render_to_string("404.html", {"is_demo": True})
    assert "verzonnen" not in render_to_string("404.html")


def test_a_person_logs_out_by_a_button_and_a_visitor_can_log_in(rf: RequestFactory) -> None:
    header = Reading(render_to_string("components/header.html", {"user": PERSON, "request": rf.get("/")}))
    assert header.one("button").text == "Uitloggen"
    assert header.one("form")["method"] == "post"
    visitor = Reading(render_to_string("components/header.html", {"request": rf.get("/")}))
    assert "Inloggen" in [link.text for link in visitor.all("a")]


def test_no_template_has_inline_style_or_script() -> None:
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text("utf-8")
        if "pdf" in path.parts or path.parts[-2] in ("reports", "mail"):
            continue  # a report and a mail are not shown in a browser under the site's CSP
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", source), path


def test_every_component_says_what_it_takes() -> None:
    for path in (TEMPLATES / "components").glob("*.html"):
        opening = path.read_text("utf-8").lstrip()
        opening = re.sub(r"^\{% load [^%]*%\}\s*", "", opening)
        assert opening.startswith(("{#", "{% comment %}")), path.name
