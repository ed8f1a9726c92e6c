"""Agreements to compare by name, in each state."""

from django.utils import timezone

from comparison.models import Agreement
from tests.factories import MunicipalityFactory, UserFactory


def asked_to_compare(municipality, by=None, **values) -> Agreement:
    """Return an invitation to this municipality that waits."""
    by = by or MunicipalityFactory()
    return Agreement.objects.create(
        asker=by, asked=municipality, asked_at=timezone.now(), asked_by=UserFactory(), **values
    )


def compares_with(municipality, other=None):
    """Return a municipality with which this one agreed."""
    row = asked_to_compare(municipality, other, accepted_at=timezone.now(), accepted_by=UserFactory())
    return row.asker
