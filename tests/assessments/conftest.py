from urllib.parse import urlencode

import pytest
from django.urls import reverse

from municipalities.models import Role
from tests.assessments.previous_round import PREVIOUS_YEAR, fill, hand_in
from tests.factories import AssessmentFactory, MembershipFactory, UserFactory


class Town:
    """One municipality with its assessment, and someone to fill it in: `client` is logged in as that person."""

    def __init__(self, client, **assessment):
        self.client = client
        self.assessment = AssessmentFactory(**assessment)
        self.municipality = self.assessment.municipality
        self.officer = self.member(Role.POLICY_OFFICER)
        client.force_login(self.officer)

    def member(self, role, **fields):
        return MembershipFactory(role=role, municipality=self.municipality, user=UserFactory(**fields)).user

    def adviser(self):
        return MembershipFactory(adviser_of_province=True, province=self.municipality.province).user

    def url(self, name, *args, **query):
        address = reverse(name, args=[self.municipality.code, self.assessment.round.year, *args])
        return f"{address}?{urlencode(query)}" if query else address

    def step(self, basisfunctie="vertalen", layer="visie"):
        return self.url("step", basisfunctie, layer)

    def shown(self, url):
        """Return what the browser would send back for this page when nobody touches anything."""
        return form_data(self.client.get(url).context["page"])

    def answer(self, code):
        return self.assessment.answers.get(question__code=code)

    def speerpunt(self, code):
        return self.assessment.speerpunten.get(code=code)


def form_data(page):
    """Return the values of a page of parts, as a browser posts them."""
    data = {}
    for part in page.parts:
        data[part.read_name] = part.read
        for field in part:
            value = field.value()
            if field.name == "own":
                data[field.html_name] = [item["text"] for item in value]
                data[f"{field.html_name}-code"] = [item["code"] for item in value]
            elif value not in (None, False, "", []):
                data[field.html_name] = value if value is not True else "on"
    return data


@pytest.fixture
def town(client, db):
    return Town(client)


@pytest.fixture
def make_town(client, db):
    def make(**assessment):
        return Town(client, **assessment)

    return make


@pytest.fixture
def returning(town):
    """Give the town a previous round that was filled in, handed in and adopted."""
    town.previous = AssessmentFactory(municipality=town.municipality, round__year=PREVIOUS_YEAR, adopted=True)
    fill(town.previous, town.officer)
    hand_in(town.previous, town.officer)
    return town


@pytest.fixture
def started(returning):
    """Return the town after it started from its previous round."""
    returning.client.post(returning.url("carry_over"))
    return returning
