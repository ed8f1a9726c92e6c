"""Two at the same moment: one succeeds, and the other is told."""

import threading

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from comparison.models import Agreement
from tests.comparison.agreed import asked_to_compare
from tests.factories import MembershipFactory

pytestmark = pytest.mark.usefixtures("committed_db")


def at_once(*clicks):
    """Let each of these people post to its address at the same moment; return the answers in that order."""
    start, answers = threading.Barrier(len(clicks)), {}

    def click(number, user, address, data):
        browser = Client()
        browser.force_login(user)
        start.wait()
        try:
            answers[number] = browser.post(address, data)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(number, *each)) for number, each in enumerate(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(len(clicks))]


def test_a_yes_and_a_withdrawal_are_one_or_the_other():
    asker, asked = MembershipFactory(coordinator=True), MembershipFactory(coordinator=True)
    row = asked_to_compare(asked.municipality, asker.municipality)
    answers = at_once(
        (asked.user, reverse("accept_comparing", args=[asked.municipality.code, row.pk]), {}),
        (asker.user, reverse("end_comparing", args=[asker.municipality.code, row.pk]), {}),
    )
    row.refresh_from_db()
    told = [str(message) for answer in answers for message in get_messages(answer.wsgi_request)]
    assert len(told) == 2
    # Either it was withdrawn first, and the yes was refused; or there was a yes, and that was ended at once.
    assert (row.ending, row.accepted_at is None) in {("ingetrokken", True), ("beeindigd", False)}


def test_two_who_ask_each_other_make_one_invitation():
    one, other = MembershipFactory(coordinator=True), MembershipFactory(coordinator=True)
    answers = at_once(
        *(
            (
                mine.user,
                reverse("compare_named", args=[mine.municipality.code]),
                {"municipality": theirs.municipality.pk},
            )
            for mine, theirs in ((one, other), (other, one))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert Agreement.objects.open().count() == 1
