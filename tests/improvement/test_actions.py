"""Verbeteracties: who may do what, and that nothing that anybody typed is lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement.models import Action, ActionChange, ActionStatus
from municipalities.models import Role
from tests.factories import MembershipFactory
from tests.improvement.acting import at, edit, move, new, stand_form, typed
from tests.improvement.action_factories import ActionFactory, ActionNoteFactory
from tests.improvement.factories import AdviceFactory, RecommendationFactory, send

pytestmark = pytest.mark.django_db


class TestMaking:
    def test_from_nothing(self, filler):
        new(
            filler,
            title="Beursvloer houden",
            person_id=filler.officer.pk,
            due_on="1-6-2027",
            cost="€ 2.500,-",
        )
        action = Action.objects.get()
        assert (action.title, action.person, action.due_on, action.cost) == (
            "Beursvloer houden",
            filler.officer,
            date(2027, 6, 1),
            2500,
        )
        assert (action.assessment, action.made_by, action.status) == (filler.assessment, filler.officer, "te_doen")

    def test_from_a_recommendation_with_its_words(self, filler):
        advice = AdviceFactory(assessment=filler.assessment)
        recommendation = RecommendationFactory(advice=advice, title="Houd een beursvloer")
        send(advice)
        new(filler, f"?aanbeveling={recommendation.pk}")
        action = Action.objects.get()
        assert (action.title, action.recommendation) == ("Houd een beursvloer", recommendation)

    def test_a_recommendation_that_was_not_sent_does_not_exist(self, filler):
        recommendation = RecommendationFactory(advice__assessment=filler.assessment)
        assert filler.client.get(f"{at(filler, 'new_action')}?aanbeveling={recommendation.pk}").status_code == 404

    def test_a_recommendation_of_somebody_else_does_not_exist(self, filler):
        recommendation = RecommendationFactory()
        send(recommendation.advice)
        assert filler.client.get(f"{at(filler, 'new_action')}?aanbeveling={recommendation.pk}").status_code == 404

    def test_from_a_finding_with_its_key_and_words(self, filler):
        filler.assessment.speerpunten.update(executors="")
        page = filler.client.get(filler.url("thread"))
        finding = next(each for chapter in page.context["chapters"] for each in chapter.open)
        assert "Maak er een verbeteractie van" in page.text
        new(filler, f"?jaar={filler.assessment.round.year}&bevinding={finding.key}")
        action = Action.objects.get()
        assert (action.finding, action.finding_words) == (finding.key, finding.seen)
        assert action.title
        assert action.title in filler.client.get(filler.url("thread")).text

    def test_a_finding_that_is_gone_is_told(self, filler):
        page = filler.client.get(f"{at(filler, 'new_action')}?bevinding=weg:vertalen:iets")
        assert "De bevinding is er niet meer" in page.text

    def test_a_form_that_is_sent_twice_makes_one_action(self, filler):
        page = filler.client.get(at(filler, "new_action"))
        data = typed(page.context["form"], title="Eén keer") | {"blad": page.context["sheet"]}
        filler.client.post(at(filler, "new_action"), data)
        filler.client.post(at(filler, "new_action"), data)
        assert Action.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"title": ""}, "Schrijf op wat u gaat doen."),
            ({"cost": "duizend"}, "Dit is geen bedrag."),
            ({"due_on": "binnenkort"}, "Dit is geen datum."),
            ({"person_id": "999999"}, "Selecteer een geldige keuze"),
        ],
    )
    def test_what_is_wrong_is_said_and_all_that_was_typed_stays(self, filler, wrong, message):
        page = new(filler, **({"title": "Beursvloer", "details": "Met de winkeliers."} | wrong))
        assert message in page.text
        assert "Met de winkeliers." in page.text
        assert not Action.objects.exists()

    def test_somebody_in_the_list_and_a_name_can_not_both_have_it(self, filler):
        page = new(filler, title="Beursvloer", person_id=filler.officer.pk, who="het steunpunt")
        assert "Laat een van de twee leeg" in page.text

    def test_only_people_of_the_municipality_can_have_it(self, filler):
        elsewhere = MembershipFactory().user
        left = filler.member(Role.READER, is_active=False)
        choices = dict(filler.client.get(at(filler, "new_action")).context["form"].fields["person_id"].choices)
        assert filler.officer.pk in choices
        assert not {elsewhere.pk, left.pk} & choices.keys()

    def test_without_a_round_there_is_nothing_to_make_one_in(self, client):
        officer = MembershipFactory()
        client.force_login(officer.user)
        page = client.get(reverse("new_action", args=[officer.municipality.code]), follow=True)
        assert "Er is nog geen ronde voor deze gemeente" in page.text


class TestChanging:
    def test_the_plan(self, filler):
        action = ActionFactory(assessment=filler.assessment, title="Beurs")
        edit(filler, action, title="Beursvloer", who="het steunpunt")
        action.refresh_from_db()
        assert (action.title, action.who, action.updated_by) == ("Beursvloer", "het steunpunt", filler.officer)

    def test_after_adoption_too(self, make_advised_town):
        town = make_advised_town(status="vastgesteld", adopted_at=timezone.now())
        town.as_(town.officer)
        action = ActionFactory(assessment=town.assessment)
        move(town, action, status="klaar", outcome="Gelukt.")
        action.refresh_from_db()
        assert (action.status, action.outcome, action.closed_on) == ("klaar", "Gelukt.", timezone.localdate())

    def test_what_is_done_can_be_opened_again(self, filler):
        action = ActionFactory(assessment=filler.assessment, closed=True)
        move(filler, action, status="bezig")
        action.refresh_from_db()
        assert (action.status, action.closed_on) == ("bezig", None)

    def test_dropping_needs_a_reason_and_keeps_what_was_typed(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        page = move(filler, action, status="vervallen", outcome="Niets nog", note="Besproken met Bas")
        assert "Schrijf op waarom deze actie vervalt." in page.text
        assert "Niets nog" in page.text
        assert "Besproken met Bas" in page.text
        move(filler, action, status="vervallen", reason="Geen geld")
        action.refresh_from_db()
        assert (action.status, action.reason) == ("vervallen", "Geen geld")

    def test_with_a_note_of_the_meeting(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        move(filler, action, note="Bas belt de winkeliers.")
        assert action.notes.get().text == "Bas belt de winkeliers."
        assert "Bas belt de winkeliers." in filler.client.get(at(filler, "actions")).text

    def test_back_to_the_list_as_it_was(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        data = typed(stand_form(filler, action), status="bezig") | {"lijst": "op=wie&toon=alles"}
        response = filler.client.post(at(filler, "action_status", action.pk), data)
        assert response.url == f"{at(filler, 'actions')}?op=wie&toon=alles#actie-{action.pk}"

    def test_each_change_is_logged_in_words_before_and_after(self, filler):
        action = ActionFactory(assessment=filler.assessment, title="Beurs")
        edit(filler, action, title="Beursvloer", person_id=filler.officer.pk)
        change = ActionChange.objects.get()
        assert change.by == filler.officer
        assert change.differences == [
            ("Wat gaat u doen?", "Beurs", "Beursvloer"),
            ("Wie doet het?", "", str(filler.officer)),
        ]

    def test_saving_the_same_changes_and_logs_nothing(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        edit(filler, action)
        assert not ActionChange.objects.exists()

    def test_what_a_finding_said_then_stays(self, filler):
        action = ActionFactory(assessment=filler.assessment, finding="x:vertalen:y", finding_words="Het brak.")
        edit(filler, action, title="Anders")
        action.refresh_from_db()
        assert (action.finding, action.finding_words) == ("x:vertalen:y", "Het brak.")
        edit(filler, action, finding="")
        action.refresh_from_db()
        assert (action.finding, action.finding_words) == ("", "")

    def test_the_plan_and_the_stand_do_not_get_in_each_others_way(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        before = typed(stand_form(filler, action), status="bezig")
        edit(filler, action, title="Anders")
        filler.client.post(at(filler, "action_status", action.pk), before)
        action.refresh_from_db()
        assert (action.title, action.status) == ("Anders", "bezig")


class TestTwoAtOnce:
    @pytest.fixture
    def both(self, filler):
        """Let a colleague save a plan while the officer has it open; return what the officer has typed."""
        action = ActionFactory(assessment=filler.assessment, title="Beurs", details="Samen.")
        form = filler.client.get(at(filler, "action", action.pk)).context["plan"]
        colleague = filler.member(Role.COORDINATOR, name="Coen")
        filler.as_(colleague)
        edit(filler, action, details="Met de winkeliers.")
        filler.as_(filler.officer)
        return action, typed(form, details="Met de school.")

    def test_both_texts_are_shown_and_nothing_is_overwritten(self, filler, both):
        action, data = both
        page = filler.client.post(at(filler, "action", action.pk), data)
        for text in ("Een collega was u net voor", "Met de winkeliers.", "Met de school.", "Opgeslagen door Coen"):
            assert text in page.text
        action.refresh_from_db()
        assert action.details == "Met de winkeliers."
        assert ActionChange.objects.filter(is_refused=True, by=filler.officer).count() == 1

    @pytest.mark.parametrize(
        ("choice", "left"),
        [
            ("mijn", "Met de school."),
            ("hun", "Met de winkeliers."),
            ("samen", "Met de winkeliers.\n\nMet de school."),
        ],
    )
    def test_the_second_chooses(self, filler, both, choice, left):
        action, data = both
        page = filler.client.post(at(filler, "action", action.pk), data)
        again = data | {page.context["plan"].read_name: page.context["plan"].read, "beslis": f"plan:{choice}"}
        filler.client.post(at(filler, "action", action.pk), again)
        action.refresh_from_db()
        assert action.details == left

    def test_of_plan_and_stand_each_names_its_own_last_saver(self, filler, both):
        action, data = both
        filler.as_(filler.member(Role.COORDINATOR, name="Stien"))
        move(filler, action, status="bezig")
        page = filler.as_(filler.officer).post(at(filler, "action", action.pk), data)
        assert "Opgeslagen door Coen" in page.text

    @pytest.mark.parametrize("choice", ["mijn", "hun", "samen"])
    def test_the_note_of_the_meeting_is_kept_once_whatever_one_chooses(self, filler, choice):
        action = ActionFactory(assessment=filler.assessment)
        address = at(filler, "action_status", action.pk)
        data = typed(stand_form(filler, action), outcome="Het loopt.", note="Gebeld met de school.")
        filler.as_(filler.member(Role.COORDINATOR))
        move(filler, action, outcome="Het ligt stil.")
        page = filler.as_(filler.officer).post(address, data)
        form = page.context["stand"]
        filler.client.post(address, data | {form.read_name: form.read, "beslis": f"{form.prefix}:{choice}"})
        assert [note.text for note in action.notes.all()] == ["Gebeld met de school."]

    def test_what_a_colleague_removed_is_not_changed_and_the_text_stays(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        data = typed(stand_form(filler, action), status="bezig", outcome="Bijna")
        filler.client.post(at(filler, "remove_action", action.pk), {"verwijderd": "ja"})
        page = filler.client.post(at(filler, "action_status", action.pk), data)
        assert "Zet haar eerst terug" in page.text
        assert "Bijna" in page.text
        action.refresh_from_db()
        assert action.status == ActionStatus.TODO


class TestRemoving:
    def test_and_putting_back(self, filler):
        action = ActionFactory(assessment=filler.assessment, title="Beursvloer")
        page = filler.client.post(at(filler, "remove_action", action.pk), {"verwijderd": "ja"}, follow=True)
        assert "Verwijderde acties (1)" in page.text
        page = filler.client.post(at(filler, "remove_action", action.pk), {"verwijderd": "nee"}, follow=True)
        assert "staat er weer" in page.text
        assert [change.what for change in ActionChange.objects.all()] == ["verwijderd", "teruggezet"]

    def test_twice_is_once(self, filler):
        action = ActionFactory(assessment=filler.assessment)
        for _ in range(2):
            filler.client.post(at(filler, "remove_action", action.pk), {"verwijderd": "ja"})
        assert ActionChange.objects.count() == 1


def test_the_pages_cost_as_many_queries_for_three_as_for_one(filler, django_assert_max_num_queries):
    action = ActionFactory(assessment=filler.assessment, person=filler.officer)
    ActionNoteFactory(action=action)
    addresses = [at(filler, "actions"), at(filler, "action", action.pk), at(filler, "new_action"), filler.url("thread")]

    def measure():
        counts = []
        for address in addresses:
            with django_assert_max_num_queries(12) as queries:
                filler.client.get(address)
            counts.append(len(queries))
        return counts

    one = measure()
    for _ in range(2):
        other = ActionFactory(assessment=filler.assessment, person=filler.member(Role.COORDINATOR), late=True)
        ActionNoteFactory(action=other)
        ActionNoteFactory(action=action)
    assert measure() == one


def test_a_save_stays_within_its_queries(filler, django_assert_max_num_queries):
    action = ActionFactory(assessment=filler.assessment)
    data = typed(stand_form(filler, action), status="bezig", note="Zo.")
    with django_assert_max_num_queries(12 + 2):  # a test's own transaction adds a savepoint and its release
        filler.client.post(at(filler, "action_status", action.pk), data)


def test_a_day_that_passed_makes_an_action_late(town):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert ActionFactory(assessment=town.assessment, due_on=yesterday).is_late
    assert not ActionFactory(assessment=town.assessment, due_on=timezone.localdate()).is_late
    assert not ActionFactory(assessment=town.assessment, due_on=yesterday, closed=True).is_late
