"""What becomes of a link when its municipality goes up in another: it says so, and the beheerder can stop it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Event
from municipalities.herindeling import end_municipality
from municipalities.models import Role
from sharing.models import ShareLink
from sharing.tokens import token_of
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, UserFactory
from tests.sharing.making import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory(rated=True, municipality__name="Oudstad")


@pytest.fixture
def own(assessment):
    return MembershipFactory(coordinator=True, municipality=assessment.municipality).user


@pytest.fixture
def link(assessment, own):
    return make(assessment, own)


@pytest.fixture
def heir(assessment, link):
    heir = MunicipalityFactory(name="Nieuwstad")
    end_municipality(assessment.municipality, heir, timezone.localdate())
    return heir


@pytest.fixture
def page(assessment):
    return reverse("share_links", args=[assessment.municipality.code, assessment.round.year])


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    return response.content.decode()


def test_the_link_goes_on_and_says_where_the_municipality_went(link, heir):
    address = reverse("shared", args=[token_of(link.seed)])
    shown = text_of(Client().get(address))
    assert "deelde dit rapport met u" in shown
    assert "opgegaan in de gemeente Nieuwstad" in shown


def test_the_beheerder_withdraws_it_and_the_log_says_why(link, heir, page):
    client = browser(UserFactory(beheerder=True))
    shown = text_of(client.get(page))
    assert "opgegaan in Nieuwstad" in shown
    assert "Maak de link" not in shown
    assert link.address not in shown
    sure = f"{page}{link.pk}/intrekken/"
    assert "een nieuwe link maken kan niet meer" in text_of(client.get(sure))
    assert "is ingetrokken" in text_of(client.post(sure, follow=True))
    assert Client().get(reverse("shared", args=[token_of(link.seed)])).status_code == 404
    about = Entry.objects.get(event=Event.SHARE_WITHDRAWN).about
    assert about.endswith("door de beheerder, nadat de gemeente was opgegaan in Nieuwstad")


def test_the_beheerder_makes_no_link(link, heir, page):
    assert browser(UserFactory(beheerder=True)).post(page, {"label": "x"}).status_code == 403
    assert ShareLink.objects.count() == 1


def test_nobody_else_can_who_read_what_is_left(assessment, own, link, heir, page):
    people = [own, *(MembershipFactory(role=role, municipality=heir).user for role in Role if role != Role.GUEST)]
    for person in people:
        client = browser(person)
        for answer in (client.get(page), client.post(f"{page}{link.pk}/intrekken/")):
            assert answer.status_code == 403
    assert ShareLink.objects.get().state == "werkt"


def test_while_a_municipality_is_there_the_beheerder_can_stop_a_link_and_does_not_see_where_it_leads(link, page):
    client = browser(UserFactory(beheerder=True))
    shown = text_of(client.get(page))
    assert "Alleen zij ziet de adressen" in shown
    assert link.address not in shown
    client.post(f"{page}{link.pk}/intrekken/")
    assert ShareLink.objects.get().state == "ingetrokken"
    assert Entry.objects.get(event=Event.SHARE_WITHDRAWN).about.endswith(", door de beheerder")
