"""`manage.py demo --landelijk`: a country of adopted assessments around the demo, for the national picture."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from assessments.models import Assessment, Status, StepTaken, Submission
from assessments.reading import read_snapshot
from assessments.snapshot import digest, to_content
from comparison.models import Figures


@pytest.mark.django_db
def test_a_country_is_made_once_in_the_rounds_that_are_over_as_if_it_was_handed_in():
    call_command("demo", "--force", "--landelijk", verbosity=0)
    adopted = Assessment.objects.filter(status=Status.ADOPTED)
    by_year = Counter(adopted.values_list("round__year", flat=True))
    year = timezone.localdate().year
    assert by_year[year - 1] > 100
    assert by_year[year - 2] > 100
    assert by_year[year] < 10
    assert Figures.objects.filter(counts=True, year=year - 1).count() >= by_year[year - 1]
    for round_year in (year - 2, year - 1):
        made = Submission.objects.filter(submitted_by__email="land@demo.example", assessment__round__year=round_year)
        last = made.order_by("pk").last()
        assert last.content == to_content(read_snapshot(last.assessment))
        assert last.sha256 == digest(last.content)
        steps = last.assessment.steps.values_list("from_status", "to_status")
        assert list(steps) == [
            ("concept", "ingediend"),
            ("ingediend", "in_beoordeling"),
            ("in_beoordeling", "vastgesteld"),
        ]
    before = [model.objects.count() for model in (Submission, StepTaken, User, Figures)]
    call_command("demo", "--force", "--landelijk", verbosity=0)
    assert [model.objects.count() for model in (Submission, StepTaken, User, Figures)] == before
