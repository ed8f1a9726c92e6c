"""Links for tests."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from assessments.access import get_assessment
from assessments.models import Assessment
from municipalities.access import May
from sharing.doors import CONCEPT, make_link
from sharing.models import ShareLink
from sharing.tokens import token_of


def make(assessment: Assessment, user: User, *, version: str = CONCEPT, label: str = "griffier") -> ShareLink:
    """Return a new link that works for a month."""
    opened = get_assessment(user, assessment.municipality.code, assessment.round.year, May.SHARE)
    ends_on = timezone.localdate() + timedelta(days=30)
    return make_link(opened, version=version, label=label, ends_on=ends_on)


def shared_with(assessment: Assessment, user: User) -> dict[str, object]:
    """Return what leads to a new link to the concept: for the table of addresses."""
    link = make(assessment, user)
    return {"link_id": link.pk, "share_token": token_of(link.seed)}
