"""What happens to a file when making it fails, or its worker is ended halfway."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from exports import making
from exports.models import Export, State
from exports.queue import make_file
from making.models import MOST_ATTEMPTS
from tests.exports.conftest import wanted, work
from tests.exports.test_many import PAGE, address, asked

pytestmark = pytest.mark.django_db


def test_a_file_that_can_not_be_made_says_so_leaves_nothing_behind_and_can_be_tried_again(
    client, adviser, submitted, monkeypatch, caplog
):
    def breaks(*args, **options):
        raise OSError("the disk is full")

    export = wanted(adviser, submitted)
    with monkeypatch.context() as broken:
        broken.setattr(making, "sources_of", breaks)
        making.make(export.pk)
    export.refresh_from_db()
    assert export.state == State.FAILED
    assert list(Export.folder().iterdir()) == []
    assert "could not be made" in caplog.text
    client.force_login(adviser)
    assert "Het maken is mislukt" in client.get(PAGE).content.decode()
    client.post(address("retry_export", export))
    work()
    export.refresh_from_db()
    assert (export.state, export.attempt) == (State.READY, 2)


def test_a_file_whose_worker_died_can_be_tried_again(client, adviser, submitted):
    export = wanted(adviser, submitted, state=State.BUSY, attempt=1)
    client.force_login(adviser)
    assert "wordt al gemaakt" in client.post(address("retry_export", export), follow=True).content.decode()
    Export.objects.update(alive_at=timezone.now() - Export.SILENT - timedelta(seconds=1))
    assert "Opnieuw proberen" in client.get(PAGE).content.decode()
    client.post(address("retry_export", export))
    work()
    export.refresh_from_db()
    assert export.state == State.READY


def test_what_a_worker_that_was_ended_left_is_taken_up_without_anybody_asking(client, adviser, submitted, monkeypatch):
    def ended(*args, **options):
        raise KeyboardInterrupt

    client.force_login(adviser)
    client.post(PAGE, asked(submitted))
    with monkeypatch.context() as ending:
        ending.setattr(making, "sources_of", ended)
        with pytest.raises(KeyboardInterrupt):
            work()
    DBTaskResult.objects.earliest("enqueued_at").delete()  # the one that was ended
    work()  # comes too early to be sure that the first was ended, and sees to it that somebody comes again
    export = Export.objects.get()
    assert export.state == State.BUSY
    [later] = DBTaskResult.objects.filter(task_path=make_file.module_path)
    assert later.run_after > export.alive_at + Export.SILENT
    Export.objects.update(alive_at=timezone.now() - Export.SILENT - timedelta(seconds=1))
    work()
    export.refresh_from_db()
    assert (export.state, export.attempt) == (State.READY, 2)
    work()  # finds that all is done
    assert not DBTaskResult.objects.filter(task_path=make_file.module_path).exists()


def test_a_file_that_ends_its_worker_each_time_is_given_up(adviser, submitted):
    export = wanted(adviser, submitted, state=State.BUSY, attempt=MOST_ATTEMPTS)
    make_file.call(export.pk)
    assert not DBTaskResult.objects.filter(task_path=make_file.module_path).exists()


def test_a_worker_that_was_given_up_does_not_put_its_file_over_the_later_one(adviser, submitted, monkeypatch):
    export = wanted(adviser, submitted)
    real = making.sources_of

    def slow(keys, **options):
        # Meanwhile somebody began anew.
        Export.objects.filter(pk=export.pk).update(attempt=2)
        return real(keys, **options)

    monkeypatch.setattr(making, "sources_of", slow)
    making.make(export.pk)
    export.refresh_from_db()
    assert export.state == State.BUSY
    assert list(Export.folder().iterdir()) == []


def test_what_is_taken_away_while_it_is_made_leaves_nothing_behind(adviser, submitted, monkeypatch):
    export = wanted(adviser, submitted)
    real = making.sources_of

    def taken_away(keys, **options):
        Export.objects.filter(pk=export.pk).delete()
        return real(keys, **options)

    monkeypatch.setattr(making, "sources_of", taken_away)
    making.make(export.pk)
    assert list(Export.folder().iterdir()) == []
