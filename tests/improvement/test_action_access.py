"""Who reads and writes what of verbeteracties, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from municipalities.models import Role
from tests.factories import AssessmentFactory, UserFactory
from tests.improvement.acting import at, edit
from tests.improvement.action_factories import ActionFactory, ActionNoteFactory

pytestmark = pytest.mark.django_db


class TestNotes:
    def test_are_for_who_fills_in_only(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        ActionNoteFactory(action=action, text="Tussen ons")
        for reader in (filler.member(Role.READER), filler.advising, UserFactory(beheerder=True)):
            filler.as_(reader)
            for address in (at(filler, "actions"), at(filler, "action", action.pk)):
                page = filler.client.get(address)
                assert action.title in page.text
                assert "Tussen ons" not in page.text
                assert "Aantekening" not in page.text

    def test_can_be_withdrawn_and_put_back_by_their_writer(self, filler):
        note = ActionNoteFactory(action__assessment=filler.assessment, by=filler.officer)
        address = at(filler, "withdraw_action_note", note.action.pk, note.pk)
        filler.client.post(address, {"ingetrokken": "ja"})
        note.refresh_from_db()
        assert note.withdrawn_at
        filler.client.post(address, {"ingetrokken": "nee"})
        note.refresh_from_db()
        assert note.withdrawn_at is None

    def test_of_a_colleague_stay(self, filler):
        note = ActionNoteFactory(action__assessment=filler.assessment)
        address = at(filler, "withdraw_action_note", note.action.pk, note.pk)
        assert filler.client.post(address, {"ingetrokken": "ja"}).status_code == 403

    def test_an_empty_one_is_refused(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        page = filler.client.post(at(filler, "action_note", action.pk), {"aantekening-text": " "})
        assert "Schrijf eerst een aantekening." in page.text


class TestAccess:
    @pytest.mark.parametrize("name", ["action", "action_status", "action_note", "remove_action"])
    def test_an_action_of_somebody_else_does_not_exist_here(self, filler, name):
        action = ActionFactory()
        assert filler.client.post(at(filler, name, action.pk)).status_code == 404

    def test_who_reads_gets_no_forms(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        for reader in (filler.member(Role.READER), filler.advising):
            filler.as_(reader)
            for address in (at(filler, "actions"), at(filler, "action", action.pk)):
                text = filler.client.get(address).text.split("<main")[1]
                assert 'method="post"' not in text
                assert "Nieuwe actie" not in text

    def test_a_guest_reads_no_actions(self, filler):
        filler.as_(filler.member(Role.GUEST))
        assert filler.client.get(at(filler, "actions")).status_code == 403

    def test_in_a_municipality_that_has_ended_nobody_writes(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        successor = AssessmentFactory().municipality
        filler.municipality.successor, filler.municipality.ended_on = successor, timezone.localdate()
        filler.municipality.save()
        assert filler.client.get(at(filler, "actions")).status_code == 200
        assert filler.client.post(at(filler, "action_status", action.pk)).status_code == 403


class TestTheDatabase:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": ""},
            {"status": "klaar"},
            {"status": "vervallen", "closed_on": date(2026, 1, 1)},
            {"closed_on": date(2026, 1, 1)},
            {"cost": 2_000_000_000},
            {"finding_words": "Zonder sleutel"},
            {"status": "ergens"},
        ],
    )
    def test_refuses_what_can_not_be(self, town, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionFactory(assessment=town.assessment, **wrong)

    @pytest.mark.parametrize("change", ["UPDATE improvement_actionchange SET what = 'plan'", "DELETE FROM {}"])
    def test_refuses_to_change_the_log(self, filler, change):
        edit(filler, ActionFactory(assessment=filler.assessment), title="Anders")
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format("improvement_actionchange"))
