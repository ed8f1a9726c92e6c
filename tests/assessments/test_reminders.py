"""Reminders by date: who gets one on which day, that nobody gets two, and that they stop when it is done."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.models import Given, Status
from assessments.reminders import DAYS_BEFORE, is_time
from municipalities.models import Role
from tests.factories import AssignmentFactory, MembershipFactory

SITE = "http://testserver"
DUE = date(2026, 11, 20)
LONG_AGO = date(2026, 10, 1)


def november(day):
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("today", "given_on", "reminded_on", "expected"),
    [
        (november(16), LONG_AGO, None, False),
        (november(17), LONG_AGO, None, True),
        (november(17), LONG_AGO, november(17), False),
        (november(18), LONG_AGO, None, True),  # the day before there was no run
        (november(18), LONG_AGO, november(17), False),
        (november(17), LONG_AGO, november(10), True),  # the coördinator's own reminder of last week
        (november(20), LONG_AGO, november(17), True),
        (november(20), LONG_AGO, november(19), True),
        (november(20), LONG_AGO, november(20), False),
        (november(21), LONG_AGO, None, False),
        (november(18), november(17), None, False),  # given with three days to go
        (november(20), november(18), None, True),
        (november(20), november(20), None, False),  # given today, for today
    ],
)
def test_when_it_is_time(today, given_on, reminded_on, expected):
    assert is_time(DUE, given_on, reminded_on, today) is expected


@given(
    given_before=st.integers(0, 30),
    runs=st.lists(st.integers(-30, 10), max_size=60),
)
def test_whenever_the_command_runs_a_part_gets_two_reminders_at_most_and_one_a_day(given_before, runs):
    given_on = DUE - timedelta(days=given_before)
    reminded_on, mailed = None, []
    for offset in sorted(runs):
        today = DUE + timedelta(days=offset)
        if today >= given_on and is_time(DUE, given_on, reminded_on, today):
            reminded_on = today
            mailed.append(today)
    assert len(mailed) == len(set(mailed)) <= 2
    assert all(DUE - timedelta(days=DAYS_BEFORE) <= day <= DUE for day in mailed)
    assert given_on not in mailed
    if given_before and 0 in runs:
        assert mailed[-1] == DUE


@pytest.mark.django_db
class TestTheCommand:
    @pytest.fixture
    def due(self, town):
        """Give a function that makes a part which is due in so many days, for a colleague."""
        town.coordinator = town.member(Role.COORDINATOR, name="Coen")
        town.colleague = town.member(Role.POLICY_OFFICER, name="Bram", email="bram@example.org")

        def due(days=DAYS_BEFORE, part="vertalen/visie", **fields):
            fields = {"assessment": town.assessment, "given_by": town.coordinator, **fields}
            if "waiting" not in fields:
                fields.setdefault("user", town.colleague)
            return AssignmentFactory(
                part=part,
                due_on=timezone.localdate() + timedelta(days=days),
                given_at=timezone.now() - timedelta(days=20),
                **fields,
            )

        return due

    @pytest.fixture
    def run(self, mailoutbox):
        """Give a function that runs the command, and returns what people got by then."""

        def run(times=1):
            for _ in range(times):
                call_command("remind", verbosity=0)
            return mailoutbox

        return run

    @pytest.mark.parametrize("days", [DAYS_BEFORE, 0])
    def test_some_days_before_and_on_the_day_itself_a_mail_goes_out_once(self, town, due, days, run):
        row = due(days)
        (message,) = run(times=2)
        assert message.to == ["bram@example.org"]
        assert "Vertalen (visie)" in message.body
        assert f"Graag klaar op {row.due_on.day} " in message.body
        assert f"{SITE}{town.url('my_part')}" in message.body
        row.refresh_from_db()
        assert row.reminded_at

    @pytest.mark.parametrize("days", [DAYS_BEFORE + 1, -1])
    def test_earlier_and_later_nothing_goes_out(self, due, days, run):
        due(days)
        assert not run()

    def test_parts_for_one_day_go_in_one_mail_and_each_person_gets_an_own_one(self, town, due, run):
        due()
        due(part="vertalen/beleid")
        due(part="kerncijfers", user=town.officer)
        messages = run()
        assert {message.to[0] for message in messages} == {"bram@example.org", town.officer.email}
        assert len(messages) == 2

    def test_who_gave_a_part_to_itself_gets_one_too(self, town, due, run):
        due(user=town.coordinator)
        assert run()[0].to == [town.coordinator.email]

    def test_after_the_coordinator_reminded_there_is_no_second_one_that_day(self, due, run):
        due(0, reminded_at=timezone.now())
        assert not run()

    @pytest.mark.parametrize("status", [Given.HANDED_BACK, Given.WITHDRAWN])
    def test_what_was_handed_back_or_withdrawn_is_left_alone(self, town, due, status, run):
        due(status=status, ended_at=timezone.now(), ended_by=town.coordinator)
        assert not run()

    def test_what_is_filled_in_is_left_alone(self, make_town, run):
        town = make_town(rated=True)
        AssignmentFactory(
            assessment=town.assessment,
            part="vertalen/uitvoering",
            user=town.officer,
            due_on=timezone.localdate(),
            given_at=timezone.now() - timedelta(days=9),
        )
        assert not run()

    def test_once_submitted_nobody_is_reminded(self, town, due, run):
        due()
        town.assessment.status = Status.SUBMITTED
        town.assessment.save()
        assert not run()

    def test_who_can_not_log_in_any_more_gets_nothing(self, town, due, run):
        town.colleague.is_active = False
        town.colleague.save()
        due()
        assert not run()

    def test_who_was_invited_gets_the_invitation_once_more(self, due, run):
        row = due(waiting=True)
        (message,) = run(times=2)
        assert message.to == [row.invitation.email]
        assert f"{SITE}/uitnodiging/" in message.body

    def test_an_invitation_in_the_name_of_who_left_stays(self, due, run):
        due(waiting=True, given_by=MembershipFactory().user)
        assert not run()
