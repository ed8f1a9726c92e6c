"""Making, sending again and withdrawing an invitation."""

import re
import smtplib
from datetime import timedelta
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from municipalities.invitations import invite
from municipalities.models import BEHEERDER, Invitation, Role
from post.delivery import deliver_due
from post.models import Mail
from tests.factories import (
    InvitationFactory,
    MembershipFactory,
    MunicipalityFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ANYONE = "/uitnodigen/"
SOMEBODY = {"email": "noor@example.org", "name": "Noor", "role": "lezer"}


@pytest.fixture
def coordinator():
    return MembershipFactory(coordinator=True)


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator.user)
    return f"/gemeente/{coordinator.municipality.code}/mensen/"


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


def link_in(mail):
    return re.search(r"http://testserver(/uitnodiging/\S+/)", mail.body)[1]


def test_a_coordinator_invites_a_colleague_by_mail(client, page, coordinator, mailoutbox):
    response = client.post(page, SOMEBODY, follow=True)
    assert "De uitnodiging wordt gemaild naar noor@example.org." in response.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.municipality) == (Role.READER, coordinator.municipality)
    assert invitation.invited_by == coordinator.user
    assert timedelta(days=13) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    message = mailoutbox[0]
    assert message.to == ["noor@example.org"]
    assert message.subject == f"Uitnodiging: lezer van {coordinator.municipality}"
    assert "Beste Noor," in message.body
    assert f"{coordinator.user} nodigt u uit" in message.body
    assert client.get(link_in(mailoutbox[-1])).status_code == 403, "it is not for who is logged in"


def test_the_database_does_not_hold_the_token(client, page, mailoutbox):
    client.post(page, SOMEBODY)
    token = link_in(mailoutbox[-1]).split("/")[2]
    assert token not in str(Invitation.objects.values().get())


def test_an_invitation_that_is_not_kept_is_not_mailed(coordinator, mailoutbox):
    with transaction.atomic():
        invite("noor@example.org", role=Role.READER, place=coordinator.municipality, by=coordinator.user)
        transaction.set_rollback(True)
    assert len(mailoutbox) == 0


def test_the_page_says_whether_the_mail_is_on_its_way_has_left_or_has_failed(client, page, mailoutbox):
    assert "wordt gemaild naar noor@example.org" in client.post(page, SOMEBODY, follow=True).content.decode()
    assert "Wordt gemaild" in client.get(page).content.decode()
    refused = smtplib.SMTPRecipientsRefused({"noor@example.org": (550, b"no such user")})
    with mock.patch("django.core.mail.backends.locmem.EmailBackend.send_messages", side_effect=refused):
        deliver_due()
    assert "Mail mislukt" in client.get(page).content.decode()
    assert Invitation.objects.get().mailed_at is None
    client.post(f"{page}uitnodiging/{Invitation.objects.get().pk}/opnieuw/")
    assert len(mailoutbox) == 1
    assert Invitation.objects.get().mailed_at
    shown = client.get(page).content.decode()
    assert "Mail mislukt" not in shown
    assert "Wordt gemaild" not in shown


def test_the_link_can_not_be_read_here_once_it_is_sent(client, page, mailoutbox):
    client.post(page, SOMEBODY)
    assert len(mailoutbox) == 1
    kept = " ".join(str(value) for value in Mail.objects.values().get().values())
    assert link_in(mailoutbox[0]) not in kept
    tasks = " ".join(str(row) for row in DBTaskResult.objects.values())
    assert link_in(mailoutbox[0]) not in tasks
    assert "noor" not in tasks


def test_a_link_that_was_replaced_or_withdrawn_before_it_left_is_not_sent(client, page, mailoutbox):
    client.post(page, SOMEBODY)
    url = f"{page}uitnodiging/{Invitation.objects.get().pk}/"
    client.post(f"{url}opnieuw/")
    assert len(mailoutbox) == 1, "the first link does not work any more"
    client.post(f"{url}opnieuw/")
    client.post(f"{url}intrekken/")
    assert len(mailoutbox) == 1


def test_an_invitation_is_sent_again_with_a_new_link(client, page, coordinator, mailoutbox):
    client.post(page, SOMEBODY)
    old, invitation = link_in(mailoutbox[-1]), Invitation.objects.get()
    Invitation.objects.update(expires_at=timezone.now())
    assert "Verlopen" in client.get(page).content.decode()
    response = client.post(f"{page}uitnodiging/{invitation.pk}/opnieuw/", follow=True)
    assert "De uitnodiging wordt gemaild" in response.content.decode()
    client.logout()
    assert client.get(old).status_code == 404
    assert client.get(link_in(mailoutbox[-1])).status_code == 200


def test_an_invitation_is_withdrawn(client, page, coordinator):
    invitation = InvitationFactory(municipality=coordinator.municipality)
    response = client.post(f"{page}uitnodiging/{invitation.pk}/intrekken/", follow=True)
    assert f"De uitnodiging voor {invitation.email} is ingetrokken." in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.withdrawn_at


@pytest.mark.parametrize("action", ["intrekken", "opnieuw"])
@pytest.mark.parametrize("state", ["accepted", "withdrawn"])
def test_what_was_used_or_withdrawn_can_not_be_withdrawn_or_sent(client, page, coordinator, action, state, mailoutbox):
    invitation = InvitationFactory(municipality=coordinator.municipality, **{state: True})
    response = client.post(f"{page}uitnodiging/{invitation.pk}/{action}/", follow=True)
    assert "is al gebruikt of ingetrokken" in response.content.decode()
    assert len(mailoutbox) == 0


@pytest.mark.parametrize("action", ["intrekken", "opnieuw"])
def test_an_invitation_of_another_municipality_can_not_be_reached_through_ones_own(client, page, action):
    assert client.post(f"{page}uitnodiging/{InvitationFactory().pk}/{action}/").status_code == 404


@pytest.mark.parametrize("action", ["intrekken", "opnieuw"])
def test_a_coordinator_has_no_say_about_the_invitation_of_an_adviser(client, page, coordinator, action):
    invitation = InvitationFactory(municipality=coordinator.municipality, role=Role.ADVISER)
    assert client.post(f"{page}uitnodiging/{invitation.pk}/{action}/").status_code == 403
    assert f"/{action}/" not in client.get(page).content.decode()


def test_who_has_a_role_here_can_not_be_invited_for_another(client, page, coordinator):
    colleague = MembershipFactory(municipality=coordinator.municipality)
    response = client.post(page, SOMEBODY | {"email": colleague.user.email.upper()})
    assert "heeft al een rol in" in response.content.decode()
    assert 'value="Noor"' in response.content.decode(), "what was typed is still there"
    assert not Invitation.objects.exists()


def test_who_has_an_open_invitation_here_is_not_invited_twice(client, page, coordinator):
    InvitationFactory(municipality=coordinator.municipality, email="noor@example.org")
    assert "is er al een uitnodiging" in client.post(page, SOMEBODY).content.decode()
    assert Invitation.objects.count() == 1


def test_an_expired_invitation_makes_room_for_a_new_one(client, page, coordinator):
    old = InvitationFactory(municipality=coordinator.municipality, email="noor@example.org", expired=True)
    client.post(page, SOMEBODY)
    old.refresh_from_db()
    assert old.withdrawn_at
    assert Invitation.objects.open().get().role == Role.READER


def test_somebody_with_an_account_elsewhere_is_invited_like_anybody(client, page):
    client.post(page, SOMEBODY | {"email": MembershipFactory().user.email})
    assert Invitation.objects.count() == 1


def test_an_account_that_was_switched_off_is_not_invited(client, page):
    response = client.post(page, SOMEBODY | {"email": UserFactory(switched_off=True).email})
    assert "Een beheerder kan het weer aanzetten." in response.content.decode()


def test_a_coordinator_can_not_make_an_adviser(client, page):
    client.post(page, SOMEBODY | {"role": "adviseur"})
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.READER, Role.ADVISER])
def test_the_door_itself_refuses_who_is_no_coordinator(role):
    membership = MembershipFactory(role=role)
    with pytest.raises(PermissionDenied):
        invite(
            "noor@example.org",
            role=Role.READER,
            place=membership.municipality,
            by=membership.user,
        )


@pytest.mark.parametrize(
    "typed", [{}, {"email": "geen adres", "role": "lezer"}, {"email": "a@example.org", "role": "x"}]
)
def test_a_form_that_is_not_right_comes_back(client, page, typed):
    response = client.post(page, typed | {"name": "Noor"})
    assert "<title>Fout: " in response.content.decode()
    assert 'value="Noor"' in response.content.decode()


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.COORDINATOR, "municipality"), (Role.ADVISER, "municipality"), (Role.ADVISER, "province"), (BEHEERDER, None)],
)
def test_the_beheerder_invites_for_any_role(client, beheerder, role, place):
    places = {"municipality": MunicipalityFactory(), "province": ProvinceFactory()}
    data = {"email": "noor@example.org", "role": role} | ({place: places[place].pk} if place else {})
    response = client.post(ANYONE, data, follow=True)
    assert "De uitnodiging wordt gemaild" in response.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.place) == (role, places.get(place))


@pytest.mark.parametrize(
    ("role", "chosen", "fault"),
    [
        ("lezer", (), "Kies de gemeente."),
        ("coordinator", ("municipality", "province"), "Een provincie past alleen bij een adviseur."),
        ("adviseur", (), "Kies voor een adviseur een gemeente of een provincie"),
        ("adviseur", ("municipality", "province"), "Kies voor een adviseur een gemeente of een provincie"),
        ("beheerder", ("municipality",), "Een beheerder hoort niet bij één plaats."),
    ],
)
def test_a_place_that_does_not_go_with_the_role_is_refused(client, beheerder, role, chosen, fault):
    places = {"municipality": MunicipalityFactory().pk, "province": ProvinceFactory().pk}
    data = {"email": "noor@example.org", "role": role} | {name: places[name] for name in chosen}
    assert fault in client.post(ANYONE, data).content.decode()
    assert not Invitation.objects.exists()


def test_the_beheerder_can_not_invite_to_an_ended_municipality(client, beheerder):
    ended = MunicipalityFactory(ended=True)
    client.post(ANYONE, {"email": "noor@example.org", "role": "lezer", "municipality": ended.pk})
    assert not Invitation.objects.exists()


def test_who_is_a_beheerder_is_not_invited_as_one(client, beheerder):
    response = client.post(ANYONE, {"email": beheerder.email, "role": BEHEERDER})
    assert "is al beheerder" in response.content.decode()


def test_the_beheerder_withdraws_and_sends_again_wherever_it_is_for(client, beheerder):
    invitations = [InvitationFactory(), InvitationFactory(for_province=True), InvitationFactory(for_beheerder=True)]
    for invitation in invitations:
        assert "gemaild" in client.post(f"{ANYONE}{invitation.pk}/opnieuw/", follow=True).content.decode()
        assert "ingetrokken" in client.post(f"{ANYONE}{invitation.pk}/intrekken/", follow=True).content.decode()
    assert not Invitation.objects.open().exists()


def test_the_list_of_the_country_has_pages_and_costs_the_same_for_many(client, beheerder, django_assert_num_queries):
    InvitationFactory()
    with django_assert_num_queries(6):
        client.get(ANYONE)
    InvitationFactory.create_batch(26)
    with django_assert_num_queries(6):
        response = client.get(ANYONE)
    assert "Pagina 1 van 2" in response.content.decode()
    assert "Pagina 2 van 2" in client.get(ANYONE, {"page": 2}).content.decode()


def test_an_empty_list_says_so(client, beheerder):
    assert "Er staan geen uitnodigingen open." in client.get(ANYONE).content.decode()


@pytest.mark.parametrize("trait", [{}, {"for_province": True}, {"for_beheerder": True}])
def test_the_database_keeps_one_open_invitation_per_address_and_place(trait):
    first = InvitationFactory(**trait)
    same = {"email": first.email, "role": first.role, "municipality": first.municipality, "province": first.province}
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(**same)
    first.withdrawn_at = timezone.now()
    first.save()
    InvitationFactory(**same)


@pytest.mark.parametrize(
    "wrong",
    [
        {"municipality": None},
        {"municipality": None, "role": Role.ADVISER},
        {"role": BEHEERDER},
        {"role": "burgemeester"},
        {"accepted": True, "withdrawn": True},
        {"email": "Noor@example.org"},
    ],
)
def test_the_database_refuses_an_invitation_that_makes_no_sense(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(**wrong)
