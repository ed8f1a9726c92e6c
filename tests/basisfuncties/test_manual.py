"""The manual: a page for each role, with pictures of the site."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from basisfuncties.templatetags.manual import size_of
from basisfuncties.views import MANUAL
from tests.look.reading import Reading

pytestmark = pytest.mark.django_db
PICTURES = Path(settings.BASE_DIR) / "static" / "img" / "hulp"
MOST_BYTES = 120_000


def read(client, role: str) -> Reading:
    page = client.get(reverse("help_role", args=[role])).content.decode()
    return Reading(re.sub(r"<!DOCTYPE html>", "", page))


def name_of(source: str) -> str:
    """Return the name of a picture's file, without the hash that production puts in it."""
    return re.sub(r"(\.[0-9a-f]{12})?\.png$", "", source.rsplit("/", 1)[-1])


def test_the_help_page_leads_to_the_page_of_each_role(client):
    page = client.get(reverse("help")).content.decode()
    for slug, name in MANUAL.items():
        assert f'<th scope="row"><a href="{reverse("help_role", args=[slug])}">{name}</a></th>' in page


@pytest.mark.parametrize("role", MANUAL)
def test_a_page_has_three_to_eleven_pictures_that_are_there_and_light(client, role):
    pictures = read(client, role).all("figure")
    assert 3 <= len(pictures) <= 11
    for picture in read(client, role).all("img"):
        path = PICTURES / f"{name_of(picture['src'])}.png"
        assert path.stat().st_size < MOST_BYTES
        assert (int(picture["width"]), int(picture["height"])) == size_of(f"img/hulp/{path.name}")
        assert picture["loading"] == "lazy"
        assert len(picture["alt"]) > 40, "the alternative text tells what is on the picture"


@pytest.mark.parametrize("role", MANUAL)
def test_each_picture_has_a_caption_that_says_something_else_than_its_alternative(client, role):
    page = read(client, role)
    captions = [caption.text for caption in page.all("figcaption")]
    assert all(captions)
    assert not set(captions) & {picture["alt"] for picture in page.all("img")}


def test_no_picture_lies_about_unused(client):
    used = {name_of(picture["src"]) for role in MANUAL for picture in read(client, role).all("img")}
    assert used == {path.stem for path in PICTURES.iterdir()}


@pytest.mark.parametrize("role", MANUAL)
def test_the_headings_of_a_page_are_in_order(client, role):
    page = read(client, role)
    levels = [int(each.tag[1]) for each in page.elements if re.fullmatch("h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("role", MANUAL)
def test_the_list_of_contents_leads_to_every_section_in_its_order(client, role):
    page = read(client, role)
    # The text links to a section too, after the list did.
    contents = list(dict.fromkeys(link["href"] for link in page.all("a") if link.get("href").startswith("#")))
    sections = [f"#{each['id']}" for each in page.all("h2")]
    assert contents[1:] == sections[:-1], "the first link skips to the content, the last section is about other roles"


@pytest.mark.parametrize("role", MANUAL)
def test_a_page_says_what_to_do_when_something_goes_wrong_and_leads_to_the_other_roles(client, role):
    page = read(client, role)
    assert page.with_id("mis").text == "Als er iets misgaat"
    targets = {link.get("href") for link in page.all("a")}
    assert targets >= {reverse("help_role", args=[other]) for other in MANUAL if other != role}


@pytest.mark.parametrize("role", MANUAL)
def test_a_link_to_a_section_of_another_page_arrives(client, role):
    for link in read(client, role).all("a"):
        found = re.fullmatch(r"/hulp/(\w+)/#(\w[\w-]*)", link.get("href"))
        if found:
            assert read(client, found[1]).with_id(found[2])


def test_a_role_that_there_is_not_is_a_404_that_names_the_roles(client):
    response = client.get("/hulp/burgemeester/")
    assert response.status_code == 404
    page = response.content.decode()
    for slug, name in MANUAL.items():
        assert f'<a href="{reverse("help_role", args=[slug])}">{name}</a>' in page


@pytest.mark.parametrize("role", MANUAL)
def test_a_page_of_the_manual_asks_nothing_of_the_database(client, role, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("help_role", args=[role]))
