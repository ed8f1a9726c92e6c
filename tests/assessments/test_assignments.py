"""Giving parts to colleagues: what the coördinator does, what the colleague sees, and what is mailed."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.assignments import Stranger, give, hand_back, take_over
from assessments.models import Assignment, Given, Status
from basisfuncties.models import Layer
from municipalities.invitations import accept_as_newcomer
from municipalities.models import Invitation, Role
from municipalities.refusal import Refused
from tests.factories import AssignmentFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = timezone.localdate() + timedelta(days=14)


@pytest.fixture
def divided(town):
    """A town seen by its coördinator, with a colleague to give parts to."""
    town.coordinator = town.member(Role.COORDINATOR, name="Coen")
    town.colleague = town.member(Role.POLICY_OFFICER, name="Bram", email="bram@example.org")
    town.client.force_login(town.coordinator)
    return town


def given_to(town, *parts, **fields):
    return [AssignmentFactory(assessment=town.assessment, part=part, **fields) for part in parts]


def post_parts(town, name, rows, **data):
    return town.client.post(town.url(name), {"part": [row.pk for row in rows], **data}, follow=True)


def body(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def give_in_browser(town, parts, **data):
    form = {"parts": parts, "to": town.colleague.pk, "due_on": f"{DUE:%d-%m-%Y}", "word": "Jij weet dit.", **data}
    return town.client.post(town.url("divide"), form, follow=True)


class TestGiving:
    def test_a_part_goes_to_a_colleague_with_a_day_and_a_word(self, divided, mailoutbox):
        assert "Vertalen (visie) is nu bij Bram" in body(give_in_browser(divided, ["vertalen/visie"]))
        row = Assignment.objects.get()
        assert (row.user, row.code, row.due_on, row.word) == (divided.colleague, "vertalen/visie", DUE, "Jij weet dit.")
        assert row.is_open
        message = mailoutbox[-1]
        assert message.to == ["bram@example.org"]
        assert "Vertalen (visie)" in message.body
        assert "Jij weet dit." in message.body
        assert divided.url("my_part") in message.body

    def test_a_whole_basisfunctie_is_what_nobody_has_of_it(self, divided):
        given_to(divided, "vertalen/beleid", user=divided.officer)
        give_in_browser(divided, ["vertalen"])
        theirs = {row.code for row in Assignment.objects.filter(user=divided.colleague)}
        assert theirs == {"vertalen/visie", "vertalen/uitvoering", "vertalen/financien"}

    def test_the_key_figures_are_a_part_too(self, divided):
        give_in_browser(divided, ["kerncijfers"])
        assert Assignment.objects.get().layer is None

    def test_a_part_that_somebody_has_is_refused_and_the_form_keeps_what_was_typed(self, divided):
        given_to(divided, "vertalen/visie", user=divided.officer)
        page = body(give_in_browser(divided, ["vertalen/visie", "vertalen/beleid"]))
        assert f"Vertalen, visie is bij {divided.officer}" in page
        assert "Jij weet dit." in page
        assert Assignment.objects.count() == 1

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            ({"parts": []}, "Kies een of meer delen."),
            ({"to": ""}, "Kies aan wie u het geeft."),
            ({"to": "nieuw", "email": ""}, "Vul het e-mailadres in van wie u vraagt."),
            ({"to": "nieuw", "email": "geen adres"}, "Voer een geldig e-mailadres in."),
            ({"due_on": "1 januari"}, "Dit is geen datum."),
            ({"due_on": "01-01-2020"}, "Deze dag is al voorbij."),
            ({"email": "noor@example.org"}, "U vulde ook een e-mailadres in."),
            ({"parts": ["verzonnen/visie"]}, "Selecteer een geldige keuze"),
        ],
    )
    def test_a_mistake_is_named(self, divided, data, fault):
        page = body(give_in_browser(divided, data.pop("parts", ["vertalen/visie"]), **data))
        assert fault in page
        assert "<title>Fout: " in page
        assert not Assignment.objects.exists()

    def test_nothing_can_be_given_once_it_was_submitted(self, divided):
        divided.assessment.status = Status.SUBMITTED
        divided.assessment.save()
        assert "Verdelen kan nu niet" in body(divided.client.get(divided.url("divide")))
        give_in_browser(divided, ["vertalen/visie"])
        assert not Assignment.objects.exists()

    def test_a_reader_can_not_be_given_a_part(self, divided):
        reader = divided.member(Role.READER)
        with pytest.raises(Refused, match="vult niets in"):
            give(
                divided.coordinator,
                divided.municipality.code,
                divided.assessment.round.year,
                ["kerncijfers"],
                to=reader,
            )

    def test_somebody_of_another_municipality_can_not_be_given_a_part(self, divided):
        with pytest.raises(Refused, match="werkt niet"):
            give(
                divided.coordinator,
                divided.municipality.code,
                divided.assessment.round.year,
                ["kerncijfers"],
                to=MembershipFactory().user,
            )

    def test_a_part_that_was_withdrawn_before_the_mail_left_is_not_told(self, divided, mailoutbox):
        give_in_browser(divided, ["vertalen/visie"])
        post_parts(divided, "withdraw_part", Assignment.objects.all())
        assert ["hoeft u niet meer" in mail.subject for mail in mailoutbox] == [True]

    def test_the_page_says_who_has_what_and_how_far_it_is(self, divided):
        given_to(divided, "vertalen/visie", user=divided.colleague, due_on=DUE - timedelta(days=30))
        page = body(divided.client.get(divided.url("divide")))
        assert "Bram" in page
        assert "0 van 6 klaar" in page
        assert "te laat" in page

    @pytest.mark.parametrize("many", [1, 8])
    def test_the_queries_do_not_grow_with_the_parts(self, divided, django_assert_max_num_queries, many):
        parts = [
            f"{b}/{layer}"
            for b in ("vertalen", "versterken")
            for layer in ("visie", "beleid", "uitvoering", "financien")
        ]
        for part in parts[:many]:
            given_to(divided, part, user=divided.member(Role.POLICY_OFFICER))
        with django_assert_max_num_queries(13):
            divided.client.get(divided.url("divide"))


class TestMyPart:
    def test_it_shows_what_is_asked_by_when_and_links_to_the_steps(self, divided):
        given_to(
            divided, "vertalen/visie", user=divided.officer, given_by=divided.coordinator, due_on=DUE, word="Graag."
        )
        divided.client.force_login(divided.officer)
        page = body(divided.client.get(divided.url("my_part")))
        assert "Gevraagd door Coen" in page
        assert "nog 14 dagen" in page
        assert "Graag." in page
        assert f'href="{divided.step()}"' in page
        assert "0 van 6 klaar" in page

    def test_the_start_page_shows_it_first_and_says_who_has_the_rest(self, divided):
        given_to(divided, "versterken/beleid", user=divided.officer)
        given_to(divided, "vertalen/visie", user=divided.colleague)
        divided.client.force_login(divided.officer)
        page = body(divided.client.get(divided.url("assessment")))
        assert "Uw deel" in page
        assert "U begint met Versterken, beleid" in page
        assert "bij Bram (visie)" in page

    def test_a_step_says_with_whom_it_is(self, divided):
        given_to(divided, "vertalen/visie", "kerncijfers", user=divided.colleague, due_on=DUE)
        assert "Bij Bram, tot" in body(divided.client.get(divided.step()))
        assert "Bij Bram, tot" in body(divided.client.get(divided.url("key_figures")))
        assert "Bij Bram" not in body(divided.client.get(divided.step("vertalen", "beleid")))

    def test_handing_back_ends_it_and_mails_the_coordinators(self, divided, mailoutbox):
        rows = given_to(divided, "vertalen/visie", "vertalen/beleid", user=divided.officer)
        divided.client.force_login(divided.officer)
        page = body(post_parts(divided, "hand_back", rows, word="De begroting volgt in mei."))
        assert "Teruggegeven: Vertalen (visie, beleid)" in page
        assert {row.status for row in Assignment.objects.all()} == {Given.HANDED_BACK}
        assert mailoutbox[-1].to == [divided.coordinator.email]
        assert "De begroting volgt in mei." in mailoutbox[-1].body
        divided.client.force_login(divided.coordinator)
        assert "De begroting volgt in mei." in body(divided.client.get(divided.url("divide")))

    def test_what_somebody_else_has_can_not_be_handed_back(self, divided):
        rows = given_to(divided, "vertalen/visie", user=divided.colleague)
        divided.client.force_login(divided.officer)
        assert "Er is niets veranderd" in body(post_parts(divided, "hand_back", rows))
        assert rows[0].__class__.objects.get().is_open

    def test_a_word_that_is_too_long_comes_back_with_what_was_typed(self, divided):
        rows = given_to(divided, "vertalen/visie", user=divided.officer)
        divided.client.force_login(divided.officer)
        page = body(post_parts(divided, "hand_back", rows, word="x" * 20_001))
        assert "Maak hem korter" in page
        assert "x" * 20_001 in page

    def test_without_a_part_the_page_says_so(self, divided):
        assert "U hebt nu geen deel" in body(divided.client.get(divided.url("my_part")))


class TestReminding:
    def test_a_reminder_goes_to_who_has_it(self, divided, mailoutbox):
        rows = given_to(divided, "vertalen/visie", user=divided.colleague, due_on=DUE)
        assert "herinnering gemaild over: Vertalen (visie)" in body(post_parts(divided, "remind", rows))
        assert mailoutbox[-1].to == ["bram@example.org"]
        assert "herinnert u" in mailoutbox[-1].body
        assert Assignment.objects.get().reminded_at

    def test_there_is_one_reminder_a_day(self, divided, mailoutbox):
        rows = given_to(divided, "vertalen/visie", user=divided.colleague)
        post_parts(divided, "remind", rows)
        assert "vandaag al" in body(post_parts(divided, "remind", rows))
        assert len(mailoutbox) == 1
        Assignment.objects.update(reminded_at=timezone.now() - timedelta(days=1))
        post_parts(divided, "remind", rows)
        assert len(mailoutbox) == 2

    @pytest.mark.parametrize("status", [Given.HANDED_BACK, Given.WITHDRAWN, Given.TAKEN_OVER])
    def test_reminders_stop_when_it_is_not_open_any_more(self, divided, status, mailoutbox):
        rows = given_to(
            divided,
            "vertalen/visie",
            user=divided.colleague,
            status=status,
            ended_at=timezone.now(),
            ended_by=divided.coordinator,
        )
        assert "al teruggegeven of ingetrokken" in body(post_parts(divided, "remind", rows))
        assert not mailoutbox

    def test_reminders_stop_when_all_is_filled_in(self, make_town, mailoutbox):
        town = make_town(rated=True)
        town.client.force_login(town.member(Role.COORDINATOR))
        # without speerpunten the level and its reason are all there is to uitvoering
        rows = given_to(town, "vertalen/uitvoering", user=town.officer)
        assert "Hier is alles al ingevuld" in body(post_parts(town, "remind", rows))
        assert not mailoutbox

    def test_reminders_stop_once_it_was_submitted(self, divided, mailoutbox):
        rows = given_to(divided, "vertalen/visie", user=divided.colleague)
        divided.assessment.status = Status.SUBMITTED
        divided.assessment.save()
        assert "Invullen kan nu niet" in body(post_parts(divided, "remind", rows))
        assert not mailoutbox


class TestTakingBack:
    def test_taking_over_moves_it_to_the_coordinator(self, divided, mailoutbox):
        rows = given_to(divided, "vertalen/visie", user=divided.colleague, due_on=DUE)
        assert "Dit deel is nu bij u: Vertalen (visie)" in body(post_parts(divided, "take_over", rows))
        assert Assignment.objects.open().get().user == divided.coordinator
        assert Assignment.objects.get(status=Given.TAKEN_OVER).user == divided.colleague
        assert mailoutbox[-1].to == ["bram@example.org"]

    def test_withdrawing_leaves_it_to_nobody(self, divided, mailoutbox):
        rows = given_to(divided, "vertalen/visie", user=divided.colleague)
        post_parts(divided, "withdraw_part", rows)
        assert not Assignment.objects.open().exists()
        assert "ligt niet meer bij u" in mailoutbox[-1].body

    def test_a_part_of_another_municipality_can_not_be_touched(self, divided):
        other = AssignmentFactory()
        for door in ("remind", "take_over", "withdraw_part"):
            assert "Er is niets veranderd" in body(post_parts(divided, door, [other]))
        other.refresh_from_db()
        assert other.is_open

    def test_who_leaves_or_becomes_a_reader_has_no_part_any_more(self, divided):
        given_to(divided, "vertalen/visie", user=divided.colleague)
        given_to(divided, "vertalen/beleid", user=divided.officer)
        memberships = {each.user: each for each in divided.municipality.memberships.all()}
        code = divided.municipality.code
        divided.client.post(f"/gemeente/{code}/mensen/{memberships[divided.colleague].pk}/verwijderen/")
        divided.client.post(f"/gemeente/{code}/mensen/{memberships[divided.officer].pk}/rol/", {"role": "lezer"})
        assert {row.status for row in Assignment.objects.all()} == {Given.WITHDRAWN}


class TestTheDatabase:
    @pytest.mark.parametrize("part", ["vertalen/visie", "kerncijfers"])
    def test_a_part_is_with_one_person_at_a_time(self, divided, part):
        given_to(divided, part)
        with pytest.raises(IntegrityError), transaction.atomic():
            given_to(divided, part)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"status": Given.HANDED_BACK},
            {"ended_at": timezone.now()},
            {"last_word": "Klaar."},
            {"user": None},
            {"status": "kwijt"},
        ],
    )
    def test_what_can_not_be_is_refused(self, divided, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            given_to(divided, "vertalen/visie", **wrong)

    def test_each_layer_is_of_the_edition_of_the_round(self, divided):
        layers = Layer.objects.filter(basisfunctie__framework=divided.assessment.round.framework)
        assert (
            give(
                divided.coordinator,
                divided.municipality.code,
                divided.assessment.round.year,
                ["vertalen/visie"],
                to=divided.colleague,
            )[0].layer
            in layers
        )


def test_two_coordinators_who_give_one_part_at_once_give_it_once(committed_db, make_town):
    town = make_town()
    givers = [town.member(Role.COORDINATOR) for _ in range(2)]
    refused = []

    def work(giver):
        try:
            give(giver, town.municipality.code, town.assessment.round.year, ["vertalen/visie"], to=town.officer)
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[giver]) for giver in givers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Assignment.objects.open().count() == 1
    assert len(refused) == 1


def test_a_stranger_who_works_here_already_is_simply_given_the_part(divided):
    colleague = divided.member(Role.POLICY_OFFICER, email="noor@example.org")
    rows = give(
        divided.coordinator,
        divided.municipality.code,
        divided.assessment.round.year,
        ["kerncijfers"],
        to=Stranger("Noor@example.org"),
    )
    assert rows[0].user == colleague


def test_handing_back_somebody_elses_part_is_refused(divided):
    row = given_to(divided, "vertalen/visie", user=UserFactory())[0]
    with pytest.raises(Refused):
        hand_back(divided.officer, divided.municipality.code, divided.assessment.round.year, [row.pk])


def test_who_accepts_while_its_part_is_taken_over_comes_in_and_neither_is_stuck(committed_db, make_town):
    town = make_town()
    coordinator = town.member(Role.COORDINATOR)
    row = AssignmentFactory(assessment=town.assessment, waiting=True)
    Invitation.objects.update(token_hash=sha256(b"geheim").hexdigest(), email="noor@example.org")

    def take_it_over():
        try:
            take_over(coordinator, town.municipality.code, town.assessment.round.year, [row.pk])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Invitation.objects.select_for_update(of=("self",)).get()  # as the door of accepting does
            taking = pool.submit(take_it_over)
            time.sleep(0.5)  # it waits for the invitation
            newcomer = accept_as_newcomer("geheim", name="Noor", password="een lang wachtwoord")
        taking.result()
    assert newcomer.memberships.get().role == Role.GUEST
    assert Assignment.objects.open().get().user == coordinator
