"""The page for what is not there helps whoever comes to it, and tells nobody what exists for others."""

import re

import pytest
from django.urls import reverse

from municipalities.access import NOT_HERE
from tests.factories import MembershipFactory, MunicipalityFactory
from tests.look.reading import Reading

pytestmark = pytest.mark.django_db


def page_at(client, url):
    answer = client.get(url)
    assert answer.status_code == 404
    return answer.content.decode()


def links(page):
    reading = Reading(re.sub("<!DOCTYPE html>", "", page))
    main = reading.place(reading.one("main"))
    end = reading.place(reading.one("footer"))
    return [each.get("href") for each in reading.elements[main:end] if each.tag == "a"]


def test_who_is_logged_in_is_led_to_the_own_municipality_and_reads_as_whom(client):
    member = MembershipFactory()
    client.force_login(member.user)
    page = page_at(client, "/bestaat/niet/hier/")
    assert reverse("municipality", args=[member.municipality.code]) in links(page)
    assert member.user.email in page


def test_an_adviser_of_many_is_led_to_the_list(client):
    member = MembershipFactory(adviser_of_province=True)
    towns = MunicipalityFactory.create_batch(6, province=member.province)
    client.force_login(member.user)
    found = links(page_at(client, "/bestaat/niet/hier/"))
    assert reverse("worklist") in found
    assert not {reverse("municipality", args=[town.code]) for town in towns} & set(found)


def test_a_visitor_can_log_in_and_come_back_or_go_where_all_may_go(client):
    page = page_at(client, "/bestaat/niet/?hier=1")
    assert links(page)[0] == f"{reverse('account_login')}?next=/bestaat/niet/%3Fhier%3D1"
    assert reverse("check") in links(page)
    assert "link naar een rapport" in page


def test_it_says_why_when_we_know_and_never_in_english(client):
    member = MembershipFactory()
    client.force_login(member.user)
    code = member.municipality.code
    page = page_at(client, reverse("assessment", args=[code, 1999]))
    assert f"{member.municipality} doet niet mee aan de ronde van 1999." in page
    assert "Wat kan er aan de hand zijn?" not in page, "who knows why, need not guess"
    assert "query" not in page_at(client, reverse("logo", args=["0" * 32, "svg"]))


def test_the_municipality_of_others_and_one_that_is_not_there_look_the_same(client):
    client.force_login(MembershipFactory().user)
    other = page_at(client, reverse("municipality", args=[MunicipalityFactory().code]))
    none = page_at(client, reverse("municipality", args=["GM9998"]))
    assert NOT_HERE in other
    assert "Wat kan er aan de hand zijn?" in other
    token = r'name="csrfmiddlewaretoken" value="[^"]*"'
    assert re.sub(token, "", other) == re.sub(token, "", none)
