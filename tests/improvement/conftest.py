"""The town of the tests of assessments, and one in review with an adviser who is logged in."""

import pytest

from assessments.models import Speerpunt, Status
from tests.assessments.conftest import Town
from tests.assessments.previous_round import fill, hand_in


class AdvisedTown(Town):
    """A town that handed in, and its adviser: `client` is logged in as the adviser."""

    def __init__(self, client, **assessment):
        super().__init__(client, **{"status": Status.IN_REVIEW, **assessment})
        fill(self.assessment, self.officer)
        self.break_the_thread()
        hand_in(self.assessment, self.officer)
        self.advising = self.adviser()
        client.force_login(self.advising)

    def break_the_thread(self):
        """Add a speerpunt that runs without executor and without money: two findings."""
        vertalen = self.assessment.round.framework.basisfuncties.get(slug="vertalen")
        Speerpunt.objects.create(
            assessment=self.assessment,
            basisfunctie=vertalen,
            own_label="Beursvloer",
            code="vertalen-beleid-eigen-0000000a",
            execution="loopt",
            amount=0,
            updated_by=self.officer,
        )

    def as_(self, user):
        """Let this person use the browser from now on."""
        self.client.force_login(user)
        return self.client

    @property
    def place(self):
        """Return the code and the year that doors ask for."""
        return self.municipality.code, self.assessment.round.year


@pytest.fixture
def town(client, db):
    return AdvisedTown(client)


@pytest.fixture
def make_advised_town(client, db):
    def make(**assessment):
        return AdvisedTown(client, **assessment)

    return make


@pytest.fixture
def filler(town):
    """Let the officer of the town use the browser."""
    town.as_(town.officer)
    return town
