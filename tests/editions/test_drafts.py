"""A new edition: first a draft with what it changes, then published, for ever."""

import copy

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from assessments.forms.rounds import NewRoundForm
from basisfuncties.editions import EditionRefusedError, publish
from basisfuncties.loading import EditionIsPublished, load_framework
from basisfuncties.models import Basisfunctie, Framework
from tests.basisfuncties.small import small_content
from tests.factories import RoundFactory, UserFactory

pytestmark = pytest.mark.django_db


def next_edition(edition="klein-2"):
    """Return the small framework with one thing of each kind changed."""
    content = copy.deepcopy(small_content()) | {"edition": edition, "series": "klein"}
    een, twee, drie = content["basisfuncties"]
    questions = een["layers"]["visie"]["questions"]
    questions[0]["text"] = "Welke kleuren ziet u nu?"
    questions[0]["options"].reverse()
    questions[1]["options"].append({"code": "een-visie-2-rood", "label": "Rood"})
    twee["layers"]["beleid"]["elements"].pop()
    drie["layers"]["financien"]["guidance"] = "Over geld en uren van Drie."
    return content


@pytest.fixture
def first():
    return load_framework(small_content() | {"series": "klein"}).framework


@pytest.fixture
def draft(first):
    return load_framework(next_edition(), as_draft=True).framework


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


def page(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def post_publish(client, framework, seen=None):
    return client.post(reverse("publish_edition", args=[framework.edition]), {"gezien": seen or framework.digest})


def test_the_beheerder_sees_all_that_a_draft_changes_and_where(client, beheerder, draft):
    shown = page(client, "edition", "klein-2")
    assert "Wat is er anders dan in editie klein?" in shown
    assert "1 nieuw, 1 vervallen, 2 anders verwoord, 1 verplaatst." in shown
    for heading in ("Een, visie", "Twee, beleid", "Drie, financiën"):
        assert f">{heading}</h3>" in shown
    assert "Rood" in shown
    assert "Plan" in shown
    assert "kleuren" in shown
    assert "uren" in shown
    assert "staat nu op een andere plek" in shown


def test_the_page_says_that_no_round_is_touched(client, beheerder, first, draft):
    RoundFactory(framework=first, year=2031)
    shown = page(client, "edition", "klein-2")
    assert "raakt geen enkele ronde en geen enkele zelfevaluatie" in shown
    assert "De ronde van 2031" in shown
    assert "blijft op editie klein" in shown


def test_the_public_sees_nothing_of_a_draft(draft):
    anybody = Client()
    for address in (
        reverse("edition", args=["klein-2"]),
        f"{reverse('framework')}?editie=klein-2",
        f"{reverse('framework_json')}?editie=klein-2",
    ):
        assert anybody.get(address).status_code == 404, address
    assert "klein-2" not in page(anybody, "editions")
    assert "klein-2" not in page(anybody, "framework")


def test_no_round_can_use_a_draft(draft):
    dates = {"opens_on": "01-01-2031", "closes_on": "01-02-2031"}
    form = NewRoundForm({"year": "2031", "framework": str(draft.pk), **dates})
    with pytest.raises(ValidationError):
        form.fields["framework"].clean(str(draft.pk))
    assert not form.is_valid()


def test_a_draft_that_is_loaded_again_takes_the_place_of_the_one_before(draft):
    changed = next_edition()
    changed["title"] = "Klein kader, verbeterd"
    again = load_framework(changed, as_draft=True)
    assert again.created
    assert Framework.objects.drafts().get().title == "Klein kader, verbeterd"
    assert Basisfunctie.objects.filter(framework__edition="klein-2").count() == 3
    assert not load_framework(changed, as_draft=True).created


def test_the_beheerder_publishes_after_a_confirmation(client, beheerder, draft):
    assert "verandert nooit meer" in page(client, "publish_edition", "klein-2")
    response = post_publish(client, draft)
    assert said(response) == ["Editie klein-2 is gepubliceerd. U kunt nu een ronde openen met deze editie."]
    assert Framework.objects.published().first() == draft
    assert LogEntry.objects.get().user == beheerder
    with pytest.raises(EditionIsPublished):
        load_framework(next_edition() | {"title": "Anders"}, as_draft=True)


def test_what_was_loaded_again_while_somebody_read_it_is_not_published(client, beheerder, draft):
    load_framework(next_edition() | {"title": "Anders"}, as_draft=True)
    response = post_publish(client, draft)
    assert "intussen opnieuw geladen" in said(response)[0]
    assert Framework.objects.drafts().get().title == "Anders"
    assert not LogEntry.objects.exists()


def test_of_two_who_publish_one_is_told_that_it_was_done(client, beheerder, draft):
    post_publish(client, draft)
    assert "al gepubliceerd" in said(post_publish(client, draft))[-1]
    with pytest.raises(EditionRefusedError, match="al gepubliceerd"):
        publish(draft, seen=draft.digest)
    assert "al gepubliceerd" in page(client, "publish_edition", "klein-2")


def test_a_draft_can_be_thrown_away_and_a_published_edition_can_not(client, beheerder, first, draft):
    assert "Ja, gooi het concept weg" in page(client, "discard_edition", "klein-2")
    response = client.post(reverse("discard_edition", args=["klein-2"]))
    assert "is weg" in said(response)[0]
    assert not Framework.objects.drafts().exists()
    response = client.post(reverse("discard_edition", args=["klein"]))
    assert "al gepubliceerd" in said(response)[-1]
    assert "blijft daarom staan" in page(client, "discard_edition", "klein")
    assert Framework.objects.filter(edition="klein").exists()


def test_anybody_can_read_the_published_editions_and_how_each_differs(first, draft):
    publish(draft, seen=draft.digest)
    anybody = Client()
    listed = page(anybody, "editions")
    assert "Anders dan editie klein: 1 nieuw, 1 vervallen, 2 anders verwoord, 1 verplaatst." in listed
    assert "De eerste editie: 3 basisfuncties, 4 lagen, 5 niveaus, 5 vragen" in listed
    assert "Wat is er anders dan in editie klein?" in page(anybody, "edition", "klein-2")
    assert "Er is geen eerdere om mee te vergelijken." in page(anybody, "edition", "klein")
    assert "Publiceren" not in page(anybody, "edition", "klein-2")


def test_an_edition_of_another_series_is_not_compared_with_this_one(client, beheerder, draft):
    other = load_framework(small_content("los") | {"series": "los"}, as_draft=True).framework
    assert "Er is geen eerdere om mee te vergelijken." in page(client, "edition", other.edition)


def test_another_framework_beside_it_does_not_take_the_place_of_the_sites_own(first):
    anybody = Client()
    assert "Basisfuncties vrijwilligerswerk" in page(anybody, "framework").split("<h1>")[1].split("</h1>")[0]
    assert anybody.get(reverse("framework_json")).json()["edition"] == "2009"
    assert anybody.get(f"{reverse('framework_json')}?editie=klein").json()["edition"] == "klein"


@pytest.mark.parametrize("editions", [1, 3])
def test_the_list_costs_as_many_queries_for_three_editions_as_for_one(django_assert_max_num_queries, editions, first):
    for number in range(2, editions + 1):
        load_framework(next_edition(f"klein-{number}"))
    anybody = Client()
    page(anybody, "editions")  # structures are read once per process
    with django_assert_max_num_queries(1):
        page(anybody, "editions")


def test_an_edition_that_says_the_same_differs_in_nothing(client, beheerder, first):
    load_framework(small_content("klein-2") | {"series": "klein"}, as_draft=True)
    assert "Niets: alle teksten, codes en volgordes zijn hetzelfde." in page(client, "edition", "klein-2")
