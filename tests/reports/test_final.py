"""The final report: frozen at the adoption, made once, and byte for byte the same file ever after."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import StepTaken
from assessments.steps import ADOPT, REOPEN, SUBMIT, TAKE_UP
from assessments.workflow import take_step
from audit.models import Entry, Event
from making.models import MadeFile, State
from municipalities.models import Municipality, Role
from reports.content import from_json, read_content
from reports.final.freezing import freeze, freeze_missing
from reports.final.making import PAUSES, stored_file
from reports.final.models import FinalFile, FinalReport
from reports.issue import newest_issue
from reports.models import ReportSettings
from reports.report import build_report
from tests.factories import AssessmentFactory, MembershipFactory, UserFactory
from tests.making.working import content_of, download, work

pytestmark = pytest.mark.django_db


class Town:
    """A municipality that handed in, and the people who take the steps."""

    def __init__(self) -> None:
        self.assessment = AssessmentFactory(rated=True)
        municipality = self.assessment.municipality
        self.coordinator = MembershipFactory(municipality=municipality, role=Role.COORDINATOR).user
        self.reader = MembershipFactory(municipality=municipality, role=Role.READER).user
        self.adviser = MembershipFactory(adviser_of_province=True, province=municipality.province).user
        self.beheerder = UserFactory(beheerder=True)

    def step(self, person, step, note="", at=None):
        take_step(person, self.assessment.municipality.code, self.assessment.round.year, step, note=note, at=at)

    def adopt(self):
        self.step(self.coordinator, SUBMIT)
        self.step(self.adviser, TAKE_UP)
        self.step(self.adviser, ADOPT)
        return FinalReport.objects.latest("adopted_at")

    def url(self, name="report_pdf"):
        return reverse(name, args=[self.assessment.municipality.code, self.assessment.round.year])


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def press(monkeypatch):
    """Make files in no time, each other than the one before: what a change of fonts or of the code would do."""
    made = []

    def council_report_pdf(report):
        made.append(report)
        return f"%PDF-1.7 {report.title} {len(made)}".encode()

    monkeypatch.setattr("reports.pdf.council_report_pdf", council_report_pdf)
    return made


def test_the_adoption_freezes_the_report_and_asks_for_its_file(town, press):
    final = town.adopt()
    submission = town.assessment.submissions.get()
    assert final.reference == f"ZVW-{town.assessment.round.year}-{town.assessment.municipality.code}-1"
    assert (final.submission, final.submission_sha256) == (submission, submission.sha256)
    content = from_json(final.content)
    assert content.issue.is_final
    assert content.snapshot.municipality.name == town.assessment.municipality.name
    assert MadeFile.objects.get().state == State.WAITING
    work()
    assert FinalFile.objects.get().report == final


def test_when_the_adoption_is_refused_nothing_is_frozen(town):
    town.step(town.coordinator, SUBMIT)
    town.step(town.adviser, TAKE_UP)
    with transaction.atomic():
        town.step(town.adviser, ADOPT)
        transaction.set_rollback(True)
    assert not FinalReport.objects.exists()
    assert not MadeFile.objects.exists()


def test_it_is_the_same_file_whatever_comes_later(client, town, press, settings, monkeypatch):
    town.adopt()
    client.force_login(town.reader)
    first = content_of(download(client, town.url()))
    ReportSettings.objects.create(assessment=town.assessment, title="Achteraf bedacht", updated_by=town.coordinator)
    Municipality.objects.filter(pk=town.assessment.municipality_id).update(name="Nieuwe naam")
    monkeypatch.setattr("making.kinds.version", lambda: "other fonts and other code")
    MadeFile.objects.all().delete()
    assert content_of(client.get(town.url())) == first
    assert len(press) == 1


def test_on_screen_it_says_what_was_frozen(client, town):
    town.adopt()
    ReportSettings.objects.create(assessment=town.assessment, title="Achteraf bedacht", updated_by=town.coordinator)
    client.force_login(town.reader)
    page = client.get(town.url("report")).content.decode()
    assert "Achteraf bedacht" not in page
    assert "Vastgesteld op" in page


def test_it_says_where_anyone_can_check_it_and_a_concept_does_not(town):
    town.step(town.coordinator, SUBMIT)
    concept = build_report(read_content(town.assessment, newest_issue(town.assessment)))
    words = 'Controleer dit bestand op <a href="http://testserver/controleer/">http://testserver/controleer/</a>'
    assert words not in render_to_string("pdf/council_report.html", {"report": concept})
    town.step(town.adviser, TAKE_UP)
    town.step(town.adviser, ADOPT)
    final = build_report(from_json(FinalReport.objects.get().content))
    assert words in render_to_string("pdf/council_report.html", {"report": final})


def test_after_a_reopening_a_new_report_comes_beside_the_old_one(client, town, press):
    old = town.adopt()
    work()
    town.step(town.beheerder, REOPEN, note="Er ontbrak iets.")
    client.force_login(town.reader)
    first = content_of(client.get(town.url()))
    new = town.adopt()
    assert new.reference.endswith("-2")
    assert FinalReport.objects.count() == 2
    second = content_of(download(client, town.url()))
    assert second != first
    assert content_of(client.get(f"{town.url()}?indiening=1")) == first == bytes(old.file.content)
    assert content_of(client.get(f"{town.url()}?indiening=2")) == second


def test_who_fills_in_after_a_reopening_gets_the_concept_and_others_the_final_one(client, town, press):
    town.adopt()
    work()
    town.step(town.beheerder, REOPEN, note="Er ontbrak iets.")
    client.force_login(town.coordinator)
    assert "-concept.pdf" in download(client, town.url())["Content-Disposition"]
    client.force_login(town.reader)
    assert "-concept" not in client.get(town.url())["Content-Disposition"]


def test_each_download_of_it_is_in_the_audit_log(client, town, press):
    town.adopt()
    work()
    client.force_login(town.reader)
    client.head(town.url())
    answer = client.get(town.url())
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.get(event=Event.DOWNLOADED).about == answer["Content-Disposition"].split('"')[1]


def test_a_stored_report_costs_few_queries(client, town, press):
    town.adopt()
    work()
    client.force_login(town.reader)
    with CaptureQueriesContext(connection) as counted:
        client.get(town.url())
    # session, person, assessment with roles, the report, its file, the audit log in its savepoint
    assert len(counted) <= 6


def test_of_two_files_that_were_made_at_once_the_first_that_was_stored_is_the_file(town, press, monkeypatch):
    final = town.adopt()
    other = FinalFile(report=final, content=b"%PDF van de ander", size=17, sha256="a" * 64)

    def meanwhile(report):
        other.save(force_insert=True)
        return b"%PDF te laat"

    monkeypatch.setattr("reports.pdf.council_report_pdf", meanwhile)
    assert bytes(stored_file(final).content) == b"%PDF van de ander"
    assert FinalFile.objects.count() == 1


def test_when_making_it_fails_it_is_tried_again_and_at_last_the_beheerder_hears(
    town, press, monkeypatch, mailoutbox, caplog
):
    final = town.adopt()
    mailoutbox.clear()
    with monkeypatch.context() as broken:
        broken.setattr("reports.pdf.council_report_pdf", lambda report: 1 / 0)
        for _ in range(len(PAUSES) + 1):
            assert MadeFile.objects.get().state == State.WAITING
            MadeFile.objects.update(due_at=timezone.now())
            assert work() == 1
    assert MadeFile.objects.get().state == State.FAILED
    [mail] = mailoutbox
    assert mail.to == [town.beheerder.email]
    assert final.reference in mail.body
    assert not FinalFile.objects.exists()


@pytest.mark.parametrize("change", [{"reference": "ZVW-0"}, {"content": {}}, {"submission_sha256": "0" * 64}])
def test_the_database_refuses_to_change_a_final_report(town, change):
    town.adopt()
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        FinalReport.objects.update(**change)


def test_the_database_refuses_to_change_or_remove_its_file_or_to_remove_the_report(town, press):
    town.adopt()
    work()
    for refused in (
        lambda: FinalFile.objects.update(content=b"anders"),
        lambda: FinalFile.objects.all()._raw_delete("default"),
        lambda: FinalReport.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def adopted_long_ago(town):
    """Adopt as if it was before final reports were stored."""
    then = timezone.now() - timedelta(days=400)
    town.assessment.round.opens_on = (then - timedelta(days=30)).date()
    town.assessment.round.closes_on = (then + timedelta(days=30)).date()
    town.assessment.round.save()
    for number, (person, step) in enumerate(
        ((town.coordinator, SUBMIT), (town.adviser, TAKE_UP), (town.adviser, ADOPT))
    ):
        town.step(person, step, at=then + timedelta(days=number))
    assert not FinalReport.objects.exists()


def test_what_was_adopted_before_is_frozen_by_a_command_that_can_be_run_twice(town):
    adopted_long_ago(town)
    out = StringIO()
    call_command("final_reports", "--bestanden", stdout=out)
    assert "Vastgelegd: 1" in out.getvalue()
    final = FinalReport.objects.get()
    assert final.adopted_at == StepTaken.objects.get(step="vaststellen").taken_at
    assert MadeFile.objects.get().state == State.WAITING
    assert freeze_missing() == 0


def test_what_was_adopted_before_is_frozen_at_the_latest_when_somebody_asks_for_it(client, town, press):
    adopted_long_ago(town)
    client.force_login(town.reader)
    assert client.get(town.url("report")).status_code == 200
    assert content_of(download(client, town.url())) == bytes(FinalFile.objects.get().content)


def test_what_was_not_adopted_can_not_be_frozen(town):
    town.step(town.coordinator, SUBMIT)
    with pytest.raises(ValueError, match="not adopted"):
        freeze(town.assessment, 1)


@pytest.mark.pdf
def test_the_command_writes_the_file_as_it_is_stored(town, tmp_path):
    final = town.adopt()
    path = tmp_path / "rapport.pdf"
    place = (town.assessment.municipality.code, str(town.assessment.round.year), str(path))
    call_command("council_report", *place, stdout=StringIO())
    assert path.read_bytes() == bytes(FinalFile.objects.get().content)
    assert stored_file(final).size == path.stat().st_size > 10_000
