"""Two workers at once, and two that post or gather at once: really committed, on PostgreSQL."""

import threading
from datetime import datetime

import pytest
from django.core import mail as sent_mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from post.delivery import deliver_due
from post.digests import make_digests
from post.kinds import How, Kind
from post.models import Mail, Preference, State
from post.sending import Letter, post
from tests.factories import UserFactory

pytestmark = pytest.mark.usefixtures("committed_db")


def letters(number, **more):
    template = "account/email/password_changed_message"
    return [Letter(kind=Kind.REMARK, to=UserFactory(), subject="x", template=template, **more) for _ in range(number)]


def at_once(*work):
    """Run these together and return what they gave."""
    start, given = threading.Barrier(len(work)), {}

    def run(number, each):
        try:
            start.wait()
            given[number] = each()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [given[number] for number in range(len(work))]


def test_two_workers_send_each_mail_once():
    post(letters(20))
    sent = at_once(deliver_due, deliver_due, deliver_due)
    assert sum(sent) == 20
    assert len({message.to[0] for message in sent_mail.outbox}) == len(sent_mail.outbox) == 20
    assert set(Mail.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


def test_two_runs_that_gather_at_once_make_one_digest():
    (letter,) = letters(1)
    Preference.objects.create(user=letter.to, kind=Kind.REMARK, how=How.DAILY)
    post([letter])
    now = timezone.make_aware(datetime(2026, 11, 22, 7))
    assert sorted(at_once(lambda: make_digests(now), lambda: make_digests(now))) == [0, 1]
    assert Mail.objects.filter(kind=Kind.DIGEST).count() == 1


def test_what_may_be_posted_once_is_posted_once_by_two_at_once():
    (letter,) = letters(1, once="een keer")
    at_once(lambda: post([letter]), lambda: post([letter]))
    assert Mail.objects.count() == 1


def test_no_worker_sees_a_mail_before_the_data_is_safe():
    with transaction.atomic():
        post(letters(1))
        (sent,) = at_once(deliver_due)
        assert sent == 0
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)
    assert len(sent_mail.outbox) == 1
    assert not DBTaskResult.objects.failed().exists()
