"""Asking for a file, waiting for it and getting it: at once when it is there, made once, and never another's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from audit.models import Entry, Event
from making import kinds
from making.asking import ask, find
from making.making import make_next, remove_old
from making.models import KEPT, SUPERSEDED, MadeFile, State
from making.queue import make_quick, remove_made
from tests.factories import UserFactory
from tests.making.working import content_of, download, work

pytestmark = pytest.mark.django_db
URL = "/proef.txt"


def waiting_page(client):
    answer = client.get(URL)
    assert answer.status_code == 302
    return answer["Location"]


def test_a_file_that_is_not_there_yet_is_asked_for_and_waited_for(client, press):
    address = waiting_page(client)
    page = client.get(address).content.decode()
    assert "Uw bestand staat in de rij." in page
    assert 'hx-trigger="every 2s"' in page
    assert press.made_of == []
    work()
    page = client.get(address).content.decode()
    assert "Het bestand is klaar." in page
    assert 'hx-trigger="every 2s"' not in page


def test_a_file_that_is_there_is_given_at_once(client, press):
    download(client, URL)
    answer = client.get(URL)
    assert answer.status_code == 200
    assert content_of(answer) == b"Gemaakt: Versie 1."
    assert answer["Content-Disposition"] == 'attachment; filename="proef.txt"'
    assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
    assert press.made_of == ["Versie 1."]


def test_each_download_is_in_the_audit_log_and_waiting_is_not(client):
    client.get(waiting_page(client))
    assert not Entry.objects.filter(event=Event.DOWNLOADED).exists()
    download(client, URL)
    client.get(URL)
    client.head(URL)
    assert [entry.about for entry in Entry.objects.filter(event=Event.DOWNLOADED)] == ["proef.txt"] * 2


def test_what_two_ask_for_at_once_is_made_once(client, press):
    other = Client()
    other.force_login(UserFactory())
    waiting_page(client)
    waiting_page(other)
    assert MadeFile.objects.count() == 1
    work()
    assert content_of(client.get(URL)) == content_of(other.get(URL)) == b"Gemaakt: Versie 1."
    assert press.made_of == ["Versie 1."]


def test_other_content_is_another_file(client, press):
    download(client, URL)
    press.content = "Versie 2."
    assert client.get(URL).status_code == 302
    assert content_of(download(client, URL)) == b"Gemaakt: Versie 2."


def test_other_code_or_styles_make_another_file(client, press, monkeypatch):
    download(client, URL)
    monkeypatch.setattr(kinds, "version", lambda: "an update of the site")
    assert client.get(URL).status_code == 302


def test_who_waited_gets_the_version_that_was_asked_for_also_when_a_colleague_goes_on_typing(client, press):
    page = waiting_page(client)
    press.content = "Versie 2."
    work()
    link = client.get(page).context["download"]
    assert content_of(client.get(link)) == b"Gemaakt: Versie 1."


def test_who_asked_as_somebody_else_does_not_get_that_version(client, press):
    page = waiting_page(client)
    press.content, press.audience = "Voor lezers.", "reader"
    work()
    link = client.get(page).context["download"]
    assert client.get(link).status_code == 302
    assert "Versie 1." not in str(content_of(download(client, link)))


def test_the_page_and_its_version_are_for_who_asked_alone(client, press):
    page = waiting_page(client)
    work()
    link = client.get(page).context["download"]
    other = Client()
    other.force_login(UserFactory())
    press.content = "Wat een ander mag lezen."
    assert other.get(page).status_code == 404
    assert other.post(page).status_code == 404
    assert other.get(link).status_code == 302  # to a file of its own
    assert Client().get(page)["Location"].startswith("/account/inloggen/")
    assert Client(headers={"HX-Request": "true"}).get(page).status_code == 401


def test_a_ticket_that_we_did_not_make_shows_nothing(client):
    assert client.get("/bestanden/WzEsIi8iLDEsIiIsIiJd:1abc:geen/").status_code == 404


def test_what_can_not_be_made_says_so_leaves_nothing_behind_and_can_be_tried_again(client, press, caplog):
    page = waiting_page(client)
    press.breaks = True
    work()
    assert "could not be made" in caplog.text
    assert list(MadeFile.folder().iterdir()) == []
    shown = client.get(page).content.decode()
    assert "Het maken is mislukt" in shown
    assert "Probeer het opnieuw" in shown
    press.breaks = False
    client.post(page)
    work()
    assert "Het bestand is klaar." in client.get(page).content.decode()


def test_trying_again_what_is_being_made_changes_nothing(client):
    page = waiting_page(client)
    client.post(page)
    assert DBTaskResult.objects.filter(task_path=make_quick.module_path).count() == 1


def test_a_kind_that_an_update_took_away_fails_and_has_no_page(client, press, caplog):
    page = waiting_page(client)
    del kinds._KINDS["proef"]
    work()
    assert MadeFile.objects.get().state == State.FAILED
    assert client.get(page).status_code == 404


def test_some_kinds_are_tried_again_by_themselves_and_somebody_hears_when_they_are_given_up(press, caplog):
    press.retries = (timedelta(0), timedelta(minutes=10))
    press.breaks = True
    kinds._KINDS["proef"] = press.kind()
    ask(press.kind(), "Definitief.")
    assert work() == 2
    made = MadeFile.objects.get()
    assert made.state == State.WAITING
    assert press.gave_up == []
    MadeFile.objects.update(due_at=timezone.now())
    work()
    made.refresh_from_db()
    assert (made.state, made.attempt, press.gave_up) == (State.FAILED, 3, ["Definitief."])


def test_what_a_worker_that_died_left_is_taken_up_by_the_next(client, press):
    waiting_page(client)
    MadeFile.objects.update(state=State.BUSY, attempt=1)
    assert not make_next(is_quick=True)
    MadeFile.objects.update(alive_at=timezone.now() - MadeFile.SILENT - timedelta(seconds=1))
    assert make_next(is_quick=True)
    assert MadeFile.objects.get().state == State.READY


def test_a_worker_that_was_given_up_does_not_put_its_file_over_the_later_one(client, press, monkeypatch):
    waiting_page(client)

    def slow(content, work):
        MadeFile.objects.update(attempt=2)  # meanwhile somebody began anew
        work.path.write_text("te laat")

    monkeypatch.setattr(press, "write", slow)
    kinds._KINDS["proef"] = press.kind()
    work()
    assert MadeFile.objects.get().state == State.BUSY
    assert list(MadeFile.folder().iterdir()) == []


def test_no_search_engine_keeps_the_page_that_waits(client):
    assert "noindex" in client.get(waiting_page(client))["X-Robots-Tag"]


def test_when_nobody_makes_anything_the_page_says_so(client):
    page = waiting_page(client)
    assert "Het duurt langer dan normaal" not in client.get(page).content.decode()
    MadeFile.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert "Het duurt langer dan normaal" in client.get(page).content.decode()


def test_the_page_says_how_many_go_before(client, press):
    ask(press.kind(), "Van een ander.")
    assert "Wacht op zijn beurt: 1 bestand gaat voor" in client.get(waiting_page(client)).content.decode()


def test_what_it_was_made_of_is_not_kept_and_the_file_is_for_the_site_alone(client):
    download(client, URL)
    made = MadeFile.objects.get()
    assert made.content == ""
    assert made.path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_the_disk_lost_is_made_anew(client, press):
    download(client, URL)
    MadeFile.objects.get().path.unlink()
    assert find(press.kind(), press.content) is None
    assert content_of(download(client, URL)) == b"Gemaakt: Versie 1."


def test_an_older_version_goes_once_nobody_uses_it(client, press):
    download(client, URL)
    press.content = "Versie 2."
    download(client, URL)
    assert remove_old(timezone.now()) == 0
    old, new = MadeFile.objects.order_by("pk")
    MadeFile.objects.update(used_at=timezone.now() - SUPERSEDED - timedelta(seconds=1))
    assert remove_old(timezone.now()) == 1
    assert not old.path.exists()
    assert new.path.exists()


def test_what_nobody_asks_for_any_more_goes(client):
    download(client, URL)
    MadeFile.objects.update(used_at=timezone.now() - KEPT - timedelta(seconds=1))
    assert remove_made.call() == 1
    assert not MadeFile.objects.exists()
    assert list(MadeFile.folder().iterdir()) == []


def test_who_asks_wakes_a_worker_who_makes_all_that_waits(client, press):
    waiting_page(client)
    ask(press.kind(), "Nog een.")
    assert DBTaskResult.objects.filter(queue_name="rapporten").count() == 2
    assert make_quick.call() == 2
    assert not MadeFile.objects.exclude(state=State.READY).exists()


def test_there_are_no_two_kinds_with_one_name(press):
    with pytest.raises(ValueError, match="two kinds"):
        kinds.register(press.kind())


@pytest.mark.parametrize("fields", [{"state": "weg"}, {"state": State.READY}, {"done": 2, "total": 1}])
def test_the_database_refuses_what_makes_no_sense(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MadeFile.objects.create(kind="proef", fingerprint="a" * 64, **fields)


def test_the_page_costs_few_queries(client, press, django_assert_num_queries):
    page = waiting_page(client)
    for number in range(3):
        ask(press.kind(), f"Van een ander {number}.")
    with django_assert_num_queries(4):
        client.get(page)
