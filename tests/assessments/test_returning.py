"""Coming back: "U gaat verder met…" leads to the very question where the person was."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Change, How, Round
from municipalities.models import Role
from tests.assessments.conftest import Town
from tests.assessments.test_autosave import Q1, SPEERPUNT, send
from tests.factories import AssignmentFactory, MembershipFactory

Q3 = "vertalen-visie-3"


def body(client, url):
    response = client.get(url, follow=True)
    assert response.status_code == 200
    return html.unescape(" ".join(response.content.decode().split()))


def panel(town, client=None):
    """Return the panel with the one next step."""
    page = body(client or town.client, town.url("assessment"))
    return page[page.index('<section class="bf-panel">') :].partition("</section>")[0]


class TestOnTheAssessment:
    def test_it_leads_to_the_question_that_the_person_saved_last(self, town):
        send(town, Q1, explanation="Eerst")
        send(town, Q3, explanation="Daarna")
        shown = panel(town)
        question = town.answer(Q3).question
        assert "U gaat verder met Vertalen: visie, vraag 3</h2>" in shown
        assert f"<p>{question.text}</p>" in shown
        assert f'href="{town.step()}#{Q3}">Verder waar u was</a>' in shown

    def test_the_link_leads_to_a_part_of_the_page(self, town):
        send(town, Q3, explanation="Daarna")
        assert f'<section id="{Q3}"' in body(town.client, town.step())

    def test_what_is_open_elsewhere_is_one_click_away(self, town):
        send(town, Q3, explanation="Daarna")
        assert f'Dit staat ook nog open: <a href="{town.step()}#{Q1}">Vertalen, visie: Vraag 1: ' in panel(town)

    def test_who_saved_nothing_yet_begins_at_the_first_open_question(self, town):
        shown = panel(town)
        assert "U begint met Vertalen, visie" in shown
        assert "Vraag 1: " in shown
        assert f'href="{town.step()}#{Q1}"' in shown
        assert "ook nog open" not in shown

    def test_what_a_colleague_saved_is_not_where_this_person_was(self, town):
        send(town, Q3, explanation="Van mij")
        colleague = town.member(Role.COORDINATOR)
        town.client.force_login(colleague)
        assert f"#{Q1}" in panel(town)
        send(town, Q1, explanation="Van de coördinator")
        town.client.force_login(town.officer)
        assert f'#{Q3}">Verder' in panel(town)

    def test_what_was_refused_was_typed_there_too(self, town):
        send(town, Q1, explanation="Eerst")
        change = Change.objects.get()
        change.pk, change.part, change.how = None, Q3, How.REFUSED
        change.save(force_insert=True)
        assert f'#{Q3}">Verder' in panel(town)

    def test_another_year_is_another_place(self, town):
        other = Town(town.client)
        assert other.municipality != town.municipality
        MembershipFactory(user=other.officer, municipality=town.municipality)
        send(town, Q3, explanation="In de ene gemeente")
        send(other, Q1, explanation="In de andere")
        assert f'#{Q3}">Verder' in panel(town)

    @pytest.mark.parametrize(
        ("layer", "part", "sent", "words", "anchor"),
        [
            ("visie", "niveau", {"level": "2"}, "Vertalen: visie, het niveau", "#niveau"),
            ("beleid", "speerpunten", {"chosen": [SPEERPUNT]}, "Vertalen: beleid, speerpunten kiezen", "#speerpunten"),
        ],
    )
    def test_it_names_what_is_no_question(self, town, layer, part, sent, words, anchor):
        send(town, part, town.step(layer=layer), **sent)
        assert f"U gaat verder met {words}</h2>" in panel(town)
        assert f"{town.step(layer=layer)}{anchor}" in panel(town)

    def test_it_names_a_speerpunt_and_the_step_alone_once_that_is_put_aside(self, town):
        beleid, uitvoering = town.step(layer="beleid"), town.step(layer="uitvoering")
        send(town, "speerpunten", beleid, chosen=[SPEERPUNT])
        send(town, SPEERPUNT, uitvoering, executors="De welzijnsorganisatie")
        label = str(town.speerpunt(SPEERPUNT))
        assert f"U gaat verder met Vertalen: uitvoering, speerpunt {label}</h2>" in panel(town)
        assert f'{uitvoering}#{SPEERPUNT}"' in panel(town)
        town.assessment.speerpunten.update(chosen=False)
        assert "U gaat verder met Vertalen: uitvoering</h2>" in panel(town)
        assert f'href="{uitvoering}"' in panel(town)

    def test_it_leads_to_the_key_figures(self, town):
        send(town, "kerncijfers", town.url("key_figures"), fte="0,5")
        assert "U gaat verder met de kerncijfers</h2>" in panel(town)
        assert f'{town.url("key_figures")}#kerncijfers"' in panel(town)

    def test_after_the_round_has_closed_there_is_nothing_to_go_on_with(self, make_town):
        town = make_town()
        send(town, Q3, explanation="Op tijd")
        Round.objects.update(closes_on=town.assessment.round.opens_on)
        assert "De ronde is gesloten" in panel(town)

    def test_it_costs_one_query_whatever_the_log_holds(self, town, django_assert_num_queries):
        send(town, Q1, explanation="Eerst")
        url = town.url("assessment")
        town.client.get(url)
        with CaptureQueriesContext(connection) as first:
            town.client.get(url)
            number = len(first)
        for each in range(3):
            send(town, Q3, explanation=f"Daarna {each}")
        with django_assert_num_queries(number):
            town.client.get(url)


class TestOnTheStartPage:
    def test_who_has_two_municipalities_goes_on_in_the_one_where_it_was(self, town):
        MembershipFactory(user=town.officer)
        assert "U gaat verder met" not in body(town.client, reverse("start"))
        send(town, Q3, explanation="Daarna")
        page = body(town.client, reverse("start"))
        assert f"Gemeente {town.municipality}</p>" in page
        assert "U gaat verder met Vertalen: visie, vraag 3</h2>" in page
        assert f'href="{town.step()}#{Q3}"' in page

    def test_not_where_the_person_does_not_belong_any_more(self, town):
        send(town, Q3, explanation="Daarna")
        town.officer.memberships.all().delete()
        MembershipFactory.create_batch(2, user=town.officer)
        assert "U gaat verder met" not in body(town.client, reverse("start"))

    def test_not_in_a_round_that_has_closed(self, town):
        MembershipFactory(user=town.officer)
        send(town, Q3, explanation="Daarna")
        Round.objects.update(closes_on=town.assessment.round.opens_on)
        assert "U gaat verder met" not in body(town.client, reverse("start"))

    def test_a_reader_that_once_filled_in_reads(self, town):
        MembershipFactory(user=town.officer)
        send(town, Q3, explanation="Daarna")
        town.officer.memberships.filter(municipality=town.municipality).update(role=Role.READER)
        assert "U gaat verder met" not in body(town.client, reverse("start"))


class TestForAMeewerker:
    @pytest.fixture
    def guest(self, town):
        guest = town.member(Role.GUEST)
        AssignmentFactory(assessment=town.assessment, part="vertalen/visie", user=guest)
        town.client.force_login(guest)
        return guest

    @pytest.mark.usefixtures("guest")
    def test_it_begins_at_the_first_open_question_of_its_part(self, town):
        assert f'href="{town.step()}#{Q1}">Beginnen</a>' in panel(town)

    @pytest.mark.usefixtures("guest")
    def test_it_goes_on_where_it_was(self, town):
        send(town, Q3, explanation="Van een meewerker")
        assert f'href="{town.step()}#{Q3}">Verder waar u was</a>' in panel(town)

    @pytest.mark.usefixtures("guest")
    def test_not_in_a_part_that_it_gave_back(self, town):
        send(town, Q3, explanation="Van een meewerker")
        (given,) = town.assessment.assignments.all()
        town.client.post(town.url("hand_back"), {"part": given.pk})
        assert "Verder waar u was" not in body(town.client, town.url("assessment"))
