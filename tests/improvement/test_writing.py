"""The adviser writes an advice: from what the findings propose, saved while typing, looked at before it is sent."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from assessments.models import Status
from assessments.steps import ADOPT, REOPEN
from assessments.workflow import take_step
from improvement.models import Advice, Recommendation
from tests.factories import UserFactory
from tests.improvement.factories import (
    AdviceFactory,
    AdviceTextFactory,
    AttachedPracticeFactory,
    PracticeFactory,
    RecommendationFactory,
    send,
)
from tests.improvement.pages import shown

pytestmark = pytest.mark.django_db
BY_ITSELF = {"HX-Request": "true"}


@pytest.fixture
def draft(town):
    return AdviceFactory(assessment=town.assessment)


@pytest.fixture
def url(town):
    return town.url("write_advice", "vertalen")


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_page_offers_what_the_findings_propose(town, url):
    page = town.client.get(url)
    assert page.context["proposals"]
    assert not Advice.objects.exists(), "looking begins nothing"


def test_a_proposal_that_is_taken_over_is_still_to_be_looked_at(town, url):
    proposal = town.client.get(url).context["proposals"][0]
    town.client.post(url, {"doe": f"voorstel:{proposal.key}"})
    recommendation = Recommendation.objects.get()
    assert (recommendation.title, recommendation.finding) == (proposal.title, proposal.key)
    assert not recommendation.is_looked_at
    assert proposal.key not in [each.key for each in town.client.get(url).context["proposals"]]


def test_all_proposals_of_a_chapter_are_taken_over_at_once(town, url):
    count = len(town.client.get(url).context["proposals"])
    town.client.post(url, {"doe": "voorstel:alle"})
    assert Recommendation.objects.count() == count


def test_who_changes_a_proposal_has_looked_at_it(town, draft, url):
    recommendation = RecommendationFactory(advice=draft, proposed=True)
    prefix = f"aanbeveling-{recommendation.pk}"
    town.client.post(url, {**shown(town.client, url), f"{prefix}-title": "Begin met één wijk"})
    recommendation.refresh_from_db()
    assert (recommendation.title, recommendation.is_looked_at) == ("Begin met één wijk", True)
    assert recommendation.updated_by == town.advising


def test_saving_a_page_untouched_approves_nothing(town, draft, url):
    recommendation = RecommendationFactory(advice=draft, proposed=True)
    town.client.post(url, shown(town.client, url))
    recommendation.refresh_from_db()
    assert not recommendation.is_looked_at


def test_a_proposal_is_approved_as_it_is(town, draft, url):
    recommendation = RecommendationFactory(advice=draft, proposed=True)
    text = AdviceTextFactory(advice=draft, proposed=True)
    town.client.post(url, {**shown(town.client, url), "doe": f"akkoord:{recommendation.pk}"})
    town.client.post(town.url("check_advice"), {"akkoord": f"tekst:{text.pk}"})
    recommendation.refresh_from_db()
    text.refresh_from_db()
    assert recommendation.is_looked_at
    assert text.is_looked_at


def test_an_own_recommendation_points_at_a_speerpunt_in_its_wording_of_now(town, url):
    response = town.client.post(url, {"doe": "erbij"})
    recommendation = Recommendation.objects.get()
    prefix = f"aanbeveling-{recommendation.pk}"
    assert response.url == f"{url}#{prefix}"
    target = "speerpunt:vertalen-beleid-lastenverlichting"
    town.client.post(
        url, {**shown(town.client, url), f"{prefix}-target": target, f"{prefix}-title": "Vraag het na bij de clubs"}
    )
    recommendation.refresh_from_db()
    assert (recommendation.layer, recommendation.speerpunt) == ("", "vertalen-beleid-lastenverlichting")
    assert recommendation.about == "Lastenverlichting"
    assert "speerpunt ‘Lastenverlichting’" in recommendation.where


def test_the_advice_as_a_whole_has_a_text_and_no_recommendations(town):
    url = town.url("write_advice", "geheel")
    town.client.post(url, {"doe": "begin"})
    draft = Advice.objects.get()
    assert draft.texts.get().basisfunctie == ""
    assert draft.texts.get().text.startswith("Dank voor uw zelfevaluatie")
    assert not draft.texts.get().is_looked_at
    assert town.client.post(url, {"doe": "erbij"}).status_code == 404


def test_the_order_changes(town, draft, url):
    first, second, third = (RecommendationFactory(advice=draft, position=place) for place in (1, 2, 3))
    elsewhere = RecommendationFactory(advice=draft, basisfunctie="versterken", number=3, position=1)
    town.client.post(url, {**shown(town.client, url), "doe": f"omhoog:{third.pk}"})
    town.client.post(url, {**shown(town.client, url), "doe": f"omlaag:{first.pk}"})
    assert list(draft.recommendations.order_by("number", "position")) == [third, first, second, elsewhere]


def test_the_first_goes_no_higher(town, draft, url):
    first, second = (RecommendationFactory(advice=draft, position=place) for place in (1, 2))
    town.client.post(url, {**shown(town.client, url), "doe": f"omhoog:{first.pk}"})
    assert list(draft.recommendations.order_by("position")) == [first, second]


def test_what_is_taken_away_can_be_put_back(town, draft, url):
    recommendation = RecommendationFactory(advice=draft)
    town.client.post(url, {**shown(town.client, url), "doe": f"weg:{recommendation.pk}"})
    assert [each.pk for each in town.client.get(url).context["removed"]] == [recommendation.pk]
    assert not draft.recommendations.standing().exists()
    town.client.post(url, {**shown(town.client, url), "doe": f"terug:{recommendation.pk}"})
    assert draft.recommendations.standing().get() == recommendation


def test_what_was_typed_is_saved_before_a_button_acts(town, draft, url):
    recommendation = RecommendationFactory(advice=draft)
    typed = {**shown(town.client, url), "tekst-text": "Eerst de basis.", "doe": f"weg:{recommendation.pk}"}
    town.client.post(url, typed)
    assert draft.texts.get().text == "Eerst de basis."


def test_what_a_colleague_took_away_is_back_when_somebody_was_typing_in_it(town, draft, url):
    recommendation = RecommendationFactory(advice=draft)
    typed = {**shown(town.client, url), f"aanbeveling-{recommendation.pk}-title": "Toch dit"}
    recommendation.removed_at = timezone.now()
    recommendation.save()
    town.client.post(url, typed)
    recommendation.refresh_from_db()
    assert (recommendation.title, recommendation.removed_at) == ("Toch dit", None)


def test_of_two_advisers_who_save_at_once_the_second_sees_both_texts(town, draft, url):
    AdviceTextFactory(advice=draft, text="Samen begonnen.")
    mine = {**shown(town.client, url), "tekst-text": "Mijn tekst."}
    colleague = town.adviser()
    town.as_(colleague).post(url, {**shown(town.client, url), "tekst-text": "De tekst van mijn collega."})
    page = town.as_(town.advising).post(url, mine)
    html = page.content.decode()
    assert page.status_code == 200
    assert draft.texts.get().text == "De tekst van mijn collega."
    assert "Mijn tekst." in html
    assert "De tekst van mijn collega." in html
    assert colleague.name in html


@pytest.mark.parametrize(
    ("what", "left"),
    [("mijn", "Mijn tekst."), ("hun", "Die van hen."), ("samen", "Die van hen.\n\nMijn tekst.")],
)
def test_after_a_conflict_the_adviser_chooses(town, draft, url, what, left):
    text = AdviceTextFactory(advice=draft, text="Begin.")
    mine = {**shown(town.client, url), "tekst-text": "Mijn tekst."}
    text.text, text.updated_by = "Die van hen.", UserFactory()
    text.save()
    town.client.post(url, mine)
    fresh = shown(town.client, url)["tekst-read"]
    town.client.post(url, {**mine, "tekst-read": fresh, "beslis": f"tekst:{what}"})
    text.refresh_from_db()
    assert text.text == left


def test_a_part_saves_itself_and_the_answer_says_so(town, draft, url):
    recommendation = RecommendationFactory(advice=draft, proposed=True)
    prefix = f"aanbeveling-{recommendation.pk}"
    data = {name: value for name, value in shown(town.client, url).items() if name.startswith(prefix)}
    answer = town.client.post(url, {**data, f"{prefix}-title": "Korter"}, headers=BY_ITSELF)
    html = answer.content.decode()
    assert answer["X-Saved"] == "answer"
    assert 'data-outcome="saved"' in html
    assert f'<div id="{prefix}-vlag" hx-swap-oob="true"></div>' in html
    again = shown(town.client, url)
    assert again[f"{prefix}-title"] == "Korter"
    assert again[f"{prefix}-read"] in html


def test_a_save_that_comes_again_is_no_conflict(town, draft, url):
    AdviceTextFactory(advice=draft, text="Begin.")
    data = {**shown(town.client, url), "blad": "eenblad"}
    town.client.post(url, {**data, "tekst-text": "Begin en"}, headers=BY_ITSELF)
    answer = town.client.post(url, {**data, "tekst-text": "Begin en verder"}, headers=BY_ITSELF)
    assert 'data-outcome="saved"' in answer.content.decode()
    assert draft.texts.get().text == "Begin en verder"


def test_a_text_that_is_too_long_comes_back_with_what_is_wrong(town, draft, url):
    page = town.client.post(url, {**shown(town.client, url), "tekst-text": "x" * 20_001})
    assert page.status_code == 200
    assert "20001 tekens" in page.content.decode()
    assert not draft.texts.exists()


def test_what_was_typed_when_the_review_ended_stays_on_the_page(town, draft, url):
    data = {**shown(town.client, url), "tekst-text": "Net te laat."}
    town.assessment.status = Status.SUBMITTED
    town.assessment.save()
    page = town.client.post(url, data)
    assert page.status_code == 409
    assert "Net te laat." in page.content.decode()
    by_itself = town.client.post(url, data, headers=BY_ITSELF)
    assert (by_itself.status_code, by_itself["X-Saved"]) == (409, "answer")
    assert not draft.texts.exists()


def test_the_page_to_look_over_marks_what_nobody_looked_at(town, draft):
    RecommendationFactory(advice=draft, title="Gelezen")
    unread = RecommendationFactory(advice=draft, title="Ongelezen", proposed=True)
    RecommendationFactory(advice=draft, title="Weggehaald", removed=True)
    html = town.client.get(town.url("check_advice")).content.decode()
    assert "Nog 1 na te kijken" in html
    assert f"aanbeveling:{unread.pk}" in html
    assert "Weggehaald" not in html


def test_the_page_that_adopts_says_what_goes_along(town, draft):
    RecommendationFactory(advice=draft, title="Spreek af wie trekt")
    RecommendationFactory(advice=draft, title="Niet gelezen", proposed=True)
    html = town.client.get(town.url("submission")).content.decode()
    assert "Het advies gaat mee:" in html
    assert "Spreek af wie trekt" in html
    assert "Eén onderdeel is nog niet nagekeken" in html
    assert "Niet gelezen" not in html


def test_sending_after_adoption(town):
    take_step(town.advising, *town.place, ADOPT)
    town.client.post(town.url("write_advice", "vertalen"), {"doe": "voorstel:alle"})
    refused = town.client.post(town.url("send_advice"))
    assert "Niet alles is nagekeken" in said(refused)[-1]
    for each in Recommendation.objects.all():
        town.client.post(town.url("check_advice"), {"akkoord": f"aanbeveling:{each.pk}"})
    done = town.client.post(town.url("send_advice"))
    assert done.url == town.url("advice")
    assert Advice.objects.get().is_sent


def test_after_reopening_and_a_second_adoption_there_is_a_second_advice(town, draft):
    RecommendationFactory(advice=draft, title="Eerst dit")
    take_step(town.advising, *town.place, ADOPT)
    take_step(UserFactory(beheerder=True), *town.place, REOPEN, note="Er ontbrak iets.")
    assert town.client.post(town.url("write_advice", "vertalen"), {"doe": "erbij"}).status_code == 409
    town.assessment.refresh_from_db()
    town.assessment.status = Status.IN_REVIEW
    town.assessment.save()
    assert "Een nieuw advies" in town.client.get(town.url("check_advice")).content.decode()
    town.client.post(town.url("check_advice"), {"begin": ""})
    second = Advice.objects.draft_of(town.assessment)
    town.client.post(town.url("check_advice"), {"akkoord": f"aanbeveling:{second.recommendations.get().pk}"})
    take_step(town.advising, *town.place, ADOPT)
    assert [each.number for each in Advice.objects.sent().order_by("number")] == [1, 2]


def test_a_practice_is_found_and_attached_and_taken_off(town, draft):
    recommendation = RecommendationFactory(advice=draft, proposed=True)
    practice = PracticeFactory(basisfunctie="vertalen", title="Wijktafels")
    PracticeFactory(title="Elders")
    url = town.url("choose_practice", recommendation.pk)
    page = town.client.get(url).content.decode()
    assert "Wijktafels" in page
    assert "Elders" not in page, "it begins with the basisfunctie of the recommendation"
    town.client.post(url, {"voorbeeld": f"erbij:{practice.pk}"})
    town.client.post(url, {"voorbeeld": f"erbij:{practice.pk}"})
    assert recommendation.practices.get().title == "Wijktafels"
    town.client.post(url, {"voorbeeld": f"eraf:{practice.pk}"})
    assert not recommendation.practices.exists()


def test_a_practice_that_is_not_published_is_not_attached(town, draft):
    recommendation = RecommendationFactory(advice=draft)
    practice = PracticeFactory(draft=True)
    town.client.post(town.url("choose_practice", recommendation.pk), {"voorbeeld": f"erbij:{practice.pk}"})
    assert not recommendation.practices.exists()


@pytest.mark.parametrize("odd", ["doe=", "doe=akkoord:x", "doe=weg:999999", "doe=weg:99999999999999999999"])
def test_an_odd_button_is_not_found(town, draft, url, odd):
    name, _, value = odd.partition("=")
    assert town.client.post(url, {name: value}).status_code == 404


def test_a_recommendation_of_another_advice_can_not_be_touched(town, draft, url):
    elsewhere = RecommendationFactory()
    assert town.client.post(url, {"doe": f"weg:{elsewhere.pk}"}).status_code == 404
    choose = town.url("choose_practice", elsewhere.pk)
    assert town.client.get(choose).status_code == 404


def test_an_unknown_chapter_is_not_found(town, draft):
    assert town.client.get(town.url("write_advice", "verzinnen")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_whatever_there_is(town, draft, django_assert_max_num_queries, count):
    for place in range(count):
        each = RecommendationFactory(advice=draft, position=place)
        AttachedPracticeFactory(recommendation=each)
    AdviceTextFactory(advice=draft)
    page = town.url("write_advice", "vertalen")
    data = shown(town.client, page)
    with django_assert_max_num_queries(12):
        town.client.get(page)
    with django_assert_max_num_queries(10):
        town.client.get(town.url("check_advice"))
    with django_assert_max_num_queries(12):
        town.client.post(page, {**data, "tekst-text": "Iets anders."}, headers=BY_ITSELF)


def test_what_is_sent_is_written_no_more(town, draft):
    RecommendationFactory(advice=draft)
    take_step(town.advising, *town.place, ADOPT)
    page = town.client.get(town.url("write_advice", "vertalen"))
    assert page.url == town.url("check_advice")
    assert "Het advies is verstuurd" in town.client.get(town.url("check_advice")).content.decode()
    assert reverse("advice", args=town.place) in town.client.get(town.url("check_advice")).content.decode()


def test_the_factory_sends(draft):
    assert send(draft).is_sent
