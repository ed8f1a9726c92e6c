"""Which submissions go into a file of many municipalities, and who may have them."""

import pytest

from assessments.models import Status
from exports.choosing import may_still_have, provinces_for, rounds_for, submissions_for
from exports.reading import AT_ONCE, source_for, sources_of
from municipalities.models import Membership, Role
from tests.assessments.previous_round import hand_in
from tests.exports.conftest import adopt, wanted
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db


def chosen(user, year, province=None, *, only_adopted=False):
    return set(submissions_for(user, province, [year], only_adopted=only_adopted))


def test_an_adviser_gets_the_municipalities_that_it_reviews_and_the_beheerder_all(
    make_submitted, submitted, adviser, beheerder
):
    elsewhere = make_submitted()
    year = submitted.round.year
    assert chosen(adviser, year) == set(submitted.submissions.all())
    assert chosen(adviser, year, elsewhere.municipality.province) == set()
    assert chosen(beheerder, year) == {submitted.submissions.get(), elsewhere.submissions.get()}
    assert chosen(beheerder, year, elsewhere.municipality.province) == {elsewhere.submissions.get()}
    assert chosen(beheerder, year - 1) == set()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADVISER])
def test_who_is_no_adviser_gets_nothing(submitted, member, role):
    assert chosen(member(role), submitted.round.year) == set()


def test_of_each_assessment_the_last_submission_goes_in(submitted, adviser):
    hand_in(submitted, UserFactory())
    assert [each.number for each in chosen(adviser, submitted.round.year)] == [2]


def test_an_assessment_without_a_submission_has_nothing(submitted, beheerder):
    AssessmentFactory(round=submitted.round)
    assert len(chosen(beheerder, submitted.round.year)) == 1


def test_adopted_alone_leaves_out_what_is_not(submitted, adviser):
    year = submitted.round.year
    assert chosen(adviser, year, only_adopted=True) == set()
    adopt(submitted)
    assert chosen(adviser, year, only_adopted=True) == set(submitted.submissions.all())


def test_what_was_adopted_stays_when_the_assessment_is_reopened_and_handed_in_again(submitted, adviser):
    adopt(submitted)
    submitted.status, submitted.adopted_at = Status.REOPENED, None
    submitted.save()
    hand_in(submitted, UserFactory())
    year = submitted.round.year
    assert [each.number for each in chosen(adviser, year, only_adopted=True)] == [1]
    [source] = sources_of([each.pk for each in chosen(adviser, year, only_adopted=True)], with_texts=True)
    assert (source.standing.status, source.standing.version, source.standing.number) == ("heropend", "vastgesteld", 1)
    [last] = sources_of([each.pk for each in chosen(adviser, year)], with_texts=True)
    assert (last.standing.version, last.standing.adopted_on) == ("ingediend", None)


def test_the_rounds_say_how_much_there_is(make_submitted, submitted, adviser, beheerder):
    adopt(make_submitted())
    AssessmentFactory(round=submitted.round)
    [own] = rounds_for(adviser)
    assert (own.year, own.submitted, own.adopted) == (submitted.round.year, 1, 0)
    [all_] = rounds_for(beheerder)
    assert (all_.submitted, all_.adopted) == (2, 1)
    assert list(provinces_for(adviser)) == [submitted.municipality.province]


def test_who_no_longer_reviews_a_municipality_in_a_file_may_not_have_it(make_submitted, submitted, adviser):
    town = submitted.municipality
    neighbour = make_submitted(municipality=MunicipalityFactory(province=town.province)).municipality
    export = wanted(adviser, submitted, municipalities=[town.pk, neighbour.pk])
    assert may_still_have(adviser, export)
    Membership.objects.filter(user=adviser).delete()
    MembershipFactory(adviser=True, user=adviser, municipality=town)
    assert not may_still_have(adviser, export)
    MembershipFactory(adviser=True, user=adviser, municipality=neighbour)
    assert may_still_have(adviser, export)


def test_reading_costs_no_more_queries_for_more_municipalities(
    make_submitted, submitted, beheerder, django_assert_num_queries
):
    keys = [submitted.submissions.get().pk]
    with django_assert_num_queries(3):
        assert len(list(sources_of(keys, with_texts=True))) == 1
    keys += [make_submitted().submissions.get().pk for _ in range(2)]
    with django_assert_num_queries(3):
        assert len(list(sources_of(keys, with_texts=True))) == 3
    assert AT_ONCE > 3


def test_they_come_in_the_order_that_was_asked(make_submitted, monkeypatch):
    monkeypatch.setattr("exports.reading.AT_ONCE", 2)
    made = [make_submitted() for _ in range(5)]
    keys = [each.submissions.get().pk for each in reversed(made)]
    read = [source.snapshot.municipality.code for source in sources_of(keys, with_texts=True)]
    assert read == [each.municipality.code for each in reversed(made)]


def test_the_source_of_one_assessment_is_what_the_person_reads(submitted, member):
    from assessments.access import get_assessment
    from municipalities.access import May

    def source(role):
        opened = get_assessment(member(role), submitted.municipality.code, submitted.round.year, May.READ_SUBMITTED)
        return source_for(opened)

    submitted.answers.update(explanation="Alleen voor ons.")
    submitted.status = Status.SUPPLEMENT
    submitted.save()
    live, read = source(Role.POLICY_OFFICER), source(Role.READER)
    assert (live.standing.version, read.standing.version) == ("concept", "ingediend")
    assert live.snapshot.basisfuncties[0].answers[0].explanation == "Alleen voor ons."
    assert read.snapshot.basisfuncties[0].answers[0].explanation == "Wij vergrijzen snel."
