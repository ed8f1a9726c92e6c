"""Forgetting and changing a password."""

import re

import pytest

from post.models import Mail
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

FORGOTTEN = "/account/wachtwoord-vergeten/"
CHANGE = "/account/wachtwoord/"
NEW = "nog een betere zin"


def ask_for_link(client, email):
    return client.post(FORGOTTEN, {"email": email}, follow=True)


def link_in(mail):
    return re.search(r"http://testserver(/account/nieuw-wachtwoord/\S+)", mail.body)[1]


def test_who_forgot_the_password_gets_a_link_and_chooses_a_new_one(client, mailoutbox):
    user = UserFactory()
    ask_for_link(client, user.email)
    assert mailoutbox[0].to == [user.email]
    assert mailoutbox[0].subject == "Een nieuw wachtwoord kiezen"
    form = client.get(link_in(mailoutbox[-1]), follow=True)
    assert "Nieuw wachtwoord" in form.content.decode()
    assert link_in(mailoutbox[-1]) not in form.request["PATH_INFO"], "the key does not stay in the address"
    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    assert "Uw wachtwoord is gewijzigd" in done.content.decode()
    assert client.login(email=user.email, password=NEW)


@pytest.mark.parametrize("email", ["bekend@example.org", "onbekend@example.org", "uitgezet@example.org"])
def test_the_page_for_a_link_is_the_same_whether_or_not_the_address_has_an_account(client, email, mailoutbox):
    UserFactory(email="bekend@example.org")
    UserFactory(email="uitgezet@example.org", switched_off=True)
    response = ask_for_link(client, email)
    assert response.redirect_chain == [("/account/wachtwoord-vergeten/verstuurd/", 302)]
    assert "Hoort dit e-mailadres bij een account?" in response.content.decode()
    assert len(mailoutbox) == (email == "bekend@example.org"), "a stranger gets no mail from us"


def test_nobody_waits_for_the_mail_server_so_neither_time_nor_failure_betrays_who_has_an_account(client, monkeypatch):
    def fail(self, *args, **kwargs):
        raise AssertionError("no page speaks to the mail server")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    response = ask_for_link(client, UserFactory().email)
    assert response.status_code == 200
    assert "Bekijk uw mail" in response.content.decode()


def test_the_link_is_erased_once_the_mail_is_sent(client, mailoutbox):
    ask_for_link(client, UserFactory().email)
    assert "nieuw-wachtwoord" in Mail.objects.get().link
    assert len(mailoutbox) == 1
    sent = Mail.objects.get()
    assert (sent.link, sent.body) == ("", "")


def test_a_link_works_once(client, mailoutbox):
    ask_for_link(client, UserFactory().email)
    link = link_in(mailoutbox[-1])
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    page = client.get(link, follow=True).content.decode()
    assert "Deze link werkt niet meer" in page
    assert FORGOTTEN in page


def test_an_old_or_broken_link_says_what_to_do(client, settings, mailoutbox):
    ask_for_link(client, UserFactory().email)
    settings.PASSWORD_RESET_TIMEOUT = -1
    for link in (link_in(mailoutbox[-1]), "/account/nieuw-wachtwoord/1-stuk/", "/account/nieuw-wachtwoord/zzzz-stuk/"):
        assert "Vraag een nieuwe link" in client.get(link).content.decode()


def test_asking_again_and_again_for_one_address_stops(client):
    for _ in range(5):
        client.post(FORGOTTEN, {"email": "iemand@example.org"})
    assert client.post(FORGOTTEN, {"email": "iemand@example.org"}).status_code == 429


def test_a_person_changes_the_password_and_stays_logged_in(client, mailoutbox):
    user = UserFactory()
    client.force_login(user)
    response = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert response.url == "/start/"
    assert client.get(CHANGE).status_code == 200
    assert mailoutbox[0].subject == "Uw wachtwoord is gewijzigd"
    assert mailoutbox[0].to == [user.email]
    assert "http://testserver/account/wachtwoord-vergeten/" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"oldpassword": "mis", "password1": NEW, "password2": NEW}, "Dit is niet uw huidige wachtwoord."),
        ({"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}, "Dit wachtwoord is te kort."),
        ({"oldpassword": PASSWORD, "password1": "73912846", "password2": "73912846"}, "bevat alleen cijfers"),
        ({"oldpassword": PASSWORD, "password1": NEW, "password2": "anders"}, "niet gelijk"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_a_clear_word(client, typed, fault):
    user = UserFactory()
    client.force_login(user)
    assert fault in client.post(CHANGE, typed).content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_who_has_no_password_yet_is_led_to_asking_for_one_by_mail(client):
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    response = client.get(CHANGE, follow=True)
    assert response.status_code == 200
    assert response.request["PATH_INFO"] == FORGOTTEN
