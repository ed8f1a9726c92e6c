"""Logging in and out."""

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/account/inloggen/"


def log_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def test_a_person_logs_in_with_address_and_password(client):
    user = UserFactory()
    response = log_in(client, user.email)
    assert response.status_code == 302
    assert response.url == reverse("start")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_address_counts_the_same_in_capitals(client):
    user = UserFactory(email="Persoon.Hoofdletter@Example.org")
    assert user.email == "persoon.hoofdletter@example.org"
    assert log_in(client, "PERSOON.hoofdletter@example.ORG").status_code == 302


def test_after_login_a_person_goes_on_to_the_page_that_was_asked_for(client):
    response = log_in(client, UserFactory().email, next="/account/wachtwoord/")
    assert response.url == "/account/wachtwoord/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_login_never_leads_to_another_site(client, elsewhere):
    assert log_in(client, UserFactory().email, next=elsewhere).url == reverse("start")


def test_login_gives_the_session_a_new_key(client):
    client.get(LOGIN)
    session = client.session
    session["left behind"] = "by somebody else"
    session.save()
    before = session.session_key
    log_in(client, UserFactory().email)
    assert client.session.session_key != before


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_password_says_the_same_whether_or_not_the_address_is_known(client, known):
    email = UserFactory().email if known else "niemand@example.org"
    page = log_in(client, email, "niet het wachtwoord").content.decode()
    assert "Het e-mailadres of het wachtwoord klopt niet." in page
    assert "<title>Fout: Inloggen" in page
    assert f'value="{email}"' in page, "the address that was typed is still there"
    assert "niet het wachtwoord" not in page


def test_an_empty_form_says_which_fields_are_missing(client):
    response = client.post(LOGIN, {})
    assert response.context["form"].errors.keys() == {"login", "password"}
    assert "Dit veld is verplicht." in response.content.decode()


def test_somebody_who_was_switched_off_can_not_log_in(client):
    response = log_in(client, UserFactory(switched_off=True).email)
    assert response.url == reverse("account_inactive")
    assert "Uw account is uitgezet" in client.get(response.url).content.decode()
    assert "_auth_user_id" not in client.session


def test_who_is_switched_off_while_logged_in_is_out_at_the_next_page(client):
    user = UserFactory()
    client.force_login(user)
    user.is_active = False
    user.save()
    assert client.get("/account/wachtwoord/").status_code == 302


def test_guessing_a_password_stops_after_five_times(client):
    user = UserFactory()
    for _ in range(5):
        log_in(client, user.email, "mis")
    page = log_in(client, user.email).content.decode()
    assert "Er is te vaak geprobeerd om in te loggen." in page
    assert "_auth_user_id" not in client.session


def test_the_failed_logins_of_one_address_do_not_stop_another(client):
    for _ in range(6):
        log_in(client, "een@example.org", "mis")
    assert log_in(client, UserFactory().email).status_code == 302


def test_the_count_of_failed_logins_is_kept_where_all_processes_see_it(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        cache.get("anything")


def test_very_many_logins_from_one_place_get_a_clear_page(client):
    for _ in range(30):
        client.post(LOGIN, {})
    response = client.post(LOGIN, {})
    assert response.status_code == 429
    assert "Te veel pogingen" in response.content.decode()


def test_logging_out_needs_a_button(client):
    client.force_login(UserFactory())
    assert "Wilt u uitloggen?" in client.get("/account/uitloggen/").content.decode()
    assert "_auth_user_id" in client.session
    response = client.post("/account/uitloggen/")
    assert response.url == reverse("home")
    assert "_auth_user_id" not in client.session


def test_who_is_logged_in_has_no_need_of_the_login_page(client):
    client.force_login(UserFactory())
    assert client.get(LOGIN).url == reverse("start")


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password", "account_reauthenticate"])
def test_what_the_site_does_not_need_of_allauth_can_not_be_reached(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_there_is_no_page_to_sign_up(client):
    assert client.get("/account/signup/").status_code in (302, 404)
    client.force_login(UserFactory())
    assert client.get("/account/signup/").status_code == 404


def test_behind_a_proxy_one_visitor_does_not_use_up_the_logins_of_another(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(31):
        status = client.post(LOGIN, {}, headers={"x-forwarded-for": "192.0.2.1"}).status_code
    assert status == 429
    assert client.post(LOGIN, {}, headers={"x-forwarded-for": "192.0.2.2"}).status_code == 200
