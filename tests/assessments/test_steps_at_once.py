"""Two people who take a step at the same moment: one succeeds, and the other is told."""

import threading

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client

from assessments.models import Assessment, ReviewerChange, StepTaken, Submission
from tests.factories import AssessmentFactory, MembershipFactory, UserFactory


def coordinators(municipality):
    return [MembershipFactory(coordinator=True, municipality=municipality).user for _ in range(2)]


def advisers(municipality):
    return [MembershipFactory(adviser_of_province=True, province=municipality.province).user for _ in range(2)]


def beheerders(municipality):
    return [UserFactory(beheerder=True) for _ in range(2)]


def at_once(assessment, users, steps):
    """Let each of these people press the button of its step at the same moment; return what each was told."""
    start, told = threading.Barrier(len(users)), []

    def press(user, step):
        browser = Client()
        browser.force_login(user)
        url = f"/gemeente/{assessment.municipality.code}/{assessment.round.year}/stap/{step}/"
        start.wait()
        try:
            response = browser.post(url, {f"{step}-note": "Zie het gesprek."})
            told.append(next(str(message) for message in get_messages(response.wsgi_request)))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=pair) for pair in zip(users, steps, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.mark.parametrize(
    ("state", "who", "steps"),
    [
        ({}, coordinators, ("indienen", "indienen")),
        ({"supplement": True}, coordinators, ("indienen", "indienen")),
        ({"reopened": True}, coordinators, ("indienen", "indienen")),
        ({"submitted": True}, advisers, ("in-beoordeling-nemen", "in-beoordeling-nemen")),
        ({"in_review": True}, advisers, ("vaststellen", "vaststellen")),
        ({"adopted": True}, beheerders, ("heropenen", "heropenen")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else getattr(value, "__name__", str(value)),
)
def test_one_succeeds_and_the_other_is_told(committed_db, state, who, steps):
    assessment = AssessmentFactory(rated=True, **state)
    told = at_once(assessment, who(assessment.municipality), steps)
    refused = [words for words in told if words.startswith("Deze stap kan nu niet")]
    assert len(refused) == 1, told
    assert refused[0].endswith("Er is niets veranderd.")
    (taken,) = StepTaken.objects.all()
    after = Assessment.objects.get()
    assert after.status == taken.to_status
    assert Submission.objects.count() == (1 if steps[0] == "indienen" else 0)
    if steps[0] == "in-beoordeling-nemen":
        assert after.reviewer == taken.taken_by
        assert ReviewerChange.objects.count() == 1
