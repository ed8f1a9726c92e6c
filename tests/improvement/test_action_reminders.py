"""Reminders of verbeteracties: few, and they stop when it is done."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from improvement.action_reminders import is_time, remind_of_actions
from municipalities.models import Role
from tests.improvement.acting import edit, move, new
from tests.improvement.action_factories import ActionFactory

DAY = date(2026, 11, 22)
LONG_AGO = DAY - timedelta(days=100)
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("days_to_go", "given_ago", "reminded_ago", "expected"),
    [
        (8, 50, None, False),
        (7, 50, None, True),
        (7, 50, 0, False),
        (3, 50, None, True),  # a day without a run is made up for
        (3, 50, 2, False),
        (5, 1, None, False),  # given since: who got it knows
        (0, 50, 5, False),
        (-1, 50, 5, True),
        (-1, 50, 0, False),
        (-40, 50, 39, False),  # once
        (-40, 50, None, True),
        (-40, 10, None, False),  # given when it was late already
    ],
)
def test_when_it_is_time(days_to_go, given_ago, reminded_ago, expected):
    reminded_on = None if reminded_ago is None else DAY - timedelta(days=reminded_ago)
    assert is_time(DAY + timedelta(days=days_to_go), DAY - timedelta(days=given_ago), reminded_on, DAY) is expected


@given(due_on=DAYS, given_on=DAYS, runs=st.lists(DAYS, max_size=60))
def test_however_often_it_runs_there_are_two_reminders_at_most(due_on, given_on, runs):
    reminded_on, count = None, 0
    for today in sorted(runs):
        if is_time(due_on, given_on, reminded_on, today):
            reminded_on, count = today, count + 1
    assert count <= 2


def on(days, hour=8):
    """Return this moment so many days from today."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour)))


@pytest.fixture
def given_one(filler):
    """Return a town with an action of its officer, given long ago and due in a week."""
    filler.action = ActionFactory(
        assessment=filler.assessment,
        title="Beursvloer houden",
        person=filler.officer,
        due_on=timezone.localdate() + timedelta(days=7),
        given_on=LONG_AGO - timedelta(days=300),
    )
    return filler


@pytest.mark.django_db
class TestReminding:
    def test_who_has_it_hears_a_week_before_and_once_when_it_is_late(self, given_one, mailoutbox):
        for days in range(-3, 60):
            remind_of_actions(now=on(days))
        assert [mail.to for mail in mailoutbox] == [[given_one.officer.email]] * 2
        assert "Beursvloer houden" in mailoutbox[0].body
        assert f"/gemeente/{given_one.municipality.code}/verbeteracties/" in mailoutbox[0].body

    def test_several_go_in_one_mail(self, given_one, mailoutbox):
        ActionFactory(assessment=given_one.assessment, person=given_one.officer, late=True, given_on=LONG_AGO)
        remind_of_actions(now=on(0))
        assert len(mailoutbox) == 1

    @pytest.mark.parametrize("status", ["klaar", "vervallen"])
    def test_it_stops_when_it_is_done(self, given_one, mailoutbox, status):
        move(given_one, given_one.action, status=status, reason="Omdat.")
        assert remind_of_actions(now=on(0)) == 0

    def test_nobody_hears_of_what_was_removed(self, given_one, mailoutbox):
        given_one.action.removed_at, given_one.action.removed_by = timezone.now(), given_one.officer
        given_one.action.save()
        remind_of_actions(now=on(0))
        assert not list(mailoutbox)

    @pytest.mark.parametrize("gone", ["switched off", "left", "became an outsider", "municipality ended"])
    def test_nobody_hears_who_can_not_see_it_any_more(self, given_one, mailoutbox, gone):
        officer, municipality = given_one.officer, given_one.municipality
        if gone == "switched off":
            officer.is_active = False
            officer.save()
        elif gone == "left":
            officer.memberships.all().delete()
        elif gone == "became an outsider":
            officer.memberships.update(role=Role.GUEST)
        else:
            municipality.successor, municipality.ended_on = ActionFactory().assessment.municipality, LONG_AGO
            municipality.save()
        remind_of_actions(now=on(0))
        assert not list(mailoutbox)

    def test_another_day_is_a_new_beginning(self, given_one, mailoutbox):
        remind_of_actions(now=on(0))
        edit(given_one, given_one.action, due_on=(timezone.localdate() + timedelta(days=60)).strftime("%d-%m-%Y"))
        remind_of_actions(now=on(30))
        remind_of_actions(now=on(55))
        assert len(mailoutbox) == 2

    def test_the_command_does_it(self, given_one, mailoutbox, capsys):
        call_command("remind")
        assert "verbeteracties" in capsys.readouterr().out
        assert len(mailoutbox) == 1


@pytest.mark.django_db
class TestGiving:
    def test_who_is_given_one_by_a_colleague_gets_a_mail(self, filler, mailoutbox):
        colleague = filler.member(Role.READER)
        new(filler, title="Beursvloer", person_id=colleague.pk)
        assert [mail.to for mail in mailoutbox] == [[colleague.email]]
        assert "Beursvloer" in mailoutbox[0].body

    def test_who_takes_one_gets_none(self, filler, mailoutbox):
        new(filler, title="Beursvloer", person_id=filler.officer.pk)
        assert not list(mailoutbox)

    def test_who_has_it_already_gets_none(self, filler, mailoutbox):
        action = ActionFactory(assessment=filler.assessment, person=filler.member(Role.READER))
        edit(filler, action, title="Anders")
        assert not list(mailoutbox)
