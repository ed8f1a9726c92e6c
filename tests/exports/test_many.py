"""Asking for a file of many municipalities, waiting for it and getting it."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from audit.models import Entry, Event
from exports import making
from exports.models import KEPT, Export, State
from exports.ordering import MOST, SAME_PRESS
from exports.queue import remove_files
from municipalities.models import Membership, Role
from tests.exports.conftest import adopt, wanted, work
from tests.factories import MunicipalityFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/gegevens/"


def asked(assessment, **fields):
    values = {"gebied": "", "rondes": [str(assessment.round.year)], "versie": "ingediend", "teksten": "met"}
    return {**values, "vorm": "json", **fields}


def document(answer):
    """Return the JSON document in the ZIP that was downloaded."""
    return json.loads(ZipFile(BytesIO(b"".join(answer.streaming_content))).read("gegevens.json"))


def address(name, export):
    return reverse(name, args=[export.pk])


@pytest.fixture
def ready(adviser, submitted):
    """Return a file that was made for the adviser."""
    export = wanted(adviser, submitted)
    making.make(export.pk)
    export.refresh_from_db()
    return export


def test_a_file_is_asked_for_made_and_downloaded(client, submitted, adviser):
    client.force_login(adviser)
    assert "Uw bestand wordt gemaakt" in client.post(PAGE, asked(submitted), follow=True).content.decode()
    page = client.get(PAGE).content.decode()
    assert 'hx-trigger="every 2s"' in page
    work()
    export = Export.objects.get()
    assert (export.state, export.done, export.total) == (State.READY, 1, 1)
    page = client.get(PAGE).content.decode()
    assert 'hx-trigger="every 2s"' not in page
    assert f'href="{address("export_file", export)}"' in page
    answer = client.get(address("export_file", export))
    [values] = document(answer)["zelfevaluaties"]
    assert values["gemeentecode"] == submitted.municipality.code
    assert values["zelfevaluatie"]["status"] == "ingediend"
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="gegevens-alle-gemeenten-{submitted.round.year}.json.zip"'
    )
    entry = Entry.objects.get(event=Event.EXPORTED)
    assert entry.user == adviser
    assert "alle-gemeenten" in entry.about


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "json"])
def test_each_format_can_be_made(adviser, submitted, file_format):
    export = wanted(adviser, submitted, format=file_format)
    making.make(export.pk)
    export.refresh_from_db()
    assert export.state == State.READY
    assert export.size == export.path.stat().st_size > 1000
    assert export.path.stat().st_mode & 0o777 == 0o600


def test_a_file_of_an_adviser_holds_nothing_of_another_province(client, make_submitted, submitted, adviser):
    other = make_submitted("Het geheim van de buren.")
    client.force_login(adviser)
    client.post(PAGE, asked(submitted))
    work()
    text = json.dumps(document(client.get(address("export_file", Export.objects.get()))))
    assert submitted.municipality.code in text
    assert other.municipality.code not in text
    assert "geheim van de buren" not in text


def test_another_province_can_not_be_asked_for(client, make_submitted, submitted, adviser):
    other = make_submitted().municipality.province
    client.force_login(adviser)
    answer = client.post(PAGE, asked(submitted, gebied=str(other.pk)))
    assert answer.status_code == 200
    assert "Fout:" in answer.content.decode()
    assert not Export.objects.exists()


def test_without_texts_nothing_that_somebody_wrote_is_in_it(client, submitted, adviser):
    client.force_login(adviser)
    client.post(PAGE, asked(submitted, teksten="zonder"))
    work()
    text = json.dumps(document(client.get(address("export_file", Export.objects.get()))), ensure_ascii=False)
    assert "Wij vergrijzen snel" not in text
    assert "Wateroverlast" not in text
    assert "Persoon " not in text


def test_the_names_of_people_are_in_no_file(client, submitted, adviser):
    client.force_login(adviser)
    client.post(PAGE, asked(submitted))
    work()
    text = json.dumps(document(client.get(address("export_file", Export.objects.get()))))
    assert "Persoon " not in text
    assert "@example.org" not in text


def test_when_nothing_is_adopted_the_form_says_so_and_keeps_what_was_chosen(client, submitted, adviser):
    client.force_login(adviser)
    page = client.post(PAGE, asked(submitted, versie="vastgesteld", vorm="csv")).content.decode()
    assert "Hiervan is nog niets vastgesteld" in page
    assert "<title>Fout: " in page
    assert not Export.objects.exists()
    adopt(submitted)
    client.post(PAGE, asked(submitted, versie="vastgesteld"))
    assert Export.objects.get().only_adopted


def test_the_form_asks_for_a_round(client, submitted, adviser):
    client.force_login(adviser)
    assert "Kies een of meer rondes." in client.post(PAGE, asked(submitted, rondes=[])).content.decode()


def test_asking_twice_for_the_same_makes_one_file(client, submitted, adviser):
    client.force_login(adviser)
    client.post(PAGE, asked(submitted))
    client.post(PAGE, asked(submitted))
    client.post(PAGE, asked(submitted, vorm="csv"))
    assert Export.objects.count() == 2
    assert DBTaskResult.objects.filter(queue_name="bestanden").count() == 2


def test_a_second_press_gives_the_file_that_the_first_one_had_made(client, submitted, adviser):
    client.force_login(adviser)
    client.post(PAGE, asked(submitted), follow=True)
    work()
    page = client.post(PAGE, asked(submitted), follow=True).content.decode()
    assert Export.objects.count() == 1
    assert "U vroeg dit bestand net al." in page
    assert "Uw bestand wordt gemaakt" not in page


def test_later_the_same_can_be_asked_again_as_the_data_may_have_changed(client, submitted, adviser):
    client.force_login(adviser)
    client.post(PAGE, asked(submitted))
    work()
    Export.objects.update(requested_at=timezone.now() - SAME_PRESS - timedelta(seconds=1))
    client.post(PAGE, asked(submitted))
    assert Export.objects.count() == 2


def test_what_failed_can_be_asked_again_at_once(client, submitted, adviser):
    client.force_login(adviser)
    client.post(PAGE, asked(submitted))
    Export.objects.update(state=State.FAILED)
    client.post(PAGE, asked(submitted))
    assert Export.objects.count() == 2


def test_nobody_keeps_more_files_than_there_is_room_for(client, submitted, adviser):
    for _ in range(MOST):
        wanted(adviser, submitted, state=State.FAILED)
    client.force_login(adviser)
    assert "Verwijder er eerst een" in client.post(PAGE, asked(submitted)).content.decode()
    assert Export.objects.count() == MOST


def test_a_file_is_there_for_who_asked_for_it_alone(client, ready, beheerder):
    client.force_login(beheerder)
    assert client.get(address("export_file", ready)).status_code == 404
    assert client.post(address("retry_export", ready)).status_code == 404
    assert client.post(address("remove_export", ready)).status_code == 404
    assert str(ready) not in client.get(PAGE).content.decode()
    assert Export.objects.filter(pk=ready.pk).exists()


def test_who_is_no_adviser_any_more_does_not_get_the_file(client, ready, adviser):
    client.force_login(adviser)
    assert client.get(address("export_file", ready)).status_code == 200
    Membership.objects.filter(user=adviser).delete()
    assert client.get(address("export_file", ready)).status_code == 404
    assert client.get(PAGE).status_code == 404


def test_what_is_submitted_after_the_choice_is_not_in_the_file(adviser, make_submitted, submitted, monkeypatch):
    town = MunicipalityFactory(province=submitted.municipality.province)
    real = making.sources_of

    def later(keys, **options):
        make_submitted(municipality=town)
        return real(keys, **options)

    monkeypatch.setattr(making, "sources_of", later)
    export = wanted(adviser, submitted)
    making.make(export.pk)
    export.refresh_from_db()
    assert export.municipalities == [submitted.municipality.pk]
    assert export.total == 1


def test_a_file_can_be_removed(client, ready, adviser):
    path = ready.path
    client.force_login(adviser)
    client.post(address("remove_export", ready))
    assert not path.exists()
    assert not Export.objects.exists()


def test_a_file_goes_after_a_week(client, ready, adviser):
    path = ready.path
    Export.objects.update(requested_at=timezone.now() - KEPT - timedelta(seconds=1))
    client.force_login(adviser)
    assert client.get(address("export_file", ready)).status_code == 404
    assert remove_files.call() == 1
    assert not path.exists()


def test_making_a_file_asks_for_somebody_to_remove_it(client, submitted, adviser):
    client.force_login(adviser)
    client.post(PAGE, asked(submitted))
    work()
    waiting = DBTaskResult.objects.get(task_path=remove_files.module_path)
    assert abs(waiting.run_after - Export.objects.get().gone_on) < timedelta(seconds=1)


def test_how_far_it_is_can_be_seen(client, adviser, submitted):
    wanted(adviser, submitted, state=State.BUSY, done=12, total=340)
    client.force_login(adviser)
    page = client.get(PAGE).content.decode()
    assert "12 van 340 zelfevaluaties verwerkt" in page


def test_progress_is_noted_while_it_is_made(adviser, make_submitted, submitted, monkeypatch):
    town = MunicipalityFactory(province=submitted.municipality.province)
    make_submitted(municipality=town)
    monkeypatch.setattr(making, "SECONDS_BETWEEN", 0)
    seen = []
    real = making._ours

    def watched(export):
        seen.append(Export.objects.filter(pk=export.pk).values_list("done", "total").get())
        return real(export)

    monkeypatch.setattr(making, "_ours", watched)
    making.make(wanted(adviser, submitted).pk)
    assert (1, 2) in seen


def test_the_page_offers_the_round_that_was_looked_at(client, make_submitted, submitted, adviser):
    make_submitted(municipality=submitted.municipality, round=RoundFactory(closed=True))
    client.force_login(adviser)
    assert client.get(PAGE, {"ronde": "2020"}).context["form"].initial["rondes"] == ["2020"]
    assert client.get(PAGE).context["form"].initial["rondes"] == [str(submitted.round.year)]


def test_with_nothing_submitted_the_page_says_so(client, beheerder):
    client.force_login(beheerder)
    assert "Er is nog niets ingediend" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADVISER])
def test_who_is_no_adviser_has_no_such_page(client, submitted, member, role):
    client.force_login(member(role))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, asked(submitted)).status_code == 404


def test_the_worklist_leads_to_the_page(client, submitted, adviser):
    client.force_login(adviser)
    assert f'href="{PAGE}?ronde={submitted.round.year}"' in client.get(reverse("worklist")).content.decode()


def test_the_page_costs_no_more_queries_for_more_rows(
    client, make_submitted, submitted, beheerder, django_assert_num_queries
):
    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as counted:
            assert client.get(PAGE).status_code == 200
        return len(counted)

    client.force_login(beheerder)
    wanted(beheerder, submitted)
    client.get(PAGE)
    few = queries()
    for _ in range(2):
        wanted(beheerder, make_submitted(round=RoundFactory(year=submitted.round.year - _ - 1)))
    assert queries() == few <= 8


@pytest.mark.parametrize(
    "fields",
    [{"state": "weg"}, {"format": "pdf"}, {"state": State.READY}, {"done": 2, "total": 1}, {"stored_as": "x" * 32}],
)
def test_the_database_refuses_what_makes_no_sense(adviser, submitted, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        wanted(adviser, submitted, **fields)


def test_the_beheerder_gets_the_whole_country(client, make_submitted, submitted, beheerder):
    other = make_submitted()
    client.force_login(beheerder)
    client.post(PAGE, asked(submitted, versie="ingediend"))
    work()
    found = document(client.get(address("export_file", Export.objects.get())))["zelfevaluaties"]
    assert {each["gemeentecode"] for each in found} == {submitted.municipality.code, other.municipality.code}
    assert UserFactory().name not in json.dumps(found)
