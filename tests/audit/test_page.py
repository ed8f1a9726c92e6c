"""The audit log on its page and as a file."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.log import record
from audit.models import Entry, Event
from tests.factories import MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/logboek/"


@pytest.fixture
def boss(client):
    boss = UserFactory(beheerder=True, name="Bo Beheer")
    client.force_login(boss)
    return boss


def shown(client, **asked):
    return [entry.about for entry in client.get(URL, asked).context["page"] if entry.about]


def test_the_newest_stands_first(client, boss):
    record(boss, Event.EXPORTED, "eerst")
    record(boss, Event.EXPORTED, "daarna")
    assert shown(client) == ["daarna", "eerst"]


def test_it_can_be_found_on_the_start_page(client, boss):
    assert URL in client.get(reverse("start")).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"wat": Event.DOWNLOADED},
        {"wie": "toos"},
        {"wie": "TOOS@"},
        {"wie": "Anna"},
        {"waar": "GMX01"},
        {"waar": "deventer"},
        {"van": "02-03-2026", "tot": "2-3-2026"},
        {"wat": Event.DOWNLOADED, "wie": "toos", "van": "01-03-2026"},
    ],
    ids=str,
)
def test_what_is_asked_for_is_shown_and_nothing_else(client, boss, asked):
    toos, anna = UserFactory(name="Toos", email="toos@example.org"), UserFactory(name="Anna de Vries")
    place = MunicipalityFactory(code="GMX01", name="Nieuw-Deventer")
    late = timezone.make_aware(datetime(2026, 3, 2, 23, 59))
    record(toos, Event.DOWNLOADED, "gezocht", place=place, subject=anna, at=late)
    record(boss, Event.EXPORTED, "anders", at=late + timedelta(minutes=2))
    assert shown(client, **asked) == ["gezocht"]


def test_a_day_that_is_none_gives_the_form_back_with_what_was_typed(client, boss):
    record(boss, Event.EXPORTED, "iets")
    response = client.get(URL, {"van": "gisteren", "wie": "Bo"})
    page = response.content.decode()
    assert "Schrijf de datum als 21-11-2026." in page
    assert 'value="gisteren"' in page
    assert 'value="Bo"' in page
    assert shown(client, van="gisteren") == []


def test_a_period_ends_after_it_begins(client, boss):
    assert "Deze dag ligt voor" in client.get(URL, {"van": "02-03-2026", "tot": "01-03-2026"}).content.decode()


def test_nothing_found_says_so(client, boss):
    assert "Hierover staat niets in het logboek" in client.get(URL, {"wie": "niemand"}).content.decode()


def test_the_pages_keep_what_is_asked(client, boss):
    for _ in range(60):
        record(boss, Event.EXPORTED, "iets")
    page = client.get(URL, {"wat": Event.EXPORTED, "page": "2"})
    assert len(page.context["page"]) == 10
    assert "wat=ge%C3%ABxporteerd" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_more_entries_cost_no_more_queries(client, boss, rows, django_assert_num_queries):
    for _ in range(rows):
        record(UserFactory(), Event.EXPORTED, "iets", subject=UserFactory(), place=MunicipalityFactory())
    with django_assert_num_queries(4):  # session, person, how many, the entries
        client.get(URL)


def test_the_file_holds_what_is_asked_and_is_harmless_in_a_spreadsheet(client, boss):
    evil = UserFactory(name='=HYPERLINK("x")', email="x@example.org")
    record(evil, Event.DOWNLOADED, "rapport; «é»", at=timezone.make_aware(datetime(2026, 3, 2, 9, 5)))
    record(boss, Event.EXPORTED, "anders")
    response = client.get("/logboek.csv", {"wat": Event.DOWNLOADED})
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert rows[1:] == [
        ["2026-03-02 09:05:00", "gedownload", '\'=HYPERLINK("x")', "x@example.org", "", "", "", "", "rapport; «é»"]
    ]
    assert 'filename="logboek-' in response["Content-Disposition"]


def test_taking_the_file_is_written_down_and_not_in_the_file_itself(client, boss):
    text = b"".join(client.get("/logboek.csv").streaming_content).decode()
    assert "CSV" not in text
    assert Entry.objects.get(event=Event.EXPORTED).user == boss
