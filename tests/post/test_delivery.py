"""Sending: once, again after a failure, never to who may not, and nothing left readable afterwards."""

import re
import smtplib
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail as sent_mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from municipalities.models import Membership
from post import failed, gates
from post.delivery import CLAIM, claim, deliver_due
from post.failures import MOST_ATTEMPTS, PAUSES, is_final, pause_after, why
from post.kinds import NEEDED, How, Kind
from post.models import Mail, Preference, State
from post.queue import deliver
from post.sending import Letter, post, quiet
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

SEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"


def letter(to, **more):
    given = {
        "kind": Kind.REMARK,
        "subject": "Een opmerking",
        "template": "account/email/password_reset_key",
        "link": "/x/",
    }
    return Letter(**{"to": to, **given, "template": "account/email/password_reset_key_message", **more})


def broken(error=None):
    return mock.patch(SEND, side_effect=error or smtplib.SMTPServerDisconnected("gone"))


def test_a_letter_arrives_with_greeting_link_and_settings_in_text_and_html(mailoutbox):
    user = UserFactory(name="Sanne Bos")
    post([letter(user, subject="Drie\nopmerkingen", button="Naar de opmerkingen", link="/gemeente/GM1/")])
    (got,) = mailoutbox
    (html, kind) = got.alternatives[0]
    assert (got.to, got.subject, kind) == ([user.email], "Drie opmerkingen", "text/html")
    for said in ("Sanne Bos", "Naar de opmerkingen", "http://testserver/gemeente/GM1/", "/mijn/mail/"):
        assert said in got.body
        assert said in html
    assert "\n\n\n" not in got.body
    assert got.extra_headers["Auto-Submitted"] == "auto-generated"
    assert got.extra_headers["List-Unsubscribe"] == "<http://testserver/mijn/mail/>"


def test_nothing_is_posted_when_the_data_is_not_kept():
    with transaction.atomic():
        post([letter(UserFactory())])
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_one_task_sends_all_that_waits():
    post([letter(UserFactory()), letter("nieuw@example.org", kind=Kind.INVITATION, name="Nieuw")])
    waiting = DBTaskResult.objects.ready().get()
    assert waiting.task.call() == 2
    assert len(sent_mail.outbox) == 2
    assert waiting.args_kwargs == {"args": [], "kwargs": {}}, "a task holds nothing of anybody"
    assert {each.state for each in Mail.objects.all()} == {State.SENT}


def test_what_is_sent_can_not_be_read_any_more():
    post([letter(UserFactory())])
    waiting = Mail.objects.get()
    assert waiting.body
    assert waiting.link
    deliver_due()
    waiting.refresh_from_db()
    assert (waiting.body, waiting.link) == ("", "")


def test_a_mail_goes_once_however_often_the_worker_comes(mailoutbox):
    post([letter(UserFactory())])
    for _ in range(3):
        deliver.call()
    assert len(sent_mail.outbox) == 1


def test_who_claims_a_mail_first_sends_it():
    post([letter(UserFactory())])
    now = timezone.now()
    pk = Mail.objects.get().pk
    assert claim(pk, now) is not None
    assert claim(pk, now) is None
    assert deliver_due(now) == 0


def test_what_a_worker_that_died_had_claimed_is_sent_by_the_next_with_the_same_message_id():
    post([letter(UserFactory())])
    now = timezone.now()
    mine = claim(Mail.objects.get().pk, now)
    assert deliver_due(now + CLAIM - timedelta(seconds=1)) == 0
    assert deliver_due(now + CLAIM) == 1
    assert sent_mail.outbox[0].extra_headers["Message-ID"] == f"<{mine.message_id}@testserver>"


def test_a_worker_that_dies_leaves_a_task_that_brings_the_next(monkeypatch):
    post([letter(UserFactory())])
    monkeypatch.setattr("post.queue.deliver_due", mock.Mock(side_effect=SystemExit))
    with pytest.raises(SystemExit):
        deliver.call()
    later = DBTaskResult.objects.exclude(run_after__year=9999).get()
    assert timezone.now() + CLAIM - later.run_after < timedelta(minutes=1)


def test_a_mail_that_fails_is_tried_again_after_longer_and_longer_pauses_until_it_has_failed():
    post([letter(UserFactory())])
    now = timezone.now()
    pauses = []
    with broken():
        for _ in range(MOST_ATTEMPTS):
            assert deliver_due(now) == 0
            waiting = Mail.objects.get()
            if waiting.due_at:
                pauses.append(waiting.due_at - now)
                assert deliver_due(waiting.due_at - timedelta(seconds=1)) == 0
                assert Mail.objects.get().attempts == waiting.attempts, "not before its time"
                now = waiting.due_at
    assert tuple(pauses) == PAUSES == tuple(sorted(PAUSES))
    assert waiting.state == State.FAILED
    assert waiting.reason == "De mailserver brak het gesprek af."
    assert waiting.attempts == MOST_ATTEMPTS


def test_a_mail_server_that_comes_back_gets_what_waited(mailoutbox):
    post([letter(UserFactory())])
    with broken():
        deliver.call()
    assert not sent_mail.outbox
    again = Mail.objects.get().due_at
    assert DBTaskResult.objects.filter(run_after=again).exists(), "a worker is asked for at that time"
    assert deliver_due(again) == 1


def test_one_mail_that_can_not_be_made_does_not_hold_up_the_others(monkeypatch):
    gates.gate("stuk")(mock.Mock(side_effect=ValueError))
    post([letter(UserFactory(), needs="stuk"), letter(UserFactory())])
    assert deliver_due() == 1
    monkeypatch.delitem(gates._gates, "stuk")


def test_a_mail_server_that_is_away_is_asked_once_for_all_mail_together():
    post([letter(UserFactory()) for _ in range(3)])
    with mock.patch(
        "django.core.mail.backends.locmem.EmailBackend.open", side_effect=ConnectionRefusedError
    ) as opening:
        deliver_due()
    assert opening.call_count == 1
    assert {each.reason for each in Mail.objects.all()} == {"De mailserver is niet bereikbaar."}


@pytest.mark.parametrize(
    ("error", "final", "words"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.nl": (550, b"no such user")}), True, "De mailserver weigert dit adres."),
        (smtplib.SMTPRecipientsRefused({"a@b.nl": (450, b"busy")}), False, "De mailserver weigert dit adres."),
        (smtplib.SMTPSenderRefused(550, b"", "x@y.nl"), False, "De mailserver weigert de afzender"),
        (smtplib.SMTPAuthenticationError(535, b""), False, "De mailserver weigert het wachtwoord"),
        (smtplib.SMTPDataError(554, b"spam"), True, "De mailserver weigert deze mail."),
        (smtplib.SMTPDataError(451, b"later"), False, "De mailserver weigert deze mail."),
        (smtplib.SMTPServerDisconnected(""), False, "De mailserver brak het gesprek af."),
        (TimeoutError(), False, "De mailserver is niet bereikbaar."),
        (ValueError(), False, "De mail kon niet worden gemaakt"),
    ],
)
def test_a_failure_is_told_in_words_and_a_refusal_for_good_is_not_tried_again(error, final, words):
    assert is_final(error) is final
    assert why(error).startswith(words)
    assert "@" not in why(error)


def test_after_the_last_attempt_there_is_no_other():
    assert pause_after(MOST_ATTEMPTS) is None


def test_who_lost_access_between_posting_and_sending_gets_nothing(mailoutbox):
    member = MembershipFactory()
    code = member.municipality.code
    post([letter(member.user, municipality=code), letter(member.user, municipality=code, needs="submit")])
    assert len(mailoutbox) == 1, "one of the two is for a coördinator"
    post([letter(member.user, municipality=code)])
    Membership.objects.all().delete()
    assert len(mailoutbox) == 1
    assert set(Mail.objects.values_list("state", "body")) == {(State.SENT, ""), (State.DROPPED, "")}


@pytest.mark.parametrize("kind", Kind)
def test_nobody_who_is_switched_off_gets_any_mail(kind, mailoutbox):
    off, goes_off = UserFactory(switched_off=True), UserFactory()
    if kind in (Kind.DIGEST, Kind.WAITING):
        pytest.skip("nobody posts one")
    post([letter(off, kind=kind), letter(goes_off, kind=kind)])
    goes_off.is_active = False
    goes_off.save()
    assert len(mailoutbox) == 0


def test_a_letter_with_a_gate_that_does_not_exist_is_refused_at_once():
    with pytest.raises(KeyError):
        post([letter(UserFactory(), needs="zomaar")])


def test_what_may_be_posted_once_is_posted_once(mailoutbox):
    user = UserFactory()
    for _ in range(2):
        post([letter(user, once="dit")])
        assert len(mailoutbox) == 1


def test_who_wants_no_mail_of_a_kind_gets_none_and_what_is_needed_always(mailoutbox):
    user = UserFactory()
    Preference.objects.create(user=user, kind=Kind.REMARK, how=How.NEVER)
    post([letter(user), *(letter(user, kind=kind, subject=kind) for kind in NEEDED)])
    assert [each.subject for each in mailoutbox] == list(NEEDED)


def test_the_demo_posts_nothing():
    with quiet():
        post([letter(UserFactory())])
    assert not Mail.objects.exists()


def test_what_somebody_typed_is_shown_as_a_quote_and_never_as_html_or_as_ours(mailoutbox):
    from django.template import Context, Template

    typed = "<b>Let op</b>\n\n- punt\nhttps://elders.example/"
    quote = Template("{% load post %}{% autoescape off %}{{ typed|quoted }}{% endautoescape %}").render(
        Context({"typed": typed})
    )
    assert all(line.startswith(">") for line in quote.splitlines())
    post([letter(UserFactory())])
    Mail.objects.update(body=f"Bericht:\n\n{quote}")
    (got,) = mailoutbox
    html = got.alternatives[0][0]
    assert "&lt;b&gt;Let op&lt;/b&gt;" in re.search(r"<blockquote.*?</blockquote>", html, re.DOTALL)[0]
    assert "<li>" not in html
    assert 'href="https://elders' not in html


def test_posting_costs_as_many_queries_for_one_as_for_many(django_assert_max_num_queries):
    people = UserFactory.create_batch(8)
    for number in (1, 8):
        with django_assert_max_num_queries(5):  # two of them the savepoint
            post([letter(user) for user in people[:number]])


def test_a_failed_mail_can_be_sent_again_and_dropped(mailoutbox):
    post([letter(UserFactory()), letter(UserFactory())])
    refused = smtplib.SMTPRecipientsRefused({"a@b.nl": (550, b"")})
    with broken(refused):
        deliver_due()
    first, second = Mail.objects.failed()
    assert failed.send_again([first.pk]) == 1
    assert failed.drop([second.pk]) == 1
    assert failed.drop([second.pk]) == 0
    assert len(mailoutbox) == 1
    second.refresh_from_db()
    assert (second.state, second.body, second.link) == (State.DROPPED, "", "")
