"""Who sets the house style, what everybody sees of it, and the way back."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit.models import Entry, Event
from municipalities.access import May, get_access
from municipalities.herindeling import end_municipality
from municipalities.house_style.changing import put_back, set_colour, set_logo
from municipalities.house_style.logo import clean_logo
from municipalities.house_style.reading import read_style
from municipalities.models import Logo, Style
from municipalities.refusal import Refused
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, StyleFactory
from tests.look.reading import Reading
from tests.municipalities.house_style.files import SHAPE, png, svg

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return MembershipFactory(coordinator=True)


@pytest.fixture
def municipality(coordinator):
    return coordinator.municipality


@pytest.fixture
def access(coordinator):
    return get_access(coordinator.user, coordinator.municipality.code, May.SET_STYLE)


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator.user)
    return f"/gemeente/{coordinator.municipality.code}/huisstijl/"


@pytest.mark.parametrize("place", ["huisstijl", "mensen"])
@pytest.mark.parametrize("is_demo", [True, False])
def test_the_page_of_a_municipality_of_the_demo_says_so(client, coordinator, place, is_demo):
    AssessmentFactory(municipality=coordinator.municipality, round__is_demo=is_demo)
    AssessmentFactory(round__is_demo=True)
    client.force_login(coordinator.user)
    page = text_of(client.get(f"/gemeente/{coordinator.municipality.code}/{place}/"))
    assert ("alle antwoorden zijn verzonnen" in page) == is_demo


def upload(client, page, content, name="logo.svg"):
    file = BytesIO(content)
    file.name = name
    return client.post(page, {"logo": file}, follow=True)


def text_of(response):
    return response.content.decode()


def test_a_colour_is_looked_at_before_it_is_used(client, page):
    text = text_of(client.get(page, {"kleur": "#FFD500"}))
    assert '<link rel="stylesheet" href="/huisstijl/1-ffd500.css">' in text
    assert "contrast met wit 1,4 : 1" in text
    assert "contrast met wit 5,1 : 1" in text
    assert "Gebruik deze kleur" in text
    assert not Style.objects.exists()


def test_a_colour_that_can_be_read_is_shown_once(client, page):
    text = text_of(client.get(page, {"kleur": "154273"}))
    assert "Voor alles: tekst, links, knoppen" in text
    assert "Dezelfde kleur, zoveel donkerder" not in text


def test_what_is_no_colour_comes_back_with_what_is_wrong(client, page):
    text = text_of(client.get(page, {"kleur": "kanariegeel"}))
    assert 'value="kanariegeel"' in text
    assert "Dit is geen kleurcode" in text
    assert "<title>Fout: " in text
    assert "Dit is geen kleurcode" in text_of(client.post(f"{page}kleur/", {"kleur": "kanariegeel"}))


def test_the_colour_is_on_the_pages_of_the_municipality_and_on_no_other(client, page, municipality):
    AssessmentFactory(municipality=municipality)
    client.post(f"{page}kleur/", {"kleur": "#ffd500"})
    link = "/huisstijl/1-ffd500.css"
    assert link in text_of(client.get(f"/gemeente/{municipality.code}/"))
    assert link in text_of(client.get(f"/gemeente/{municipality.code}/mensen/"))
    assert link not in text_of(client.get("/kader/"))


def test_every_page_of_an_assessment_has_it_and_pays_no_query_for_it(
    client, page, municipality, django_assert_num_queries, django_assert_max_num_queries
):
    assessment = AssessmentFactory(municipality=municipality)
    address = f"/gemeente/{municipality.code}/{assessment.round.year}/overzicht/"
    client.get(address)
    with django_assert_max_num_queries(40) as without:
        client.get(address)
    StyleFactory(municipality=municipality)
    with django_assert_num_queries(len(without)) as with_style:
        text = text_of(client.get(address))
    assert "/huisstijl/1-154273.css" in text
    assert f'alt="Gemeente {municipality}"' in text
    assert not any('"content"' in query["sql"] and "logo" in query["sql"] for query in with_style.captured_queries)


def test_without_a_house_style_a_page_is_as_it_was(client, page, municipality):
    text = text_of(client.get(f"/gemeente/{municipality.code}/"))
    assert "/huisstijl/1" not in text
    assert "bf-house" not in text


def test_the_stylesheet_sets_the_accent_and_leaves_the_basisfuncties_alone(client):
    response = client.get("/huisstijl/1-ffd500.css")
    text = text_of(response)
    assert "--bf-accent: #836d00" in text
    assert "--bf-brand: #ffd500" in text
    assert "--bf-function" not in text
    assert "--bf-focus" not in text
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert "public" in response["Cache-Control"]
    assert client.get("/huisstijl/9-ffd500.css").status_code == 404
    assert client.get("/huisstijl/1-geel.css").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [(svg(), "x.svg", "image/svg+xml"), (png(), "x.png", "image/png"), (png(), "x.svg", "image/png")],
)
def test_a_logo_is_recognised_by_its_content_and_served_as_nothing_but_a_picture(
    client, page, municipality, content, name, kind
):
    text = text_of(upload(client, page, content, name))
    address = Style.objects.get().logo.get_absolute_url()
    assert "Het logo is opgeslagen." in text
    assert f'<img src="{address}" alt="Gemeente {municipality}"' in text
    client.logout()
    response = client.get(address)
    assert response["Content-Type"] == kind
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]


def test_what_was_left_out_of_a_logo_is_said(client, page):
    text = text_of(upload(client, page, svg(SHAPE + "<script>alert(1)</script>")))
    assert "Weggelaten, want het hoort niet in een logo: een script." in text


def test_a_logo_that_can_not_be_taken_changes_nothing(client, page, municipality):
    StyleFactory(municipality=municipality)
    text = text_of(upload(client, page, b"GIF89a"))
    assert "Dit is geen SVG en geen PNG" in text
    assert Style.objects.get().logo == Logo.objects.get()
    assert "Kies een bestand" in text_of(client.post(page))


def test_a_white_logo_stands_on_a_dark_ground(client, page):
    assert "bf-house--on-dark" in text_of(upload(client, page, png(colour=(255, 255, 255, 255)), "wit.png"))


def test_logo_and_colour_can_be_taken_away_and_put_back(client, page, municipality):
    StyleFactory(municipality=municipality, colour_before="#154273")
    client.post(f"{page}logo-weg/")
    assert read_style(municipality).logo is None
    client.post(f"{page}terug/")
    assert read_style(municipality).logo is not None
    client.post(f"{page}kleur/", {"weg": "ja"})
    assert read_style(municipality).colour == ""
    client.post(f"{page}terug/")
    assert read_style(municipality).colour == "#154273"


def test_putting_back_twice_is_where_one_was(access, municipality):
    set_colour(access, "#111111")
    set_colour(access, "#222222")
    put_back(access)
    assert read_style(municipality).colour == "#111111"
    put_back(access)
    assert read_style(municipality).colour == "#222222"


def test_there_is_nothing_to_put_back_at_first(client, page, access):
    with pytest.raises(Refused):
        put_back(access)
    assert "Er is niets om terug te zetten." in text_of(client.post(f"{page}terug/", follow=True))


def test_only_the_logo_of_now_and_the_one_before_are_kept(access):
    for colour in ("#111111", "#222222", "#333333", "#444444"):
        set_logo(access, clean_logo(svg(f'<rect width="50" height="20" fill="{colour}"/>')))
    assert Logo.objects.count() == 2


def test_pressing_twice_for_a_logo_keeps_the_one_of_before(client, page, municipality, access):
    set_logo(access, clean_logo(png()))
    upload(client, page, svg())
    upload(client, page, svg())
    client.post(f"{page}terug/")
    assert read_style(municipality).logo.kind == "png"


def test_pressing_twice_for_what_was_there_before_puts_it_back_once(client, page, municipality, access):
    set_colour(access, "#111111")
    set_colour(access, "#222222")
    seen = {"gezien": Reading(text_of(client.get(page))).one("input", name="gezien")["value"]}
    client.post(f"{page}terug/", seen)
    answer = client.post(f"{page}terug/", seen, follow=True)
    assert read_style(municipality).colour == "#111111"
    assert "De huisstijl is net al gewijzigd." in text_of(answer)


def test_the_same_again_changes_nothing(access):
    set_colour(access, "#111111")
    set_colour(access, "#111111")
    assert Style.objects.get().colour_before == ""
    assert Entry.objects.filter(event=Event.STYLED).count() == 1


def test_each_change_is_in_the_audit_log(access, coordinator, municipality):
    set_colour(access, "#111111")
    set_logo(access, clean_logo(svg()))
    put_back(access)
    written = Entry.objects.filter(event=Event.STYLED).order_by("pk")
    assert [each.about for each in written] == ["kleur #111111", "ander logo", "vorige teruggezet"]
    assert {(each.user, each.place_code) for each in written} == {(coordinator.user, municipality.code)}


def test_a_door_does_not_rely_on_its_view(municipality):
    officer = get_access(MembershipFactory(municipality=municipality).user, municipality.code)
    for door in (lambda: set_colour(officer, "#111111"), lambda: set_logo(officer, None), lambda: put_back(officer)):
        with pytest.raises(PermissionDenied):
            door()


def test_a_successor_has_a_house_style_of_its_own(client, coordinator, municipality):
    StyleFactory(municipality=municipality)
    heir = StyleFactory(municipality=MunicipalityFactory(), colour="#aa0000").municipality
    end_municipality(municipality, heir, municipality.population_date)
    client.force_login(coordinator.user)
    assert "/huisstijl/1-154273.css" in text_of(client.get(f"/gemeente/{municipality.code}/"))
    assert client.get(f"/gemeente/{municipality.code}/huisstijl/").status_code == 403
    assert read_style(heir).colour == "#aa0000"


@pytest.mark.parametrize("colour", ["geel", "#FFFFFF", "#fff", "#00000g", "red; }"])
def test_the_database_takes_no_other_colour(municipality, colour):
    with pytest.raises(IntegrityError), transaction.atomic():
        Style.objects.create(municipality=municipality, colour=colour)
