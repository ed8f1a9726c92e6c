"""What is written in the audit log, and that it stays."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.log import record
from audit.models import Entry, Event
from municipalities import people
from municipalities.herindeling import end_municipality
from municipalities.invitations import accept, accept_as_newcomer, invite, resend, withdraw
from municipalities.models import Membership, Role
from municipalities.refusal import Refused
from post.models import Mail
from tests.factories import (
    PASSWORD,
    AssessmentFactory,
    EvidenceFactory,
    InvitationFactory,
    MembershipFactory,
    MunicipalityFactory,
    UserFactory,
)
from tests.making.working import download

pytestmark = pytest.mark.django_db


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def written(event):
    return Entry.objects.get(event=event)


class TestLogins:
    def test_logging_in_and_out(self, client):
        user = UserFactory()
        log_in(client, user.email)
        client.post(reverse("account_logout"))
        assert list(Entry.objects.order_by("id").values_list("event", "user")) == [
            (Event.LOGGED_IN, user.pk),
            (Event.LOGGED_OUT, user.pk),
        ]

    def test_a_wrong_password_is_written_with_the_person_it_was_tried_for(self, client):
        user = UserFactory()
        log_in(client, user.email.upper(), "verkeerd")
        entry = written(Event.LOGIN_FAILED)
        assert (entry.user, entry.subject, entry.about) == (None, user, "")

    def test_of_an_unknown_address_nothing_that_was_typed_is_kept(self, client):
        log_in(client, "geheim-wachtwoord@example.org", "ook geheim")
        entry = written(Event.LOGIN_FAILED)
        assert (entry.user, entry.subject, entry.about) == (None, None, "onbekend e-mailadres")

    def test_a_session_that_is_over_is_written_once_when_the_browser_comes_back(self, client):
        user = UserFactory()
        client.force_login(user)
        key = client.session.session_key
        Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
        for _ in range(2):
            browser = Client()
            browser.cookies["sessionid"] = key
            browser.get(reverse("start"))
        assert written(Event.LOGIN_ENDED).user == user

    def test_who_never_comes_back_is_written_at_night_at_the_moment_that_it_ended(self, client):
        user = UserFactory()
        client.force_login(user)
        ended = timezone.now() - timedelta(hours=3)
        Session.objects.update(expire_date=ended)
        call_command("clean_audit")
        assert (written(Event.LOGIN_ENDED).user, written(Event.LOGIN_ENDED).at) == (user, ended)
        assert not Session.objects.exists()

    def test_a_login_that_goes_on_is_left_alone(self, client):
        client.force_login(UserFactory())
        call_command("clean_audit")
        assert Session.objects.count() == 1

    def test_another_password(self, client):
        user = UserFactory()
        client.force_login(user)
        new = {"oldpassword": PASSWORD, "password1": "nog een lange zin", "password2": "nog een lange zin"}
        client.post(reverse("account_change_password"), new)
        assert written(Event.PASSWORD_CHANGED).user == user


class TestAccess:
    def test_an_invitation_from_sending_to_accepting(self):
        boss = MembershipFactory(coordinator=True)
        invitation = invite(
            "nieuw@example.org",
            role=Role.READER,
            place=boss.municipality,
            by=boss.user,
        )
        resend(invitation, by=boss.user)
        token = Mail.objects.latest("pk").link.split("/")[-2]
        newcomer = accept_as_newcomer(token, name="Nieuw", password=PASSWORD)
        entries = Entry.objects.order_by("id")
        assert [(each.event, each.user, each.place_code) for each in entries] == [
            (Event.INVITED, boss.user, boss.municipality.code),
            (Event.INVITED, boss.user, boss.municipality.code),
            (Event.ACCESS_GIVEN, newcomer, boss.municipality.code),
        ]
        assert entries[0].about == f"nieuw@example.org, lezer van {boss.municipality}"
        assert entries[2].about == f"lezer, uitgenodigd door {boss.user}"

    def test_who_becomes_beheerder_by_invitation(self):
        user = UserFactory()
        InvitationFactory(for_beheerder=True, email=user.email, token="geheim")
        accept("geheim", by=user)
        assert (written(Event.ACCESS_GIVEN).subject, written(Event.ACCESS_GIVEN).place_code) == (user, "")

    def test_withdrawing_an_invitation(self):
        boss = UserFactory(beheerder=True)
        withdraw(InvitationFactory(), by=boss)
        assert written(Event.INVITATION_WITHDRAWN).user == boss

    def test_another_role_and_leaving(self):
        boss = UserFactory(beheerder=True)
        member = MembershipFactory()
        people.change_role(member, Role.READER, by=boss)
        people.remove(member, by=boss)
        changed, gone = written(Event.ACCESS_CHANGED), written(Event.ACCESS_WITHDRAWN)
        assert (changed.about, changed.subject) == ("van beleidsmedewerker naar lezer", member.user)
        assert (gone.about, gone.user, gone.place_name) == ("lezer", boss, member.municipality.name)

    def test_what_is_refused_is_not_written(self):
        only = MembershipFactory(coordinator=True)
        with pytest.raises(Refused):
            people.remove(only, by=only.user)
        assert not Entry.objects.exists()

    def test_a_municipality_that_ends_opens_to_its_successor(self):
        boss, old, new = UserFactory(beheerder=True), MunicipalityFactory(), MunicipalityFactory()
        end_municipality(old, new, timezone.localdate(), by=boss)
        assert written(Event.ACCESS_CHANGED).place_code == old.code
        assert new.name in written(Event.ACCESS_CHANGED).about


class TestTheAdmin:
    @pytest.fixture
    def boss(self, client):
        boss = UserFactory(beheerder=True)
        client.force_login(boss)
        return boss

    @pytest.mark.parametrize(
        ("before", "ticked", "event", "about"),
        [
            ({}, {"is_active": "on", "is_beheerder": "on"}, Event.ACCESS_GIVEN, "beheerder"),
            ({"beheerder": True}, {"is_active": "on"}, Event.ACCESS_WITHDRAWN, "beheerder"),
            ({}, {}, Event.ACCESS_WITHDRAWN, "mag niet meer inloggen"),
            ({"switched_off": True}, {"is_active": "on"}, Event.ACCESS_GIVEN, "mag weer inloggen"),
        ],
    )
    def test_the_ticks_of_a_person(self, client, boss, before, ticked, event, about):
        user = UserFactory(**before)
        url = reverse("admin:accounts_user_change", args=[user.pk])
        client.post(url, {"name": user.name, "email": user.email, **ticked})
        entry = written(event)
        assert (entry.user, entry.subject, entry.about) == (boss, user, about)

    def test_a_name_that_changes_is_no_access(self, client, boss):
        user = UserFactory()
        url = reverse("admin:accounts_user_change", args=[user.pk])
        client.post(url, {"name": "Anders", "email": user.email, "is_active": "on"})
        assert set(Entry.objects.values_list("event", flat=True)) == {Event.LOGGED_IN}

    def test_a_role_that_is_given_and_taken(self, client, boss):
        user, municipality = UserFactory(), MunicipalityFactory()
        client.post(
            reverse("admin:municipalities_membership_add"),
            {"user": user.pk, "role": Role.READER, "municipality": municipality.pk, "province": ""},
        )
        membership = Membership.objects.get(user=user)
        client.post(reverse("admin:municipalities_membership_delete", args=[membership.pk]), {"post": "yes"})
        for event in (Event.ACCESS_GIVEN, Event.ACCESS_WITHDRAWN):
            entry = written(event)
            assert (entry.user, entry.subject, entry.place_code) == (boss, user, municipality.code)


class TestTakingOut:
    @pytest.fixture
    def filling_in(self, client):
        assessment = AssessmentFactory()
        client.force_login(MembershipFactory(municipality=assessment.municipality).user)
        return assessment

    @pytest.mark.parametrize("name", ["report_pdf", "questionnaire", "handover_pdf"])
    def test_each_pdf(self, client, filling_in, name):
        download(client, reverse(name, args=[filling_in.municipality.code, filling_in.round.year]))
        entry = written(Event.DOWNLOADED)
        assert entry.about.endswith(f"-{filling_in.round.year}.pdf") or entry.about.endswith("-concept.pdf")
        assert entry.place_code == filling_in.municipality.code

    def test_evidence_by_its_name_and_only_when_it_was_given(self, client, filling_in):
        piece = EvidenceFactory(assessment=filling_in, stored=b"%PDF-1.7 %%EOF")
        place = [filling_in.municipality.code, filling_in.round.year]
        client.head(reverse("evidence_file", args=[*place, piece.pk]))
        client.get(reverse("evidence_file", args=[*place, piece.pk + 1]))
        assert not Entry.objects.filter(event=Event.DOWNLOADED).exists()
        client.get(reverse("evidence_file", args=[*place, piece.pk]))
        assert written(Event.DOWNLOADED).about == f"bewijs ‘{piece}’, {filling_in.round.year}"


class TestTheTerm:
    def entry(self, days_ago):
        return record(None, Event.EXPORTED, at=timezone.now() - timedelta(days=days_ago))

    def test_the_database_refuses_to_change_an_entry_or_to_remove_one_too_early(self):
        self.entry(days_ago=364)
        rows = Entry.objects.all()
        for change in (rows.delete, lambda: rows.update(about="x"), lambda: rows.update(kept_until="2000-01-01")):
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                change()
        assert rows.count() == 1

    def test_not_even_an_entry_whose_time_is_over_can_be_changed(self):
        self.entry(days_ago=500)
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            Entry.objects.update(about="x")

    def test_what_was_kept_long_enough_goes_at_night_and_the_rest_stays(self, settings):
        old, young = self.entry(days_ago=367), self.entry(days_ago=360)
        call_command("clean_audit")
        assert list(Entry.objects.all()) == [young]
        assert old.kept_until < timezone.localdate()

    def test_the_setting_says_how_long(self, settings):
        settings.AUDIT_DAYS = 10
        assert self.entry(days_ago=0).kept_until == timezone.localdate() + timedelta(days=10)
