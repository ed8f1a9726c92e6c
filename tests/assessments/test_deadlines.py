"""Reminders of the day on which a round closes or a supplement is due: when, to whom, and that they stop in time."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.deadlines import CLOSING, SUPPLEMENT, moment
from assessments.dutch import dutch_date
from assessments.models import Status, StepTaken, Supplement
from municipalities.models import Role
from post.models import Mail
from post.reminding import REMINDERS
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory

CLOSES = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("left", "expected"),
    [(15, None), (14, 14), (13, 14), (4, 14), (3, 3), (2, 3), (0, 3), (-1, None)],
)
def test_when_it_is_time(left, expected):
    assert moment(CLOSES, CLOSES - timedelta(days=left), CLOSING) == expected


@given(st.lists(st.integers(-40, 10)))
def test_whenever_the_command_runs_there_are_two_moments_at_most(runs):
    moments = {moment(CLOSES, CLOSES + timedelta(days=offset), CLOSING) for offset in runs} - {None}
    assert moments <= set(CLOSING)


@pytest.mark.django_db
class TestTheCommand:
    @pytest.fixture
    def closing(self):
        """Give a function that makes a round which closes in so many days, with a municipality in it."""

        def closing(days, **fields):
            closes_on = timezone.localdate() + timedelta(days=days)
            assessment = AssessmentFactory(round__closes_on=closes_on, **fields)
            assessment.round.closes_on = closes_on
            assessment.round.save()
            member = MembershipFactory(municipality=assessment.municipality)
            return assessment, member.user

        return closing

    @pytest.mark.parametrize("days", [14, 3, 0])
    def test_who_fills_in_is_reminded_once_and_nobody_else(self, closing, mailoutbox, days):
        assessment, user = closing(days)
        for role in (Role.READER, Role.GUEST, Role.ADVISER):
            MembershipFactory(municipality=assessment.municipality, role=role)
        for _ in range(2):
            call_command("remind", verbosity=0)
            (message,) = mailoutbox
        assert message.to == [user.email]
        assert "nog niet ingediend" in message.body
        assert f"/gemeente/{assessment.municipality.code}/" in message.body

    def test_who_is_reminded_two_weeks_before_is_reminded_once_more(self, closing, mailoutbox):
        assessment, _ = closing(14)
        call_command("remind", verbosity=0)
        Mail.objects.update(once=f"closing:{assessment.pk}:{assessment.round.closes_on}:14:0")
        assessment.round.closes_on -= timedelta(days=11)
        assessment.round.save()
        call_command("remind", verbosity=0)
        assert len(mailoutbox) == 2

    @pytest.mark.parametrize("days", [15, -1])
    def test_earlier_and_later_nothing_goes_out(self, closing, mailoutbox, days):
        closing(days)
        call_command("remind", verbosity=0)
        assert not mailoutbox

    @pytest.mark.parametrize("status", [Status.SUBMITTED, Status.IN_REVIEW, Status.SUPPLEMENT])
    def test_who_handed_in_is_left_alone(self, closing, mailoutbox, status):
        closing(3, status=status)
        call_command("remind", verbosity=0)
        assert not mailoutbox

    def test_what_is_handed_in_before_the_mail_leaves_is_reminded_of_no_more(self, closing, mailoutbox):
        assessment, _ = closing(3)
        call_command("remind", verbosity=0)
        assessment.status = Status.SUBMITTED
        assessment.save()
        assert not mailoutbox

    def test_reminding_costs_as_many_queries_for_three_as_for_one(self, closing, django_assert_max_num_queries):
        counts = []
        for _ in range(3):
            closing(3)
            with django_assert_max_num_queries(16) as queries:
                call_command("remind", verbosity=0)
            counts.append(len(queries))
        assert counts[1] == counts[2]


@pytest.mark.django_db
class TestARoundThatOpens:
    @pytest.fixture
    def opening(self):
        """Give a function that makes a round which opened so many days ago, with a municipality and its coördinator."""

        def opening(days_ago, lasts=60, **fields):
            assessment = AssessmentFactory(**fields)
            assessment.round.opens_on = timezone.localdate() - timedelta(days=days_ago)
            assessment.round.closes_on = assessment.round.opens_on + timedelta(days=lasts)
            assessment.round.save()
            return assessment, MembershipFactory(municipality=assessment.municipality, coordinator=True).user

        return opening

    @pytest.mark.parametrize("days_ago", [0, 6])
    def test_the_coordinators_are_told_once_and_nobody_else(self, opening, mailoutbox, days_ago):
        assessment, coordinator = opening(days_ago)
        for role in (Role.POLICY_OFFICER, Role.READER, Role.GUEST, Role.ADVISER):
            MembershipFactory(municipality=assessment.municipality, role=role)
        for _ in range(2):
            call_command("remind", verbosity=0)
            (message,) = mailoutbox
        assert message.to == [coordinator.email]
        assert message.subject == f"{assessment.municipality}: de ronde van {assessment.round.year} is open"
        assert dutch_date(assessment.round.closes_on) in message.body
        assert f"/gemeente/{assessment.municipality.code}/" in message.body
        assert "vorige ronde" not in message.body

    def test_who_took_part_before_reads_that_one_can_begin_with_those_answers(self, opening, mailoutbox):
        assessment, _ = opening(0)
        AssessmentFactory(municipality=assessment.municipality, round__year=assessment.round.year - 1, adopted=True)
        call_command("remind", verbosity=0)
        (message,) = mailoutbox
        assert "antwoorden van de vorige ronde" in message.body

    @pytest.mark.parametrize("days_ago", [-1, 7])
    def test_not_before_the_first_day_nor_long_after_it(self, opening, mailoutbox, days_ago):
        opening(days_ago)
        call_command("remind", verbosity=0)
        assert not mailoutbox

    def test_another_first_day_tells_nobody_twice(self, opening, mailoutbox):
        assessment, _ = opening(2)
        call_command("remind", verbosity=0)
        assessment.round.opens_on = timezone.localdate()
        assessment.round.save()
        call_command("remind", verbosity=0)
        assert len(mailoutbox) == 1

    def test_a_round_that_closes_soon_is_told_of_by_the_reminder_of_that(self, opening, mailoutbox):
        opening(0, lasts=10)
        call_command("remind", verbosity=0)
        (message,) = mailoutbox
        assert "nog niet ingediend" in message.body

    def test_what_is_handed_in_before_the_mail_leaves_is_not_told_of(self, opening, mailoutbox):
        assessment, _ = opening(0)
        call_command("remind", verbosity=0)
        assessment.status = Status.SUBMITTED
        assessment.save()
        assert not mailoutbox

    def test_a_municipality_that_ended_is_left_alone(self, opening, mailoutbox):
        assessment, _ = opening(0)
        assessment.municipality.ended_on = timezone.localdate()
        assessment.municipality.successor = MunicipalityFactory()
        assessment.municipality.save()
        call_command("remind", verbosity=0)
        assert not mailoutbox

    def test_telling_costs_as_many_queries_for_three_as_for_one(self, opening, django_assert_max_num_queries):
        counts = []
        for _ in range(3):
            opening(0)
            with django_assert_max_num_queries(18) as queries:
                call_command("remind", verbosity=0)
            counts.append(len(queries))
        assert counts[1] == counts[2]


@pytest.mark.django_db
class TestASupplement:
    @pytest.fixture
    def asked(self):
        """Give a function that makes a supplement which is due in so many days, and returns it with who fills in."""

        def asked(days, **fields):
            assessment = AssessmentFactory(**{"supplement": True, **fields})
            adviser = MembershipFactory(adviser_of_province=True, province=assessment.municipality.province).user
            taken = StepTaken.objects.create(
                assessment=assessment,
                step="aanvulling-vragen",
                from_status=Status.IN_REVIEW,
                to_status=Status.SUPPLEMENT,
                taken_by=adviser,
                taken_at=timezone.now(),
                note="Wie doet het?",
            )
            due_on = timezone.localdate() + timedelta(days=days) if days is not None else None
            supplement = Supplement.objects.create(assessment=assessment, taken=taken, due_on=due_on)
            return supplement, MembershipFactory(municipality=assessment.municipality).user

        return asked

    @pytest.mark.parametrize("days", [*SUPPLEMENT, 1])
    def test_who_fills_in_is_reminded_once_and_nobody_else(self, asked, mailoutbox, days):
        supplement, user = asked(days)
        MembershipFactory(municipality=supplement.assessment.municipality, role=Role.READER)
        for _ in range(2):
            call_command("remind", verbosity=0)
            (message,) = mailoutbox
        assert message.to == [user.email]
        assert "vroeg om een aanvulling" in message.body

    @pytest.mark.parametrize("days", [4, -1, None])
    def test_earlier_later_and_without_a_day_nothing_goes_out(self, asked, mailoutbox, days):
        asked(days)
        call_command("remind", verbosity=0)
        assert not mailoutbox

    def test_what_is_sent_in_before_the_mail_leaves_is_reminded_of_no_more(self, asked, mailoutbox):
        supplement, _ = asked(0)
        call_command("remind", verbosity=0)
        supplement.assessment.status = Status.SUBMITTED
        supplement.assessment.save()
        assert not mailoutbox


@pytest.mark.django_db
def test_reminders_of_one_kind_that_fail_do_not_take_the_others_along(monkeypatch, mailoutbox):
    def fail(now):
        raise ValueError

    monkeypatch.setitem(REMINDERS, "delen", fail)
    assessment = AssessmentFactory()
    assessment.round.closes_on = timezone.localdate()
    assessment.round.save()
    MembershipFactory(municipality=assessment.municipality)
    with pytest.raises(CommandError, match="delen"):
        call_command("remind", verbosity=0)
    assert len(mailoutbox) == 1
