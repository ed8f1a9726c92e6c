"""The log of writing an advice: who did what, for advisers alone, and for ever."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.steps import ADOPT
from assessments.workflow import take_step
from improvement.advice_log import PAUSE, pieces_of_work
from improvement.models import AdviceChange, AdviceEvent, Recommendation
from tests.improvement.factories import (
    AdviceFactory,
    AdviceTextFactory,
    AttachedPracticeFactory,
    PracticeFactory,
    RecommendationFactory,
)
from tests.improvement.pages import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(town):
    return AdviceFactory(assessment=town.assessment)


@pytest.fixture
def url(town):
    return town.url("write_advice", "vertalen")


def logged():
    return [(change.what, change.about) for change in AdviceChange.objects.order_by("pk")]


def test_what_is_saved_is_logged_before_and_after(town, draft, url):
    AdviceTextFactory(advice=draft, text="Begin klein.")
    town.client.post(url, {**shown(town.client, url), "tekst-text": "Begin met één wijk."})
    change = AdviceChange.objects.get()
    assert change.by == town.advising
    assert change.differences == [("", "Begin klein.", "Begin met één wijk.")]


def test_of_an_advice_from_before_the_log_it_is_not_said_that_nothing_was_written(town, draft):
    AdviceTextFactory(advice=draft, text="Begin klein.")
    page = town.client.get(town.url("advice_history")).content.decode()
    assert "Hier is nog niets gewijzigd sinds de geschiedenis wordt bijgehouden." in page


def test_a_page_that_is_saved_untouched_logs_nothing(town, draft, url):
    RecommendationFactory(advice=draft)
    town.client.post(url, shown(town.client, url))
    assert not AdviceChange.objects.exists()


def test_each_button_is_logged(town, draft, url):
    town.client.post(url, {"doe": "erbij"})
    row = Recommendation.objects.get()
    for button in ("akkoord", "weg", "terug"):
        town.client.post(url, {**shown(town.client, url), "doe": f"{button}:{row.pk}"})
    assert logged() == [(what, row.heading) for what in ("erbij", "akkoord", "weg", "terug")]


def test_a_practice_is_logged_with_its_title_once(town, draft):
    row, practice = RecommendationFactory(advice=draft), PracticeFactory(title="Wijktafels")
    for what in ("erbij", "erbij", "eraf", "eraf"):
        town.client.post(town.url("choose_practice", row.pk), {"voorbeeld": f"{what}:{practice.pk}"})
    changes = AdviceChange.objects.exclude(what=AdviceEvent.APPROVED).order_by("pk")
    assert [(each.what, each.differences) for each in changes] == [
        (AdviceEvent.ATTACHED, [("", "", "Wijktafels")]),
        (AdviceEvent.DETACHED, [("", "", "Wijktafels")]),
    ]


@pytest.mark.parametrize("choice", ["mijn", "hun", "samen"])
def test_what_was_refused_is_logged_once_and_nothing_typed_is_lost(town, draft, url, choice):
    AdviceTextFactory(advice=draft, text="Begin.")
    mine = {**shown(town.client, url), "tekst-text": "Mijn tekst."}
    town.as_(town.adviser()).post(url, {**shown(town.client, url), "tekst-text": "Die van hen."})
    town.as_(town.advising).post(url, mine)
    fresh = shown(town.client, url)["tekst-read"]
    town.client.post(url, {**mine, "tekst-read": fresh, "beslis": f"tekst:{choice}"})
    assert AdviceChange.objects.filter(is_refused=True).count() == 1
    texts = [text for change in AdviceChange.objects.all() for _, text in change.after]
    assert {"Mijn tekst.", "Die van hen."} <= set(texts)


def test_the_log_outlives_what_the_sending_leaves_out(town, draft, url):
    RecommendationFactory(advice=draft, title="Blijft")
    gone = RecommendationFactory(advice=draft, title="Gaat weg")
    AttachedPracticeFactory(recommendation=gone)
    town.client.post(url, {**shown(town.client, url), "doe": f"weg:{gone.pk}"})
    take_step(town.advising, *town.place, ADOPT)
    assert not Recommendation.objects.filter(pk=gone.pk).exists()
    page = town.client.get(town.url("advice_history")).text
    assert "Gaat weg" in page
    assert "weggehaald" in page


def test_an_adviser_reads_who_did_what_and_the_municipality_does_not(town, draft, url):
    town.client.post(url, {**shown(town.client, url), "tekst-text": "Begin met één wijk."})
    assert town.url("advice_history") in town.client.get(url).text
    page = town.client.get(town.url("advice_history")).text
    for text in (str(town.advising), "Advies over Vertalen", "Begin met één wijk."):
        assert text in page
    assert town.as_(town.officer).get(town.url("advice_history")).status_code == 403


def test_the_history_costs_as_many_queries_for_three_as_for_one(town, draft, url, django_assert_max_num_queries):
    counts = []
    for text in ("Eén.", "Twee.", "Drie."):
        town.client.post(url, {**shown(town.client, url), "tekst-text": text})
        with django_assert_max_num_queries(10) as queries:
            town.client.get(town.url("advice_history"))
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_the_database_refuses_to_change_or_remove_a_line(town, draft, url):
    town.client.post(url, {"doe": "erbij"})
    for act in (lambda rows: rows.update(about="-"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            act(AdviceChange.objects.all())


class TestPiecesOfWork:
    def test_what_one_person_typed_on_is_one_piece(self):
        first, second = (change(at=minute, before=before, after=after) for minute, before, after in TYPED)
        (work,) = pieces_of_work([second, first])
        assert [(label, [piece.text for piece in pieces]) for label, pieces in work.differences] == [
            ("Tekst", ["Begin met één wijk."])
        ]

    @pytest.mark.parametrize(
        "changed",
        [
            {"by_id": 2},
            {"part": "aanbeveling-1"},
            {"what": AdviceEvent.APPROVED},
            {"is_refused": True},
            {"at": 1 + PAUSE.seconds // 60},
            {"before": [["Tekst", "Iets anders."]]},
        ],
    )
    def test_all_else_stands_by_itself(self, changed):
        first, second = (change(at=minute, before=before, after=after) for minute, before, after in TYPED)
        for name, value in changed.items():
            setattr(second, name, NOON + timedelta(minutes=value) if name == "at" else value)
        assert len(pieces_of_work([second, first])) == 2


NOON = timezone.now()
TYPED = (
    (0, [], [["Tekst", "Begin met"]]),
    (1, [["Tekst", "Begin met"]], [["Tekst", "Begin met één wijk."]]),
)


def change(at, before, after):
    return AdviceChange(
        part="tekst-vertalen",
        what=AdviceEvent.WROTE,
        by_id=1,
        at=NOON + timedelta(minutes=at),
        before=before,
        after=after,
    )
