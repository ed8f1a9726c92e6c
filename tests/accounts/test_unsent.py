"""What is sent after the login has ended is not lost: it goes along through the login page, of who typed it alone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.unsent import NAME, PERSON, Unsent, read_unsent
from municipalities.models import Role
from reports.models import ReportSettings
from tests.factories import PASSWORD, AssessmentFactory, MembershipFactory, UserFactory
from tests.look.reading import Reading
from tests.reports.test_setting import Page

pytestmark = pytest.mark.django_db

FOREWORD = 'Beste raad,\n\n"Dit" is ons <voorwoord> & meer.'


@pytest.fixture
def opened(client):
    """A page with settings of a report that was opened while logged in; then the login ended."""
    member = MembershipFactory(role=Role.COORDINATOR)
    assessment = AssessmentFactory(municipality=member.municipality)
    url = reverse("report_settings", args=[member.municipality.code, assessment.round.year])
    client.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    typed = Page(client, url).typed
    end_login(client)
    return member.user, assessment, url, {**typed, "opslaan": "", "voorkant-foreword": FOREWORD}


def end_login(client):
    """Let the session be over, as it is after a working day."""
    client.session.flush()
    del client.cookies["sessionid"]


def send(client, url, data, **more):
    return client.post(url, data, headers={"referer": f"http://testserver{url}"}, **more)


def log_in(client, page, email, password=PASSWORD):
    """Fill in the login form as it stands on this page."""
    return client.post(reverse("account_login"), {**hidden(page), "login": email, "password": password})


def hidden(page):
    """Return what the hidden fields of this page send."""
    inputs = Reading(re.sub("<!DOCTYPE html>", "", page.content.decode())).all("input", type="hidden")
    return {each["name"]: each["value"] for each in inputs if each["name"] != "csrfmiddlewaretoken"}


def test_what_was_typed_comes_back_after_logging_in_and_is_saved_with_one_button(client, opened):
    user, assessment, url, data = opened
    page = send(client, url, data)
    assert page.status_code == 401
    assert "nog niet opgeslagen" in page.content.decode()
    wrong = log_in(client, page, user.email, "vergeten")
    assert "klopt niet" in wrong.content.decode()
    answer = log_in(client, wrong, user.email)
    assert answer.url == reverse("send_again")
    again = client.get(answer.url)
    assert escape(FOREWORD) in again.content.decode()
    assert f'action="{url}"' in again.content.decode()
    client.post(url, hidden(again))
    assert ReportSettings.objects.get(assessment=assessment).foreword == FOREWORD


def test_once_it_was_sent_it_is_offered_no_more(client, opened):
    user, _, url, data = opened
    log_in(client, send(client, url, data), user.email)
    again = client.get(reverse("send_again"))
    assert client.post(url, {**data, "voorkant-foreword": "Iets anders."}).status_code == 302
    assert NAME in client.session, "another form of that page is not what was typed"
    client.post(url, hidden(again))
    assert NAME not in client.session
    assert client.get(reverse("send_again")).url == reverse("start")


def test_what_could_not_be_sent_is_still_offered(client, opened):
    user, assessment, url, data = opened
    log_in(client, send(client, url, data), user.email)
    again = client.get(reverse("send_again"))
    assessment.municipality.memberships.update(role=Role.READER)
    assert client.post(url, hidden(again)).status_code == 403
    assert escape(FOREWORD) in client.get(reverse("send_again")).content.decode()


def test_who_else_logs_in_gets_nothing_of_it(client, opened):
    user, _, url, data = opened
    page = send(client, url, data)
    other = UserFactory()
    log_in(client, page, other.email)
    assert NAME not in client.session
    assert client.get(reverse("send_again")).url == reverse("start")
    # nor after that person, in the session that was begun before it
    client.session.flush()
    log_in(client, page, user.email)
    assert escape(FOREWORD) in client.get(reverse("send_again")).content.decode()


def test_what_is_kept_is_for_who_typed_it_even_in_a_session_of_another(client, opened):
    user, _, url, data = opened
    log_in(client, send(client, url, data), user.email)
    text = client.session[NAME]
    client.force_login(UserFactory())
    session = client.session
    session[NAME] = text
    session.save()
    assert client.get(reverse("send_again")).url == reverse("start")


@pytest.mark.parametrize("cookie", [None, "1", "1:onzin"])
def test_of_whom_it_is_not_known_nothing_comes_along(client, opened, cookie):
    _, _, url, data = opened
    del client.cookies[PERSON]
    if cookie:
        client.cookies[PERSON] = cookie
    assert send(client, url, data).status_code == 302


def test_the_browser_is_told_who_logged_in_in_a_way_that_no_script_reads(client):
    user = UserFactory()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    cookie = client.cookies[PERSON]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""
    assert user.email not in cookie.value


def test_nothing_is_written_down_for_who_is_not_logged_in(client, opened, django_assert_num_queries):
    _, _, url, data = opened
    with django_assert_num_queries(0):
        page = send(client, url, data)
    assert "sessionid" not in page.cookies


def test_a_form_without_fields_leads_to_the_login_page_as_ever(client, opened):
    _, _, url, _ = opened
    assert client.post(url).status_code == 302


def test_a_script_still_hears_that_the_login_ended(client, opened):
    _, _, url, data = opened
    answer = client.post(url, data, headers={"x-requested-with": "fetch"})
    assert (answer.status_code, answer.content) == (401, b"")


def test_passwords_do_not_come_along_and_a_file_is_named(client, opened):
    user, *_ = opened
    file = SimpleUploadedFile("logo.svg", b"<svg/>")
    page = send(client, reverse("account_change_password"), {"oldpassword": "geheim 123", "kleur": "#fff", "f": file})
    log_in(client, page, user.email)
    kept = read_unsent(client.session[NAME])
    assert kept.fields == (("kleur", "#fff"),)
    assert kept.files == ("logo.svg",)
    assert "logo.svg" in client.get(reverse("send_again")).content.decode()


@pytest.mark.parametrize("referer", ["https://evil.example/x", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_to_another_site(client, opened, referer):
    user, _, url, data = opened
    page = client.post(url, data, headers={"referer": referer})
    log_in(client, page, user.email)
    assert read_unsent(client.session[NAME]).back == reverse("start")


@pytest.mark.parametrize(
    "text", ["", "onzin", Unsent(1, "/", "/", (), ()).sign()[:-1]], ids=["nothing", "nonsense", "changed"]
)
def test_what_we_did_not_sign_is_not_taken_along(client, opened, text):
    user, *_ = opened
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, NAME: text})
    assert NAME not in client.session
    assert client.get(reverse("send_again")).url == reverse("start")


class TestAnotherLoginInBetween:
    """Who logged in again in another tab presses a button on a page of before: its token is of the old login."""

    def press(self, opened, **headers):
        user, _, url, data = opened
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(user)
        page = f"http://testserver{url}"
        return browser.post(url, data, headers={"origin": "http://testserver", "referer": page, **headers})

    def test_what_was_typed_stands_on_the_page_that_says_it_was_not_saved(self, opened):
        answer = self.press(opened)
        assert answer.status_code == 403
        page = answer.content.decode()
        assert escape(FOREWORD) in page
        assert f'href="{opened[2]}"' in page
        assert not ReportSettings.objects.exists()

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example"])
    def test_nothing_is_repeated_of_what_another_site_sent(self, opened, origin):
        answer = self.press(opened, origin=origin)
        assert answer.status_code == 403
        assert escape(FOREWORD) not in answer.content.decode()

    def test_no_password_stands_on_it(self, opened):
        browser = Client(enforce_csrf_checks=True)
        sent = {"login": opened[0].email, "password": "een geheim van drie"}
        answer = browser.post(reverse("account_login"), sent, headers={"origin": "http://testserver"})
        assert answer.status_code == 403
        assert "een geheim" not in answer.content.decode()
