"""What a municipality submitted and an adviser reads, for the tests of reviewing."""

from django.test import Client

from assessments.models import ReviewRemark
from assessments.reviewing.conversations import Where, save_draft, send
from assessments.steps import SUBMIT, TAKE_UP
from assessments.workflow import take_step
from municipalities.models import Role
from tests.assessments.previous_round import fill

Q1 = "vertalen-visie-1"
RELIEF = "vertalen-beleid-lastenverlichting"
PLACE = ("vertalen", "visie", Q1)


def body(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def in_review(town):
    """Let the town hand in what it filled in, and its adviser take it up; both are logged in: `client` and `desk`."""
    town.assessment.ratings.filter(layer__basisfunctie__slug="vertalen", layer__kind="beleid").delete()
    fill(town.assessment, town.officer)
    town.coordinator = town.member(Role.COORDINATOR, name="Coen")
    town.adviser_user = town.adviser()
    town.desk = Client()
    town.desk.force_login(town.adviser_user)
    step(town, SUBMIT)
    step(town, TAKE_UP)
    return town


def step(town, which, note="Graag."):
    by = town.coordinator if which is SUBMIT else town.adviser_user
    assessment = take_step(by, town.municipality.code, town.assessment.round.year, which, note=note)
    town.assessment.refresh_from_db()
    return assessment


def where(town, place=PLACE):
    return Where(town.municipality.code, town.assessment.round.year, *place)


def draft(town, text="Hoe weet u dit?", place=PLACE, kind="vraag", key="a1", **more):
    return save_draft(town.adviser_user, where(town, place), key=key, kind=kind, text=text, **more)


def sent(town, text="Hoe weet u dit?", place=PLACE, kind="vraag", key="a1"):
    draft(town, text, place, kind, key)
    send(town.adviser_user, town.municipality.code, town.assessment.round.year)
    return ReviewRemark.objects.get(key=key, written_by=town.adviser_user)


def fetch(client, url, data):
    return client.post(url, data, headers={"X-Requested-With": "fetch"})
