"""Municipalities that handed something in, and who may export it."""

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from assessments.models import Status, StepTaken
from exports.models import Export, Format
from exports.queue import make_file
from tests.assessments.previous_round import fill, hand_in
from tests.factories import AssessmentFactory, MembershipFactory, UserFactory


@pytest.fixture
def make_submitted(db):
    """Return a function that makes an assessment with one submission; `text` is what the municipality wrote."""

    def make(text="Wij vergrijzen snel.", **fields):
        assessment = AssessmentFactory(**{"submitted": True, **fields})
        fill(assessment, UserFactory(), text=text)
        hand_in(assessment, UserFactory())
        return assessment

    return make


@pytest.fixture
def submitted(make_submitted):
    return make_submitted()


@pytest.fixture
def member(submitted):
    """Return a function that makes somebody with this role in the municipality."""

    def make(role):
        return MembershipFactory(role=role, municipality=submitted.municipality).user

    return make


@pytest.fixture
def adviser(submitted):
    """Return the adviser of the province of the municipality that handed in."""
    return MembershipFactory(adviser_of_province=True, province=submitted.municipality.province).user


@pytest.fixture
def beheerder(db):
    return UserFactory(beheerder=True)


def adopt(assessment, by=None):
    """Note that what was handed in last is adopted, as the step does."""
    by = by or UserFactory()
    taken = StepTaken.objects.create(
        assessment=assessment,
        step="vaststellen",
        from_status=Status.IN_REVIEW,
        to_status=Status.ADOPTED,
        taken_by=by,
        taken_at=assessment.submissions.latest("number").submitted_at,
    )
    assessment.status, assessment.adopted_at = Status.ADOPTED, taken.taken_at
    assessment.save()


def wanted(user, assessment, **fields):
    """Return an export that waits, of the round of this assessment."""
    values = {"years": [assessment.round.year], "format": Format.JSON, "only_adopted": False, "with_texts": True}
    return Export.objects.create(requested_by=user, **{**values, **fields})


def work():
    """Do what the worker would: the worker itself would end the connection that the test is in the middle of."""
    for waiting in DBTaskResult.objects.filter(task_path=make_file.module_path, status=TaskResultStatus.READY):
        make_file.call(*waiting.args_kwargs["args"])
        waiting.delete()
