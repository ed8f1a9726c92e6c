"""The pages: what I want to get, and what failed."""

import smtplib
from unittest import mock

import pytest
from django.urls import reverse

from post.delivery import deliver_due
from post.kinds import NEEDED, OPTIONAL, SETTINGS, How, Kind
from post.models import Mail, Preference, State
from post.sending import Letter, post
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"
ALL_AT_ONCE = {kind.value: How.AT_ONCE.value for kind in OPTIONAL if kind is not Kind.WAITING}


def fail(number=1):
    users = UserFactory.create_batch(number)
    post(
        Letter(kind=Kind.REMARK, to=user, subject="Een opmerking", template="account/email/password_reset_key_message")
        for user in users
    )
    with mock.patch(SEND, side_effect=smtplib.SMTPRecipientsRefused({"a@b.nl": (550, b"no such user")})):
        deliver_due()
    return users


def test_a_person_chooses_per_kind_and_finds_the_choice_again(client):
    user = UserFactory()
    client.force_login(user)
    answer = client.post(reverse("mail_settings"), {**ALL_AT_ONCE, "remark": "daily", "step": "never"}, follow=True)
    assert "Uw keuze is opgeslagen" in answer.content.decode()
    chosen = dict(user.mail_preferences.values_list("kind", "how"))
    assert (chosen["remark"], chosen["step"], chosen["part"]) == ("daily", "never", "at_once")
    form = client.get(reverse("mail_settings")).context["form"]
    assert form["remark"].value() == "daily"
    client.post(reverse("mail_settings"), ALL_AT_ONCE)
    assert set(user.mail_preferences.values_list("how", flat=True)) == {"at_once"}


def test_a_person_leaves_only_the_mail_that_is_needed(client):
    user = UserFactory()
    client.force_login(user)
    client.post(reverse("mail_settings"), {"all": "never"})
    assert dict(user.mail_preferences.values_list("kind", "how")) == dict.fromkeys(ALL_AT_ONCE, How.NEVER)


def test_the_page_says_which_mail_is_needed_and_why(client):
    client.force_login(UserFactory())
    page = client.get(reverse("mail_settings")).content.decode()
    for kind in NEEDED:
        assert SETTINGS[kind].needed in page
        assert f'name="{kind.value}"' not in page


def test_a_choice_that_does_not_exist_brings_the_form_back(client):
    user = UserFactory()
    client.force_login(user)
    answer = client.post(reverse("mail_settings"), {**ALL_AT_ONCE, "remark": "soms", "step": "never"})
    assert answer.context["form"].errors
    assert answer.context["form"]["step"].value() == "never"
    assert not Preference.objects.exists()


def test_the_beheerder_sees_what_failed_to_whom_and_why_and_sends_it_again(client, mailoutbox):
    (user,) = fail()
    client.force_login(UserFactory(beheerder=True))
    page = client.get(reverse("failed_mail")).content.decode()
    for said in ("Een opmerking", user.email, "De mailserver weigert dit adres."):
        assert said in page
    answer = client.post(reverse("send_mail_again"), {"mail": Mail.objects.get().pk}, follow=True)
    assert "opnieuw verstuurd" in answer.content.decode()
    assert mailoutbox[0].to == [user.email]


def test_the_beheerder_drops_a_mail_and_is_told_when_somebody_else_did(client):
    fail()
    client.force_login(UserFactory(beheerder=True))
    asked = {"mail": Mail.objects.get().pk}
    assert "weggehaald" in client.post(reverse("drop_mail"), asked, follow=True).content.decode()
    assert Mail.objects.get().state == State.DROPPED
    assert "niets veranderd" in client.post(reverse("drop_mail"), asked, follow=True).content.decode()


def test_the_beheerder_sends_all_again_at_once(client, mailoutbox):
    fail(3)
    client.force_login(UserFactory(beheerder=True))
    client.post(reverse("send_mail_again"), {"all": "1"})
    assert len(mailoutbox) == 3


def test_the_page_of_failures_costs_as_many_queries_for_three_as_for_one(client, django_assert_max_num_queries):
    client.force_login(UserFactory(beheerder=True))
    for _ in range(3):
        fail()
        with django_assert_max_num_queries(6):
            client.get(reverse("failed_mail"))


def test_the_beheerder_is_warned_when_mail_lies_still(client):
    client.force_login(UserFactory(beheerder=True))
    post([Letter(kind=Kind.STEP, to=UserFactory(), subject="x", template="account/email/password_reset_key_message")])
    url = reverse("failed_mail")
    assert "gaat de deur niet uit" not in client.get(url).content.decode()
    mail = Mail.objects.get()
    Mail.objects.update(due_at=mail.due_at.replace(year=mail.due_at.year - 1))
    assert "gaat de deur niet uit" in client.get(url).content.decode()


@pytest.mark.parametrize("sent", [{"mail": "x"}, {"mail": "9" * 40}, {}])
def test_an_odd_request_changes_nothing(client, sent):
    fail()
    client.force_login(UserFactory(beheerder=True))
    assert client.post(reverse("drop_mail"), sent).status_code == 302
    assert Mail.objects.get().state == State.FAILED
