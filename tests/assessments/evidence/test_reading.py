"""Who may open a file, how it is served, and where evidence shows after submitting."""

import os
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.evidence.cleaning import clean
from assessments.evidence.storage import path_of, store
from assessments.models import Evidence
from assessments.snapshot import from_content, to_content
from assessments.steps import SUBMIT
from assessments.workflow import take_step
from municipalities.models import Role
from tests.assessments.evidence import files
from tests.assessments.parts import question, snapshot
from tests.factories import AssessmentFactory, EvidenceFactory, MembershipFactory, UserFactory


def body(response):
    assert response.status_code == 200
    return response.content.decode()


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def submit(town):
    take_step(town.member(Role.COORDINATOR), town.municipality.code, town.assessment.round.year, SUBMIT)


@pytest.fixture
def rated(make_town):
    return make_town(rated=True)


@pytest.fixture
def pdf(rated):
    return EvidenceFactory(assessment=rated.assessment, title="Nota Samen", file_name="Nota één.pdf", stored=files.PDF)


class TestServing:
    def test_a_file_comes_as_a_download_in_which_nothing_runs(self, rated, pdf):
        response = rated.client.get(rated.url("evidence_file", pdf.pk))
        assert b"".join(response.streaming_content) == files.PDF
        assert response["Content-Disposition"].startswith("attachment; filename")
        assert "Nota%20%C3%A9%C3%A9n.pdf" in response["Content-Disposition"]
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]

    def test_a_link_or_a_file_that_is_gone_can_not_be_downloaded(self, rated, pdf):
        link = EvidenceFactory(assessment=rated.assessment, link=True)
        assert rated.client.get(rated.url("evidence_file", link.pk)).status_code == 404
        path_of(pdf.stored_as).unlink()
        assert rated.client.get(rated.url("evidence_file", pdf.pk)).status_code == 404

    def test_there_is_no_address_that_leads_to_the_folder_itself(self, rated, pdf):
        for url in (f"/media/bewijs/{pdf.stored_as}", f"/static/bewijs/{pdf.stored_as}", f"/bewijs/{pdf.stored_as}"):
            assert rated.client.get(url).status_code == 404


class TestWhoMayRead:
    def test_before_submitting_only_who_fills_in(self, rated, pdf):
        url = rated.url("evidence_file", pdf.pk)
        assert browser(rated.member(Role.COORDINATOR)).get(url).status_code == 200
        for user in (rated.adviser(), rated.member(Role.READER), UserFactory(beheerder=True)):
            assert browser(user).get(url).status_code == 404

    def test_after_submitting_the_readers_too_also_when_it_is_taken_away_later(self, rated, pdf):
        submit(rated)
        Evidence.objects.filter(pk=pdf.pk).update(removed_at=timezone.now(), removed_by=rated.officer)
        url = rated.url("evidence_file", pdf.pk)
        for user in (rated.adviser(), rated.member(Role.READER), UserFactory(beheerder=True), rated.officer):
            assert browser(user).get(url).status_code == 200

    def test_what_was_added_or_taken_away_before_is_not_part_of_the_submission(self, rated, pdf):
        away = EvidenceFactory(assessment=rated.assessment, removed=True, title="Kladje", stored=files.PDF)
        submit(rated)
        later = EvidenceFactory(assessment=rated.assessment, title="Later", stored=files.PDF)
        adviser = browser(rated.adviser())
        page = body(adviser.get(rated.url("submission")))
        assert "Nota Samen" in page
        for row in (away, later):
            assert row.title not in page
            assert adviser.get(rated.url("evidence_file", row.pk)).status_code == 404

    def test_another_municipality_finds_it_under_no_address(self, rated, pdf):
        submit(rated)
        neighbour = MembershipFactory(coordinator=True)
        other = AssessmentFactory(municipality=neighbour.municipality, round=rated.assessment.round)
        client = browser(neighbour.user)
        own = [neighbour.municipality.code, other.round.year]
        assert client.get(rated.url("evidence_file", pdf.pk)).status_code == 404
        assert client.get(reverse("evidence_file", args=[*own, pdf.pk])).status_code == 404
        assert (
            client.post(rated.url("remove_evidence", "vertalen", "visie", "vertalen-visie-1", pdf.pk)).status_code
            == 404
        )
        assert (
            client.post(
                reverse("remove_evidence", args=[*own, "vertalen", "visie", "vertalen-visie-1", pdf.pk])
            ).status_code
            == 404
        )
        here = reverse("evidence", args=[*own, "vertalen", "visie", "vertalen-visie-1"])
        assert "Nota Samen" not in body(client.get(here))

    def test_another_year_of_the_same_municipality_does_not_have_it(self, rated, pdf):
        before = AssessmentFactory(municipality=rated.municipality, round__year=2019)
        url = reverse("evidence_file", args=[rated.municipality.code, before.round.year, pdf.pk])
        assert rated.client.get(url).status_code == 404

    def test_a_number_that_nothing_has_does_not_exist(self, rated):
        assert rated.client.get(rated.url("evidence_file", 10**12)).status_code == 404


class TestAfterSubmitting:
    def test_the_submission_says_what_the_file_was(self, rated, pdf):
        submit(rated)
        (part,) = from_content(rated.assessment.submissions.get().content).basisfuncties[0].answers[0].evidence
        assert (part.id, part.title, part.file_name) == (pdf.pk, "Nota Samen", "Nota één.pdf")
        assert (part.size, part.sha256) == (len(files.PDF), pdf.sha256)
        assert part.sha256 in str(rated.assessment.submissions.get().content)

    def test_the_report_lists_it_and_does_not_hold_it(self, rated, pdf):
        EvidenceFactory(assessment=rated.assessment, link=True, title="De nota op de site")
        submit(rated)
        page = body(browser(rated.adviser()).get(rated.url("report")))
        assert "Vraag 1: Nota Samen" in page
        assert f"Nota één.pdf, {len(files.PDF)} bytes" in page
        assert "De nota op de site" in page
        assert rated.url("evidence_file", pdf.pk) not in page

    def test_a_successor_finds_it_in_the_overdracht(self, rated, pdf):
        page = body(rated.client.get(rated.url("handover")))
        assert "Nota Samen" in page
        assert "Nota één.pdf" in page
        assert "Bij: Vertalen, vraag 1." in page

    def test_a_submission_from_before_there_was_evidence_still_reads(self):
        content = to_content(snapshot())
        for function in content["basisfuncties"]:
            for part in (*function["answers"], *function["speerpunten"]):
                del part["evidence"]
        assert from_content(content).basisfuncties[0].answers[0] == question()
        assert from_content(content).evidence_ids == []


class TestCleaning:
    def old(self, row, days):
        Evidence.objects.filter(pk=row.pk).update(removed_at=timezone.now() - timedelta(days=days))

    def make(self, town, **what):
        return EvidenceFactory(assessment=town.assessment, stored=files.PDF, **what)

    def age(self, name, days):
        then = time.time() - days * 86_400
        os.utime(path_of(name), (then, then))

    def test_what_was_taken_away_long_ago_goes_with_its_file(self, town, on_disk):
        long_ago, just_now, there = self.make(town, removed=True), self.make(town, removed=True), self.make(town)
        self.old(long_ago, 31)
        for row in (long_ago, just_now, there):
            self.age(row.stored_as, 40)
        call_command("clean_evidence", verbosity=0)
        assert set(Evidence.objects.all()) == {just_now, there}
        assert {path.name for path in on_disk()} == {just_now.stored_as, there.stored_as}

    def test_what_was_submitted_stays_for_good(self, rated, pdf):
        submit(rated)
        Evidence.objects.filter(pk=pdf.pk).update(removed_by=rated.officer, removed_at=timezone.now())
        self.old(pdf, 4000)
        self.age(pdf.stored_as, 4000)
        call_command("clean_evidence", verbosity=0)
        assert browser(rated.adviser()).get(rated.url("evidence_file", pdf.pk)).status_code == 200

    def test_a_file_that_two_rows_share_stays_as_long_as_one_does(self, town, on_disk):
        first = self.make(town, removed=True)
        EvidenceFactory(assessment=town.assessment, stored_as=first.stored_as)
        self.old(first, 31)
        self.age(first.stored_as, 40)
        call_command("clean_evidence", verbosity=0)
        assert Evidence.objects.count() == 1
        assert len(on_disk()) == 1

    def test_a_file_without_a_row_goes_but_not_while_its_upload_may_be_under_way(self, db, on_disk, tmp_path):
        (tmp_path / "nota.pdf").write_bytes(files.PDF)
        with (tmp_path / "nota.pdf").open("rb") as file:
            alone, new = store(file), store(file)
        self.age(alone.name, 2)
        call_command("clean_evidence", verbosity=0)
        assert [path.name for path in on_disk()] == [new.name]


class TestQueries:
    @pytest.mark.parametrize("page", ["step", "evidence", "overview", "submission"])
    def test_three_pieces_cost_as_many_queries_as_one(self, make_town, page, django_assert_max_num_queries):
        counts = []
        for number in (1, 3):
            town = make_town(rated=True)
            for n in range(number):
                part = f"vertalen-visie-{n + 1}"
                EvidenceFactory.create_batch(number, assessment=town.assessment, part=part)
                EvidenceFactory(assessment=town.assessment, part=part, removed=True)
            url = (
                town.step()
                if page == "step"
                else town.url(page)
                if page != "evidence"
                else town.url("evidence", "vertalen", "visie", "vertalen-visie-1")
            )
            if page == "submission":
                submit(town)
            town.client.get(url)
            with django_assert_max_num_queries(12) as queries:
                body(town.client.get(url))
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_a_save_by_the_script_costs_at_most_twelve_and_does_not_read_the_evidence(
        self, town, django_assert_max_num_queries
    ):
        url = town.step()
        sent = {**town.shown(url), "vertalen-visie-1-explanation": "Tekst"}
        with django_assert_max_num_queries(12 + 2) as queries:  # a test adds a savepoint and its release
            assert town.client.post(url, sent, headers={"HX-Request": "true"}).status_code == 200
        assert not any("assessments_evidence" in query["sql"] for query in queries)


def test_what_is_put_back_while_the_cleaning_runs_stays(committed_db):
    evidence = EvidenceFactory(removed=True, stored=b"%PDF-1.7 %%EOF")
    Evidence.objects.update(removed_at=timezone.now() - timedelta(days=60))

    def clean_up():
        clean(timezone.now())
        connection.close()

    cleaner = threading.Thread(target=clean_up)
    with transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(removed_at=None, removed_by=None)
        cleaner.start()
        cleaner.join(1)  # it waits for this transaction, or has looked already
    cleaner.join()
    assert Evidence.objects.filter(pk=evidence.pk).exists()
