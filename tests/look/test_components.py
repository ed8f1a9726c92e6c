"""The parts that pages are made of."""

from datetime import datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.look.reading import Reading


def read(name: str, request: HttpRequest | None = None, **context: Any) -> Reading:
    return Reading(render_to_string(f"components/{name}.html", context, request))


def test_an_error_is_an_alert_and_news_is_a_status() -> None:
    assert read("alert", text="Mislukt", kind="error").one("div", class_="utrecht-alert--error")["role"] == "alert"
    assert read("alert", text="Bewaard", kind="success").one("div", class_="utrecht-alert--ok")["role"] == "status"


def test_steps_say_in_words_how_far_each_is_and_which_one_this_is() -> None:
    page = read(
        "steps",
        title="Versterken",
        number=3,
        steps=[
            {"label": "Visie", "url": "/visie/", "note": "5 van 5 vragen · niveau 2", "state": "done"},
            {
                "label": "Beleid",
                "url": "/beleid/",
                "state": "busy",
                "current": True,
                "broken": "doel zonder speerpunt",
            },
            {"label": "Uitvoering", "url": "/uitvoering/", "state": "todo"},
        ],
    )
    assert page.one("nav")["aria-label"] == "Lagen van Versterken"
    assert "bf-function--3" in page.one("nav").classes
    assert [link.text for link in page.all("a")] == ["Visie , klaar", "Beleid , bezig", "Uitvoering , nog te doen"]
    assert [link.get("aria-current") for link in page.all("a")] == ["", "step", ""]
    assert page.one("span", class_="bf-steps__note--broken").text == "doel zonder speerpunt"


def test_progress_is_told_in_words_too() -> None:
    page = read("progress", id="voortgang", done=3, total=23, label="vragen beantwoord")
    assert page.one("label", **{"for": "voortgang"}).text == "3 van 23 vragen beantwoord"
    assert (page.with_id("voortgang")["value"], page.with_id("voortgang")["max"]) == ("3", "23")


def test_a_conflict_shows_both_texts_with_who_and_when() -> None:
    page = read(
        "conflict",
        label="Toelichting",
        yours="Mijn <tekst>",
        theirs="Hun tekst\nmet regels",
        who="M. de Wit",
        when=datetime(2026, 11, 21, 14, 2),
    )
    assert [part.text for part in page.all("div", class_="bf-typed")] == ["Mijn <tekst>", "Hun tekst met regels"]
    assert page.all("h4")[1].text == "De tekst van M. de Wit, opgeslagen op 21 november 2026 om 14:02"


def test_a_break_says_so_in_words() -> None:
    page = read("card", title="Verzekering", break_text="Dit speerpunt loopt, maar heeft geen geld.")
    assert "bf-card--break" in page.one("article").classes
    assert "De draad breekt hier. Dit speerpunt loopt, maar heeft geen geld." in page.one("div", class_="bf-break").text


def test_the_link_at_a_break_says_where_it_leads() -> None:
    page = read("breaks", breaks=[{"where": "Versterken", "text": "geen geld.", "url": "/versterken/"}])
    assert page.one("a").text == "Bekijk bij Versterken"


def test_a_value_of_nought_is_a_value() -> None:
    page = read("data_list", items=[{"label": "Budget", "value": 0}, {"label": "Fte", "value": None}])
    assert [value.text for value in page.all("dd")] == ["0", "niet ingevuld"]


def test_the_last_crumb_is_this_page() -> None:
    page = read("breadcrumb", items=[{"label": "Start", "url": "/"}, {"label": "Rapport", "url": ""}])
    assert page.one("a")["href"] == "/"
    assert page.one("span", aria_current="page").text == "Rapport"


def test_paging_keeps_the_rest_of_the_address(rf: RequestFactory) -> None:
    page = read("pagination", rf.get("/beoordelen/?status=ingediend&page=2"), page=Paginator(range(30), 10).page(2))
    assert [link["href"] for link in page.all("a")] == ["?status=ingediend&page=1", "?status=ingediend&page=3"]


def test_one_page_needs_no_paging(rf: RequestFactory) -> None:
    assert read("pagination", page=Paginator(range(3), 10).page(1), request=rf.get("/")).elements == []


@pytest.mark.parametrize(("path", "current"), [("/een/", "page"), ("/twee/", "")])
def test_the_subnav_marks_the_page_that_one_is_on(rf: RequestFactory, path: str, current: str) -> None:
    page = read("subnav", label="Gemeente", items=[{"label": "Een", "url": "/een/"}], request=rf.get(path))
    assert page.one("a").get("aria-current") == current
    assert page.one("nav")["aria-label"] == "Gemeente"
