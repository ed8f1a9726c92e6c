"""A meewerker: invited for a part, fills in exactly that, reads the rest of that one assessment, and no more."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.models import Assignment, Given
from basisfuncties.models import Layer
from municipalities.models import Invitation, Role
from tests.assessments.conftest import form_data
from tests.factories import (
    PASSWORD,
    AssessmentFactory,
    AssignmentFactory,
    InternalRemarkFactory,
    InternalThreadFactory,
    InvitationFactory,
    RoundFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NEWCOMER = {"name": "Noor", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def guest_town(town):
    """A town seen by a meewerker who was given the visie of Vertalen."""
    town.coordinator = town.member(Role.COORDINATOR)
    town.guest = town.member(Role.GUEST, name="Fenna")
    town.assignment = AssignmentFactory(assessment=town.assessment, part="vertalen/visie", user=town.guest)
    town.client.force_login(town.guest)
    return town


def body(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def invite(town, email="noor@example.org", parts=("vertalen/visie",), **data):
    form = {"parts": list(parts), "to": "nieuw", "email": email, "name": "N.", "due_on": "", "word": "", **data}
    return town.client.post(town.url("divide"), form, follow=True)


def link_in(message):
    return re.search(r"http://testserver(/uitnodiging/\S+)", message.body).group(1)


class TestThePathFromTheMailOn:
    @pytest.fixture
    def inviting(self, town):
        town.client.force_login(town.member(Role.COORDINATOR, name="Coen"))
        return town

    def test_who_is_invited_for_a_part_comes_in_and_fills_in_exactly_that(self, inviting, mailoutbox):
        page = body(invite(inviting, word="Jullie cijfers graag."))
        assert "N. is uitgenodigd voor: Vertalen (visie)" in page
        assert "Uitgenodigd" in page
        message = mailoutbox[-1]
        assert message.to == ["noor@example.org"]
        assert f"als meewerker van {inviting.municipality}" in message.body
        assert "Vertalen (visie)" in message.body
        assert "Jullie cijfers graag." in message.body

        inviting.client.logout()
        welcome = body(inviting.client.get(link_in(message)))
        assert "Vertalen (visie)" in welcome
        landed = inviting.client.post(link_in(message), NEWCOMER, follow=True)
        assert landed.redirect_chain[-1][0] == inviting.url("my_part")
        assert "Jullie cijfers graag." in body(landed)

        url = inviting.step()
        saved = inviting.client.post(url, {**inviting.shown(url), "niveau-level": "2"})
        assert saved.status_code == 302
        assert inviting.assessment.ratings.get().updated_by.email == "noor@example.org"
        beleid = inviting.step("vertalen", "beleid")
        assert inviting.client.post(beleid, {"niveau-level": "2"}).status_code == 403

    def test_who_has_an_account_accepts_and_has_the_part(self, inviting, mailoutbox):
        user = UserFactory(email="noor@example.org")
        invite(inviting)
        inviting.client.force_login(user)
        landed = inviting.client.post(link_in(mailoutbox[-1]), follow=True)
        assert landed.redirect_chain[-1][0] == inviting.url("my_part")
        assert Assignment.objects.open().get().user == user

    def test_a_second_part_for_who_was_invited_goes_into_the_same_invitation(self, inviting, mailoutbox):
        invite(inviting)
        first = link_in(mailoutbox[-1])
        invite(inviting, parts=["kerncijfers"])
        assert Invitation.objects.open().count() == 1
        assert "Kerncijfers" in mailoutbox[-1].body
        assert "Vertalen (visie)" in mailoutbox[-1].body
        inviting.client.logout()
        assert inviting.client.get(first).status_code == 404
        inviting.client.post(link_in(mailoutbox[-1]), NEWCOMER)
        user = User.objects.get(email="noor@example.org")
        assert {row.code for row in Assignment.objects.open().filter(user=user)} == {"vertalen/visie", "kerncijfers"}

    def test_a_part_can_wait_for_who_was_invited_as_colleague(self, inviting, mailoutbox):
        InvitationFactory(municipality=inviting.municipality, email="noor@example.org", role=Role.POLICY_OFFICER)
        invite(inviting)
        inviting.client.logout()
        inviting.client.post(link_in(mailoutbox[-1]), NEWCOMER)
        user = User.objects.get(email="noor@example.org")
        assert user.memberships.get().role == Role.POLICY_OFFICER
        assert Assignment.objects.get().user == user

    def test_who_was_invited_as_reader_can_not_be_given_a_part(self, inviting):
        InvitationFactory(municipality=inviting.municipality, email="noor@example.org", role=Role.READER)
        assert "Trek die uitnodiging eerst in" in body(invite(inviting))
        assert not Assignment.objects.exists()

    def test_an_invitation_that_expired_and_was_made_again_keeps_its_part(self, inviting, mailoutbox):
        invite(inviting)
        Invitation.objects.update(expires_at=timezone.now())
        people = {"email": "noor@example.org", "name": "N.", "role": "beleidsmedewerker"}
        inviting.client.post(reverse("people", args=[inviting.municipality.code]), people)
        inviting.client.logout()
        inviting.client.post(link_in(mailoutbox[-1]), NEWCOMER)
        assert Assignment.objects.open().get().user == User.objects.get(email="noor@example.org")

    def test_withdrawing_the_part_withdraws_the_invitation(self, inviting, mailoutbox):
        invite(inviting)
        row, link = Assignment.objects.get(), link_in(mailoutbox[-1])
        inviting.client.post(inviting.url("withdraw_part"), {"part": [row.pk]})
        assert not Invitation.objects.open().exists()
        inviting.client.logout()
        assert inviting.client.get(link).status_code == 410

    def test_withdrawing_the_invitation_withdraws_the_part(self, inviting):
        invite(inviting)
        invitation = Invitation.objects.get()
        inviting.client.post(reverse("withdraw_invitation", args=[inviting.municipality.code, invitation.pk]))
        assert Assignment.objects.get().status == Given.WITHDRAWN

    def test_a_reminder_sends_the_invitation_again(self, inviting, mailoutbox):
        invite(inviting)
        row = Assignment.objects.get()
        assert len(mailoutbox) == 1
        inviting.client.post(inviting.url("remind"), {"part": [row.pk]})
        assert len(mailoutbox) == 2
        inviting.client.logout()
        assert inviting.client.get(link_in(mailoutbox[0])).status_code == 404
        assert inviting.client.get(link_in(mailoutbox[1])).status_code == 200


class TestWhatAMeewerkerMay:
    def test_it_lands_on_its_part(self, guest_town):
        assert guest_town.client.get(reverse("start")).url == guest_town.url("assessment")
        assert guest_town.client.get(guest_town.url("assessment")).url == guest_town.url("my_part")

    def test_it_saves_its_own_part_and_after_the_last_comes_back_to_it(self, guest_town):
        url = guest_town.step()
        data = {**guest_town.shown(url), "vertalen-visie-1-explanation": "Van buiten", "verder": ""}
        assert guest_town.client.post(url, data).url == guest_town.url("my_part")
        assert guest_town.answer("vertalen-visie-1").explanation == "Van buiten"

    def test_it_goes_on_to_its_next_part(self, guest_town):
        AssignmentFactory(assessment=guest_town.assessment, part="versterken/beleid", user=guest_town.guest)
        url = guest_town.step()
        data = {**guest_town.shown(url), "verder": ""}
        assert guest_town.client.post(url, data).url == guest_town.step("versterken", "beleid")

    @pytest.mark.parametrize(("name", "args"), [("step", ("vertalen", "beleid")), ("key_figures", ())])
    def test_another_part_is_read_in_the_overview_and_never_saved(self, guest_town, name, args):
        url = guest_town.url(name, *args)
        assert guest_town.client.get(url).url.startswith(guest_town.url("overview"))
        guest_town.client.force_login(guest_town.officer)
        data = form_data(guest_town.client.get(url).context["page"])
        guest_town.client.force_login(guest_town.guest)
        assert guest_town.client.post(url, data).status_code == 403

    def test_it_reads_all_answers_and_sees_nothing_to_submit_or_to_change(self, guest_town):
        guest_town.client.force_login(guest_town.officer)
        url = guest_town.step("versterken")
        data = {**guest_town.shown(url), "versterken-visie-1-explanation": "Van de gemeente"}
        guest_town.client.post(url, data, follow=True)
        guest_town.client.force_login(guest_town.guest)
        page = body(guest_town.client.get(guest_town.url("overview")))
        assert "Van de gemeente" in page
        assert "Indienen" not in page
        assert guest_town.step("versterken") not in page

    def test_remarks_of_colleagues_are_not_shown_to_it(self, guest_town):
        thread = InternalThreadFactory(assessment=guest_town.assessment)
        InternalRemarkFactory(thread=thread, text="Onder ons gezegd")
        for url in (guest_town.step(), guest_town.url("overview")):
            page = body(guest_town.client.get(url))
            assert "Onder ons gezegd" not in page
            assert "Opmerkingen van" not in page

    def test_its_own_part_has_a_history_and_another_has_none(self, guest_town):
        own = guest_town.url("history", "vertalen", "visie", "niveau")
        other = guest_town.url("history", "vertalen", "beleid", "niveau")
        assert guest_town.client.get(own).status_code == 200
        assert guest_town.client.get(other).status_code == 403
        assert guest_town.client.post(other, {}).status_code == 403

    def test_it_says_nothing_to_a_break_in_another_layer(self, guest_town):
        by = guest_town.officer
        layers = Layer.objects.filter(basisfunctie__slug="vertalen")
        guest_town.assessment.ratings.create(
            layer=layers.get(kind="visie"), level=4, reason="Zo is het.", updated_by=by
        )
        guest_town.assessment.ratings.create(
            layer=layers.get(kind="beleid"), level=4, reason="Zo is het.", updated_by=by
        )
        url = guest_town.step()
        prefixes = {kind: f"bewust-hoog-niveau__vertalen__{kind}" for kind in ("visie", "beleid")}
        data = guest_town.shown(url)
        assert f"{prefixes['visie']}-read" in data
        data |= {f"{prefixes['visie']}-because": "Het klopt.", f"{prefixes['beleid']}-because": "Van een ander."}
        data[f"{prefixes['beleid']}-read"] = data[f"{prefixes['visie']}-read"]
        guest_town.client.post(url, data)
        said = guest_town.assessment.finding_responses.values_list("key", "because")
        assert list(said) == [("hoog-niveau:vertalen:visie", "Het klopt.")]

    def test_it_reads_the_thread_without_links_to_fields_of_others(self, guest_town):
        page = body(guest_town.client.get(guest_town.url("thread")))
        assert "De draad" in page

    def test_a_part_that_is_saved_by_itself_is_its_own_too(self, guest_town):
        url = guest_town.step()
        data = {**guest_town.shown(url), "niveau-level": "3"}
        by_itself = {"HTTP_HX_REQUEST": "true"}
        assert guest_town.client.post(url, data, **by_itself).status_code == 200
        assert guest_town.client.post(guest_town.step("vertalen", "beleid"), data, **by_itself).status_code == 403

    @pytest.mark.parametrize("status", [Given.HANDED_BACK, Given.TAKEN_OVER])
    def test_after_the_part_has_gone_it_reads_and_saves_no_more(self, guest_town, status):
        Assignment.objects.update(status=status, ended_at=timezone.now(), ended_by=guest_town.guest)
        assert guest_town.client.get(guest_town.url("overview")).status_code == 200
        assert guest_town.client.post(guest_town.step(), {}).status_code == 403

    def test_after_a_part_was_withdrawn_nothing_is_open_to_it(self, guest_town):
        Assignment.objects.update(status=Given.WITHDRAWN, ended_at=timezone.now(), ended_by=guest_town.guest)
        for name in ("assessment", "overview", "my_part"):
            assert guest_town.client.get(guest_town.url(name)).status_code == 403
        page = body(guest_town.client.get(reverse("start"), follow=True))
        assert "U hebt hier nu geen deel" in page

    def test_another_round_in_which_it_has_no_part_is_closed_and_not_listed(self, guest_town):
        earlier = AssessmentFactory(municipality=guest_town.municipality, round=RoundFactory(closed=True))
        place = [guest_town.municipality.code, earlier.round.year]
        for name in ("assessment", "overview", "my_part", "submission", "report"):
            assert guest_town.client.get(reverse(name, args=place)).status_code == 403
        page = body(guest_town.client.get(reverse("municipality", args=place[:1])))
        assert guest_town.url("assessment") in page
        assert reverse("assessment", args=place) not in page

    def test_a_part_of_a_colleague_opens_nothing_to_it(self, guest_town):
        AssignmentFactory(assessment=guest_town.assessment, part="vertalen/beleid", user=guest_town.officer)
        assert guest_town.client.post(guest_town.step("vertalen", "beleid"), {}).status_code == 403

    def test_a_part_without_the_role_opens_nothing(self, guest_town):
        guest_town.guest.memberships.all().delete()
        assert guest_town.client.post(guest_town.step(), {}).status_code == 404

    def test_a_meewerker_who_becomes_beleidsmedewerker_fills_in_everything(self, guest_town):
        guest_town.client.force_login(guest_town.coordinator)
        membership = guest_town.guest.memberships.get()
        url = reverse("change_role", args=[guest_town.municipality.code, membership.pk])
        guest_town.client.post(url, {"role": "beleidsmedewerker"})
        guest_town.client.force_login(guest_town.guest)
        assert guest_town.client.get(guest_town.step("versterken", "beleid")).status_code == 200
        assert guest_town.assignment.__class__.objects.get().is_open

    def test_who_is_adviser_too_reads_what_was_submitted(self, guest_town):
        guest_town.guest.memberships.create(role=Role.ADVISER, province=guest_town.municipality.province)
        assert guest_town.client.get(guest_town.url("submission")).status_code == 200
        assert guest_town.client.get(guest_town.step()).status_code == 200

    def test_access_costs_one_query_more_than_a_role(self, guest_town, django_assert_max_num_queries):
        with django_assert_max_num_queries(13):
            guest_town.client.get(guest_town.step())
