"""Who is mailed about a review, and how often: once for all that was sent together, and nobody who may not know."""

import threading

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.models import ReviewRemark
from assessments.reviewing.conversations import Where, save_draft
from municipalities.models import Role
from tests.assessments.reviewed import PLACE, RELIEF, draft, in_review, sent
from tests.factories import AssessmentFactory, MembershipFactory


@pytest.fixture
def reviewed(make_town):
    return in_review(make_town(rated=True))


def test_the_municipality_gets_one_mail_for_all_that_was_sent_together(
    reviewed, mailoutbox, django_capture_on_commit_callbacks
):
    reviewed.member(Role.READER)
    reviewed.member(Role.GUEST)
    draft(reviewed, key="k1")
    draft(reviewed, "Mooi.", ("vertalen", "beleid", RELIEF), "compliment", "k2")
    with django_capture_on_commit_callbacks(execute=True):
        reviewed.desk.post(reviewed.url("send_remarks"))
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([reviewed.officer.email, reviewed.coordinator.email])
    assert "2 opmerkingen" in mailoutbox[0].subject
    assert reviewed.url("adviser_remarks") in mailoutbox[0].body
    # What was written stays on the site, where only who may read it can.
    assert "Hoe weet u dit?" not in mailoutbox[0].body


def test_keeping_a_draft_mails_nobody(reviewed, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reviewed.desk.post(
            reviewed.url("draft_remark", *PLACE), {"key": "k1", "kind": "vraag", "text": "Hm", "read": ""}
        )
    assert not mailoutbox


def test_an_answer_is_mailed_to_the_adviser_who_asked_and_to_no_other(
    reviewed, mailoutbox, django_capture_on_commit_callbacks
):
    reviewed.adviser()
    sent(reviewed)
    name = f"adviseur-{'-'.join(PLACE)}"
    reviewed.client.force_login(reviewed.officer)
    with django_capture_on_commit_callbacks(execute=True):
        reviewed.client.post(
            reviewed.url("adviser_thread", *PLACE), {f"{name}-text": "Uit de peiling.", f"{name}-key": "r1"}
        )
    assert [mail.to for mail in mailoutbox] == [[reviewed.adviser_user.email]]
    assert "> Uit de peiling." in mailoutbox[0].body


def test_of_two_windows_that_send_at_once_one_sends_and_the_other_is_told(committed_db):
    assessment = AssessmentFactory(rated=True, in_review=True)
    membership = MembershipFactory(adviser_of_province=True, province=assessment.municipality.province)
    code, year = assessment.municipality.code, assessment.round.year
    save_draft(membership.user, Where(code, year, *PLACE), key="k1", kind="vraag", text="Hoe weet u dit?")
    start, outcomes = threading.Barrier(2), []

    def post():
        browser = Client()
        browser.force_login(membership.user)
        start.wait()
        response = browser.post(reverse("send_remarks", args=[code, year]))
        outcomes.append(next(str(message) for message in get_messages(response.wsgi_request)))
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ReviewRemark.objects.sent().count() == 1
    assert sorted(words.split(" ")[0] for words in outcomes) == ["Er", "Verstuurd:"]
