"""A part that was handed back goes to the same person again in one step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Assignment, Given, Status
from municipalities.models import Role
from tests.factories import AssignmentFactory, MembershipFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DUE = timezone.localdate(NOW) + timedelta(days=14)


@pytest.fixture
def back(town):
    """A town seen by a colleague who handed back the visie and beleid of Vertalen."""
    town.coordinator = town.member(Role.COORDINATOR, name="Coen")
    town.rows = [handed_back(town, part) for part in ("vertalen/visie", "vertalen/beleid")]
    return town


def handed_back(town, part, *, hours_ago=2, **fields):
    fields = {"user": town.officer, "given_by": town.coordinator, "due_on": DUE, "word": "Jij weet dit.", **fields}
    at = NOW - timedelta(hours=hours_ago)
    return AssignmentFactory(
        assessment=town.assessment,
        part=part,
        status=Given.HANDED_BACK,
        given_at=at,
        ended_at=at,
        ended_by=fields["user"],
        last_word="Klaar.",
        **fields,
    )


def take_back(town, rows=None):
    sent = {"part": [row.pk for row in (rows or town.rows)]}
    return body(town.client.post(town.url("take_back"), sent, follow=True))


def body(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_who_handed_it_back_picks_it_up_again_and_the_coordinator_hears(back, mailoutbox):
    assert "Weer oppakken" in body(back.client.get(back.url("my_part")))
    page = take_back(back)
    assert "Weer bij u: Vertalen (visie, beleid)" in page
    assert "Weer oppakken" not in page
    new = Assignment.objects.open()
    assert {(row.user, row.given_by, row.due_on, row.word) for row in new} == {
        (back.officer, back.coordinator, DUE, "Jij weet dit.")
    }
    assert mailoutbox[-1].to == [back.coordinator.email]
    assert "pakt het weer op" in mailoutbox[-1].body


def test_what_was_said_when_it_was_handed_back_stays(back):
    assert "Klaar." in take_back(back)
    assert Assignment.objects.filter(status=Given.HANDED_BACK, last_word="Klaar.").count() == 2


def test_the_coordinator_gives_it_to_the_same_person_again(back, mailoutbox):
    back.client.force_login(back.coordinator)
    assert f"Weer geven aan {back.officer}" in body(back.client.get(back.url("divide")))
    assert "Weer gegeven: Vertalen (visie, beleid)" in take_back(back)
    assert {row.user for row in Assignment.objects.open()} == {back.officer}
    assert mailoutbox[-1].to == [back.officer.email]
    assert "vraagt u" in mailoutbox[-1].body


def test_a_second_click_changes_nothing(back):
    take_back(back)
    assert "is bij" in take_back(back)
    assert Assignment.objects.open().count() == 2


def test_what_somebody_else_has_by_now_stays_there(back):
    AssignmentFactory(assessment=back.assessment, part="vertalen/visie", user=back.coordinator)
    assert "Weer oppakken" not in body(back.client.get(back.url("my_part")))
    assert "is bij Coen" in take_back(back)
    assert Assignment.objects.open().count() == 1


def test_of_what_was_handed_back_twice_the_last_can_be_picked_up(back):
    handed_back(back, "vertalen/visie", hours_ago=1)
    handed_back(back, "vertalen/beleid", hours_ago=1)
    assert body(back.client.get(back.url("my_part"))).count("Weer oppakken") == 1


def test_once_submitted_it_stays_as_it_is(back):
    back.assessment.status = Status.SUBMITTED
    back.assessment.save()
    assert "Weer oppakken" not in body(back.client.get(back.url("my_part")))
    assert "Verdelen kan weer" in take_back(back)
    assert not Assignment.objects.open().exists()


def test_a_colleagues_part_is_for_the_coordinator_to_give_again(back):
    back.client.force_login(back.member(Role.POLICY_OFFICER))
    response = back.client.post(back.url("take_back"), {"part": [row.pk for row in back.rows]})
    assert response.status_code == 403
    assert not Assignment.objects.open().exists()


def test_a_meewerker_gets_it_again_from_the_coordinator_alone(back):
    guest = back.member(Role.GUEST, name="Fenna")
    rows = [handed_back(back, "verankeren/visie", user=guest)]
    back.client.force_login(guest)
    assert "Weer oppakken" not in body(back.client.get(back.url("my_part")))
    assert back.client.post(back.url("take_back"), {"part": [rows[0].pk]}).status_code == 403
    back.client.force_login(back.coordinator)
    take_back(back, rows)
    assert Assignment.objects.open().get().user == guest


def test_who_left_gets_nothing(back):
    other = MembershipFactory().user
    rows = [handed_back(back, "verankeren/visie", user=other)]
    back.client.force_login(back.coordinator)
    assert "werkt niet (meer) mee" in take_back(back, rows)
    assert not Assignment.objects.open().exists()


def test_a_part_of_another_municipality_is_not_found(back, make_town):
    other = make_town()
    other.coordinator = other.member(Role.COORDINATOR)
    row = handed_back(other, "vertalen/visie")
    back.client.force_login(back.officer)
    assert "Er is niets veranderd" in take_back(back, [row])
    assert not Assignment.objects.open().exists()


def test_what_is_open_or_withdrawn_can_not_be_taken_back(back):
    row = AssignmentFactory(assessment=back.assessment, part="verbreiden/visie", user=back.officer)
    assert "Er is niets veranderd" in take_back(back, [row])
    assert Assignment.objects.open().count() == 1
