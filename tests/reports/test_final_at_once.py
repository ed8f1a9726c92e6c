"""Two workers, or two people, at the same moment: one file, on PostgreSQL, where they really are at once."""

import threading

from django.db import connection

from making.asking import ask
from making.models import MadeFile
from reports.final.freezing import freeze
from reports.final.making import FINAL_REPORT, stored_file
from reports.final.models import FinalFile, FinalReport
from tests.factories import RoundFactory
from tests.reports.test_rounds import adopted, not_frozen


def at_once(do):
    """Do this twice at the same moment, and return what came of both."""
    start, came = threading.Barrier(2), []

    def one():
        start.wait()
        try:
            came.append(do())
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_two_who_ask_at_once_wait_for_one_file(committed_db):
    first, second = at_once(lambda: ask(FINAL_REPORT, 1).pk)
    assert first == second == MadeFile.objects.get().pk


def test_two_workers_who_make_it_at_once_store_one_file(committed_db, monkeypatch):
    final = adopted(RoundFactory())
    meet = threading.Barrier(2)

    def slow(report):
        meet.wait()
        return f"%PDF-1.7 {threading.get_ident()}".encode()

    monkeypatch.setattr("reports.pdf.council_report_pdf", slow)
    first, second = at_once(lambda: bytes(stored_file(FinalReport.objects.get(pk=final.pk)).content))
    assert first == second == bytes(FinalFile.objects.get().content)


def test_two_who_freeze_at_once_get_one_report(committed_db):
    assessment = not_frozen(RoundFactory())
    first, second = at_once(lambda: freeze(assessment, 1).pk)
    assert first == second == FinalReport.objects.get().pk
