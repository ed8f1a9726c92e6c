"""The admin, as far as municipalities and roles go."""

import pytest
from django.urls import reverse

from municipalities.models import Membership, Municipality
from tests.factories import (
    InvitationFactory,
    MembershipFactory,
    MunicipalityFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


def page(client, name, *args, **query):
    return client.get(reverse(f"admin:municipalities_{name}", args=args), query).content.decode()


def test_a_municipality_is_found_with_its_inhabitants_and_their_source(client):
    municipality = MunicipalityFactory(population=54_321)
    text = page(client, "municipality_changelist", q=municipality.name)
    assert "54.321" in text
    assert "Bron: CBS" in text
    assert f"/gemeente/{municipality.code}/mensen/" in text


def test_municipalities_are_filtered_by_province_and_by_having_ended(client):
    ended = MunicipalityFactory(ended=True)
    query = {"province__id__exact": ended.province_id, "ended_on__isempty": "0"}
    assert ended.name in page(client, "municipality_changelist", **query)
    assert ended.name not in page(client, "municipality_changelist", **query | {"ended_on__isempty": "1"})


def test_a_new_municipality_is_added_and_none_is_deleted(client):
    data = {"code": "GM9999", "name": "Nieuwstad", "province": ProvinceFactory().pk, "population": "1000"}
    client.post(reverse("admin:municipalities_municipality_add"), data | {"population_date": "01-01-2026"})
    added = Municipality.objects.get(code="GM9999")
    url = reverse("admin:municipalities_municipality_delete", args=[added.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403


def test_an_ended_municipality_offers_no_way_to_end_it_again(client):
    assert "opheffen" in page(client, "municipality_change", MunicipalityFactory().pk)
    assert "/opheffen/" not in page(client, "municipality_change", MunicipalityFactory(ended=True).pk)


def test_a_role_is_given_to_somebody_who_has_an_account(client):
    user, province = UserFactory(), ProvinceFactory()
    url = reverse("admin:municipalities_membership_add")
    client.post(url, {"user": user.pk, "role": "adviseur", "municipality": "", "province": province.pk})
    assert user.memberships.get().province == province


def test_a_role_that_does_not_go_with_its_place_is_refused_in_words(client):
    url = reverse("admin:municipalities_membership_add")
    data = {"user": UserFactory().pk, "role": "lezer", "municipality": "", "province": ProvinceFactory().pk}
    assert "Kies een gemeente, of bij een adviseur" in client.post(url, data).content.decode()


@pytest.mark.parametrize("model", ["user", "municipality", "province"])
def test_people_and_places_are_chosen_by_typing_a_piece_of_the_name(client, model):
    found = {"user": UserFactory, "municipality": MunicipalityFactory, "province": ProvinceFactory}[model]()
    query = {"app_label": "municipalities", "model_name": "membership", "field_name": model, "term": found.name}
    results = client.get("/beheer/autocomplete/", query).json()["results"]
    assert str(found.pk) in [result["id"] for result in results]


def test_a_role_is_taken_away_in_the_admin(client):
    membership = MembershipFactory(adviser_of_province=True)
    client.post(reverse("admin:municipalities_membership_delete", args=[membership.pk]), {"post": "yes"})
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_the_last_coordinator_stays_in_the_admin_too(client):
    membership = MembershipFactory(coordinator=True)
    url = reverse("admin:municipalities_membership_delete", args=[membership.pk])
    response = client.post(url, {"post": "yes"}, follow=True)
    assert "geen coördinator meer" in response.content.decode()
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_invitations_are_found_but_not_changed(client):
    invitation = InvitationFactory()
    assert invitation.email in page(client, "invitation_changelist", q=invitation.email)
    text = page(client, "invitation_change", invitation.pk)
    assert invitation.token_hash not in text
    assert 'name="email"' not in text
    assert client.get(reverse("admin:municipalities_invitation_add")).status_code == 403


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("membership", MembershipFactory),
        ("invitation", InvitationFactory),
        ("municipality", MunicipalityFactory),
    ],
)
def test_a_list_costs_as_many_queries_for_three_rows_as_for_one(client, name, make, django_assert_max_num_queries):
    url = reverse(f"admin:municipalities_{name}_changelist")
    make()
    with django_assert_max_num_queries(30) as one:
        client.get(url)
    make.create_batch(2)
    with django_assert_max_num_queries(len(one)):
        client.get(url)
