"""Let municipalities go the way to an adopted assessment, through the doors."""

from assessments.models import Assessment
from assessments.steps import ADOPT, REOPEN, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from tests.factories import AssessmentFactory, MembershipFactory, UserFactory


def adopt(assessment: Assessment, at=None) -> Assessment:
    """Hand in, take up and adopt a filled in assessment, by people who come for it."""
    place = assessment.municipality
    coordinator = MembershipFactory(coordinator=True, municipality=place).user
    adviser = MembershipFactory(adviser=True, municipality=place).user
    for step, user in ((SUBMIT, coordinator), (TAKE_UP, adviser), (ADOPT, adviser)):
        take_step(user, place.code, assessment.round.year, step, at=at)
    assessment.refresh_from_db()
    return assessment


def adopted(at=None, **values) -> Assessment:
    """Return an adopted assessment with level 2 everywhere."""
    return adopt(AssessmentFactory(rated=True, **values), at)


def reopen(assessment: Assessment) -> None:
    """Let the beheerder reopen it."""
    beheerder = UserFactory(beheerder=True)
    take_step(beheerder, assessment.municipality.code, assessment.round.year, REOPEN, note="Er miste iets.")
    assessment.refresh_from_db()
