"""Reopening what was adopted: by the beheerder, with a reason, and nothing of before is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from assessments.models import Assessment, Round, Status, StepTaken, Submission
from assessments.previous import previous_of
from assessments.steps import ADOPT, REOPEN, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from municipalities.models import Role
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db
REASON = "In de begroting stond een ander bedrag."


def take(user, town, *steps):
    for step in steps:
        take_step(user, town.municipality.code, town.assessment.round.year, step, note=REASON)


@pytest.fixture
def adopted(make_town):
    """A town that handed in and saw it adopted, in a round that is over; the beheerder looks at it."""
    town = make_town(rated=True)
    town.coordinator, town.reviewer, town.beheerder = (
        town.member(Role.COORDINATOR),
        town.adviser(),
        UserFactory(beheerder=True),
    )
    take(town.coordinator, town, SUBMIT)
    take(town.reviewer, town, TAKE_UP, ADOPT)
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    town.client.force_login(town.beheerder)
    return town


@pytest.fixture
def reopened(adopted):
    take(adopted.beheerder, adopted, REOPEN)
    adopted.assessment = Assessment.objects.get()
    return adopted


def test_the_beheerder_reopens_with_a_reason_that_everybody_reads(adopted):
    page = adopted.client.get(adopted.url("submission")).content.decode()
    assert "Waarom heropent u deze zelfevaluatie?" in page
    adopted.client.post(adopted.url("take_step", "heropenen"), {"heropenen-note": REASON})
    assert Assessment.objects.get().status == Status.REOPENED
    adopted.client.force_login(adopted.officer)
    start = adopted.client.get(adopted.url("assessment")).content.decode()
    assert f"{adopted.beheerder} heropende deze zelfevaluatie" in start
    assert REASON in start


def test_without_a_reason_nothing_is_reopened_and_the_page_says_so(adopted):
    response = adopted.client.post(adopted.url("take_step", "heropenen"), {"heropenen-note": " "})
    assert "Schrijf op waarom u deze zelfevaluatie heropent." in response.content.decode()
    assert Assessment.objects.get().status == Status.ADOPTED


@pytest.mark.parametrize("role", Role)
def test_no_role_of_a_municipality_or_province_reopens(adopted, role):
    user = adopted.reviewer if role == Role.ADVISER else adopted.member(role)
    with pytest.raises(PermissionDenied):
        take(user, adopted, REOPEN)
    assert Assessment.objects.get().status == Status.ADOPTED


def test_of_a_municipality_that_ended_nothing_is_reopened(adopted):
    adopted.municipality.ended_on, adopted.municipality.successor = timezone.localdate(), MunicipalityFactory()
    adopted.municipality.save()
    with pytest.raises(PermissionDenied):
        take(adopted.beheerder, adopted, REOPEN)


def test_for_who_is_elsewhere_it_does_not_exist(adopted):
    with pytest.raises(Http404):
        take(MembershipFactory(coordinator=True).user, adopted, REOPEN)


def test_reopened_it_can_be_changed_and_handed_in_after_the_round_has_closed(reopened):
    reopened.client.force_login(reopened.officer)
    url = reopened.step()
    saved = reopened.client.post(url, {**reopened.shown(url), "niveau-level": "4"})
    assert saved.status_code == 302
    take(reopened.coordinator, reopened, SUBMIT)
    assert list(Submission.objects.values_list("number", flat=True)) == [1, 2]
    assert Assessment.objects.get().status == Status.SUBMITTED


def test_the_date_of_adoption_goes_from_the_assessment_and_stays_with_the_submission(reopened):
    assert reopened.assessment.adopted_at is None
    take(reopened.coordinator, reopened, SUBMIT)
    first, second = Submission.objects.with_adoption().order_by("number")
    assert first.adopted_at == StepTaken.objects.get(to_status=Status.ADOPTED).taken_at
    assert second.adopted_at is None


def test_the_report_of_what_was_adopted_stays_final_until_something_new_is_handed_in(reopened):
    reopened.client.force_login(reopened.member(Role.READER))
    report = reopened.client.get(reopened.url("report")).context["report"]
    assert report.standing.startswith("Kenmerk ZVW-")
    assert report.standing.endswith("-1")
    take(reopened.coordinator, reopened, SUBMIT)
    report = reopened.client.get(reopened.url("report")).context["report"]
    assert report.mark


def test_who_fills_in_sees_its_concept_as_report_again(reopened):
    reopened.client.force_login(reopened.officer)
    report = reopened.client.get(reopened.url("report")).context["report"]
    assert report.mark
    assert "Kenmerk" not in report.standing


def test_the_next_round_starts_from_what_stands_in_the_reopened_one_now(reopened):
    reopened.client.force_login(reopened.officer)
    url = reopened.step()
    reopened.client.post(url, {**reopened.shown(url), "niveau-level": "4"})
    following = AssessmentFactory(municipality=reopened.municipality, round__year=reopened.assessment.round.year + 1)
    previous = previous_of(following)
    assert previous.levels["vertalen", "visie"].level == 4
    assert previous.was_handed_in


def test_parts_can_be_given_again(reopened):
    reopened.client.force_login(reopened.coordinator)
    assert reopened.client.get(reopened.url("divide")).context["can_divide"]


def test_the_handover_says_why_it_was_reopened(reopened):
    reopened.client.force_login(reopened.officer)
    page = reopened.client.get(reopened.url("handover")).content.decode()
    assert "De zelfevaluatie is heropend" in page
    assert REASON in page


def test_an_adopted_assessment_says_how_it_can_be_changed(adopted):
    assert Assessment.objects.get().why_closed.endswith("Wijzigen kan weer als de beheerder haar heropent.")


def test_who_fills_in_and_the_adviser_are_mailed(adopted, mailoutbox, django_capture_on_commit_callbacks):
    adopted.member(Role.READER)
    with django_capture_on_commit_callbacks(execute=True):
        adopted.client.post(adopted.url("take_step", "heropenen"), {"heropenen-note": REASON})
    told = {address for mail in mailoutbox for address in mail.to}
    assert told == {adopted.officer.email, adopted.coordinator.email, adopted.reviewer.email}
    assert all(REASON in mail.body for mail in mailoutbox)
