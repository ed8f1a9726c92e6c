"""The way of an assessment: who may take which step, and what it leaves behind."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Assessment, Round, Status, StepTaken, Submission
from assessments.signals import step_taken
from assessments.snapshot import digest, from_content
from assessments.steps import ASK_SUPPLEMENT, STEPS, SUBMIT, TAKE_UP
from assessments.workflow import StepRefusedError, take_step
from municipalities.access import May
from municipalities.models import Role
from post.delivery import deliver_due
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def try_step(user, assessment, step, note="Zie het gesprek."):
    return take_step(user, assessment.municipality.code, assessment.round.year, step, note=note)


def who_may(step, town):
    people = {May.SUBMIT: lambda: town.member(Role.COORDINATOR), May.REVIEW: town.adviser, May.REOPEN: beheerder}
    return people[step.needs]()


def beheerder():
    return UserFactory(beheerder=True)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def ready(make_town):
    """A town in which every layer has a level, seen by its coördinator."""
    town = make_town(rated=True)
    town.coordinator = town.member(Role.COORDINATOR)
    town.client.force_login(town.coordinator)
    return town


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_starts_only_where_the_table_says(step, status, make_town):
    town = make_town(rated=True, status=status, adopted_at=timezone.now() if status == Status.ADOPTED else None)
    user = who_may(step, town)
    if status in step.starts_at:
        assert try_step(user, town.assessment, step).status == step.leads_to
        assert StepTaken.objects.filter(step=step.slug, from_status=status, to_status=step.leads_to).count() == 1
    else:
        with pytest.raises(StepRefusedError):
            try_step(user, town.assessment, step)
        town.assessment.refresh_from_db()
        assert town.assessment.status == status
        assert not StepTaken.objects.exists()


def test_submitting_leaves_a_numbered_copy_with_its_digest(ready):
    ready.client.post(ready.url("take_step", "indienen"), {"indienen-note": "Graag uw blik."})
    submission = Submission.objects.get()
    assert (submission.number, submission.submitted_by) == (1, ready.coordinator)
    assert digest(submission.content) == submission.sha256
    snapshot = from_content(submission.content)
    assert snapshot.municipality.name == ready.municipality.name
    assert [layer.level for each in snapshot.basisfuncties for layer in each.layers] == [2] * 20
    assert snapshot.basisfuncties[0].answers[0].text.startswith("Welke grote veranderingen")


def test_the_copy_stays_what_it_was_when_the_answers_change_after_a_supplement(ready):
    adviser = ready.adviser()
    try_step(ready.coordinator, ready.assessment, SUBMIT)
    try_step(adviser, ready.assessment, TAKE_UP)
    try_step(adviser, ready.assessment, ASK_SUPPLEMENT)
    url = ready.step()
    ready.client.post(url, {**ready.shown(url), "niveau-level": "3"})
    try_step(ready.coordinator, ready.assessment, SUBMIT)
    levels = [from_content(each.content).basisfuncties[0].layers[0].level for each in Submission.objects.all()]
    assert levels == [2, 3]


def test_submitting_twice_gives_a_clear_answer_and_changes_nothing(ready):
    url = ready.url("take_step", "indienen")
    ready.client.post(url)
    response = ready.client.post(url)
    assert said(response)[-1].startswith("Deze stap kan nu niet: de zelfevaluatie heeft de status ‘ingediend’")
    assert Submission.objects.count() == 1


def test_after_the_round_has_closed_submitting_is_refused(ready):
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    response = ready.client.post(ready.url("take_step", "indienen"))
    assert "De ronde is gesloten" in said(response)[0]
    assert Assessment.objects.get().status == Status.CONCEPT


def test_a_supplement_can_be_submitted_after_the_round_has_closed(make_town):
    town = make_town(rated=True, supplement=True)
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert try_step(town.member(Role.COORDINATOR), town.assessment, SUBMIT).status == Status.SUBMITTED


def test_a_missing_level_is_named_and_blocks(ready):
    ready.assessment.ratings.filter(layer__basisfunctie__slug="versterken", layer__kind="beleid").delete()
    response = ready.client.post(ready.url("take_step", "indienen"))
    assert "Kies eerst een niveau bij: Versterken (beleid)." in said(response)[0]
    assert not Submission.objects.exists()


def test_asking_a_supplement_needs_words_and_keeps_the_page(make_town):
    town = make_town(in_review=True)
    town.client.force_login(town.adviser())
    response = town.client.post(town.url("take_step", "aanvulling-vragen"), {"aanvulling-vragen-note": ""})
    assert "Schrijf op wat de gemeente moet aanvullen." in response.content.decode()
    assert Assessment.objects.get().status == Status.IN_REVIEW


def test_a_step_that_does_not_exist_is_not_found(ready):
    assert ready.client.post(ready.url("take_step", "weggooien")).status_code == 404


def test_what_was_submitted_can_not_be_changed_while_it_is_read(ready):
    ready.client.post(ready.url("take_step", "indienen"))
    url = ready.step()
    page = ready.client.post(url, {**ready.shown(url), "niveau-reason": "Te laat getypt"})
    assert page.status_code == 409
    assert "Te laat getypt" in page.content.decode()
    assert ready.assessment.ratings.filter(reason="Te laat getypt").count() == 0


def test_the_adviser_is_mailed_when_a_municipality_submits(ready, mailoutbox):
    adviser = ready.adviser()
    ready.client.post(ready.url("take_step", "indienen"), {"indienen-note": "Let op <vertalen>."})
    assert [mail.to for mail in mailoutbox] == [[adviser.email]]
    assert "Let op <vertalen>." in mailoutbox[0].body
    assert "http://testserver" + ready.url("assessment") in mailoutbox[0].body


def test_who_fills_in_is_mailed_when_it_is_adopted(make_town, mailoutbox):
    town = make_town(in_review=True)
    town.member(Role.READER)
    town.client.force_login(town.adviser())
    town.client.post(town.url("take_step", "vaststellen"))
    assert [mail.to for mail in mailoutbox] == [[town.officer.email]]


def test_a_broken_mail_server_stops_nothing_and_the_mail_waits(ready, settings, mailoutbox):
    ready.adviser()
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = ready.client.post(ready.url("take_step", "indienen"), follow=True)
    assert response.status_code == 200
    assert Assessment.objects.get().status == Status.SUBMITTED
    assert deliver_due() == 0
    settings.EMAIL_BACKEND = backend
    assert deliver_due(timezone.now() + timedelta(hours=1)) == 1


def test_who_may_not_review_any_more_when_the_mail_leaves_gets_none(ready, mailoutbox):
    adviser = ready.adviser()
    ready.client.post(ready.url("take_step", "indienen"))
    adviser.memberships.all().delete()
    assert not mailoutbox


CHANGEABLE = {Submission: "sha256", StepTaken: "note"}


@pytest.mark.parametrize("model", CHANGEABLE)
def test_the_database_refuses_to_change_or_remove_what_was_submitted(ready, model):
    ready.client.post(ready.url("take_step", "indienen"))
    rows = model.objects.all()
    for change in (rows.delete, lambda: rows.update(**{CHANGEABLE[model]: "x"})):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()
    assert rows.count() == 1


def test_who_listens_to_a_step_is_part_of_it(make_town):
    town = make_town(rated=True, status=Status.SUBMITTED)

    def refuse(sender, taken, **kwargs):
        raise RuntimeError(taken.to_status)

    step_taken.connect(refuse)
    try:
        with pytest.raises(RuntimeError, match=Status.IN_REVIEW):
            try_step(town.adviser(), town.assessment, TAKE_UP)
    finally:
        step_taken.disconnect(refuse)
    town.assessment.refresh_from_db()
    assert town.assessment.status == Status.SUBMITTED
    assert not StepTaken.objects.exists()
