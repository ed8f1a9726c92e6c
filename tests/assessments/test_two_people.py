"""Two colleagues on the same page: nobody's words are lost."""

import threading

import pytest
from django.db import connection
from django.test import Client

from assessments.models import Change, How
from municipalities.models import Role
from tests.assessments.conftest import Town

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
    assert "Neem de tekst van Bram" in page
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


def in_conflict(town, **mine):
    """Have Bram save a text under what this person has before it; return what that person then sends back."""
    url, bram = town.step(), colleague(town)
    as_read = town.shown(url)
    bram.post(url, {**as_read, f"{Q1}-explanation": "Tekst van Bram", f"{Q1}-chosen": [f"{Q1}-vergrijzing"]})
    typed = {**as_read, f"{Q1}-explanation": "Mijn eigen tekst", **mine}
    refused = town.client.post(url, typed)
    return {**typed, **{part.read_name: part.read for part in refused.context["page"].parts}}


@pytest.mark.parametrize(
    ("choice", "stays"),
    [("mijn", "Mijn eigen tekst"), ("hun", "Tekst van Bram"), ("samen", "Tekst van Bram\n\nMijn eigen tekst")],
)
def test_after_a_conflict_a_person_takes_one_text_the_other_or_both(town, choice, stays):
    typed = in_conflict(town)
    town.client.post(town.step(), {**typed, "beslis": f"{Q1}:{choice}"})
    assert town.answer(Q1).explanation == stays


@pytest.mark.parametrize("choice", ["mijn", "hun", "samen"])
def test_both_texts_are_in_the_log_whichever_is_taken(town, choice):
    typed = in_conflict(town)
    town.client.post(town.step(), {**typed, "beslis": f"{Q1}:{choice}"})
    logged = [(each.how, each.content["explanation"]) for each in Change.objects.filter(part=Q1)]
    assert logged[:2] == [(How.SAVED, "Tekst van Bram"), (How.REFUSED, "Mijn eigen tekst")]


def test_a_refused_text_is_logged_once_however_often_it_is_sent(town):
    url, bram = town.step(), colleague(town)
    as_read = town.shown(url)
    bram.post(url, {**as_read, f"{Q1}-explanation": "Tekst van Bram"})
    for _ in range(3):
        town.client.post(url, {**as_read, f"{Q1}-explanation": "Mijn eigen tekst"})
    assert Change.objects.filter(how=How.REFUSED).count() == 1


def test_what_was_typed_on_after_the_refusal_is_logged_too_when_it_is_given_up(town):
    typed = in_conflict(town)
    town.client.post(town.step(), {**typed, f"{Q1}-explanation": "Nog iets langer", "beslis": f"{Q1}:hun"})
    refused = Change.objects.filter(how=How.REFUSED)
    assert [each.content["explanation"] for each in refused] == ["Mijn eigen tekst", "Nog iets langer"]


def test_joining_counts_choices_and_own_additions_together(town):
    mine = {f"{Q1}-chosen": [f"{Q1}-radicalisering"], f"{Q1}-own": ["Krimp"], f"{Q1}-own-code": [""]}
    typed = in_conflict(town, **mine)
    town.client.post(town.step(), {**typed, "beslis": f"{Q1}:samen"})
    answer = town.answer(Q1)
    assert answer.chosen == [f"{Q1}-radicalisering", f"{Q1}-vergrijzing"]
    assert [item["text"] for item in answer.own] == ["Krimp"]


def test_joined_texts_that_are_too_long_together_stay_as_they_were_typed(town):
    long = "Een lange tekst. " * 1_176
    typed = in_conflict(town, **{f"{Q1}-explanation": long})
    page = town.client.post(town.step(), {**typed, "beslis": f"{Q1}:samen"})
    assert "Samen zijn de teksten te lang" in page.content.decode()
    assert long.strip() in page.content.decode()
    assert town.answer(Q1).explanation == "Tekst van Bram"


def test_a_decision_that_is_stale_itself_is_refused_again(town):
    typed = in_conflict(town)
    url, bram = town.step(), colleague(town)
    bram.post(url, {**town.shown(url), f"{Q1}-explanation": "Bram nog een keer"})
    page = town.client.post(url, {**typed, "beslis": f"{Q1}:samen"}).content.decode()
    assert town.answer(Q1).explanation == "Bram nog een keer"
    assert "Een collega was u net voor" in page


def test_a_save_whose_answer_got_lost_is_no_conflict_when_it_comes_again(town):
    url = town.step()
    as_read = {**town.shown(url), "blad": "ditblad"}
    town.client.post(url, {**as_read, f"{Q1}-explanation": "Eerst"})
    town.client.post(url, {**as_read, f"{Q1}-explanation": "Eerst en meer"})
    assert town.answer(Q1).explanation == "Eerst en meer"
    assert not Change.objects.filter(how=How.REFUSED).exists()


def test_an_own_addition_that_is_sent_again_is_not_there_twice(town):
    url = town.step()
    typed = {**town.shown(url), "blad": "ditblad", f"{Q1}-own": ["Krimp"], f"{Q1}-own-code": [""]}
    town.client.post(url, typed)
    code = town.answer(Q1).own[0]["code"]
    town.client.post(url, typed)
    assert town.answer(Q1).own == [{"code": code, "text": "Krimp"}]


def test_another_window_of_the_same_person_is_a_conflict(town):
    url = town.step()
    as_read = town.shown(url)
    town.client.post(url, {**as_read, "blad": "een", f"{Q1}-explanation": "In het ene venster"})
    page = town.client.post(url, {**as_read, "blad": "twee", f"{Q1}-explanation": "In het andere"})
    assert "in een ander venster" in page.content.decode()
    assert town.answer(Q1).explanation == "In het ene venster"


def test_of_twenty_who_save_at_once_no_text_disappears(committed_db):
    town = Town(Client())
    url, start = town.step(), threading.Barrier(20)
    as_read = {**town.shown(url), "blad": ""}

    def save(number, browser):
        # Half of them write in the same answer, half in one of four others.
        question = Q1 if number % 2 else f"vertalen-visie-{2 + number % 8 // 2}"
        start.wait()
        browser.post(url, {**as_read, f"{question}-explanation": f"Tekst {number}"})
        connection.close()

    browsers = [Client() for _ in range(20)]
    for browser in browsers:
        browser.force_login(town.member(Role.POLICY_OFFICER))
    threads = [threading.Thread(target=save, args=each) for each in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    logged = list(Change.objects.all())
    assert sorted(each.content["explanation"] for each in logged) == sorted(f"Tekst {n}" for n in range(20))
    saved = {each.part: each.content["explanation"] for each in logged if each.how == How.SAVED}
    assert {part: town.answer(part).explanation for part in saved} == saved
    assert len(saved) == len([each for each in logged if each.how == How.SAVED]) == 5
