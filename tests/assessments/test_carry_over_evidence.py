"""Files and links come along when a round starts from the previous one; the file itself is shared."""

from datetime import timedelta

from django.utils import timezone

from assessments.models import Evidence
from tests.assessments.previous_round import Q1, Q3, RELIEF, hand_in
from tests.factories import EvidenceFactory


def start(town):
    hand_in(town.previous, town.officer)
    town.client.post(town.url("carry_over"))
    return {(row.basisfunctie, row.part): row for row in town.assessment.evidence.all()}


def test_a_file_comes_along_with_its_answer_and_shares_what_is_stored(returning):
    old = EvidenceFactory(assessment=returning.previous, part=Q1, title="Nota")
    new = start(returning)["vertalen", Q1]
    assert (new.title, new.stored_as, new.sha256, new.size) == ("Nota", old.stored_as, old.sha256, old.size)
    assert new.added_by == returning.officer
    assert returning.previous.evidence.get() == old


def test_a_link_comes_along_with_its_speerpunt(returning):
    EvidenceFactory(assessment=returning.previous, part=RELIEF, link=True)
    assert start(returning)["vertalen", RELIEF].url == "https://example.org/nota"


def test_evidence_at_a_question_without_an_answer_comes_along_too(returning):
    EvidenceFactory(assessment=returning.previous, part=Q3)
    assert ("vertalen", Q3) in start(returning)
    assert not returning.assessment.answers.filter(question__code=Q3).exists()


def test_what_was_taken_away_stays_behind(returning):
    EvidenceFactory(assessment=returning.previous, removed=True)
    assert start(returning) == {}


def test_what_comes_along_goes_again_when_one_begins_blank_and_the_old_stays(returning):
    EvidenceFactory(assessment=returning.previous)
    start(returning)
    returning.client.post(returning.url("start_blank"))
    assert [row.assessment for row in Evidence.objects.all()] == [returning.previous]


def test_with_evidence_of_its_own_one_can_not_begin_blank_any_more(returning):
    start(returning)
    EvidenceFactory(assessment=returning.assessment, added_at=timezone.now() + timedelta(seconds=1))
    returning.client.post(returning.url("start_blank"))
    assert returning.answer(Q1)
    assert returning.assessment.evidence.count() == 1


def test_the_page_counts_it_and_the_question_names_what_was_there(returning):
    EvidenceFactory(assessment=returning.previous, part=Q1, title="Nota van vorig jaar")
    hand_in(returning.previous, returning.officer)
    page = returning.client.get(returning.url("carry_over")).content.decode()
    assert "1 bijlage of link" in page
    assert "Nota van vorig jaar" in returning.client.get(f"{returning.step()}?toen").content.decode()
