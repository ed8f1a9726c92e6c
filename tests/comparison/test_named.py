"""Comparing by name: both have to want it, either ends it, and without it nothing shows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from comparison.agreeing import MOST_WAITING
from comparison.groups import Knows
from comparison.knowing import read_people
from comparison.models import Agreement, Ending
from municipalities.herindeling import end_municipality
from municipalities.models import Role
from tests.comparison.agreed import asked_to_compare, compares_with
from tests.comparison.stored import stored_figures
from tests.factories import MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return MunicipalityFactory(name="Anderstad")


@pytest.fixture
def there(other):
    """Return the coördinator of the other municipality."""
    return MembershipFactory(municipality=other, coordinator=True).user


@pytest.fixture
def here(people):
    return people[Role.COORDINATOR]


def post(client, user, name, place, *args, **data):
    client.force_login(user)
    return client.post(reverse(name, args=[place.code, *args]), data, follow=True)


def named(client, user, place):
    client.force_login(user)
    return client.get(reverse("compare_named", args=[place.code])).content.decode()


def with_other(client, user, place, other, **asked):
    client.force_login(user)
    return client.get(reverse("compare_with", args=[place.code, other.code]), asked)


def test_one_asks_and_the_other_says_yes(client, place, other, here, there, people, mailoutbox):
    stored_figures(municipality=place, level=1)
    stored_figures(municipality=other, level=4)
    page = post(client, here, "compare_named", place, municipality=other.pk).content.decode()
    assert "U hebt Anderstad uitgenodigd" in page
    [invitation] = mailoutbox
    assert (invitation.to, invitation.subject) == ([there.email], "Voorbeeldstad wil op naam met u vergelijken")
    assert with_other(client, here, place, other).status_code == 404

    page = named(client, there, other)
    assert "Voorbeeldstad vraagt sinds" in page
    row = Agreement.objects.get()
    page = post(client, there, "accept_comparing", other, row.pk).content.decode()
    assert "U vergelijkt nu op naam met Voorbeeldstad" in page
    assert "Visie: Anderstad niveau vier, Voorbeeldstad niveau één" in page
    assert mailoutbox[1].to == [here.email]
    for user in (here, people[Role.POLICY_OFFICER], people[Role.READER]):
        page = with_other(client, user, place, other).content.decode()
        assert "Visie: Voorbeeldstad niveau één, Anderstad niveau vier" in page
    events = Entry.objects.filter(about__contains="vergelijken op naam").order_by("id")
    assert [(each.event, each.place_name) for each in events] == [
        ("uitgenodigd", "Voorbeeldstad"),
        ("toegang_gegeven", "Voorbeeldstad"),
        ("toegang_gegeven", "Anderstad"),
    ]


def test_either_ends_it_at_once(client, place, other, here, there, mailoutbox):
    for ender, where, hears in ((here, place, there), (there, other, here)):
        compares_with(place, other)
        mailoutbox.clear()
        row = Agreement.objects.open().get()
        post(client, ender, "end_comparing", where, row.pk)
        row.refresh_from_db()
        assert row.ending == Ending.ENDED
        assert with_other(client, here, place, other).status_code == 404
        assert with_other(client, there, other, place).status_code == 404
        assert [mail.to for mail in mailoutbox] == [[hears.email]]


def test_a_no_is_told_and_can_be_asked_again_after_thirty_days(client, place, other, here, there, mailoutbox):
    row = asked_to_compare(other, place)
    post(client, there, "end_comparing", other, row.pk)
    assert "gaat niet in op uw uitnodiging" in mailoutbox[0].subject
    page = post(client, here, "compare_named", place, municipality=other.pk).content.decode()
    assert "Na dertig dagen kunt u het opnieuw vragen" in page
    assert f'<option value="{other.pk}" selected' in page
    Agreement.objects.update(ended_at=timezone.now() - timedelta(days=31))
    post(client, here, "compare_named", place, municipality=other.pk)
    assert Agreement.objects.open().count() == 1


def test_an_invitation_can_be_withdrawn_and_then_not_be_accepted(client, place, other, here, there, mailoutbox):
    row = asked_to_compare(other, place)
    post(client, here, "end_comparing", place, row.pk)
    row.refresh_from_db()
    assert row.ending == Ending.WITHDRAWN
    assert len(mailoutbox) == 0
    page = post(client, there, "accept_comparing", other, row.pk).content.decode()
    assert "was al ingetrokken" in page
    page = named(client, there, other)
    assert "Voorbeeldstad vraagt" not in page
    assert "Voorbeeldstad: ingetrokken" not in page


def test_who_asks_can_not_say_yes_for_the_other(client, place, other, here):
    row = asked_to_compare(other, place)
    client.force_login(here)
    assert client.post(reverse("accept_comparing", args=[place.code, row.pk])).status_code == 404
    stranger = MembershipFactory(coordinator=True)
    client.force_login(stranger.user)
    for name in ("accept_comparing", "end_comparing"):
        assert client.post(reverse(name, args=[stranger.municipality.code, row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.accepted_at is None
    assert row.ended_at is None


def test_asking_tells_nothing_of_who_is_asked(client, place, here):
    """Whether it takes part, was adopted, or has people here at all: the answer and the page are the same."""
    empty, adopted = MunicipalityFactory(name="Gemeente A"), MunicipalityFactory(name="Gemeente B")
    stored_figures(municipality=adopted)
    MembershipFactory(municipality=adopted, coordinator=True)
    pages = []
    for each in (empty, adopted):
        pages.append(post(client, here, "compare_named", place, municipality=each.pk).status_code)
        assert f"U hebt {each} uitgenodigd" in named_after(client, here, place, each)
        assert with_other(client, here, place, each).status_code == 404
    assert with_other(client, here, place, place).status_code == 404
    client.force_login(here)
    assert client.get(reverse("compare_with", args=[place.code, "GM0000"])).status_code == 404


def named_after(client, user, place, other):
    """Return the page right after the invitation of another; the first was withdrawn."""
    Agreement.objects.open().filter(asked=other).update(ended_at=timezone.now(), ending=Ending.WITHDRAWN)
    return post(client, user, "compare_named", place, municipality=other.pk).content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("asked", "U hebt Anderstad al uitgenodigd"),
        ("was_asked", "heeft u al uitgenodigd"),
        ("agreed", "U vergelijkt al"),
    ],
)
def test_two_municipalities_have_one_thing_open(client, place, other, here, state, words):
    if state == "asked":
        asked_to_compare(other, place)
    elif state == "was_asked":
        asked_to_compare(place, other)
    else:
        compares_with(place, other)
    assert words in post(client, here, "compare_named", place, municipality=other.pk).content.decode()
    assert Agreement.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        asked_to_compare(other, place)
    with pytest.raises(IntegrityError), transaction.atomic():
        asked_to_compare(place, other)


def test_no_more_than_ten_invitations_wait(client, place, other, here):
    for _ in range(MOST_WAITING):
        asked_to_compare(MunicipalityFactory(), place)
    page = post(client, here, "compare_named", place, municipality=other.pk).content.decode()
    assert "Er wachten al 10 uitnodigingen" in page


@pytest.mark.parametrize("choice", ["", "own", "ended", "x"])
def test_a_wrong_choice_comes_back_with_an_error(client, place, here, choice):
    ended = MunicipalityFactory(ended=True)
    chosen = {"own": place.pk, "ended": ended.pk}.get(choice, choice)
    page = post(client, here, "compare_named", place, municipality=chosen).content.decode()
    assert "Fout:" in page
    assert not Agreement.objects.exists()


def test_only_who_was_adopted_in_the_same_round_stands_side_by_side(client, place, other, here):
    year = timezone.localdate().year
    compares_with(place, other)
    stored_figures(municipality=place)
    assert "nog geen ronde om te vergelijken" in with_other(client, here, place, other).content.decode()
    stored_figures(municipality=other, year=year - 1, level=4)
    assert "nog geen ronde om te vergelijken" in with_other(client, here, place, other).content.decode()
    stored_figures(municipality=place, year=year - 1, level=3)
    page = with_other(client, here, place, other).content.decode()
    assert f"ronde {year - 1}" in page
    assert "Visie: Voorbeeldstad niveau drie, Anderstad niveau vier" in page


def test_an_adviser_and_the_beheerder_are_no_party_to_it(client, place, other):
    compares_with(place, other)
    adviser = MembershipFactory(adviser=True, municipality=place).user
    for user in (adviser, UserFactory(beheerder=True)):
        assert with_other(client, user, place, other).status_code == 403
        client.force_login(user)
        assert "Met één gemeente" not in client.get(reverse("compare", args=[place.code])).content.decode()


def test_a_herindeling_ends_all(client, place, other, here, there, mailoutbox):
    compares_with(place, other)
    asked_to_compare(other)
    end_municipality(other, MunicipalityFactory(), timezone.localdate())
    assert set(Agreement.objects.values_list("ending", flat=True)) == {Ending.MERGED}
    assert with_other(client, here, place, other).status_code == 404
    [mail] = mailoutbox
    assert (mail.to, "is opgeheven" in mail.subject) == ([here.email], True)


def test_who_saw_another_by_name_counts_as_knowing_it_also_afterwards(client, place, other, here):
    compares_with(place, other)
    assert Knows(frozenset({place.pk, other.pk})) in read_people()
    post(client, here, "end_comparing", place, Agreement.objects.get().pk)
    assert Knows(frozenset({place.pk, other.pk})) in read_people()


def test_the_pages_take_as_many_queries_with_more_agreements(client, place, other, here, django_assert_num_queries):
    stored_figures(municipality=place)
    stored_figures(municipality=other)
    compares_with(place, other)
    named(client, here, place)
    for _ in range(2):
        with django_assert_num_queries(6):
            client.get(reverse("compare_named", args=[place.code]))
        with django_assert_num_queries(7):
            client.get(reverse("compare_with", args=[place.code, other.code]))
        for _ in range(3):
            compares_with(place)
            asked_to_compare(place)
        for year in (2021, 2022):
            stored_figures(municipality=place, year=year)
            stored_figures(municipality=other, year=year)
