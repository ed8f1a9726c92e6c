"""The digest: one mail a day, by municipality, with what may still be told; and what waits for an adviser."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.core.management import call_command
from django.utils import timezone

from municipalities.models import Membership
from post import failed
from post.cleaning import DAYS_FAILED, DAYS_OVER, clean_mail
from post.delivery import deliver_due
from post.digests import make_digests
from post.kinds import How, Kind
from post.models import Mail, Preference, State
from post.queue import deliver
from post.sending import Letter, post
from tests.factories import AssessmentFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

SEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"
SUNDAY = timezone.make_aware(datetime(2026, 11, 22, 7))
MONDAY = SUNDAY + timedelta(days=1)


def letter(user, **more):
    given = {"kind": Kind.REMARK, "subject": "Een opmerking", "template": "account/email/password_changed_message"}
    return Letter(**{"to": user, **given, **more})


@pytest.fixture
def reader():
    """Return a person who wants remarks in the digest, and works in two municipalities."""
    member = MembershipFactory(municipality__name="Aadorp")
    user = member.user
    user.towns = [member.municipality, MembershipFactory(user=user, municipality__name="Zeedorp").municipality]
    Preference.objects.create(user=user, kind=Kind.REMARK, how=How.DAILY)
    return user


def two_letters(reader):
    a, z = reader.towns
    post(
        [
            letter(reader, subject="Over Z", about=z.name, municipality=z.code, link="/zee/", button="Naar Zee"),
            letter(reader, subject="Over A", about=a.name, municipality=a.code),
        ]
    )


def test_what_was_held_comes_in_one_mail_with_a_heading_for_each_municipality(reader, mailoutbox):
    two_letters(reader)
    assert not mailoutbox
    assert make_digests(SUNDAY) == 1
    (got,) = mailoutbox
    assert got.subject == "Uw dagoverzicht van 22 november 2026"
    places = [got.body.index(said) for said in ("AADORP", "Over A", "ZEEDORP", "Over Z", "http://testserver/zee/")]
    assert places == sorted(places)
    html = got.alternatives[0][0]
    assert html.count("<h2") == 2
    assert {each.state for each in Mail.objects.all()} == {State.SENT}
    assert not Mail.objects.exclude(body="", link="").exists()


def test_there_is_one_digest_a_day_however_often_the_command_runs(reader, mailoutbox):
    two_letters(reader)
    for _ in range(2):
        make_digests(SUNDAY)
    post([letter(reader)])
    assert make_digests(SUNDAY) == 0
    assert len(mailoutbox) == 1
    assert make_digests(MONDAY) == 1, "what came after waits for the next day"
    assert len(mailoutbox) == 2


def test_without_anything_to_tell_there_is_no_digest(reader):
    call_command("send_digests", verbosity=0)
    assert not Mail.objects.exists()


def test_who_lost_access_before_the_digest_leaves_reads_nothing_of_that_municipality(reader, mailoutbox):
    two_letters(reader)
    make_digests(SUNDAY)
    Membership.objects.filter(municipality=reader.towns[1]).delete()
    (got,) = mailoutbox
    assert "Over A" in got.body
    assert "Over Z" not in got.body + got.alternatives[0][0]
    assert "ZEEDORP" not in got.body


def test_who_lost_all_access_gets_no_digest_and_nothing_of_it_stays(reader, mailoutbox):
    two_letters(reader)
    make_digests(SUNDAY)
    Membership.objects.all().delete()
    assert not mailoutbox
    assert not Mail.objects.exclude(body="", link="").exists()


def test_who_is_switched_off_gets_no_digest(reader, mailoutbox):
    two_letters(reader)
    reader.is_active = False
    reader.save()
    assert make_digests(SUNDAY) == 0
    assert not mailoutbox


def test_who_chose_not_to_get_a_kind_after_all_does_not_find_it_in_the_digest(reader, mailoutbox):
    two_letters(reader)
    Preference.objects.update(how=How.NEVER)
    assert make_digests(SUNDAY) == 0
    assert {each.state for each in Mail.objects.all()} == {State.DROPPED}


def test_a_digest_that_fails_is_sent_again_whole_and_a_dropped_one_is_erased(reader, mailoutbox):
    two_letters(reader)
    make_digests(SUNDAY)
    with mock.patch(SEND, side_effect=ConnectionError):
        while due := Mail.objects.next_due():
            deliver_due(due)
    assert Mail.objects.failed().get().kind == Kind.DIGEST
    failed.send_again()
    assert "Over Z" in mailoutbox[0].body
    two_letters(reader)
    make_digests(MONDAY)
    Mail.objects.filter(digest_of=MONDAY.date()).update(
        state=State.FAILED, reason="x", settled_at=timezone.now(), due_at=None
    )
    failed.drop([Mail.objects.failed().get().pk])
    assert not Mail.objects.exclude(body="", link="").exists()


class TestWhatWaits:
    @pytest.fixture
    def adviser(self):
        member = MembershipFactory(adviser_of_province=True)
        member.user.town = AssessmentFactory(
            submitted=True, municipality__province=member.province, municipality__name="Wachtdorp"
        )
        return member.user

    def test_an_adviser_hears_on_monday_what_waits(self, adviser, mailoutbox):
        assert make_digests(SUNDAY) == 0
        assert make_digests(MONDAY) == 1
        (got,) = mailoutbox
        assert "- Wachtdorp: ingediend, sinds " in got.body
        assert "http://testserver/beoordelen/" in got.body

    @pytest.mark.parametrize(("how", "days"), [(How.DAILY, 7), (How.WEEKLY, 1), (How.NEVER, 0)])
    def test_the_adviser_says_how_often(self, adviser, how, days):
        Preference.objects.create(user=adviser, kind=Kind.WAITING, how=how)
        assert sum(make_digests(SUNDAY + timedelta(days=day)) for day in range(7)) == days

    def test_when_nothing_waits_there_is_no_mail(self, adviser, mailoutbox):
        adviser.town.status = "concept"
        adviser.town.save()
        assert make_digests(MONDAY) == 0

    def test_what_was_done_before_the_mail_leaves_is_not_in_it(self, adviser, mailoutbox):
        make_digests(MONDAY)
        adviser.town.status = "concept"
        adviser.town.save()
        assert not mailoutbox

    def test_only_an_adviser_can_choose_for_it(self, adviser, client):
        for user, expected in ((adviser, True), (UserFactory(), False)):
            client.force_login(user)
            assert ("Wat op u wacht" in client.get("/mijn/mail/").content.decode()) is expected


def test_making_digests_costs_as_much_for_each_person(reader, django_assert_max_num_queries):
    two_letters(reader)
    two_letters(reader)
    with django_assert_max_num_queries(16):
        make_digests(SUNDAY)


@pytest.mark.parametrize(
    ("state", "days", "kept"),
    [
        (State.SENT, DAYS_OVER - 1, True),
        (State.SENT, DAYS_OVER + 1, False),
        (State.DROPPED, DAYS_OVER + 1, False),
        (State.FAILED, DAYS_FAILED - 1, True),
        (State.FAILED, DAYS_FAILED + 1, False),
        (State.HELD, DAYS_OVER + 1, False),
        (State.WAITING, DAYS_OVER + 1, True),
    ],
)
def test_what_is_left_of_a_mail_is_kept_for_a_set_time(state, days, kept):
    then = timezone.now() - timedelta(days=days)
    to_do = state == State.WAITING
    Mail.objects.create(
        kind=Kind.STEP,
        to=UserFactory(),
        subject="x",
        reason="waarom",
        state=state,
        posted_at=then,
        settled_at=None if to_do else then,
        due_at=then if to_do else None,
    )
    clean_mail(timezone.now())
    assert Mail.objects.exists() is kept


def test_cleaning_up_wakes_the_worker_for_what_a_lost_task_left(mailoutbox):
    post([letter(UserFactory())])
    call_command("clean_mail", verbosity=0)
    deliver.call()
    assert len(mailoutbox) == 1
