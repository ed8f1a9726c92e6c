"""The monitor of the round, for the beheerder: a page with pictures and tables, and files."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Change, Status
from assessments.monitor.reading import read_monitor
from assessments.steps import ADOPT, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from audit.models import Entry, Event
from municipalities.models import Role
from tests.factories import AssessmentFactory, MembershipFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


@pytest.fixture
def today():
    return timezone.localdate()


def handed_in(name="Testdam", days_ago=3, **municipality):
    """Return an assessment that was handed in, taken up and adopted, each a day after the other."""
    assessment = AssessmentFactory(rated=True, municipality__name=name, **municipality)
    town = assessment.municipality
    place = (town.code, assessment.round.year)
    coordinator = MembershipFactory(coordinator=True, municipality=town).user
    adviser = MembershipFactory(role=Role.ADVISER, municipality=town).user
    for number, (who, step) in enumerate(((coordinator, SUBMIT), (adviser, TAKE_UP), (adviser, ADOPT))):
        take_step(who, *place, step, at=timezone.now() - timedelta(days=days_ago - number))
    return assessment


def lines_of(answer):
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def test_it_shows_the_figures_of_the_running_round(beheerder, client):
    handed_in()
    AssessmentFactory()
    answer = client.get(reverse("monitor"))
    assert [each.number for each in answer.context["monitor"].headlines] == [2, 1, 1, 0, 1]
    page = answer.content.decode()
    assert page.count('role="img"') == 2
    assert "vastgesteld 1" in page
    assert "Download het verloop (CSV)" in page


def test_begun_is_when_the_first_text_was_saved(beheerder, today):
    assessment = AssessmentFactory()
    for days in (4, 9):
        Change.objects.create(
            assessment=assessment,
            page="vertalen/visie",
            part="vertalen-visie-1",
            before={},
            content={},
            by=beheerder,
            at=timezone.now() - timedelta(days=days),
        )
    lives = read_monitor(beheerder, assessment.round, today).lives
    assert lives[assessment.pk].begun_on == today - timedelta(days=9)


def test_a_round_still_to_open_has_no_course_and_an_empty_one_says_so(beheerder, client, today):
    RoundFactory(opens_on=today + timedelta(days=2), closes_on=today + timedelta(days=9))
    page = client.get(reverse("monitor")).content.decode()
    assert "De ronde is nog niet open." in page
    assert "doen nog geen gemeenten mee" in page


def test_without_a_round_it_leads_to_opening_one(beheerder, client):
    assert reverse("new_round") in client.get(reverse("monitor")).content.decode()


def test_a_round_that_is_over_is_shown_until_the_last_thing_that_happened(beheerder, today):
    round_ = RoundFactory(opens_on=today - timedelta(days=60), closes_on=today - timedelta(days=30))
    AssessmentFactory(round=round_)
    assert read_monitor(beheerder, round_, today).course.days[-1] == round_.closes_on
    round_.closes_on = today
    round_.save()
    handed_in(days_ago=20)
    round_.closes_on = today - timedelta(days=30)
    round_.save()
    assert read_monitor(beheerder, round_, today).course.days[-1] == today - timedelta(days=18)


@pytest.mark.parametrize(
    ("table", "columns", "lines"),
    [
        ("provincies", "provincie;nog niet begonnen;bezig;ingediend;", 3),
        ("verloop", "datum;begonnen;ingediend;in beoordeling;vastgesteld", 7),
        ("gemeenten", "code;gemeente;provincie;status;begonnen op;ingediend op;", 2),
    ],
)
def test_each_table_is_a_file_and_that_is_written_down(beheerder, client, today, table, columns, lines):
    assessment = handed_in()
    answer = client.get(reverse("monitor_csv", args=[assessment.round.year, table]))
    assert answer["Content-Disposition"] == f'attachment; filename="monitor-{today.year}-{table}.csv"'
    found = lines_of(answer)
    assert found[0].startswith(columns)
    assert len(found) == lines
    entry = Entry.objects.get(event=Event.EXPORTED)
    assert (entry.user, entry.about) == (beheerder, f"monitor {today.year}, {table}, als CSV")


def test_the_file_of_municipalities_has_days_and_no_names_of_people(beheerder, client, today):
    assessment = handed_in()
    (_, line) = lines_of(client.get(reverse("monitor_csv", args=[today.year, "gemeenten"])))
    days = [(today - timedelta(days=ago)).isoformat() for ago in (3, 3, 2, 1)]
    assert line.split(";")[3:] == ["vastgesteld", *days, "1"]
    assessment.refresh_from_db()
    assert str(assessment.reviewer) not in line


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@som"])
def test_a_name_is_never_a_formula(beheerder, client, today, name):
    AssessmentFactory(municipality__name=name)
    (_, line) = lines_of(client.get(reverse("monitor_csv", args=[today.year, "gemeenten"])))
    assert line.split(";")[1] == f"'{name}"


def test_a_table_or_a_round_that_does_not_exist_is_not_found(beheerder, client, today):
    AssessmentFactory()
    assert client.get(reverse("monitor_csv", args=[today.year, "mensen"])).status_code == 404
    assert client.get(reverse("monitor_csv", args=[2042, "verloop"])).status_code == 404
    assert not Entry.objects.filter(event=Event.EXPORTED).exists()


def test_it_costs_as_many_queries_with_the_whole_country_in_three_rounds_as_with_one_municipality(
    beheerder, client, django_assert_max_num_queries
):
    handed_in()
    counts = []
    for years in ((), (2018, 2019, timezone.localdate().year)):
        for year in years:
            RoundFactory(year=year).invite_all()
        Assessment.objects.filter(round__year__lt=2020).update(status=Status.ADOPTED, adopted_at=timezone.now())
        with django_assert_max_num_queries(8) as queries:
            assert client.get(reverse("monitor")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
