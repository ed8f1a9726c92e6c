"""The log of each answer: who changed what, undoing it, and putting an earlier text back."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from assessments.history import versions
from assessments.models import Change, How, Round
from municipalities.models import Role
from tests.factories import UserFactory

Q1 = "vertalen-visie-1"
SPEERPUNT = "vertalen-beleid-lastenverlichting"


def write(town, text, **more):
    url = town.step()
    town.client.post(url, {**town.shown(url), f"{Q1}-explanation": text, **more})
    return Change.objects.order_by("-id").first()


def history(town, part=Q1, layer="visie"):
    return town.url("history", "vertalen", layer, part)


def read(town, *args):
    response = town.client.get(history(town, *args))
    assert response.status_code == 200
    return response.content.decode()


def said(response):
    """Return the last message to the person."""
    return str(list(get_messages(response.wsgi_request))[-1])


def undo(town, *changes, url=None):
    return town.client.post(url or town.step(), {"ongedaan": " ".join(str(each.pk) for each in changes)})


class TestLog:
    def test_each_save_is_in_the_log_with_who_when_and_what_stood_there(self, town):
        write(town, "Eerst")
        write(town, "Daarna")
        last = Change.objects.last()
        assert (last.page, last.part, last.by, last.how) == ("vertalen/visie", Q1, town.officer, How.SAVED)
        assert (last.before["explanation"], last.content["explanation"]) == ("Eerst", "Daarna")

    def test_saving_without_a_change_logs_nothing(self, town):
        url = town.step()
        town.client.post(url, town.shown(url))
        assert not Change.objects.exists()

    def test_key_figures_levels_and_speerpunten_are_logged_as_well(self, town):
        beleid, figures = town.step(layer="beleid"), town.url("key_figures")
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": [SPEERPUNT], "niveau-level": "2"})
        town.client.post(beleid, {**town.shown(beleid), f"{SPEERPUNT}-adopted_on": "21-11-2026"})
        town.client.post(figures, {**town.shown(figures), "kerncijfers-fte": "0,43"})
        assert [each.part for each in Change.objects.all()] == ["speerpunten", "niveau", SPEERPUNT, "kerncijfers"]

    @pytest.mark.parametrize("change", ["update", "delete"])
    def test_the_database_refuses_to_change_or_remove_what_was_logged(self, town, change):
        write(town, "Zo was het")
        rows = Change.objects.all()
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            rows.update(content={}) if change == "update" else rows.delete()

    def test_saving_costs_one_query_for_the_log_however_much_changed(self, town, django_assert_max_num_queries):
        url = town.step()
        data = town.shown(url) | {f"vertalen-visie-{n}-explanation": "Tekst" for n in range(1, 6)}
        with django_assert_max_num_queries(20) as queries:
            town.client.post(url, data)
        assert len([each for each in queries if "assessments_change" in each["sql"]]) == 1


class TestPage:
    def test_it_compares_each_change_word_by_word(self, town):
        write(town, "Wij doen dit graag")
        town.client.force_login(town.member(Role.COORDINATOR, name="Coen"))
        write(town, "Wij doen dat graag")
        page = read(town)
        assert "Coen, " in page
        assert "weggehaald: </span>dit<span" in page
        assert "toegevoegd: </span>dat<span" in page

    def test_it_shows_what_was_refused(self, town):
        url = town.step()
        as_read = town.shown(url)
        colleague = Client()
        colleague.force_login(town.member(Role.COORDINATOR, name="Bram"))
        colleague.post(url, {**as_read, f"{Q1}-explanation": "Tekst van Bram"})
        town.client.post(url, {**as_read, f"{Q1}-explanation": "Mijn eigen tekst"})
        page = read(town)
        assert "Niet opgeslagen: een collega was eerder" in page
        assert "eigen" in page

    def test_without_changes_it_says_so(self, town):
        assert "nog niets gewijzigd" in read(town)

    def test_a_part_that_is_not_on_the_page_is_not_found(self, town):
        assert town.client.get(history(town, "bestaat-niet")).status_code == 404

    def test_a_speerpunt_that_is_not_chosen_any_more_keeps_its_log(self, town):
        beleid = town.step(layer="beleid")
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": [SPEERPUNT]})
        town.client.post(beleid, {**town.shown(beleid), f"{SPEERPUNT}-document": "Nota"})
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": []})
        assert "Nota" in read(town, SPEERPUNT, "beleid")

    def test_older_changes_are_on_a_next_page(self, town):
        change = write(town, "Tekst 0")
        rows = [
            Change(
                assessment=change.assessment,
                page=change.page,
                part=Q1,
                by=UserFactory(),
                at=timezone.now(),
                before={"explanation": f"Tekst {n}"},
                content={"explanation": f"Tekst {n + 1}"},
            )
            for n in range(60)
        ]
        Change.objects.bulk_create(rows)
        page = read(town)
        assert "Oudere wijzigingen" in page
        older = town.client.get(history(town), {"voor": Change.objects.order_by("-id")[49].pk}).content.decode()
        assert "Oudere wijzigingen" not in older
        assert "Naar de nieuwste wijzigingen" in older

    def test_it_costs_as_many_queries_with_many_changes_as_with_one(self, town, django_assert_max_num_queries):
        counts = []
        for text in ("Een", "Twee", "Drie"):
            write(town, text)
            with django_assert_max_num_queries(12) as queries:
                read(town)
            counts.append(len(queries))
        assert len(set(counts)) == 1

    def test_what_one_person_types_in_a_row_is_one_version(self, town):
        now, by = timezone.now(), town.officer
        texts = ["", "Wij", "Wij doen", "Wij doen dit"]
        changes = [
            Change(by=by, at=now + timedelta(seconds=n), before=texts[n], content=texts[n + 1]) for n in range(3)
        ]
        later = Change(by=by, at=now + timedelta(hours=1), before=texts[3], content="Anders")
        assert [len(each.changes) for each in versions([later, *reversed(changes)])] == [1, 3]


class TestRestore:
    def test_an_editor_puts_an_earlier_text_back_and_that_is_logged_too(self, town):
        first = write(town, "Eerst")
        write(town, "Daarna")
        response = town.client.post(history(town), {"terugzetten": first.pk})
        assert response.url == f"{town.step()}#{Q1}"
        assert town.answer(Q1).explanation == "Eerst"
        last = Change.objects.last()
        assert (last.how, last.before["explanation"]) == (How.RESTORED, "Daarna")

    def test_dates_and_decimals_come_back_as_they_were(self, town):
        beleid, figures = town.step(layer="beleid"), town.url("key_figures")
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": [SPEERPUNT]})
        for day, fte in (("21-11-2026", "0,43"), ("22-11-2026", "2")):
            town.client.post(beleid, {**town.shown(beleid), f"{SPEERPUNT}-adopted_on": day})
            town.client.post(figures, {**town.shown(figures), "kerncijfers-fte": fte})
        of_speerpunt = Change.objects.filter(part=SPEERPUNT).first()
        town.client.post(history(town, SPEERPUNT, "beleid"), {"terugzetten": of_speerpunt.pk})
        of_figures = Change.objects.filter(part="kerncijfers").first()
        town.client.post(town.url("key_figures_history"), {"terugzetten": of_figures.pk})
        assert f"{town.speerpunt(SPEERPUNT).adopted_on}" == "2026-11-21"
        assert f"{town.assessment.key_figures.fte}" == "0.43"

    def test_an_own_speerpunt_that_went_comes_back_with_its_money(self, town):
        beleid, geld = town.step(layer="beleid"), town.step(layer="financien")
        own = {"speerpunten-own": ["Buurtkamers"], "speerpunten-own-code": [""]}
        town.client.post(beleid, {**town.shown(beleid), **own})
        first = Change.objects.get()
        code = first.content["own"][0]["code"]
        town.client.post(geld, {**town.shown(geld), f"{code}-amount": "500"})
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-own": [""], "speerpunten-own-code": [code]})
        assert not town.speerpunt(code).chosen
        town.client.post(history(town, "speerpunten", "beleid"), {"terugzetten": first.pk})
        assert (town.speerpunt(code).chosen, town.speerpunt(code).amount) == (True, 500)

    def test_a_text_of_another_part_can_not_be_put_here(self, town):
        other = write(town, "Eerst")
        assert town.client.post(history(town, "vertalen-visie-3"), {"terugzetten": other.pk}).status_code == 404

    def test_when_the_round_is_closed_nothing_is_put_back(self, town):
        first = write(town, "Eerst")
        write(town, "Daarna")
        Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
        response = town.client.post(history(town), {"terugzetten": first.pk})
        assert "Er is niets teruggezet" in said(response)
        assert town.answer(Q1).explanation == "Daarna"
        assert "Zet deze tekst terug" not in read(town)


class TestUndo:
    def test_after_a_save_one_button_undoes_all_that_it_changed(self, town):
        write(town, "Eerst")
        url = town.step()
        page = town.client.post(
            url, {**town.shown(url), f"{Q1}-explanation": "Daarna", "niveau-level": "3"}, follow=True
        ).content.decode()
        changes = Change.objects.order_by("-id")[:2]
        assert f'name="ongedaan" value="{changes[1].pk} {changes[0].pk}"' in page
        undo(town, *changes)
        assert town.answer(Q1).explanation == "Eerst"
        assert town.assessment.ratings.get().level is None

    def test_undoing_is_logged_and_can_be_undone(self, town):
        write(town, "Eerst")
        undo(town, write(town, "Daarna"))
        last = Change.objects.last()
        assert last.how == How.UNDONE
        undo(town, last)
        assert town.answer(Q1).explanation == "Daarna"

    def test_what_was_changed_again_since_can_not_be_undone(self, town):
        change = write(town, "Eerst")
        write(town, "Van een collega")
        response = undo(town, change)
        assert "Ongedaan maken kan niet meer" in said(response)
        assert town.answer(Q1).explanation == "Van een collega"

    def test_nobody_undoes_what_another_did(self, town):
        change = write(town, "Eerst")
        town.client.force_login(town.member(Role.COORDINATOR))
        undo(town, change)
        assert town.answer(Q1).explanation == "Eerst"

    @pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30])
    def test_a_key_that_means_nothing_changes_nothing(self, town, key):
        write(town, "Eerst")
        assert town.client.post(town.step(), {"ongedaan": key}).status_code == 302
        assert town.answer(Q1).explanation == "Eerst"

    def test_choosing_speerpunten_can_be_undone(self, town):
        beleid = town.step(layer="beleid")
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": [SPEERPUNT]})
        undo(town, Change.objects.get(), url=beleid)
        assert not town.speerpunt(SPEERPUNT).chosen
