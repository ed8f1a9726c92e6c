"""Who compares: the people of a municipality, in a province where seven others were adopted two months ago."""

from datetime import timedelta

import pytest
from django.utils import timezone

from municipalities.models import Role
from tests.comparison.stored import stored_figures
from tests.factories import MembershipFactory, MunicipalityFactory, ProvinceFactory

LONG_AGO = timezone.now() - timedelta(days=70)


@pytest.fixture
def place():
    return MunicipalityFactory(name="Voorbeeldstad")


@pytest.fixture
def people(place):
    """Return somebody of each role of a municipality."""
    return {
        role: MembershipFactory(municipality=place, role=role).user
        for role in (Role.POLICY_OFFICER, Role.COORDINATOR, Role.READER, Role.GUEST)
    }


def others(number, *, province=None, **values):
    """Store so many adopted municipalities of one province, of some time ago."""
    province = province or ProvinceFactory()
    values.setdefault("adopted_at", LONG_AGO)
    return [stored_figures(municipality=MunicipalityFactory(province=province), **values) for _ in range(number)]
