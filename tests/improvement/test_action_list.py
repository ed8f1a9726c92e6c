"""The page that a team runs its meetings from, its groups and its list for a spreadsheet."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Event
from municipalities.models import Role
from tests.improvement.action_factories import ActionFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def many(filler):
    """Make an action of each kind; what is late was made last."""

    def make(title, **fields):
        return ActionFactory(assessment=filler.assessment, title=title, **fields)

    make("Klaar", closed=True, person=filler.officer)
    make("Vervallen", dropped=True, who="het steunpunt")
    make("Ooit", who="het steunpunt")
    make("Later", due_on=TODAY + timedelta(days=200), person=filler.officer)
    make("Straks", due_on=TODAY + timedelta(days=5), busy=True)
    make("Te laat", late=True, person=filler.officer)
    return filler


def shown(town, query=""):
    """Return the groups of the page by heading, with the titles in them."""
    page = town.client.get(f"{reverse('actions', args=[town.municipality.code])}{query}")
    return {group.title: [str(each) for each in group.actions] for group in page.context["groups"]}


def test_what_still_has_to_be_done_comes_by_date_with_what_is_late_first(many):
    found = shown(many)
    assert list(found.items()) == [
        ("Te laat", ["Te laat"]),
        ("De komende maand", ["Straks"]),
        ("Later", ["Later"]),
        ("Zonder datum", ["Ooit"]),
    ]


def test_by_status(many):
    assert list(shown(many, "?op=stand&toon=alles").items()) == [
        ("Bezig", ["Straks"]),
        ("Te doen", ["Te laat", "Later", "Ooit"]),
        ("Klaar", ["Klaar"]),
        ("Vervallen", ["Vervallen"]),
    ]


def test_by_person_with_what_is_late_first(many):
    found = shown(many, "?op=wie&toon=alles")
    assert found[str(many.officer)] == ["Te laat", "Later", "Klaar"]
    assert found["het steunpunt"] == ["Ooit", "Vervallen"]
    assert list(found)[-1] == "Nog niemand"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?toon=laat", {"Te laat"}),
        ("?toon=klaar", {"Klaar"}),
        ("?toon=vervallen", {"Vervallen"}),
        ("?toon=bezig", {"Straks"}),
        ("?wie=nhet steunpunt", {"Ooit"}),
        ("?wie=niemand", {"Straks"}),
        ("?uit=1999", set()),
        ("?op=onzin&toon=onzin", {"Te laat", "Straks", "Later", "Ooit"}),
    ],
)
def test_one_sees_what_one_asks_for(many, query, titles):
    assert {each for group in shown(many, query).values() for each in group} == titles


def test_the_counts_are_in_words(many):
    page = many.client.get(reverse("actions", args=[many.municipality.code]))
    assert "6 acties: 1 klaar, 1 bezig, 3 te doen en 1 vervallen. Daarvan is er 1 te laat." in page.text


def test_an_empty_page_says_how_to_begin(filler):
    page = filler.client.get(reverse("actions", args=[filler.municipality.code]))
    assert "Er zijn nog geen acties" in page.text
    assert "Nieuwe actie" in page.text


def test_actions_of_somebody_who_left_say_so(filler):
    gone = filler.member(Role.POLICY_OFFICER)
    ActionFactory(assessment=filler.assessment, person=gone)
    gone.memberships.all().delete()
    assert "heeft hier geen toegang meer" in filler.client.get(reverse("actions", args=[filler.municipality.code])).text


def test_long_lists_have_pages(filler):
    for _ in range(52):
        ActionFactory(assessment=filler.assessment)
    assert sum(map(len, shown(filler).values())) == 50
    assert sum(map(len, shown(filler, "?page=2").values())) == 2


def test_the_list_for_a_spreadsheet_has_everything_but_what_was_removed(many):
    ActionFactory(assessment=many.assessment, title="Weg", removed=True)
    response = many.client.get(reverse("actions_csv", args=[many.municipality.code]))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert Entry.objects.filter(event=Event.EXPORTED, place_code=many.municipality.code).count() == 1
    assert [row["Actie"] for row in rows] == ["Te laat", "Straks", "Later", "Ooit", "Klaar", "Vervallen"]


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(filler, cell):
    ActionFactory(assessment=filler.assessment, title=cell)
    response = filler.client.get(reverse("actions_csv", args=[filler.municipality.code]))
    reader = csv.reader(StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert list(reader)[1][0] == f"'{cell}"
