"""A part that saves itself: what the script of the page sends, and what it gets back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Change, How, Presence, Round
from municipalities.models import Role
from tests.assessments.conftest import form_data

Q1, Q2 = "vertalen-visie-1", "vertalen-visie-2"
SPEERPUNT = "vertalen-beleid-lastenverlichting"
BY_ITSELF = {"HX-Request": "true"}


def send(town, part, url=None, client=None, **fields):
    """Send one part as the script does: its own fields only."""
    client = client or town.client
    url = url or town.step()
    as_read = form_data(client.get(url).context["page"])
    own = {name: value for name, value in as_read.items() if name.startswith(f"{part}-")}
    return client.post(url, {**own, **{f"{part}-{name}": value for name, value in fields.items()}}, headers=BY_ITSELF)


def body(response, status=200):
    assert response.status_code == status
    return response.content.decode()


class TestSaving:
    def test_one_part_is_saved_and_the_others_are_left_alone(self, town):
        url = town.step()
        town.client.post(url, {**town.shown(url), "niveau-level": "2", "niveau-reason": "Zo is het."})
        page = body(send(town, Q1, explanation="Vanzelf"))
        assert town.answer(Q1).explanation == "Vanzelf"
        assert town.assessment.ratings.get().reason == "Zo is het."
        assert f'id="{Q1}-staat" data-outcome="saved"' in page
        assert f"Opgeslagen om {timezone.localtime():%H:}" in page

    def test_the_answer_holds_what_the_next_save_must_have_read(self, town):
        page = body(send(town, Q1, explanation="Een"))
        part = town.client.get(town.step()).context["page"].part(Q1)
        assert f'name="{Q1}-read" value="{part.read}" hx-swap-oob="true"' in page

    def test_progress_comes_along(self, town):
        page = body(send(town, Q1, explanation="Een"))
        assert '<div id="lagen" hx-swap-oob="true">' in page
        assert "1 van 6 klaar" in page

    def test_a_new_own_addition_gets_its_code(self, town):
        page = body(send(town, Q1, **{"own": ["Krimp"], "own-code": [""]}))
        assert f'data-codes="{town.answer(Q1).own[0]["code"]}"' in page

    def test_a_question_that_chooses_from_this_one_is_drawn_anew(self, town):
        page = body(send(town, Q1, chosen=[f"{Q1}-vergrijzing"]))
        assert f'<section id="{Q2}"' in page
        assert f'value="{Q1}-vergrijzing"' in page

    def test_a_new_speerpunt_appears_and_one_that_is_put_aside_goes(self, town):
        beleid = town.step(layer="beleid")
        page = body(send(town, "speerpunten", beleid, chosen=[SPEERPUNT]))
        assert 'hx-swap-oob="beforebegin:#niveau-plaats"' in page
        assert f'<section id="{SPEERPUNT}"' in page
        page = body(send(town, "speerpunten", beleid, chosen=[]))
        assert f'<div id="{SPEERPUNT}-plaats" hx-swap-oob="delete">' in page

    def test_an_own_speerpunt_that_is_ticked_again_becomes_a_line_again(self, town):
        beleid = town.step(layer="beleid")
        send(town, "speerpunten", beleid, **{"own": ["Buurtkamers"], "own-code": [""]})
        code = town.assessment.speerpunten.get().code
        send(town, "speerpunten", beleid, **{"own": [""], "own-code": [code]})
        page = body(send(town, "speerpunten", beleid, chosen=[code]))
        assert '<section id="speerpunten"' in page
        assert 'value="Buurtkamers"' in page
        assert town.speerpunt(code).chosen

    def test_saving_the_key_figures_does_not_read_the_previous_round(self, town, monkeypatch):
        monkeypatch.setattr("assessments.views.fill_in.previous_of", lambda assessment: None)
        as_read = form_data(town.client.get(town.url("key_figures")).context["page"])
        monkeypatch.setattr("assessments.views.fill_in.previous_of", pytest.fail)
        body(town.client.post(town.url("key_figures"), {**as_read, "kerncijfers-fte": "0,43"}, headers=BY_ITSELF))
        assert town.assessment.key_figures.fte is not None

    def test_the_key_figures_save_themselves_too(self, town):
        page = body(send(town, "kerncijfers", town.url("key_figures"), fte="0,43"))
        assert 'id="kerncijfers-staat" data-outcome="saved"' in page

    def test_a_mistake_is_said_beside_the_part_and_nothing_is_saved(self, town):
        page = body(send(town, "kerncijfers", town.url("key_figures"), fte="veel"))
        assert 'data-outcome="faulty"' in page
        assert 'href="#id_kerncijfers-fte"' in page
        assert not Change.objects.exists()

    def test_after_the_round_has_closed_it_is_refused(self, town):
        url = town.step()
        as_read = town.shown(url)
        Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
        response = town.client.post(url, {**as_read, f"{Q1}-explanation": "Te laat"}, headers=BY_ITSELF)
        assert 'data-outcome="closed"' in body(response, 409)

    def test_who_is_logged_out_gets_a_401_and_not_the_login_page(self, town):
        assert Client().post(town.step(), headers=BY_ITSELF).status_code == 401

    def test_a_page_that_somebody_else_opened_saves_nothing(self, town):
        url = town.step()
        data = {**town.shown(url), f"{Q1}-explanation": "Van een ander"}
        response = town.client.post(url, data, headers={**BY_ITSELF, "X-Person": "0"})
        assert response.status_code == 412
        assert not Change.objects.exists()

    @pytest.mark.parametrize("layer", ["visie", "beleid"])
    def test_it_costs_at_most_twelve_queries(self, town, layer, django_assert_max_num_queries):
        url = town.step(layer=layer)
        as_read = town.shown(url)
        data = {name: value for name, value in as_read.items() if name.startswith("niveau-")}
        with django_assert_max_num_queries(12 + 2):  # a test's own transaction adds a savepoint and its release
            body(town.client.post(url, {**data, "niveau-level": "3"}, headers=BY_ITSELF))


class TestButton:
    def test_the_button_after_it_says_when_it_was_saved_and_undoes_all_of_this_opening(self, town):
        send(town, Q1, explanation="Van vorige week")
        url = town.step()
        as_read = {**town.shown(url), "blad": "ditblad"}
        for typed in ("Wij", "Wij doen"):
            town.client.post(url, {**as_read, f"{Q1}-explanation": typed}, headers=BY_ITSELF)
        page = town.client.post(url, {**town.shown(url), "blad": "ditblad"}, follow=True).content.decode()
        assert "Opgeslagen om" in page
        assert 'name="ongedaan" value="blad:ditblad"' in page
        town.client.post(url, {"ongedaan": "blad:ditblad"})
        assert town.answer(Q1).explanation == "Van vorige week"

    def test_a_page_without_a_name_undoes_nothing(self, town):
        send(town, Q1, explanation="Eerst")
        town.client.post(town.step(), {"ongedaan": "blad:"})
        assert town.answer(Q1).explanation == "Eerst"

    @pytest.mark.parametrize("named", ["\x00", "a\x00b", "x" * 21, "é"])
    def test_a_name_that_no_page_has_is_no_name(self, town, named):
        url = town.step()
        data = {**town.shown(url), "blad": named}
        assert town.client.post(url, {**data, f"{Q1}-explanation": "Eerst"}).status_code == 302
        assert town.client.post(url, {"blad": named, "ongedaan": f"blad:{named}"}).status_code == 302
        assert town.client.post(url, {"blad": named}).status_code == 302
        assert town.answer(Q1).explanation == "Eerst"
        assert Change.objects.get().sheet == ""


class TestConflict:
    @pytest.fixture
    def stale(self, town):
        """A part that a colleague saved since it was read."""
        url, bram = town.step(), Client()
        bram.force_login(town.member(Role.COORDINATOR, name="Bram"))
        as_read = {name: value for name, value in town.shown(url).items() if name.startswith(Q1)}
        send(town, Q1, client=bram, explanation="Tekst van Bram")
        return {**as_read, f"{Q1}-explanation": "Mijn eigen tekst"}

    def post(self, town, data):
        return town.client.post(town.step(), data, headers=BY_ITSELF)

    def test_both_texts_come_with_the_choice(self, town, stale):
        page = body(self.post(town, stale))
        assert 'data-outcome="conflict"' in page
        for words in ("Mijn eigen tekst", "Tekst van Bram", "Neem mijn tekst", "Neem de tekst van Bram", "Voeg samen"):
            assert words in page

    @pytest.mark.parametrize(
        ("choice", "stays", "is_drawn_anew"),
        [
            ("mijn", "Mijn eigen tekst", False),
            ("hun", "Tekst van Bram", True),
            ("samen", "Tekst van Bram\n\nMijn eigen tekst", True),
        ],
    )
    def test_the_choice_is_carried_out_in_place(self, town, stale, choice, stays, is_drawn_anew):
        self.post(town, stale)
        read = town.client.get(town.step()).context["page"].part(Q1)
        page = body(self.post(town, {**stale, read.read_name: read.read, "beslis": f"{Q1}:{choice}"}))
        assert town.answer(Q1).explanation == stays
        assert (f'<section id="{Q1}"' in page) == is_drawn_anew

    def test_undoing_draws_the_part_as_it_was(self, town):
        send(town, Q1, explanation="Eerst")
        send(town, Q1, explanation="Daarna")
        page = body(self.post(town, {"ongedaan": Change.objects.last().pk}))
        assert town.answer(Q1).explanation == "Eerst"
        assert f'<section id="{Q1}"' in page
        assert "Toch weer terug" in page
        assert Change.objects.last().how == How.UNDONE

    def test_what_can_not_be_undone_any_more_is_said(self, town):
        send(town, Q1, explanation="Eerst")
        first = Change.objects.get()
        send(town, Q1, explanation="Daarna")
        data = {**town.shown(town.step()), "ongedaan": first.pk}
        assert "Ongedaan maken kan niet meer" in body(self.post(town, data))
        assert town.answer(Q1).explanation == "Daarna"


class TestPresence:
    def here(self, town, client=None, page="vertalen/visie"):
        return body((client or town.client).post(town.url("presence"), {"pagina": page}, headers=BY_ITSELF))

    @pytest.fixture
    def bram(self, town):
        browser = Client()
        browser.force_login(town.member(Role.COORDINATOR, name="Bram"))
        return browser

    def test_who_is_alone_sees_nobody(self, town):
        assert self.here(town).strip() == ""

    def test_two_on_one_page_see_each_other(self, town, bram):
        self.here(town)
        assert f"Ook hier: {town.officer}" in self.here(town, bram)
        assert "Ook hier: Bram" in self.here(town)

    def test_another_page_is_elsewhere(self, town, bram):
        self.here(town, bram, "kerncijfers")
        assert self.here(town).strip() == ""

    def test_who_left_a_minute_ago_is_not_here(self, town, bram):
        self.here(town, bram)
        Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
        assert self.here(town).strip() == ""

    @pytest.mark.parametrize("page", ["", "vertalen", "bestaat/niet", "vertalen/visie/1"])
    def test_a_page_that_does_not_exist_is_not_found(self, town, page):
        assert town.client.post(town.url("presence"), {"pagina": page}).status_code == 404

    def test_asking_costs_as_many_queries_with_many_there_as_alone(self, town, django_assert_max_num_queries):
        counts = []
        for _ in range(3):
            with django_assert_max_num_queries(5) as queries:
                self.here(town)
            counts.append(len(queries))
            browser = Client()
            browser.force_login(town.member(Role.COORDINATOR))
            self.here(town, browser)
        assert len(set(counts)) == 1
