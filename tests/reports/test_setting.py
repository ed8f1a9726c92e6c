"""How a municipality sets its report: what is stored, what a colleague's change does, and when it is too late."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.steps import ADOPT, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from municipalities.models import Role
from reports.models import ReportSettings
from reports.settings import MOST_ASK, MOST_POINT, MOST_TITLE
from tests.factories import AssessmentFactory, MembershipFactory
from tests.look.reading import Reading
from tests.reports.test_views import add_speerpunt

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    found = AssessmentFactory(rated=True)
    found.ratings.update(level=3)
    return found


@pytest.fixture
def officer(assessment):
    return MembershipFactory(role=Role.POLICY_OFFICER, municipality=assessment.municipality).user


@pytest.fixture
def page(client, assessment, officer):
    """Return the page as somebody who fills in has it open, with everything that its form would send."""
    client.force_login(officer)
    return Page(client, reverse("report_settings", args=[assessment.municipality.code, assessment.round.year]))


class Page:
    """The page in one browser; `typed` are the fields of its form."""

    def __init__(self, client, url):
        self.client, self.url = client, url
        self.open()

    def open(self):
        self.response = self.client.get(self.url)
        assert self.response.status_code == 200
        self.take_over()

    def take_over(self):
        self.typed = {}
        for part in self.response.context["parts"]:
            self.typed[part.read_name] = part.carried
            for field in part:
                value = field.value()
                if value not in (None, False):
                    self.typed[field.html_name] = "on" if value is True else value

    def press(self, button="opslaan", value="", **typed):
        self.typed |= {name.replace("__", "-"): text for name, text in typed.items()}
        self.response = self.client.post(self.url, {**self.typed, button: value})
        return self.response

    @property
    def html(self):
        return self.response.content.decode()


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def row(assessment):
    return ReportSettings.objects.get(assessment=assessment)


def test_what_is_set_stands_in_the_report(page, client, assessment):
    page.press("bekijken", voorkant__title="Samen sterk", voorkant__foreword="Beste raad", vraag__ask="Neem kennis.")

    html = client.get(page.response.url).content.decode()
    for words in ("Samen sterk", "Beste raad", "Neem kennis."):
        assert words in html


def test_a_browser_cuts_nothing_off_and_what_is_too_long_stands_there_with_what_is_wrong(page, assessment):
    assert "maxlength" not in page.html
    title, point = "T" * (MOST_TITLE + 1), "P" * (MOST_POINT + 1)
    page.press(voorkant__title=title, goed__good_1=point)

    for most in (MOST_TITLE, MOST_POINT):
        assert f"Deze tekst heeft {most + 1} tekens. Maak hem korter: {most} is het meeste." in page.html
    assert title in page.html
    assert point in page.html
    assert not ReportSettings.objects.filter(assessment=assessment).exists()


def test_chapters_that_are_unticked_are_left_out(page, client, assessment):
    for name in ("with_plan", "with_answers"):
        del page.typed[f"hoofdstukken-{name}"]
    page.press()

    assert (row(assessment).with_plan, row(assessment).with_answers, row(assessment).with_key_figures) == (
        False,
        False,
        True,
    )
    html = client.get(reverse("report", args=[assessment.municipality.code, assessment.round.year])).content.decode()
    assert "alle antwoorden" not in html
    assert 'id="verbeterplan"' not in html


def test_the_page_begins_with_what_the_answers_offer_and_that_follows_them_until_it_is_changed(page, assessment):
    start = page.typed["goed-good_1"]
    assert start
    page.press(voorkant__title="Samen sterk")

    assert row(assessment).as_value().good is None
    page.open()
    page.press(**{"goed__good_1": "Ons steunpunt"})
    assert row(assessment).as_value().good[0] == "Ons steunpunt"


def test_points_can_be_taken_moved_and_put_back_without_saving(page, assessment):
    first, second = page.typed["goed-good_1"], page.typed["goed-good_2"]
    page.press("zet", "goed:omhoog:1", voorkant__title="Nog niet opgeslagen titel")
    page.take_over()

    assert (page.typed["goed-good_1"], page.typed["goed-good_2"]) == (second, first)
    assert page.typed["voorkant-title"] == "Nog niet opgeslagen titel"
    assert not ReportSettings.objects.exists()

    other = page.response.context["parts"][2].others[0]
    page.press("zet", f"goed:neem:{other[0]}")
    page.take_over()
    assert page.typed["goed-good_3"] == other[1].text

    page.press("zet", "goed:voorstel:")
    page.take_over()
    assert (page.typed["goed-good_1"], page.typed["goed-good_2"]) == (first, second)


def test_a_button_that_moves_a_point_leads_back_to_the_points_and_saving_to_the_top(page):
    html = Reading(page.html)
    buttons = [each for each in html.all("button") if each.get("name") == "zet"]
    assert {each["formaction"] for each in buttons} == {"#goed", "#aandacht"}
    page.press("zet", "aandacht:omlaag:0")
    html = Reading(page.html)
    form = next(each for each in html.all("form", method="post") if "bf-text" in each.classes)
    assert form["action"] == page.url, "else the browser goes where the last button led"
    told = next(each for each in html.all("div") if "Nog niet opgeslagen" in each.text and "alert" in each.get("class"))
    assert html.place(html.with_id("aandacht")) < html.place(told) < html.place(html.with_id("hoofdstukken"))


@pytest.mark.parametrize("asked", ["x", "goed", "goed:omhoog:0", "goed:omlaag:9", "goed:neem:9999999", "wat:neem:0"])
def test_a_button_that_asks_for_what_can_not_be_changes_nothing(page, asked):
    before = dict(page.typed)
    page.press("zet", asked)
    page.take_over()

    assert page.typed == before


def test_what_a_colleague_saved_meanwhile_is_shown_beside_what_was_typed(page, client, assessment):
    colleague = MembershipFactory(role=Role.COORDINATOR, municipality=assessment.municipality).user
    ReportSettings.objects.create(assessment=assessment, ask="Van mijn collega", updated_by=colleague)
    page.press(vraag__ask="Uit mijn pen", voorkant__title="Samen sterk")

    assert "Van mijn collega" in page.html
    assert "Uit mijn pen" in page.html
    assert f"Opgeslagen door {colleague} op" in page.html
    assert (row(assessment).ask, row(assessment).title) == ("Van mijn collega", "Samen sterk")

    page.take_over()
    page.press("beslis", "vraag:samen")
    assert row(assessment).ask == "Van mijn collega\n\nUit mijn pen"


def test_the_colleague_is_named_also_after_oneself_saved_another_part(page, client, assessment, officer):
    colleague = MembershipFactory(role=Role.COORDINATOR, municipality=assessment.municipality).user
    theirs = Page(logged_in(colleague), page.url)
    theirs.press(vraag__ask="Van mijn collega")
    stale = dict(page.typed)
    page.open()
    page.press(voorkant__title="Samen sterk")
    page.typed = stale
    page.press(vraag__ask="Uit mijn pen", goed__good_1="Ook van mij")

    assert "Een collega was u net voor" in page.html
    assert f"Opgeslagen door {colleague} op" in page.html
    assert "U hebt hier zelf" not in page.html


def test_moving_points_does_not_hide_that_a_colleague_saved_others_meanwhile(page, assessment, officer):
    ReportSettings.objects.create(assessment=assessment, good_is_own=True, good_1="Van een ander", updated_by=officer)
    page.press("zet", "goed:omhoog:1")
    page.take_over()
    page.press()

    assert row(assessment).good_1 == "Van een ander"
    assert [part.prefix for part in page.response.context["page"].conflicts] == ["goed"]


@pytest.mark.parametrize(
    ("field", "most"), [("vraag-ask", MOST_ASK), ("goed-good_1", MOST_POINT), ("voorkant-title", 80)]
)
def test_what_is_too_long_stays_in_its_field_with_a_message(page, field, most):
    page.typed[field] = "x" * (most + 1)
    page.press()

    assert page.response.status_code == 200
    assert "Fout:" in page.html
    assert "x" * (most + 1) in page.html
    assert not ReportSettings.objects.exists()


class TestAFinalReport:
    @pytest.fixture
    def adopted(self, assessment, page, officer):
        """Return the page that was open while the report was adopted."""
        coordinator = MembershipFactory(role=Role.COORDINATOR, municipality=assessment.municipality).user
        adviser = MembershipFactory(
            role=Role.ADVISER, municipality=None, province=assessment.municipality.province
        ).user
        place = (assessment.municipality.code, assessment.round.year)
        for person, step in ((coordinator, SUBMIT), (adviser, TAKE_UP), (adviser, ADOPT)):
            take_step(person, *place, step)
        return page

    def test_its_settings_can_not_change_and_the_page_says_so(self, adopted):
        adopted.open()

        assert "verandert niet meer" in adopted.html
        assert "<textarea" not in adopted.html

    def test_what_was_typed_when_it_became_final_is_not_saved_and_not_lost(self, adopted):
        response = adopted.press(vraag__ask="Te laat")

        assert response.status_code == 409
        assert "Te laat" in adopted.html
        assert not ReportSettings.objects.exists()


def test_the_page_takes_as_many_queries_with_more_in_it(page, client, assessment, officer, django_assert_num_queries):
    add_speerpunt(assessment, officer, "Eerste")
    with django_assert_num_queries(10):
        client.get(page.url)
    for number in range(3):
        add_speerpunt(assessment, officer, f"Nog een: {number}")
    with django_assert_num_queries(10):
        client.get(page.url)
