"""Accepting an invitation, from the link in the mail on."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from municipalities.invitations import accept, accept_as_newcomer
from municipalities.models import Membership, Role
from municipalities.refusal import Refused
from tests.factories import PASSWORD, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

NEWCOMER = {"name": "Noor", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invitation():
    return InvitationFactory(token="geheim", email="noor@example.org", name="N.", role=Role.COORDINATOR)


PAGE = "/uitnodiging/geheim/"


def test_a_newcomer_gives_a_name_and_a_password_and_is_in(client, invitation):
    page = client.get(PAGE).content.decode()
    assert f"als coördinator van {invitation.municipality}" in page
    assert 'value="noor@example.org"' in page
    assert 'value="N."' in page
    response = client.post(PAGE, NEWCOMER)
    assert response.url == "/start/"
    user = User.objects.get(email="noor@example.org")
    assert user.name == "Noor"
    assert user.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(user.pk)
    membership = user.memberships.get()
    assert (membership.municipality, membership.role) == (invitation.municipality, Role.COORDINATOR)


def test_another_address_than_the_invited_one_can_not_be_slipped_in(client, invitation):
    client.post(PAGE, NEWCOMER | {"email": "boef@example.org"})
    assert not User.objects.filter(email="boef@example.org").exists()


def test_looking_at_the_page_does_not_use_the_invitation(client, invitation):
    for _ in range(3):
        assert client.get(PAGE).status_code == 200
        assert client.head(PAGE).status_code == 200
    assert client.get(PAGE)["Cache-Control"].startswith("max-age=0")
    invitation.refresh_from_db()
    assert invitation.is_open


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"password1": "kort", "password2": "kort"}, "Dit wachtwoord is te kort."),
        ({"password1": "73912846", "password2": "73912846"}, "Dit wachtwoord bevat alleen cijfers."),
        ({"password1": "wachtwoord1", "password2": "wachtwoord1", "name": "wachtwoord1"}, "lijkt te veel op"),
        ({"password2": "iets heel anders"}, "De twee wachtwoorden zijn niet gelijk."),
        ({"name": ""}, "Dit veld is verplicht."),
    ],
)
def test_a_mistake_is_named_and_the_name_is_kept(client, invitation, typed, fault):
    data = NEWCOMER | typed
    page = client.post(PAGE, data).content.decode()
    assert fault in page
    assert "<title>Fout: " in page
    assert not data["name"] or f'value="{data["name"]}"' in page
    assert not User.objects.filter(email="noor@example.org").exists()


def test_an_invitation_works_once(client, invitation):
    client.post(PAGE, NEWCOMER)
    client.logout()
    for response in (client.get(PAGE), client.post(PAGE, NEWCOMER)):
        assert response.status_code == 410
        assert "Deze uitnodiging is al gebruikt" in response.content.decode()


@pytest.mark.parametrize(
    ("state", "says"), [("expired", "is verlopen"), ("withdrawn", "is ingetrokken"), ("accepted", "is al gebruikt")]
)
def test_a_link_that_works_no_more_says_why(client, state, says):
    InvitationFactory(token="geheim", **{state: True})
    for response in (client.get(PAGE), client.post(PAGE, NEWCOMER)):
        assert response.status_code == 410
        assert says in response.content.decode()
    assert not Membership.objects.exists()


def test_a_link_that_nobody_made_says_what_to_check(client):
    response = client.get(PAGE)
    assert response.status_code == 404
    assert "Deze link werkt niet" in response.content.decode()


def test_who_has_an_account_logs_in_and_comes_back(client, invitation):
    user = UserFactory(email="noor@example.org")
    page = client.get(PAGE).content.decode()
    assert f"/account/inloggen/?next={PAGE}" in page
    response = client.post("/account/inloggen/", {"login": user.email, "password": PASSWORD, "next": PAGE}, follow=True)
    assert "Neemt u de uitnodiging aan?" in response.content.decode()
    assert not user.memberships.exists()
    assert client.post(PAGE).url == "/start/"
    assert user.memberships.get().municipality == invitation.municipality


def test_a_password_can_not_be_set_for_an_account_that_is_there(client, invitation):
    user = UserFactory(email="noor@example.org")
    client.post(PAGE, NEWCOMER | {"password1": "een heel andere zin", "password2": "een heel andere zin"})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "_auth_user_id" not in client.session


def test_who_is_logged_in_as_somebody_else_is_told_so(client, invitation):
    client.force_login(UserFactory(email="anders@example.org"))
    for response in (client.get(PAGE), client.post(PAGE, NEWCOMER)):
        assert response.status_code == 403
        page = response.content.decode()
        assert "De uitnodiging is gestuurd naar noor@example.org. U bent ingelogd als anders@example.org." in page
    assert client.post("/account/uitloggen/", {"next": PAGE}).url == PAGE


def test_who_got_a_role_there_in_the_meantime_keeps_it_and_is_told(client, invitation):
    user = UserFactory(email="noor@example.org")
    MembershipFactory(user=user, municipality=invitation.municipality, reader=True)
    client.force_login(user)
    assert "U hebt al een rol in" in client.post(PAGE, follow=True).content.decode()
    assert user.memberships.get().role == Role.READER


def test_a_province_is_accepted_too(client):
    invitation = InvitationFactory(token="geheim", for_province=True)
    client.post(PAGE, NEWCOMER)
    assert User.objects.get(email=invitation.email).memberships.get().province == invitation.province


def test_an_invited_beheerder_becomes_one(client):
    invitation = InvitationFactory(token="geheim", for_beheerder=True)
    client.post(PAGE, NEWCOMER)
    assert User.objects.get(email=invitation.email).is_beheerder


def test_the_door_itself_refuses_a_second_time_and_another_person(invitation):
    with pytest.raises(Refused, match="ander e-mailadres"):
        accept("geheim", by=UserFactory())
    user = accept_as_newcomer("geheim", name="Noor", password=PASSWORD)
    with pytest.raises(Refused, match="niet meer gebruiken"):
        accept("geheim", by=user)


def test_somebody_who_got_an_account_while_typing_is_sent_to_log_in(invitation):
    UserFactory(email="noor@example.org")
    with pytest.raises(Refused, match="Log in"):
        accept_as_newcomer("geheim", name="Noor", password=PASSWORD)


def test_the_invitation_is_locked_before_it_is_judged(invitation):
    with CaptureQueriesContext(connection) as queries:
        accept_as_newcomer("geheim", name="Noor", password=PASSWORD)
    first = next(query["sql"] for query in queries if "municipalities_invitation" in query["sql"])
    assert "FOR UPDATE" in first or connection.vendor == "sqlite"


def test_of_two_who_accept_at_once_one_gets_in(committed_db):
    InvitationFactory(token="geheim", email="noor@example.org")
    together = Barrier(2)

    def try_it(name):
        together.wait()
        try:
            return accept_as_newcomer("geheim", name=name, password=PASSWORD).name
        except Refused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        outcome = list(pool.map(try_it, ["Noor", "Noor in een ander venster"]))
    assert outcome.count(None) == 1
    assert Membership.objects.count() == 1
