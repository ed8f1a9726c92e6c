"""Handing the work over: the page that a successor reads, and the step in which parts and role go along."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.handover import Edit, documents, facts, open_parts, reasons, who_knows_what
from assessments.models import Assignment, Given, Handover, Status, WhatIsLeft
from assessments.scoring import progress
from assessments.steps import ASK_SUPPLEMENT, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from municipalities.models import Role
from tests.assessments.parts import basisfunctie, complete_speerpunt, snapshot
from tests.factories import AssessmentFactory, AssignmentFactory, RoundFactory

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture
def leaving(town):
    """A town whose only coördinator, Coen, leaves; Bram comes after."""
    town.coen = town.member(Role.COORDINATOR, name="Coen", email="coen@example.org")
    town.bram = town.member(Role.POLICY_OFFICER, name="Bram", email="bram@example.org")
    town.client.force_login(town.coen)
    return town


def body(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def role_of(town, user):
    membership = town.municipality.memberships.filter(user=user).first()
    return membership and membership.role


def hand_over(town, giver, taker, stays="lezer", **data):
    members = {each.user_id: each.pk for each in town.municipality.memberships.all()}
    form = {"giver": members[giver.pk], "taker": members[taker.pk], "stays": stays, "word": "", "zeker": "ja", **data}
    return town.client.post(town.url("hand_over"), form, follow=True)


class TestTheStep:
    def test_parts_and_the_role_of_coordinator_go_in_one_step(self, leaving, mailoutbox):
        due = timezone.localdate() + timedelta(days=5)
        AssignmentFactory(assessment=leaving.assessment, part="vertalen/visie", user=leaving.coen, due_on=due)
        earlier = AssessmentFactory(municipality=leaving.municipality, round=RoundFactory(closed=True))
        AssignmentFactory(assessment=earlier, part="kerncijfers", user=leaving.coen)

        hand_over(leaving, leaving.coen, leaving.bram, word="Veel plezier.")

        assert {(row.user, row.status) for row in Assignment.objects.open()} == {(leaving.bram, Given.OPEN)}
        assert Assignment.objects.open().get(layer__isnull=False).due_on == due
        assert Assignment.objects.filter(user=leaving.coen, status=Given.HANDED_OVER).count() == 2
        assert role_of(leaving, leaving.bram) == Role.COORDINATOR
        assert role_of(leaving, leaving.coen) == Role.READER
        log = Handover.objects.get()
        assert (log.from_user, log.to_user, log.made_by) == (leaving.coen, leaving.bram, leaving.coen)
        assert (log.as_coordinator, log.parts, log.stays) == (True, 2, WhatIsLeft.READER)
        assert mailoutbox[-1].to == ["bram@example.org"]
        assert "Veel plezier." in mailoutbox[-1].body
        leaving.client.force_login(leaving.bram)
        page = body(leaving.client.get(leaving.url("handover")))
        assert "Coen aan Bram, met de rol van coördinator" in page

    @pytest.mark.parametrize(
        ("stays", "role"), [("weg", None), ("lezer", Role.READER), ("beleidsmedewerker", Role.POLICY_OFFICER)]
    )
    def test_who_hands_over_leaves_or_stays(self, leaving, stays, role):
        hand_over(leaving, leaving.coen, leaving.bram, stays=stays)
        assert role_of(leaving, leaving.coen) == role

    def test_before_it_happens_the_page_says_what_will(self, leaving):
        AssignmentFactory(assessment=leaving.assessment, part="vertalen/visie", user=leaving.coen)
        page = body(hand_over(leaving, leaving.coen, leaving.bram, zeker=[]))
        assert "Klopt dit?" in page
        assert "gaat 1 deel: Vertalen, visie." in page
        assert "Bram wordt coördinator." in page
        assert "Coen blijft als lezer." in page
        assert not Handover.objects.exists()
        assert role_of(leaving, leaving.coen) == Role.COORDINATOR

    def test_from_a_policy_officer_only_the_parts_go(self, leaving, mailoutbox):
        AssignmentFactory(assessment=leaving.assessment, part="vertalen/visie", user=leaving.officer)
        hand_over(leaving, leaving.officer, leaving.bram, stays="weg")
        assert Assignment.objects.open().get().user == leaving.bram
        assert role_of(leaving, leaving.bram) == Role.POLICY_OFFICER
        assert role_of(leaving, leaving.officer) is None
        assert {message.to[0] for message in mailoutbox} == {leaving.officer.email, "bram@example.org"}

    def test_to_somebody_whose_account_is_switched_off_nothing_goes(self, leaving):
        leaving.bram.is_active = False
        leaving.bram.save()
        page = body(hand_over(leaving, leaving.coen, leaving.bram))
        assert "<title>Fout: " in page
        assert role_of(leaving, leaving.coen) == Role.COORDINATOR

    def test_nobody_hands_over_to_themselves(self, leaving):
        assert "Kies iemand anders dan wie overdraagt." in body(hand_over(leaving, leaving.coen, leaving.coen))
        assert not Handover.objects.exists()

    def test_a_reader_or_a_meewerker_can_not_be_the_successor(self, leaving):
        for role in (Role.READER, Role.GUEST):
            person = leaving.member(role)
            assert "<title>Fout: " in body(hand_over(leaving, leaving.coen, person))
        assert not Handover.objects.exists()

    def test_who_is_alone_reads_to_invite_somebody_first(self, town):
        town.client.force_login(town.member(Role.COORDINATOR))
        town.municipality.memberships.filter(user=town.officer).delete()
        page = body(town.client.get(town.url("hand_over")))
        assert "Nodig uw opvolger eerst uit" in page

    def test_the_log_is_never_of_one_person(self, leaving):
        with pytest.raises(IntegrityError), transaction.atomic():
            Handover.objects.create(
                assessment=leaving.assessment,
                from_user=leaving.coen,
                to_user=leaving.coen,
                made_by=leaving.coen,
                stays=WhatIsLeft.READER,
            )


class TestThePage:
    def test_it_carries_what_a_successor_must_know(self, make_town):
        town = make_town(rated=True)
        coordinator, adviser = town.member(Role.COORDINATOR), town.adviser()
        code, year = town.municipality.code, town.assessment.round.year
        url = town.step("vertalen", "beleid")
        code_of_first = "vertalen-beleid-"
        data = town.shown(url)
        first = next(value for value, _ in town.client.get(url).context["page"].parts[0].fields["chosen"].choices)
        assert first.startswith(code_of_first)
        town.client.post(url, {**data, "speerpunten-chosen": [first]})
        town.assessment.speerpunten.update(document="Nota Samen 2025", adoption="raad", adopted_on="2025-03-12")
        AssignmentFactory(assessment=town.assessment, part="versterken/visie", user=town.officer, word="Na de zomer.")
        take_step(coordinator, code, year, SUBMIT)
        take_step(adviser, code, year, TAKE_UP)
        take_step(adviser, code, year, ASK_SUPPLEMENT, note="Vertel meer over het geld.")

        page = body(town.client.get(town.url("handover")))

        assert Status.SUPPLEMENT.label in page
        assert "De adviseur wacht op een aanvulling" in page
        assert "Vertel meer over het geld." in page
        assert "Na de zomer." in page
        assert "Zo staat het ervoor." in page
        assert "Nota Samen 2025" in page
        assert "vastgesteld door de raad, 12 maart 2025" in page
        assert str(coordinator) in page

    def test_an_empty_assessment_says_what_is_not_there(self, town):
        page = body(town.client.get(town.url("handover")))
        assert "Er is nu geen deel bij iemand." in page
        assert page.count("Nog geen niveau: visie, beleid, uitvoering, financiën.") == 5
        assert "Bij de speerpunten staat nog geen document." in page
        assert "De adviseur schreef nog niets." in page

    @pytest.mark.parametrize("many", [1, 6])
    def test_the_queries_do_not_grow(self, town, django_assert_max_num_queries, many):
        parts = ["visie", "beleid", "uitvoering"]
        for part in [f"{b}/{layer}" for b in ("vertalen", "versterken") for layer in parts][:many]:
            AssignmentFactory(assessment=town.assessment, part=part, user=town.member(Role.POLICY_OFFICER))
        with django_assert_max_num_queries(16):
            town.client.get(town.url("handover"))

    def test_the_start_page_leads_to_it(self, town):
        assert town.url("handover") in body(town.client.get(town.url("assessment")))


class TestTheRules:
    def test_who_knows_what_is_who_changed_it_last(self):
        members = {1: ("Bram", "beleidsmedewerker"), 2: ("Coen", "coördinator")}
        edits = [
            Edit(1, "Bram", "Vertalen", MONDAY),
            Edit(1, "Bram", "Vertalen", TUESDAY),
            Edit(3, "Ans", "Versterken", MONDAY),
        ]
        people = who_knows_what(members, edits)
        assert [(each.name, each.role, each.about, each.last) for each in people] == [
            ("Bram", "beleidsmedewerker", "Vertalen", TUESDAY),
            ("Ans", "", "Versterken", MONDAY),
            ("Coen", "coördinator", "", None),
        ]

    def test_two_people_of_one_name_stay_two(self):
        members = {1: ("Bram", "lezer"), 2: ("Bram", "coördinator")}
        assert len(who_knows_what(members, [Edit(2, "Bram", "Vertalen", MONDAY)])) == 2

    def test_a_document_stands_once_with_all_that_it_adopted(self):
        part = basisfunctie(
            speerpunten=(complete_speerpunt("A", document="Nota"), complete_speerpunt("B", document="Nota"))
        )
        found = documents(snapshot(part))
        assert [(each.name, each.speerpunten) for each in found] == [("Nota", ("A (Vertalen)", "B (Vertalen)"))]

    def test_levels_that_are_not_there_yet_are_one_line(self):
        first, *_ = open_parts(progress(snapshot(basisfunctie(levels={"visie": 2}))))
        assert first.levels == "beleid, uitvoering, financiën"
        assert not any("niveau" in text for layer in first.layers for text in layer.texts)

    def test_open_points_and_reasons_go_by_layer(self):
        it = snapshot(basisfunctie(levels={"visie": 2}, reason="Omdat."))
        first_part, *_, last_part = open_parts(progress(it))
        assert (first_part.name, first_part.layers[0].where) == ("Vertalen", "Visie")
        assert last_part.name == "Kerncijfers"
        first, second, *_ = reasons(it)[0].layers
        assert (first.level, first.reason) == ("2", "Omdat.")
        assert (second.level, second.reason) == ("", "")


def test_another_municipality_is_not_found(town, leaving):
    other = AssessmentFactory()
    place = [other.municipality.code, other.round.year]
    assert leaving.client.get(reverse("handover", args=place)).status_code == 404


def test_the_day_of_a_status_is_the_day_in_the_netherlands():
    just_after_midnight = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    assessment = AssessmentFactory(submitted=True)
    assessment.status_since = just_after_midnight
    assert facts(assessment, progress(snapshot()))[0].value == "ingediend, sinds 3 november 2026"
