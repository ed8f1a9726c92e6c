"""Who hears of an advice, of the answers, and of a practice; and nobody who may not know."""

import pytest

from assessments.steps import ADOPT
from assessments.workflow import take_step
from improvement.library.doors import take_practice_step
from improvement.library.steps import STEPS
from municipalities.models import Role
from tests.factories import MembershipFactory, UserFactory
from tests.improvement.factories import AdviceFactory, PracticeFactory, RecommendationFactory
from tests.improvement.pages import shown

pytestmark = pytest.mark.django_db


def about(mailoutbox, words):
    return {mail.to[0] for mail in mailoutbox if words in mail.subject}


@pytest.fixture
def draft(town):
    return AdviceFactory(assessment=town.assessment)


def test_who_fills_in_hears_of_the_advice_once_it_is_sent(town, draft, mailoutbox):
    RecommendationFactory(advice=draft, title="Dit staat niet in de mail")
    coordinator = town.member(Role.COORDINATOR)
    town.member(Role.READER), town.member(Role.GUEST)
    assert about(mailoutbox, "er is een advies") == set()
    take_step(town.advising, *town.place, ADOPT)
    assert about(mailoutbox, "er is een advies") == {town.officer.email, coordinator.email}
    (mail, *_) = (mail for mail in mailoutbox if "er is een advies" in mail.subject)
    assert "Er is één aanbeveling." in mail.body
    assert town.url("advice") in mail.body
    assert "Dit staat niet in de mail" not in mail.body


def test_an_adoption_without_an_advice_tells_of_none(town, mailoutbox):
    take_step(town.advising, *town.place, ADOPT)
    assert about(mailoutbox, "er is een advies") == set()


def test_the_adviser_hears_once_that_all_is_answered(town, draft, mailoutbox):
    first, second = RecommendationFactory(advice=draft), RecommendationFactory(advice=draft)
    take_step(town.advising, *town.place, ADOPT)
    url = town.url("answer_advice")
    client = town.as_(town.officer)
    client.post(url, {**shown(client, url), f"antwoord-{first.pk}-choice": "overnemen"})
    assert about(mailoutbox, "beantwoord") == set()
    client.post(url, {**shown(client, url), f"antwoord-{second.pk}-choice": "overnemen"})
    why = {f"antwoord-{second.pk}-choice": "niet", f"antwoord-{second.pk}-why": "Toch niet."}
    client.post(url, {**shown(client, url), **why})
    assert [mail.to[0] for mail in mailoutbox if "beantwoord" in mail.subject] == [town.advising.email]


def test_a_practice_that_is_offered_waits_for_its_advisers_and_comes_back_to_the_coordinator(town, mailoutbox):
    coordinator = town.member(Role.COORDINATOR)
    MembershipFactory(adviser_of_province=True)
    practice = PracticeFactory(draft=True, municipality=town.municipality, source="", made_by=town.officer)
    take_practice_step(coordinator, practice.pk, STEPS["aanbieden"])
    assert about(mailoutbox, "Praktijkvoorbeeld") == {town.advising.email}
    mailoutbox.clear()
    take_practice_step(UserFactory(beheerder=True), practice.pk, STEPS["teruggeven"], word="Wat kostte het?")
    assert about(mailoutbox, "Praktijkvoorbeeld") == {coordinator.email}
    assert "Wat kostte het?" in mailoutbox[0].body
