"""A town that assesses itself on a framework of its own: other functions, other layers, other levels."""

import copy
from pathlib import Path

import pytest

from basisfuncties.loading import load_framework_file
from tests.assessments.conftest import Town
from tests.factories import AssessmentFactory

FILE = Path(__file__).with_name("kader-test.yaml")


@pytest.fixture
def framework(db):
    """The test framework, published."""
    return load_framework_file(FILE).framework


@pytest.fixture
def town(client, framework):
    """A town in a round on the test framework."""
    return Town(client, round__framework=framework)


@pytest.fixture
def make_next():
    """Give the town its round of the next year, on the same framework or on another one."""

    def make(town, framework=None):
        before = town.assessment
        later = copy.copy(town)
        later.assessment = AssessmentFactory(
            municipality=town.municipality,
            round__year=before.round.year + 1,
            round__framework=framework or before.round.framework,
        )
        return later

    return make
