"""All reports of a round as one ZIP: of the own municipalities, made in parts, taken up where it was left."""

import csv
import hashlib
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import StepTaken
from assessments.steps import ADOPT
from audit.models import Entry, Event
from making.making import make_next
from making.models import MadeFile, State
from municipalities.models import Membership
from reports.final.freezing import freeze
from reports.final.models import FinalFile, FinalReport
from reports.rounds import zipping
from tests.assessments.previous_round import hand_in
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, RoundFactory, UserFactory
from tests.making.working import content_of, download, work

pytestmark = pytest.mark.django_db
PAGE = "/rapporten/"


@pytest.fixture(autouse=True)
def press(monkeypatch):
    """Make files in no time, and note of whom."""
    made = []

    def council_report_pdf(report):
        made.append(report.title)
        return f"%PDF-1.7 {report.title} {report.standing}".encode()

    monkeypatch.setattr("reports.pdf.council_report_pdf", council_report_pdf)
    return made


@pytest.fixture
def round_(db):
    return RoundFactory()


def submitted(round_, **fields):
    assessment = AssessmentFactory(round=round_, submitted=True, **fields)
    hand_in(assessment, UserFactory())
    return assessment


def not_frozen(round_, **fields):
    """Return an assessment of this round that was adopted before final reports were stored."""
    assessment = submitted(round_, **fields)
    StepTaken.objects.create(
        assessment=assessment,
        step=ADOPT.slug,
        from_status="in_beoordeling",
        to_status=ADOPT.leads_to,
        taken_by=UserFactory(),
        taken_at=timezone.now(),
    )
    return assessment


def adopted(round_, **fields):
    """Return the final report of an assessment of this round."""
    return freeze(not_frozen(round_, **fields), 1)


@pytest.fixture
def finals(round_):
    return [adopted(round_) for _ in range(3)]


@pytest.fixture
def beheerder(client):
    user = UserFactory(beheerder=True)
    client.force_login(user)
    return user


def address(round_, more=""):
    return f"{PAGE}{round_.year}.zip{more}"


def opened(answer):
    return ZipFile(BytesIO(content_of(answer)))


def test_the_beheerder_gets_every_final_report_with_an_overview(client, beheerder, round_, finals):
    archive = opened(download(client, address(round_)))
    names = [info.filename for info in archive.infolist()]
    assert len(names) == 4
    assert all(info.compress_type == ZIP_STORED for info in archive.infolist())
    overview = csv.DictReader(StringIO(archive.read("overzicht.csv").decode("utf-8-sig")), delimiter=";")
    for line in overview:
        final = FinalReport.objects.get(reference=line["kenmerk"])
        assert archive.read(line["bestand"]) == bytes(final.file.content)
        assert line["sha256"] == final.file.sha256 == hashlib.sha256(archive.read(line["bestand"])).hexdigest()
        assert line["gemeentecode"] == final.assessment.municipality.code
    assert Entry.objects.get(event=Event.EXPORTED).about == f"raadsrapporten-{round_.year}.zip"


def test_an_adviser_gets_those_of_its_own_municipalities_alone(client, round_, finals):
    own = finals[1].assessment.municipality
    client.force_login(MembershipFactory(adviser_of_province=True, province=own.province).user)
    archive = opened(download(client, address(round_)))
    assert [name for name in archive.namelist() if own.code in name] == [archive.namelist()[0]]
    assert len(archive.namelist()) == 2


def test_who_loses_a_municipality_meanwhile_does_not_get_the_file_that_was_made(client, round_, finals):
    towns = [final.assessment.municipality for final in finals]
    adviser = MembershipFactory(adviser_of_province=True, province=towns[0].province).user
    MembershipFactory(user=adviser, role="adviseur", municipality=towns[1])
    client.force_login(adviser)
    page = client.get(address(round_))["Location"]
    work()
    link = client.get(page).context["download"]
    Membership.objects.filter(user=adviser, municipality=towns[1]).delete()
    archive = opened(download(client, link))
    assert len(archive.namelist()) == 2
    assert not any(towns[1].code in name for name in archive.namelist())


def test_what_was_handed_in_but_not_adopted_can_come_along_as_concept(client, beheerder, round_, finals):
    waiting = submitted(round_)
    without = opened(download(client, address(round_)))
    archive = opened(download(client, address(round_, "?concepten")))
    more = set(archive.namelist()) - set(without.namelist())
    assert len(more) == 1
    [name] = more
    assert waiting.municipality.code in name
    assert name.endswith("-concept.pdf")


def test_it_is_made_in_parts_so_that_others_have_their_turn(client, beheerder, round_, finals, press, monkeypatch):
    monkeypatch.setattr(zipping, "SECONDS_AT_ONCE", 0)
    client.get(address(round_))
    seen = []
    while make_next(is_quick=False):
        made = MadeFile.objects.get()
        seen.append((made.state, made.done, made.total))
    assert seen[0] == (State.WAITING, 1, 3)
    assert seen[-1] == (State.READY, 3, 3)
    assert len(press) == 3


def test_a_worker_that_was_ended_is_taken_up_where_it_was(client, beheerder, round_, finals, press, monkeypatch):
    client.get(address(round_))
    real = zipping.stored_file

    def ended(final):
        if FinalFile.objects.count() == 2:
            raise SystemExit  # as a worker does that is told to stop at once
        return real(final)

    with monkeypatch.context() as ending:
        ending.setattr(zipping, "stored_file", ended)
        with pytest.raises(SystemExit):
            make_next(is_quick=False)
    made = MadeFile.objects.get()
    assert (made.state, made.done) == (State.BUSY, 2)
    assert list(MadeFile.folder().iterdir()) == []
    MadeFile.objects.update(alive_at=timezone.now() - MadeFile.SILENT - timedelta(seconds=1))
    assert make_next(is_quick=False)
    assert len(press) == 3
    assert len(opened(client.get(address(round_))).namelist()) == 4


def test_a_concept_that_could_not_be_made_is_tried_again_with_the_next_zip(
    client, beheerder, round_, monkeypatch, caplog
):
    submitted(round_)
    page = client.get(address(round_, "?concepten"))["Location"]
    with monkeypatch.context() as broken:
        broken.setattr("reports.pdf.council_report_pdf", lambda report: 1 / 0)
        work()
    assert "Het maken is mislukt" in client.get(page).content.decode()
    client.post(page)
    work()
    assert len(opened(client.get(client.get(page).context["download"])).namelist()) == 2


def test_it_is_there_at_once_until_another_report_is_adopted(client, beheerder, round_, finals):
    download(client, address(round_))
    assert client.get(address(round_)).status_code == 200
    adopted(round_)
    assert client.get(address(round_)).status_code == 302
    assert len(opened(download(client, address(round_))).namelist()) == 5


def test_the_page_says_what_there_is(client, beheerder, round_, finals):
    submitted(round_)
    page = client.get(PAGE).content.decode()
    assert "3 vastgestelde rapporten. Van 3 wordt het bestand eerst nog gemaakt" in page
    assert "1 concept van wat is ingediend" in page
    download(client, address(round_))
    assert "De bestanden zijn er al." in client.get(PAGE).content.decode()


def test_what_could_not_be_made_is_told_to_the_beheerder_who_can_have_it_tried_again(
    client, beheerder, round_, finals, monkeypatch
):
    from making.asking import ask
    from reports.final.making import FINAL_REPORT

    ask(FINAL_REPORT, finals[0].pk)
    MadeFile.objects.update(state=State.FAILED, attempt=5)
    assert finals[0].reference in client.get(PAGE).content.decode()
    client.post(f"{PAGE}opnieuw/")
    work()
    assert finals[0].reference not in client.get(PAGE).content.decode()
    assert FinalFile.objects.get().report == finals[0]


def test_a_round_without_reports_has_no_file(client, beheerder, round_):
    assert client.get(address(round_)).status_code == 404
    assert "Er is nog niets ingediend" in client.get(PAGE).content.decode()


def test_pages_cost_no_more_queries_for_more_reports(client, beheerder, round_):
    def queries(url):
        with CaptureQueriesContext(connection) as counted:
            client.get(url)
        return len(counted)

    adopted(round_)
    client.get(PAGE)
    few = queries(PAGE)
    for _ in range(2):
        adopted(round_, municipality=MunicipalityFactory())
    assert queries(PAGE) == few <= 8
