"""Any order of steps by any mix of people: nothing outside the table, nothing lost, nobody told who may not know.

A machine of Hypothesis presses buttons as everybody, and meanwhile lets people come and go, accounts be switched off,
rounds close and municipalities end. A model of a few lines says what should happen; of the code it knows only the
names of roles and statuses.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assessments.models import Assessment, Rating, Round, Status, StepTaken, Submission
from assessments.snapshot import digest
from municipalities.herindeling import end_municipality
from municipalities.models import Membership, Municipality, Role
from post.delivery import deliver_due
from tests.factories import AssessmentFactory, MembershipFactory, MunicipalityFactory, ProvinceFactory, UserFactory

# The way as design.md and the issue tell it: who may press which button, where, and where that leads.
WAY = {
    "indienen": ("coordinator", {"concept", "aanvulling_gevraagd", "heropend"}, "ingediend"),
    "in-beoordeling-nemen": ("adviseur", {"ingediend"}, "in_beoordeling"),
    "aanvulling-vragen": ("adviseur", {"in_beoordeling"}, "aanvulling_gevraagd"),
    "vaststellen": ("adviseur", {"in_beoordeling"}, "vastgesteld"),
    "heropenen": ("beheerder", {"vastgesteld"}, "heropend"),
}
NEEDS_A_WORD = {"aanvulling-vragen", "heropenen"}
CAN_BE_CHANGED = {"concept", "aanvulling_gevraagd", "heropend"}
MUNICIPAL = {"coordinator", "beleidsmedewerker"}

HERE = ("coordinator", "collega", "beleid", "lezer", "meewerker", "adviseur", "adviseur-gemeente")
ELSEWHERE = ("buur", "adviseur-elders")
EVERYBODY = (*HERE, *ELSEWHERE, "beheerder", "opvolger", "niemand")
# Most of the time the one who should: else hardly anything would happen.
PRESSING = st.one_of(st.sampled_from(EVERYBODY), st.sampled_from(("coordinator", "adviseur", "beheerder")))


class AnyOrder(RuleBasedStateMachine):
    """One municipality with an assessment, and everybody who has something or nothing to do with it."""

    seen: Counter[str] = Counter()

    @initialize(steps=st.integers(0, 6), needs_more=st.booleans())
    def a_municipality_with_everybody(self, steps, needs_more):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        mail.outbox = []
        province = ProvinceFactory()
        self.town, self.heir = MunicipalityFactory(province=province), MunicipalityFactory()
        neighbour = MunicipalityFactory()
        self.assessment = AssessmentFactory(municipality=self.town, rated=True)
        self.people = {
            "coordinator": MembershipFactory(municipality=self.town, coordinator=True).user,
            "collega": MembershipFactory(municipality=self.town, coordinator=True).user,
            "beleid": MembershipFactory(municipality=self.town).user,
            "lezer": MembershipFactory(municipality=self.town, reader=True).user,
            "meewerker": MembershipFactory(municipality=self.town, guest=True).user,
            "adviseur": MembershipFactory(adviser_of_province=True, province=province).user,
            "adviseur-gemeente": MembershipFactory(municipality=self.town, adviser=True).user,
            "buur": MembershipFactory(municipality=neighbour, coordinator=True).user,
            "adviseur-elders": MembershipFactory(adviser_of_province=True, province=neighbour.province).user,
            "beheerder": UserFactory(beheerder=True),
            "opvolger": MembershipFactory(municipality=self.heir, coordinator=True).user,
            "niemand": UserFactory(),
        }
        self.browsers = {name: Client() for name in self.people}
        for name, browser in self.browsers.items():
            browser.force_login(self.people[name])
        # The model.
        self.status, self.round_is_open, self.has_ended, self.level = "concept", True, False, 2
        self.copies: list[tuple[str, int]] = []
        self.go(steps, needs_more)

    def teardown(self):
        """See what mail is left at the end of each order, and leave nothing behind for the next."""
        if hasattr(self, "copies"):
            self.deliver()
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def roles(self, name):
        """Return what this person is here now, as the model reads the rows."""
        user = self.people[name]
        rows = Membership.objects.filter(user=user)
        here = {row.role for row in rows if self.town.pk == row.municipality_id}
        province = {row.role for row in rows if row.province_id == self.town.province_id}
        return here | province | ({"beheerder"} if user.is_beheerder else set())

    def may(self, name, step):
        needed, starts_at, _ = WAY[step]
        user = self.people[name]
        user.refresh_from_db()
        can = user.is_active and not self.has_ended and needed in self.roles(name) and self.status in starts_at
        return can and (self.round_is_open or self.status != "concept" or step != "indienen")

    @rule(name=PRESSING, step=st.sampled_from(sorted(WAY)), word=st.sampled_from(["", "Zie het gesprek."]))
    def somebody_presses_a_button(self, name, step, word):
        self.press(name, step, word)

    @precondition(lambda self: not self.has_ended)
    @rule(steps=st.integers(1, 4), needs_more=st.booleans())
    def it_goes_its_way(self, steps, needs_more):
        self.go(steps, needs_more)

    def go(self, steps, needs_more):
        """Take the steps that come next, so that orders get somewhere."""
        for _ in range(steps):
            nexts = [step for step, (_, starts_at, _) in WAY.items() if self.status in starts_at]
            step = nexts[0] if needs_more else nexts[-1]
            needed = WAY[step][0]
            able = [each for each in EVERYBODY if needed in self.roles(each) and self.people[each].is_active]
            if able:
                self.press(able[0], step, "Zie het gesprek.")

    def press(self, name, step, word):
        expected = self.may(name, step) and (bool(word) or step not in NEEDS_A_WORD)
        before = StepTaken.objects.count()
        place = f"/gemeente/{self.town.code}/{self.assessment.round.year}"
        answer = self.browsers[name].post(f"{place}/stap/{step}/", {f"{step}-note": word})
        happened = StepTaken.objects.count() > before
        assert happened == expected, (name, step, self.status, answer.status_code)
        assert answer.status_code in (200, 302, 401, 403, 404)
        self.seen[step if happened else f"geen {step}"] += 1
        if happened:
            self.status = WAY[step][2]
            taken = StepTaken.objects.latest("id")
            assert (taken.taken_by, taken.note) == (self.people[name], word if step != "in-beoordeling-nemen" else "")
            if step == "indienen":
                copy = self.assessment.submissions.latest("number")
                self.copies.append((copy.sha256, self.level))

    @rule(level=st.integers(0, 4))
    def the_municipality_changes_its_mind(self, level):
        """Save a level on the page where that is done, if it can be changed now."""
        name = next((each for each in ("beleid", "collega") if self.roles(each) & MUNICIPAL), None)
        if name is None or not self.people[name].is_active or self.has_ended:
            return
        url = f"/gemeente/{self.town.code}/{self.assessment.round.year}/vertalen/visie/"
        read = next(part for part in self.browsers[name].get(url).context["page"].parts if part.prefix == "niveau")
        data = {read.read_name: read.read, "niveau-level": str(level), "niveau-reason": "Zo is het nu."}
        self.browsers[name].post(url, data)
        can = self.status in CAN_BE_CHANGED - ({"concept"} if not self.round_is_open else set())
        self.level = level if can else self.level
        assert self.level_now() == self.level

    def level_now(self):
        rows = Rating.objects.filter(assessment=self.assessment, layer__basisfunctie__slug="vertalen")
        return rows.get(layer__kind="visie").level

    @rule(name=st.sampled_from((*HERE, "beheerder")))
    def an_account_is_switched_off_or_on(self, name):
        user = self.people[name]
        user.refresh_from_db()
        user.is_active = not user.is_active
        user.save()

    @rule(name=st.sampled_from(HERE))
    def somebody_leaves(self, name):
        for row in Membership.objects.filter(user=self.people[name]):
            row.delete()

    @precondition(lambda self: not self.has_ended)
    @rule(name=st.sampled_from(EVERYBODY), role=st.sampled_from(list(Role)))
    def somebody_gets_another_role_here(self, name, role):
        Membership.objects.filter(user=self.people[name], municipality=self.town).delete()
        MembershipFactory(user=self.people[name], municipality=self.town, role=role)

    @rule()
    def the_round_closes_or_opens_again(self):
        self.round_is_open = not self.round_is_open
        days = timedelta(days=30 if self.round_is_open else -1)
        Round.objects.filter(pk=self.assessment.round_id).update(closes_on=timezone.localdate() + days)

    @precondition(lambda self: not self.has_ended and bool(self.copies))
    @rule()
    def the_municipality_ends(self):
        end_municipality(Municipality.objects.get(pk=self.town.pk), self.heir, timezone.localdate())
        self.has_ended = True
        self.seen["opgeheven"] += 1

    @rule()
    def the_mail_is_delivered(self):
        self.deliver()

    def deliver(self):
        """See who gets what waits: only who fills in or advises here now, and can log in."""
        mail.outbox.clear()
        deliver_due(timezone.now() + timedelta(days=1))
        allowed = set()
        for name, user in self.people.items():
            user.refresh_from_db()
            if user.is_active and not self.has_ended and self.roles(name) & (MUNICIPAL | {"adviseur"}):
                allowed.add(user.email)
        told = {address for each in mail.outbox for address in each.to}
        assert told <= allowed
        self.seen["mail"] += len(told)

    @invariant()
    def what_is_stored_is_what_the_model_says(self):
        if not hasattr(self, "status"):
            return
        now = Assessment.objects.get(pk=self.assessment.pk)
        assert now.status == self.status
        assert now.status in Status.values
        assert (now.adopted_at is not None) == (self.status == "vastgesteld")

    @invariant()
    def the_log_is_one_chain_along_the_table(self):
        if not hasattr(self, "status"):
            return
        at = "concept"
        for taken in self.assessment.steps.order_by("id"):
            _, starts_at, leads_to = WAY[taken.step]
            assert taken.from_status == at
            assert at in starts_at
            assert taken.to_status == leads_to
            at = leads_to
        assert at == self.status

    @invariant()
    def no_submission_is_lost_or_changed(self):
        if not hasattr(self, "status"):
            return
        copies = list(Submission.objects.filter(assessment=self.assessment).order_by("number"))
        assert [copy.number for copy in copies] == list(range(1, len(self.copies) + 1))
        for copy, (sha256, level) in zip(copies, self.copies, strict=True):
            assert copy.sha256 == sha256 == digest(copy.content)
            assert copy.content["basisfuncties"][0]["layers"][0]["level"] == level

    @invariant()
    def who_reviews_may_do_so(self):
        if not hasattr(self, "status"):
            return
        reviewer = Assessment.objects.select_related("reviewer").get(pk=self.assessment.pk).reviewer
        if reviewer is not None:
            name = next(name for name, user in self.people.items() if user == reviewer)
            assert "adviseur" in self.roles(name)
            assert not self.has_ended


@pytest.mark.django_db
def test_no_order_of_steps_by_any_mix_of_people_goes_wrong():
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    # It says something only if all of it happened, and was refused as well.
    wanted = {*WAY, *(f"geen {step}" for step in WAY), "mail", "opgeheven"}
    assert wanted <= {what for what, times in AnyOrder.seen.items() if times}
