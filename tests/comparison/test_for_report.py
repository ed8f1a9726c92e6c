"""What a report says of the course and of others: of its own version, and else only what is public-safe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.reading import read_snapshot
from comparison.for_report import read_comparison, read_trend
from tests.comparison.adopting import adopted
from tests.comparison.stored import stored_figures
from tests.factories import AssessmentFactory, MunicipalityFactory, ProvinceFactory, RoundFactory

pytestmark = pytest.mark.django_db


def test_the_trend_ends_with_the_version_of_the_report():
    place = MunicipalityFactory()
    this_year = timezone.localdate().year
    adopted(municipality=place, round=RoundFactory(year=this_year - 1))
    now = AssessmentFactory(municipality=place, rated=True)
    stored_figures(year=this_year + 1, municipality=place)  # later rounds are no part of it
    found = read_trend(now, read_snapshot(now), is_adopted=False)
    assert [(each.year, each.is_adopted) for each in found.moments] == [(this_year - 1, True), (this_year, False)]
    assert found.functions[0].layers[0].values == (2, 2)


def test_the_comparison_is_with_like_size_in_the_same_round(django_assert_max_num_queries):
    long_ago = timezone.now() - timedelta(days=60)
    province = ProvinceFactory()
    for level in range(7):
        stored_figures(municipality=MunicipalityFactory(province=province), level=min(level, 4), adopted_at=long_ago)
    now = AssessmentFactory(rated=True)
    snapshot = read_snapshot(now)
    with django_assert_max_num_queries(8):
        found = read_comparison(now, snapshot)
    assert (found.kind, found.year, found.count, found.counts_own) == ("grootte", now.round.year, 7, False)
    assert found.functions[0].layers[0].own == 2
    assert found.functions[0].layers[0].group.median == 3


def test_as_long_as_nobody_can_be_shown_the_round_before_is(django_assert_max_num_queries):
    this_year = timezone.localdate().year
    long_ago = timezone.now() - timedelta(days=400)
    province = ProvinceFactory()
    for _ in range(7):
        stored_figures(municipality=MunicipalityFactory(province=province), year=this_year - 1, adopted_at=long_ago)
    stored_figures(municipality=MunicipalityFactory(province=province))
    now = AssessmentFactory(rated=True)
    found = read_comparison(now, read_snapshot(now))
    assert (found.year, found.own_year) == (this_year - 1, this_year)


def test_without_a_group_there_is_no_comparison():
    now = AssessmentFactory(rated=True)
    assert read_comparison(now, read_snapshot(now)) is None
