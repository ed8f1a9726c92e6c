"""Two colleagues on the same page: nobody's words are lost."""

from django.test import Client

from municipalities.models import Role

Q1, Q3 = "vertalen-visie-1", "vertalen-visie-3"


def colleague(town):
    browser = Client()
    browser.force_login(town.member(Role.COORDINATOR, name="Bram"))
    return browser


def test_two_people_who_change_different_answers_both_keep_theirs(town):
    url, bram = town.step(), colleague(town)
    as_read = town.shown(url)
    bram.post(url, {**as_read, f"{Q3}-explanation": "Van Bram"})
    town.client.post(url, {**as_read, f"{Q1}-explanation": "Van mij"})
    assert town.answer(Q3).explanation == "Van Bram"
    assert town.answer(Q1).explanation == "Van mij"


def test_a_stale_change_of_the_same_answer_is_refused_and_shows_both_texts(town):
    url, bram = town.step(), colleague(town)
    as_read = town.shown(url)
    bram.post(url, {**as_read, f"{Q1}-explanation": "Tekst van Bram"})
    page = town.client.post(url, {**as_read, f"{Q1}-explanation": "Mijn eigen tekst"}).content.decode()
    assert town.answer(Q1).explanation == "Tekst van Bram"
    assert "Een collega was u net voor" in page
    assert "Opgeslagen door Bram" in page
    assert "Tekst van Bram" in page
    assert "Mijn eigen tekst" in page


def test_who_has_seen_both_texts_can_save_again(town):
    url, bram = town.step(), colleague(town)
    as_read = town.shown(url)
    bram.post(url, {**as_read, f"{Q1}-explanation": "Tekst van Bram"})
    refused = town.client.post(url, {**as_read, f"{Q1}-explanation": "Mijn eigen tekst"})
    read_now = {part.read_name: part.read for part in refused.context["page"].parts}
    town.client.post(url, {**as_read, **read_now, f"{Q1}-explanation": "Samen: Bram en ik"})
    assert town.answer(Q1).explanation == "Samen: Bram en ik"


def test_the_same_change_by_both_is_no_conflict(town):
    url, bram = town.step(), colleague(town)
    as_read = town.shown(url)
    bram.post(url, {**as_read, f"{Q1}-explanation": "Hetzelfde"})
    assert town.client.post(url, {**as_read, f"{Q1}-explanation": "Hetzelfde"}).status_code == 302


def test_money_typed_for_a_speerpunt_that_a_colleague_puts_aside_is_kept(town):
    beleid, geld = town.step(layer="beleid"), town.step(layer="financien")
    code = "vertalen-beleid-lastenverlichting"
    town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": [code]})
    as_read = town.shown(geld)
    colleague(town).post(beleid, {**town.shown(beleid), "speerpunten-chosen": []})
    town.client.post(geld, {**as_read, f"{code}-amount": "12.500"})
    assert town.speerpunt(code).amount == 12_500
    assert not town.speerpunt(code).chosen


def test_goals_and_money_of_one_speerpunt_can_be_changed_by_two_people_at_once(town):
    beleid, geld = town.step(layer="beleid"), town.step(layer="financien")
    code = "vertalen-beleid-lastenverlichting"
    town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": [code]})
    beleid_read, geld_read = town.shown(beleid), town.shown(geld)
    colleague(town).post(geld, {**geld_read, f"{code}-amount": "300"})
    response = town.client.post(beleid, {**beleid_read, f"{code}-adoption": "raad"})
    assert response.status_code == 302
    assert (town.speerpunt(code).amount, town.speerpunt(code).adoption) == (300, "raad")
