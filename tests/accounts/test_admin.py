"""The admin, as far as people go."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


def change(client, user, **fields):
    data = {"name": user.name, "email": user.email, "is_active": "on", **fields}
    return client.post(reverse("admin:accounts_user_change", args=[user.pk]), data)


def test_the_admin_has_no_login_page_of_its_own(client):
    response = client.get("/beheer/accounts/user/", follow=True)
    assert response.redirect_chain[-1] == ("/account/inloggen/?next=/beheer/accounts/user/", 302)


def test_somebody_else_gets_a_refusal_instead_of_a_login_page(client):
    client.force_login(UserFactory())
    assert client.get("/beheer/").status_code == 403
    assert client.get("/beheer/accounts/user/").status_code == 403


@pytest.mark.parametrize(
    ("name", "url"), [("logout", "/account/uitloggen/"), ("password_change", "/account/wachtwoord/")]
)
def test_logging_out_and_the_password_go_by_our_own_pages(client, beheerder, name, url):
    assert client.post(reverse(f"admin:{name}")).url == url


def test_the_admin_shows_only_what_this_site_uses(client, beheerder):
    page = client.get("/beheer/").content.decode()
    assert "Beheer van Basisfuncties vrijwilligerswerk" in page
    assert reverse("invite_anyone") in page
    assert "/beheer/auth/group/" not in page
    assert "/beheer/account/emailaddress/" not in page


def test_a_person_is_found_by_name_and_by_address(client, beheerder):
    UserFactory(name="Noor Zoekmij", email="noor@example.org")
    for word in ("zoekmij", "noor@"):
        assert "Noor Zoekmij" in client.get("/beheer/accounts/user/", {"q": word}).content.decode()
    assert "Noor Zoekmij" not in client.get("/beheer/accounts/user/", {"is_beheerder__exact": "1"}).content.decode()


def test_the_admin_never_shows_a_password_hash(client, beheerder):
    user = UserFactory()
    page = client.get(reverse("admin:accounts_user_change", args=[user.pk])).content.decode()
    assert user.password not in page
    assert 'name="password"' not in page


def test_people_are_neither_added_nor_deleted_in_the_admin(client, beheerder):
    user = UserFactory()
    assert client.get("/beheer/accounts/user/add/").status_code == 403
    assert client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"}).status_code == 403
    client.post("/beheer/accounts/user/", {"action": "delete_selected", "_selected_action": user.pk, "post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()


def test_the_beheerder_switches_an_account_off(client, beheerder):
    user = UserFactory()
    assert change(client, user, is_active="").status_code == 302
    user.refresh_from_db()
    assert not user.is_active


def test_an_address_is_kept_in_small_letters(client, beheerder):
    user = UserFactory()
    change(client, user, email="Nieuw@Example.org")
    user.refresh_from_db()
    assert user.email == "nieuw@example.org"


def test_an_address_that_somebody_has_is_refused(client, beheerder):
    user = UserFactory()
    page = change(client, user, email=beheerder.email.upper()).content.decode()
    assert "Er is al iemand met dit e-mailadres." in page


def test_a_beheerder_can_not_take_away_the_own_access(client, beheerder):
    change(client, beheerder, name="Andere naam", is_active="", is_beheerder="")
    beheerder.refresh_from_db()
    assert beheerder.name == "Andere naam"
    assert beheerder.is_beheerder
    assert beheerder.is_active
