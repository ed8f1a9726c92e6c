"""The library of good practices: who reads, makes, offers and publishes; and what it says of a municipality."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from improvement.library.steps import STEPS, Hand, may_edit, open_steps
from improvement.models import Practice, PracticeEvent, PracticeStatus, SizeClass, size_of
from municipalities.models import Role
from tests.factories import MembershipFactory, MunicipalityFactory, UserFactory
from tests.improvement.factories import PracticeFactory
from tests.improvement.pages import shown

pytestmark = pytest.mark.django_db
LIST = reverse("practices")


@pytest.fixture
def place():
    return MunicipalityFactory(name="Kwikstaart", population=30_000)


@pytest.fixture
def adviser(client):
    return MembershipFactory(adviser_of_province=True).user


def member(place, role=Role.COORDINATOR):
    return MembershipFactory(municipality=place, role=role).user


def adviser_of(place):
    return MembershipFactory(adviser_of_province=True, province=place.province).user


def as_(client, user):
    client.force_login(user)
    return client


def page(client, user, practice):
    return as_(client, user).get(reverse("practice", args=[practice.pk]))


def step(client, user, practice, slug, **data):
    return as_(client, user).post(reverse("practice_step", args=[practice.pk, slug]), data)


@pytest.mark.parametrize(
    ("population", "size"),
    [(19_999, "tot-20"), (20_000, "20-50"), (49_999, "20-50"), (50_000, "50-100"), (100_000, "100-meer")],
)
def test_a_municipality_has_a_size(population, size):
    assert size_of(population) == size


# Who may read a practice of the municipality, by where it is on its way.
@pytest.mark.parametrize(
    ("status", "seen_by"),
    [
        ("concept", {"officer", "coordinator"}),
        ("teruggegeven", {"officer", "coordinator"}),
        ("ingetrokken", {"officer", "coordinator"}),
        ("aangeboden", {"officer", "coordinator", "own adviser", "beheerder"}),
        ("gepubliceerd", {"officer", "coordinator", "own adviser", "beheerder", "adviser", "neighbour", "reader"}),
    ],
)
def test_a_practice_is_read_by_its_makers_until_it_is_offered_and_by_all_once_it_is_published(
    client, place, status, seen_by
):
    practice = PracticeFactory(of_municipality=True, municipality=place, status=status)
    people = {
        "officer": member(place, Role.POLICY_OFFICER),
        "coordinator": member(place),
        "reader": member(place, Role.READER),
        "own adviser": adviser_of(place),
        "beheerder": UserFactory(beheerder=True),
        "adviser": MembershipFactory(adviser_of_province=True).user,
        "neighbour": member(MunicipalityFactory()),
    }
    assert {name for name, user in people.items() if page(client, user, practice).status_code == 200} == seen_by
    listed = {name for name, user in people.items() if practice.title in as_(client, user).get(LIST).content.decode()}
    assert listed == seen_by


def test_a_draft_of_an_adviser_is_read_by_nobody_else(client, adviser):
    practice = PracticeFactory(draft=True, made_by=adviser)
    assert page(client, adviser, practice).status_code == 200
    for other in (MembershipFactory(adviser_of_province=True).user, UserFactory(beheerder=True)):
        assert page(client, other, practice).status_code == 404


def test_who_has_no_role_finds_no_library(client):
    practice = PracticeFactory()
    nobody = UserFactory()
    assert as_(client, nobody).get(LIST).status_code == 404
    assert page(client, nobody, practice).status_code == 404


@pytest.mark.parametrize("shown_", [True, False])
def test_the_name_of_a_municipality_is_read_by_others_only_with_its_consent(client, place, shown_):
    practice = PracticeFactory(of_municipality=True, municipality=place, size="20-50", name_shown=shown_)
    neighbour = member(MunicipalityFactory())
    html = page(client, neighbour, practice).content.decode()
    assert ("Kwikstaart" in html) is shown_
    assert shown_ or "Een gemeente met 20.000 tot 50.000 inwoners" in html
    assert ("Kwikstaart" in as_(client, neighbour).get(LIST).content.decode()) is shown_
    found = as_(client, neighbour).get(LIST, {"zoek": "Kwikstaart"}).content.decode()
    assert (practice.title in found) is shown_, "nor is it found by that name"
    assert "Kwikstaart" in page(client, member(place), practice).content.decode()


def test_an_adviser_adds_a_practice_and_puts_it_in_the_library(client, adviser):
    data = {"title": "Beursvloer", "basisfunctie": "vertalen", "layer": "visie"}
    made = as_(client, adviser).post(reverse("new_practice"), data)
    practice = Practice.objects.get()
    assert made.url == reverse("edit_practice", args=[practice.pk])
    url = reverse("edit_practice", args=[practice.pk])
    client.post(url, {**shown(client, url), "voorbeeld-approach": "Eén avond.", "voorbeeld-source": "Eindrapport"})
    step(client, adviser, practice, "plaatsen")
    practice.refresh_from_db()
    assert (practice.status, practice.approach, practice.source) == ("gepubliceerd", "Eén avond.", "Eindrapport")
    assert practice.published_at


def test_a_new_practice_that_lacks_something_comes_back_with_what_was_typed(client, adviser):
    html = as_(client, adviser).post(reverse("new_practice"), {"title": "Beursvloer"}).content.decode()
    assert "Kies een basisfunctie." in html
    assert 'value="Beursvloer"' in html
    assert not Practice.objects.exists()


def test_any_adviser_keeps_a_published_practice_up_to_date_and_two_at_once_both_see(client, adviser):
    practice = PracticeFactory(approach="Oud.")
    url = reverse("edit_practice", args=[practice.pk])
    mine = {**shown(as_(client, adviser), url), "voorbeeld-approach": "Van mij."}
    other = UserFactory(beheerder=True)
    client.force_login(other)
    client.post(url, {**shown(client, url), "voorbeeld-approach": "Van een ander."})
    html = as_(client, adviser).post(url, mine).content.decode()
    practice.refresh_from_db()
    assert practice.approach == "Van een ander."
    assert "Van mij." in html
    assert other.name in html


def test_a_published_practice_does_not_save_itself_while_others_read_it(client, adviser):
    published, own = PracticeFactory(), PracticeFactory(draft=True, made_by=adviser)
    client.force_login(adviser)
    assert "autosave.js" not in client.get(reverse("edit_practice", args=[published.pk])).content.decode()
    assert "autosave.js" in client.get(reverse("edit_practice", args=[own.pk])).content.decode()


def test_a_municipality_offers_from_its_own_work_and_an_adviser_publishes_it(client, place):
    officer, coordinator, judge = member(place, Role.POLICY_OFFICER), member(place), adviser_of(place)
    data = {"title": "Maatjes op school", "basisfunctie": "vertalen", "layer": "uitvoering"}
    as_(client, officer).post(reverse("offer_practice", args=[place.code]), data)
    practice = Practice.objects.get()
    assert (practice.municipality, practice.size, practice.status) == (place, SizeClass.MIDDLE, "concept")
    assert step(client, officer, practice, "aanbieden").status_code == 403, "the coördinator gives the consent"
    step(client, coordinator, practice, "aanbieden", **{"aanbieden-name_shown": "on"})
    practice.refresh_from_db()
    assert (practice.status, practice.name_shown) == ("aangeboden", True)
    step(client, judge, practice, "publiceren")
    practice.refresh_from_db()
    assert practice.status == "gepubliceerd"
    assert [(each.step, each.by) for each in PracticeEvent.objects.order_by("pk")] == [
        ("aanbieden", coordinator),
        ("publiceren", judge),
    ]


def test_it_is_returned_with_a_word_and_offered_again(client, place):
    coordinator, judge = member(place), adviser_of(place)
    practice = PracticeFactory(of_municipality=True, municipality=place, offered=True)
    refused = step(client, judge, practice, "teruggeven")
    assert refused.status_code == 200
    assert "Schrijf op wat er anders moet." in refused.content.decode()
    step(client, judge, practice, "teruggeven", **{"teruggeven-word": "Wat kostte het?"})
    assert "Wat kostte het?" in page(client, coordinator, practice).content.decode()
    url = reverse("edit_practice", args=[practice.pk])
    client.post(url, {**shown(client, url), "voorbeeld-needed": "€ 2.000 per jaar."})
    step(client, coordinator, practice, "aanbieden")
    practice.refresh_from_db()
    assert (practice.status, practice.needed) == ("aangeboden", "€ 2.000 per jaar.")


def test_consent_is_given_and_withdrawn_by_the_coordinator_alone(client, place):
    coordinator = member(place)
    practice = PracticeFactory(of_municipality=True, municipality=place)
    for other in (member(place, Role.POLICY_OFFICER), adviser_of(place), UserFactory(beheerder=True)):
        assert step(client, other, practice, "naam-tonen").status_code == 403
        assert step(client, other, practice, "intrekken").status_code == 403
    step(client, coordinator, practice, "naam-tonen")
    practice.refresh_from_db()
    assert practice.name_shown
    step(client, coordinator, practice, "naam-weghalen")
    step(client, coordinator, practice, "intrekken")
    practice.refresh_from_db()
    assert (practice.name_shown, practice.status) == (False, "ingetrokken")
    assert page(client, adviser_of(place), practice).status_code == 404


def test_what_is_offered_or_published_is_not_changed_under_the_eyes_of_its_readers(client, place):
    officer = member(place, Role.POLICY_OFFICER)
    practice = PracticeFactory(of_municipality=True, municipality=place, draft=True)
    url = reverse("edit_practice", args=[practice.pk])
    typed = {**shown(as_(client, officer), url), "voorbeeld-approach": "Net te laat."}
    Practice.objects.update(status="aangeboden")
    assert client.get(url).status_code == 403
    late = client.post(url, typed)
    assert late.status_code == 409
    assert "Net te laat." in late.content.decode()


def test_an_adviser_never_changes_the_text_of_a_municipality(client, place):
    practice = PracticeFactory(of_municipality=True, municipality=place)
    url = reverse("edit_practice", args=[practice.pk])
    for user in (adviser_of(place), UserFactory(beheerder=True)):
        assert as_(client, user).get(url).status_code == 403
        client.post(url, {"voorbeeld-read": "x", "voorbeeld-title": "Anders"})
    practice.refresh_from_db()
    assert practice.title != "Anders"


def test_a_step_that_was_just_taken_by_another_is_refused_in_words(client, place):
    practice = PracticeFactory(of_municipality=True, municipality=place, offered=True)
    judge = adviser_of(place)
    step(client, judge, practice, "publiceren")
    response = as_(client, judge).post(reverse("practice_step", args=[practice.pk, "publiceren"]), follow=True)
    assert "Dit kan nu niet" in response.content.decode()


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("status", PracticeStatus)
def test_a_step_is_open_only_where_it_starts_and_to_whose_it_is(slug, status):
    asked = STEPS[slug]
    for hand in Hand:
        open_to = asked in open_steps(status, frozenset({hand}), name_shown=asked.shows_name is False)
        assert open_to is (status in asked.starts_at and hand in asked.hands)


def test_nobody_changes_what_is_published_of_a_municipality():
    assert not any(may_edit(PracticeStatus.PUBLISHED, frozenset({hand})) for hand in (Hand.OWNER, Hand.JUDGE))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Beurs", "Maatjes"}),
        ({"zoek": "beurs"}, {"Beurs"}),
        ({"zoek": "avond dorpshuis"}, {"Beurs", "Maatjes"}),
        ({"zoek": "avond nergens"}, set()),
        ({"basisfunctie": "vertalen"}, {"Maatjes"}),
        ({"laag": "visie"}, {"Maatjes"}),
        ({"grootte": "tot-20"}, {"Beurs"}),  # fits each size
        ({"grootte": "50-100"}, {"Beurs", "Maatjes"}),
        ({"bron": "gemeenten"}, {"Maatjes"}),
        ({"bron": "anders"}, {"Beurs"}),
        ({"laag": "onzin", "page": "x"}, {"Beurs", "Maatjes"}),
    ],
)
def test_the_library_is_searched(client, adviser, asked, found):
    PracticeFactory(title="Beurs")
    PracticeFactory(
        title="Maatjes", of_municipality=True, basisfunctie="vertalen", layer="visie", size="50-100", name_shown=False
    )
    lines = as_(client, adviser).get(LIST, asked).context["lines"]
    assert {line.practice.title for line in lines} == found


def test_an_empty_library_says_so(client, adviser):
    assert "De bibliotheek is nog leeg" in as_(client, adviser).get(LIST).content.decode()
    assert "Geen voorbeelden gevonden" in client.get(LIST, {"zoek": "x"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_there_is(client, place, django_assert_max_num_queries, count):
    coordinator = member(place)
    for _ in range(count):
        PracticeFactory()
        PracticeFactory(of_municipality=True, name_shown=True)
        PracticeFactory(of_municipality=True, municipality=place, offered=True)
    client.force_login(coordinator)
    with django_assert_max_num_queries(8):
        client.get(LIST)


def test_a_name_needs_a_municipality():
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeFactory(name_shown=True)
