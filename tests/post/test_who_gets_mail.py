"""Whatever happens in whatever order: no mail to who may not have it then, none twice, and nothing left to read."""

from collections import Counter
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail as sent_mail
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from post.delivery import claim, deliver_due
from post.digests import make_digests
from post.kinds import NEEDED, OPTIONAL, How, Kind
from post.models import Mail, Preference, State
from post.sending import Letter, post
from tests.factories import MembershipFactory

PEOPLE = range(3)
SEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"
someone = st.sampled_from(PEOPLE)
actions = st.one_of(
    st.tuples(st.just("post"), someone, st.sampled_from([*OPTIONAL, *NEEDED])),
    st.tuples(st.just("prefer"), someone, st.tuples(st.sampled_from(OPTIONAL), st.sampled_from(How))),
    st.tuples(st.just("switch"), someone, st.booleans()),
    st.tuples(st.just("leave"), someone, st.none()),
    st.tuples(st.sampled_from(["work", "fail", "die", "digest"]), st.none(), st.none()),
)


class World:
    """Some people of one municipality, and a clock."""

    def __init__(self):
        members = [MembershipFactory() for _ in PEOPLE]
        self.people = [member.user for member in members]
        self.codes = [member.municipality.code for member in members]
        self.now, self.number = timezone.now(), 0
        self.outbox = []

    def post(self, who, kind):
        self.number += 1
        subject = f"nummer {self.number}."
        person, code = self.people[who], self.codes[who]
        template = "account/email/password_changed_message"
        with mock.patch("post.sending.timezone.now", return_value=self.now):
            post([Letter(kind=kind, to=person, subject=subject, template=template, municipality=code, about=code)])

    def prefer(self, who, choice):
        kind, how = choice
        Preference.objects.update_or_create(user=self.people[who], kind=kind, defaults={"how": how})

    def switch(self, who, active):
        self.people[who].is_active = active
        self.people[who].save()

    def leave(self, who, _):
        self.people[who].memberships.all().delete()

    def work(self, *_):
        sent_mail.outbox.clear()
        self.now += timedelta(minutes=20)
        deliver_due(self.now)
        for message in sent_mail.outbox:
            who = next(number for number in PEOPLE if message.to == [self.people[number].email])
            assert self.people[who].is_active, "somebody who was switched off got a mail"
            assert self.people[who].memberships.exists(), "somebody without access got a mail"
            self.outbox.append(message)

    def fail(self, *_):
        self.now += timedelta(minutes=20)
        with mock.patch(SEND, side_effect=ConnectionError):
            deliver_due(self.now)

    def die(self, *_):
        pk = Mail.objects.due(self.now).values_list("pk", flat=True).first()
        if pk:
            claim(pk, self.now)

    def digest(self, *_):
        self.now += timedelta(days=1)
        with mock.patch("post.digests.timezone.now", return_value=self.now):
            make_digests(self.now)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(actions, max_size=25))
def test_no_order_of_things_mails_somebody_who_may_not_have_it_or_anything_twice(steps):
    with transaction.atomic():
        world = World()
        for name, *arguments in [*steps, ("digest", None, None)]:
            getattr(world, name)(*arguments)
        while world.now < (Mail.objects.next_due() or world.now) or Mail.objects.due(world.now).exists():
            world.work()
        told = Counter(f"nummer {n}." for n in range(1, world.number + 1) for got in world.outbox if _tells(got, n))
        assert all(times == 1 for times in told.values()), told
        assert not Mail.objects.filter(state__in=(State.SENT, State.DROPPED)).exclude(body="", link="").exists()
        transaction.set_rollback(True)


def _tells(message, number):
    return f"nummer {number}." in message.subject or f"* nummer {number}." in message.body


@pytest.mark.django_db
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(NEEDED), st.sampled_from(How))
def test_what_is_needed_comes_whatever_somebody_chose_for_the_rest(kind, how):
    with transaction.atomic():
        world = World()
        for optional in OPTIONAL:
            world.prefer(0, (optional, how))
        world.post(0, Kind(kind))
        world.work()
        assert len(world.outbox) == 1
        transaction.set_rollback(True)
