"""The framework in the admin: to look things up, never to change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from basisfuncties.models import Basisfunctie, Framework, GuidingQuestion, Layer
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MODELS = [Framework, Basisfunctie, Layer, GuidingQuestion]


def address(model, page, *args):
    return reverse(f"admin:basisfuncties_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.usefixtures("beheerder")
def test_the_beheerder_reads_and_searches_it(client, model):
    row = model.objects.first()
    assert client.get(address(model, "changelist")).status_code == 200
    assert client.get(address(model, "changelist"), {"q": "vrijwilligers"}).status_code == 200
    assert client.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.usefixtures("beheerder")
def test_nobody_changes_it_there(client, model):
    row = model.objects.first()
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "change", row.pk), {"title": "Anders"}).status_code == 403
    assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.usefixtures("beheerder")
def test_a_suggestion_is_found_by_its_term(client):
    page = client.get(address(GuidingQuestion, "changelist"), {"q": "Vergrijzing"}).content.decode()
    assert "vertalen-visie-1" in page
    assert "verankeren-visie-1" not in page.split('id="result_list"')[1].split("</table>")[0]


@pytest.mark.parametrize("model", [Basisfunctie, Layer, GuidingQuestion])
@pytest.mark.usefixtures("beheerder")
def test_a_list_takes_as_many_queries_for_one_row_as_for_all(client, model, django_assert_num_queries):
    with CaptureQueriesContext(connection) as with_all:
        client.get(address(model, "changelist"))
    one = model.objects.first()
    with django_assert_num_queries(len(with_all)):
        client.get(address(model, "changelist"), {"id": one.pk})
