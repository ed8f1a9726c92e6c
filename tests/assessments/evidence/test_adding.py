"""Adding evidence: what is kept, what is refused and says why, and what is never left behind."""

import hashlib
import stat
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client

from assessments.evidence import keeping
from assessments.evidence.storage import path_of
from assessments.models import Evidence
from assessments.views.beside import PAGES
from municipalities.models import Role
from tests.assessments.evidence import files
from tests.assessments.evidence.conftest import place
from tests.factories import AssessmentFactory, AssignmentFactory, EvidenceFactory

Q1 = "vertalen-visie-1"
MB = 1024 * 1024


def body(response):
    assert response.status_code == 200
    return response.content.decode()


def add_link(town, url, title=""):
    return town.client.post(place(town), {"soort": "link", "link-title": title, "link-url": url})


class TestFiles:
    def test_a_file_is_kept_with_who_when_and_what_it_is(self, town, upload):
        assert upload(name="Nota 2026.PDF").url == place(town)
        row = Evidence.objects.get()
        assert (row.title, row.file_name, row.content_type) == ("Nota 2026.pdf", "Nota 2026.pdf", "application/pdf")
        assert (row.size, row.sha256) == (len(files.PDF), hashlib.sha256(files.PDF).hexdigest())
        assert (row.assessment, row.basisfunctie, row.part) == (town.assessment, "vertalen", Q1)
        assert row.added_by == town.officer
        page = body(town.client.get(place(town)))
        assert f"Toegevoegd door {town.officer}" in page

    def test_it_lies_under_a_name_that_says_nothing_and_is_readable_for_the_site_alone(self, upload, on_disk):
        upload(name="geheim.pdf")
        (path,) = on_disk()
        assert "geheim" not in str(path)
        assert path == path_of(Evidence.objects.get().stored_as)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_the_title_is_what_one_types_or_the_name_of_the_file(self, upload):
        upload(title="  Nota \u202e Samen ")
        upload(name="Raadsbesluit.pdf")
        assert [row.title for row in Evidence.objects.all()] == ["Nota Samen", "Raadsbesluit.pdf"]

    @pytest.mark.parametrize(
        ("data", "name", "why"),
        [
            (files.HTML, "nota.pdf", "Dit soort bestand kunnen we niet bewaren"),
            (files.docx(("word/vbaProject.bin", "x")), "nota.docx", "macro&#x27;s"),
            (files.PDF[:20], "nota.pdf", "beschadigd"),
            (b"", "nota.pdf", "leeg"),
        ],
    )
    def test_a_refused_file_says_why_and_leaves_nothing(self, upload, on_disk, data, name, why):
        page = body(upload(data, name))
        assert why in page
        assert "Fout:" in page
        assert not Evidence.objects.exists()
        assert on_disk() == []

    def test_without_a_file_the_page_asks_for_one(self, town):
        sent = {"soort": "bestand", "bestand-title": "Nota", "bestand-whole": "ja"}
        page = body(town.client.post(place(town), sent))
        assert "Kies een bestand" in page
        assert 'value="Nota"' in page

    def test_a_file_over_the_limit_is_refused_and_never_held_whole(self, upload, on_disk, settings):
        settings.EVIDENCE_MAX_FILE = 3 * MB
        assert "groter dan 3 MB" in body(upload(files.PDF + bytes(9 * MB)))
        assert on_disk() == []

    def test_a_file_just_under_the_limit_is_taken(self, upload, settings):
        settings.EVIDENCE_MAX_FILE = 3 * MB
        data = b"%PDF-1.7" + bytes(3 * MB - 13) + b"%%EOF"
        assert upload(data).status_code == 302
        assert Evidence.objects.get().size == 3 * MB

    def test_all_files_together_have_a_limit_and_removing_makes_room(self, town, upload, on_disk, settings):
        settings.EVIDENCE_MAX_TOTAL = 3 * MB
        EvidenceFactory(assessment=town.assessment, size=3 * MB)
        page = body(upload())
        assert "samen mogen 3 MB zijn" in page
        assert "Haal eerst bijlagen weg" in page
        assert on_disk() == []
        EvidenceFactory(size=3 * MB)  # of another municipality: that does not count here
        Evidence.objects.filter(assessment=town.assessment).update(
            removed_at="2026-01-01T12:00Z", removed_by=town.officer
        )
        assert upload().status_code == 302


class TestABrokenUpload:
    def test_an_upload_that_breaks_off_leaves_nothing(self, town, on_disk):
        whole = (
            b'--x\r\nContent-Disposition: form-data; name="soort"\r\n\r\nbestand\r\n'
            b'--x\r\nContent-Disposition: form-data; name="bestand-file"; filename="nota.pdf"\r\n'
            b"Content-Type: application/pdf\r\n\r\n" + files.PDF + b"\r\n"
            b'--x\r\nContent-Disposition: form-data; name="bestand-whole"\r\n\r\nja\r\n--x--\r\n'
        )
        kind = "multipart/form-data; boundary=x"
        end_of_file = whole.index(b"%%EOF") + 5
        for cut in (end_of_file, end_of_file + 4, end_of_file - 10):
            page = body(town.client.generic("POST", place(town), whole[:cut], content_type=kind))
            assert "niet heel aangekomen" in page
        assert not Evidence.objects.exists()
        assert on_disk() == []
        assert town.client.generic("POST", place(town), whole, content_type=kind).status_code == 302

    def test_when_the_row_can_not_be_written_the_file_goes(self, town, upload, on_disk, monkeypatch):
        def fail(**fields):
            assert len(on_disk()) == 1
            raise IntegrityError("no")

        monkeypatch.setattr(keeping.Evidence.objects, "create", fail)
        with pytest.raises(IntegrityError):
            upload()
        assert on_disk() == []
        assert not Evidence.objects.exists()

    def test_when_the_transaction_fails_at_its_end_the_file_goes(self, town, upload, on_disk, monkeypatch):
        @contextmanager
        def failing():
            with transaction.atomic():
                yield
                raise OperationalError("the connection was lost while committing")

        monkeypatch.setattr(keeping, "transaction", SimpleNamespace(atomic=failing))
        with pytest.raises(OperationalError):
            upload()
        assert on_disk() == []
        assert not Evidence.objects.exists()

    def test_when_the_disk_is_full_nothing_is_left(self, upload, on_disk, monkeypatch):
        def full(number):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("assessments.evidence.storage.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            upload()
        assert on_disk() == []


class TestLinks:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("https://www.voorbeeldstad.nl/nota?a=1#b", "https://www.voorbeeldstad.nl/nota?a=1#b"),
            ("http://voorbeeldstad.nl", "http://voorbeeldstad.nl"),
            ("HTTPS://voorbeeldstad.nl/Nota", "https://voorbeeldstad.nl/Nota"),
            ("voorbeeldstad.nl/nota", "https://voorbeeldstad.nl/nota"),
            (" https://voorbeeldstad.nl ", "https://voorbeeldstad.nl"),
        ],
    )
    def test_a_web_address_is_kept(self, town, typed, kept):
        assert add_link(town, typed).status_code == 302
        row = Evidence.objects.get()
        assert (row.url, row.title) == (kept, kept)

    @pytest.mark.parametrize(
        "typed",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://voorbeeldstad.nl",
            "file:///etc/passwd",
            "https://bank.nl@elders.nl/",
            "https://",
            "nota",
            "https://voorbeeldstad.nl/a b",
            "https://[",
            "",
        ],
    )
    def test_anything_else_comes_back_with_what_was_typed(self, town, typed):
        page = body(add_link(town, typed, title="Mijn titel"))
        assert "Fout:" in page
        assert "Mijn titel" in page
        assert not Evidence.objects.exists()

    def test_a_very_long_title_or_address_is_refused_with_a_word(self, town):
        assert "te lang" in body(add_link(town, "https://x.nl/" + "a" * 2000))
        assert "Fout:" in body(add_link(town, "https://x.nl/", title="a" * 201))


class TestPlaces:
    def test_evidence_of_a_speerpunt_stands_in_all_its_layers(self, town, upload):
        beleid, code = town.step(layer="beleid"), "vertalen-beleid-lastenverlichting"
        town.client.post(beleid, {**town.shown(beleid), "speerpunten-chosen": [code]})
        upload(title="Raadsbesluit", url=place(town, code, "beleid"))
        for layer in ("beleid", "uitvoering", "financien"):
            assert "Raadsbesluit" in body(town.client.get(town.step(layer=layer)))
            assert "Raadsbesluit" in body(town.client.get(place(town, code, layer)))

    @pytest.mark.parametrize(
        ("layer", "part"), [("visie", "niveau"), ("beleid", "speerpunten"), ("visie", "versterken-visie-1")]
    )
    def test_a_level_takes_no_evidence(self, town, upload, layer, part):
        assert upload(url=place(town, part, layer)).status_code == 404
        assert town.client.get(place(town, part, layer)).status_code == 404

    def test_the_step_lists_the_evidence_at_its_question_only(self, town, upload):
        upload(title="Nota Samen")
        town.client.get(place(town))  # where it says that it was added
        page = body(town.client.get(town.step()))
        at_question = page.split(f'id="bewijs-{Q1}"')[1].split("</details>")[0]
        assert "Nota Samen" in at_question
        assert page.count("Nota Samen") == 1

    def test_the_button_to_the_evidence_keeps_what_was_typed_on_the_step(self, town):
        url = town.step()
        sent = {**town.shown(url), f"{Q1}-explanation": "Half af", "naar": f"evidence:{Q1}"}
        assert "evidence" in PAGES
        assert town.client.post(url, sent).url == place(town)
        assert town.answer(Q1).explanation == "Half af"


class TestTakingAway:
    def take_away(self, town, row, **sent):
        return town.client.post(town.url("remove_evidence", "vertalen", "visie", Q1, row.pk), sent)

    def test_what_is_taken_away_can_be_put_back(self, town, upload):
        upload(title="Nota")
        row = Evidence.objects.get()
        assert self.take_away(town, row).url == place(town)
        page = body(town.client.get(place(town)))
        assert "Nota" not in body(town.client.get(town.step()))
        assert f"Weggehaald door {town.officer}" in page
        self.take_away(town, row, terug="ja")
        row.refresh_from_db()
        assert (row.removed_at, row.removed_by) == (None, None)
        assert town.client.get(town.url("evidence_file", row.pk)).status_code == 200

    def test_it_can_not_be_put_back_where_there_is_no_room_any_more(self, town, settings):
        settings.EVIDENCE_MAX_TOTAL = MB
        row = EvidenceFactory(assessment=town.assessment, size=MB, removed=True)
        EvidenceFactory(assessment=town.assessment, size=MB)
        page = body(
            town.client.post(town.url("remove_evidence", "vertalen", "visie", Q1, row.pk), {"terug": "ja"}, follow=True)
        )
        assert "samen mogen 1 MB" in page
        row.refresh_from_db()
        assert row.removed_at is not None

    def test_evidence_of_another_assessment_does_not_exist(self, town):
        elsewhere = EvidenceFactory()
        assert self.take_away(town, elsewhere).status_code == 404


class TestWhenClosed:
    def test_after_submitting_nothing_is_added_or_taken_away(self, make_town, on_disk):
        town = make_town(submitted=True)
        row = EvidenceFactory(assessment=town.assessment)
        assert "kan nu niet wijzigen" in body(add_link(town, "https://voorbeeldstad.nl"))
        page = body(town.client.post(town.url("remove_evidence", "vertalen", "visie", Q1, row.pk), follow=True))
        assert "Er is niets veranderd" in page
        row.refresh_from_db()
        assert row.removed_at is None
        assert Evidence.objects.count() == 1
        assert f'href="{place(town)}"' in body(town.client.get(town.step()))

    def test_a_file_that_comes_just_too_late_is_not_left_behind(self, town, upload, on_disk):
        town.assessment.status = "ingediend"
        town.assessment.save()
        assert "kan nu niet wijzigen" in body(upload())
        assert on_disk() == []


class TestScanning:
    def test_a_clean_file_is_scanned_whole_and_kept(self, upload, clamd):
        upload()
        assert clamd.got == [files.PDF]
        assert Evidence.objects.exists()

    def test_an_infected_file_is_refused(self, upload, clamd, on_disk):
        clamd.answer = b"stream: Eicar-Test-Signature FOUND\n"
        assert "De virusscanner vond iets in dit bestand" in body(upload())
        assert on_disk() == []
        assert not Evidence.objects.exists()

    @pytest.mark.parametrize(
        "answer", [b"INSTREAM size limit exceeded. ERROR\n", b"", b"hello\n", b"stream: x ERROR\n"]
    )
    def test_a_scanner_that_can_not_tell_lets_nothing_through(self, upload, clamd, on_disk, answer):
        clamd.answer = answer
        assert "virusscanner is nu niet bereikbaar" in body(upload())
        assert on_disk() == []

    @pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl"])
    def test_a_scanner_that_is_not_there_lets_nothing_through(self, upload, settings, on_disk, url):
        settings.CLAMD_URL = url
        assert "virusscanner is nu niet bereikbaar" in body(upload())
        assert on_disk() == []


class TestTheDatabase:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": ""},
            {"stored_as": ""},
            {"size": 0},
            {"url": "https://example.org"},
            {"link": True, "url": "javascript:alert(1)"},
            {"link": True, "url": ""},
            {"link": True, "size": 3},
            {"kind": "iets"},
            {"removed": True, "removed_by": None},
        ],
        ids=str,
    )
    def test_it_refuses_what_is_neither_a_file_nor_a_link(self, db, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            EvidenceFactory(**wrong)


def test_an_upload_to_another_municipality_is_not_kept(town, upload, on_disk):
    other = AssessmentFactory(round=town.assessment.round)
    url = place(town).replace(town.municipality.code, other.municipality.code)
    assert upload(url=url).status_code == 404
    reader = Client()
    reader.force_login(town.member(Role.READER))
    assert upload(client=reader).status_code == 403
    assert on_disk() == []


class TestAMeewerker:
    """Somebody from outside, for a part only."""

    @pytest.fixture
    def guest(self, town):
        user = town.member(Role.GUEST)
        AssignmentFactory(assessment=town.assessment, part="vertalen/visie", user=user)
        browser = Client()
        browser.force_login(user)
        return browser

    def test_adds_and_takes_away_in_its_own_part(self, town, upload, guest):
        assert upload(client=guest, title="Van buiten").status_code == 302
        page = body(guest.get(town.step()))
        assert "Van buiten" in page
        assert "Opmerkingen van collega" not in page
        row = Evidence.objects.get()
        assert guest.get(town.url("evidence_file", row.pk)).status_code == 200
        guest.post(town.url("remove_evidence", "vertalen", "visie", Q1, row.pk))
        row.refresh_from_db()
        assert row.removed_at is not None

    def test_only_reads_that_of_other_parts(self, town, upload, guest, on_disk):
        part = "versterken-visie-1"
        url = place(town, part, basisfunctie="versterken")
        assert upload(client=guest, url=url).status_code == 403
        assert on_disk() == []
        upload(url=url)
        row = Evidence.objects.get()
        assert guest.get(town.url("evidence_file", row.pk)).status_code == 200
        assert guest.post(town.url("remove_evidence", "versterken", "visie", part, row.pk)).status_code == 403

    def test_can_not_reach_evidence_elsewhere_through_its_own_part(self, town, guest):
        row = EvidenceFactory(assessment=town.assessment, basisfunctie="versterken", part="versterken-visie-1")
        assert guest.post(town.url("remove_evidence", "vertalen", "visie", Q1, row.pk)).status_code == 404
