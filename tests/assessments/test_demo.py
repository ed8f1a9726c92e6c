"""`manage.py demo`: what a newcomer gets to see, and that it never touches a real site."""

import io
import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Max, Model
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.demo.bank import read_bank
from assessments.demo.character import Character
from assessments.demo.dates import periods
from assessments.demo.filling import fill_in
from assessments.demo.making import DemoRefusedError, make_demo
from assessments.demo.stages import Stage
from assessments.models import (
    AdviserLevel,
    AdviserNote,
    Answer,
    Assessment,
    Assignment,
    Change,
    Execution,
    FindingResponse,
    Given,
    Hands,
    How,
    KeyFigures,
    MoneyKind,
    Rating,
    ReviewerChange,
    ReviewRemark,
    Round,
    Speerpunt,
    Status,
    StepTaken,
    Submission,
    SupplementPoint,
)
from assessments.reading import Filled, read_snapshot
from assessments.roles import DEVELOPMENTS_IN_POLICY
from assessments.scoring import Progress, progress
from assessments.snapshot import Snapshot
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from municipalities.access import visible_to
from municipalities.models import BEHEERDER, Logo, Membership, Role, Style
from sharing.models import ShareLink
from tests.factories import RoundFactory

# On one worker: the demo takes seconds to make, and the tests of a class share it.
pytestmark = pytest.mark.xdist_group("demo")

OWN = re.compile(r"-eigen-[0-9a-f]{8}$")
FILLED_IN = (Answer, Speerpunt, Rating, KeyFigures, FindingResponse)
ALL = (
    User,
    Membership,
    Round,
    Assessment,
    *FILLED_IN,
    Change,
    Assignment,
    Submission,
    StepTaken,
    ReviewRemark,
    AdviserLevel,
    Style,
    Logo,
    ShareLink,
)


def run_demo(*args: str) -> str:
    """Run the command and return what it prints."""
    output = io.StringIO()
    call_command("demo", *args, stdout=output)
    return output.getvalue()


def without_key(row: Model) -> dict[str, object]:
    """Return what a row holds."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


@pytest.mark.django_db
def test_without_debug_the_demo_is_refused(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--force"):
        run_demo()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_without_the_content_it_says_to_load_that_first(monkeypatch):
    monkeypatch.setattr(Framework.objects.__class__, "published", lambda manager: Framework.objects.none())
    with pytest.raises(CommandError, match="load_content"):
        run_demo("--force")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_it_is_refused_beside_real_rounds():
    today = timezone.localdate()
    RoundFactory(year=today.year - 1)
    with pytest.raises(DemoRefusedError, match=f"echte ronde in {today.year - 1}"):
        make_demo(today)
    assert Round.objects.count() == 1


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 1, 3), date(2028, 2, 29), date(2029, 6, 15)])
def test_the_running_round_is_open_and_the_earlier_ones_are_closed_whatever_the_day(today):
    running, last, before = periods(today)
    assert running.opens_on <= today - timedelta(days=80)
    assert running.closes_on == today + timedelta(days=22)
    assert (running.year, last.year, before.year) == (today.year, today.year - 1, today.year - 2)
    for period in (last, before):
        days = [period.step_day(number) for number in range(4)]
        assert period.opens_on <= days[0] <= period.closes_on
        assert days == sorted(days)
        assert days[-1] < running.opens_on


def test_each_stage_is_on_show_in_the_running_round():
    assert {player.stages[0] for player in read_bank().cast.municipalities} == set(Stage)


class TestTheDemo(TestCase):
    """Looks at one demo: making it takes a second or two, so all of these share it."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Make the demo."""
        cls.printed = run_demo("--force")
        cls.cast = read_bank().cast
        cls.year = timezone.localdate().year
        cls.assessments = {
            (each.municipality.code, each.round.year): each
            for each in Assessment.objects.select_related("municipality__province", "round__framework").filter(
                municipality__code__in=[player.code for player in cls.cast.municipalities]
            )
        }

    def snapshots(self) -> list[Snapshot]:
        return [read_snapshot(each) for each in self.assessments.values()]

    def progress_of(self, code: str) -> Progress:
        return progress(read_snapshot(self.assessments[code, self.year]))

    def test_a_second_run_changes_nothing_and_prints_the_logins_again(self):
        def state() -> list[object]:
            return [
                [model.objects.count() for model in ALL],
                [model.objects.aggregate(Max("updated_at")) for model in FILLED_IN],
                list(User.objects.order_by("pk").values_list("email", "password")),
            ]

        before = state()
        again = run_demo("--force")
        assert state() == before
        assert "was er al" in again
        for login in self.cast.logins:
            assert login.email in self.printed
            assert login.email in again

    def test_all_rounds_are_marked_as_examples_and_every_municipality_takes_part(self):
        rounds = Round.objects.order_by("-year")
        assert [each.year for each in rounds] == [self.year, self.year - 1, self.year - 2]
        assert [each.is_open(timezone.localdate()) for each in rounds] == [True, False, False]
        for round_ in rounds:
            assert round_.is_demo
            assert round_.assessments.count() == 342

    def test_everybody_logs_in_with_the_printed_password_and_sees_what_the_role_opens(self):
        seen = {}
        for login in self.cast.logins:
            answer = self.client.post(reverse("account_login"), {"login": login.email, "password": self.cast.password})
            assert answer.status_code == 302, login.email
            user = User.objects.get(email=login.email)
            assert self.client.session["_auth_user_id"] == str(user.pk)
            assert user.is_beheerder == (login.role == BEHEERDER)
            if not user.is_beheerder:
                membership = user.memberships.get()
                assert (membership.role, membership.place.code) == (login.role, login.place)
            seen[login.email.split("@")[0]] = visible_to(user).count()
            self.client.logout()
        assert seen == {
            "beleid": 1,
            "coordinator": 1,
            "lezer": 1,
            "buur": 1,
            "begin": 1,
            "vervolg": 1,
            "adviseur": 26,
            "beheer": 342,
        }

    def test_the_invented_colleagues_can_not_log_in(self):
        logins = {login.email for login in self.cast.logins}
        colleagues = User.objects.exclude(email__in=logins)
        assert colleagues.count() == 33
        assert not any(each.has_usable_password() for each in colleagues)

    def test_twelve_municipalities_are_in_the_province_of_the_first_login_and_four_elsewhere(self):
        provinces = Counter(
            each.municipality.province.name for (_, year), each in self.assessments.items() if year == self.year
        )
        assert provinces["Utrecht"] == 12
        assert provinces.total() == 16

    def test_every_status_is_there_with_its_steps_and_submissions(self):
        for player in self.cast.municipalities:
            for ago, stage in enumerate(player.stages):
                assessment = self.assessments[player.code, self.year - ago]
                steps = list(assessment.steps.all())
                assert [step.step for step in steps] == [step.slug for step in stage.steps]
                assert assessment.submissions.count() == [step.step for step in steps].count("indienen")
                assert assessment.status == (stage.steps[-1].leads_to if stage.steps else Status.CONCEPT)
                assert assessment.status_since <= timezone.now()
        assert {each.status for each in self.assessments.values()} == set(Status)

    def test_what_was_filled_in_is_older_than_what_was_handed_in(self):
        for assessment in self.assessments.values():
            last = assessment.submissions.order_by("number").last()
            limit = last.submitted_at if last else timezone.now()
            for rows in (assessment.answers, assessment.speerpunten, assessment.ratings):
                assert all(row.updated_at <= limit for row in rows.all()), assessment

    def test_each_stage_is_as_far_as_its_name_says(self):
        far = {player.stages[0]: self.progress_of(player.code) for player in self.cast.municipalities}
        assert far[Stage.UNTOUCHED].done == 0
        assert 1 <= far[Stage.CARRIED_OVER].percentage <= 15
        assert 5 <= far[Stage.BEGUN].percentage <= 20
        assert 45 <= far[Stage.HALF].percentage <= 60
        assert 60 <= far[Stage.TWO_THIRDS].percentage <= 72
        assert 85 <= far[Stage.NEARLY_DONE].percentage < 100
        assert far[Stage.COMPLETE].percentage == 100

    def test_the_first_login_can_finish_what_is_two_thirds_done(self):
        first = next(login for login in self.cast.logins if login.role == "beleidsmedewerker")
        assessment = self.assessments[first.place, self.year]
        assert 45_000 <= assessment.municipality.population <= 55_000
        assert assessment.can_be_filled_in(timezone.localdate())
        assert self.progress_of(first.place).next_step() is not None

    def test_every_code_is_on_offer_and_the_lists_are_as_the_forms_store_them(self):
        for assessment in self.assessments.values():
            filled = Filled(assessment)
            for code, answer in filled.answers.items():
                question = filled.structure.questions[code]
                assert set(answer.chosen) <= {choice.code for choice in filled.offered(question)}
                assert answer.chosen == sorted(answer.chosen)
                assert question.own_additions or not answer.own
                for item in answer.own:
                    assert item["code"].startswith(f"{code}-eigen-")
                    assert OWN.search(item["code"])
            for basisfunctie in filled.structure.basisfuncties:
                goals = {goal.code for goal in filled.goals(basisfunctie)}
                elements = {e.pk: e.code for layer in basisfunctie.layers for e in layer.elements}
                for row in filled.of_basisfunctie(basisfunctie):
                    assert set(row.goals) <= goals
                    assert row.goals == sorted(row.goals)
                    if row.element_id:
                        assert elements[row.element_id] == row.code
                    else:
                        assert row.code.startswith(f"{basisfunctie.slug}-beleid-eigen-")
                        assert OWN.search(row.code)

    def test_no_word_between_braces_is_left_and_no_number_is_broken(self):
        texts = [
            *Answer.objects.values_list("explanation", flat=True),
            *Speerpunt.objects.values_list("done", flat=True),
            *Speerpunt.objects.values_list("document", flat=True),
            *Speerpunt.objects.values_list("executors", flat=True),
            *Rating.objects.values_list("reason", flat=True),
            *StepTaken.objects.values_list("note", flat=True),
        ]
        assert not [text for text in texts if re.search(r"[{}]|\d\.0\b", text)]

    def test_made_again_it_is_the_same(self):
        player = self.cast.municipalities[0]
        assessment = self.assessments[player.code, self.year]
        character = Character(
            player,
            assessment.municipality.population,
            periods(timezone.localdate())[0],
            structure_of(assessment.round.framework),
        )
        people = [
            each.user
            for role in (Role.COORDINATOR, Role.POLICY_OFFICER)
            for each in assessment.municipality.memberships.filter(role=role)
        ]
        again = fill_in(assessment, player.stages[0], character, read_bank(), people)
        for rows, stored in (
            (again.answers, assessment.answers.order_by("pk")),
            (again.speerpunten, assessment.speerpunten.order_by("pk")),
            (again.ratings, assessment.ratings.order_by("pk")),
        ):
            assert rows
            assert [without_key(row) for row in rows] == [without_key(row) for row in stored]

    def test_two_advisers_of_one_province_share_the_work(self):
        names = {code: str(self.assessments[code, self.year].reviewer) for code in ("GM0356", "GM0355", "GM0345")}
        assert names == {"GM0356": "Wil Werkverdeling", "GM0355": "Wil Werkverdeling", "GM0345": "Ada Adviseur"}
        handed_over = ReviewerChange.objects.get(how=Hands.HANDED_OVER)
        assert handed_over.word
        assert handed_over.at < timezone.now()

    def test_a_review_is_on_show_in_each_of_its_stages(self):
        here = ReviewRemark.objects.filter(thread__assessment__round__year=self.year)
        in_review, asked, answered, adopted = (
            here.filter(thread__assessment__status=status)
            for status in (Status.IN_REVIEW, Status.SUPPLEMENT, Status.SUBMITTED, Status.ADOPTED)
        )
        assert in_review.filter(sent_at=None).exists(), "a draft that waits to be sent"
        assert asked.filter(from_adviser=False).exists(), "an answer of a municipality"
        assert answered.exists()
        assert not adopted.filter(thread__asked_at__isnull=False, thread__settled_at=None).exists()
        assert AdviserLevel.objects.filter(sent_at=None).exists()
        assert AdviserLevel.objects.exclude(response="").exists()
        points = SupplementPoint.objects.filter(supplement__taken__isnull=False)
        assert points.filter(supplement__answered_with=None, outcome="").exists()
        assert set(points.filter(supplement__answered_with__isnull=False).values_list("outcome", flat=True)) == {
            "gedaan",
            "niet",
        }
        assert AdviserNote.objects.filter(is_shared=True).exists()

    def test_a_colleague_and_a_meewerker_have_a_part_and_one_came_back(self):
        given = self.assessments["GM0321", self.year].assignments
        roles = {row.user.memberships.get().role for row in given.open()}
        assert roles == {Role.POLICY_OFFICER, Role.GUEST}
        assert given.filter(status=Given.HANDED_BACK).exclude(last_word="").exists()

    def test_a_text_that_was_refused_is_in_the_log_of_an_answer(self):
        refused = Change.objects.get(how=How.REFUSED)
        saved = Change.objects.kept().filter(part=refused.part).last()
        answer = self.assessments["GM0321", self.year].answers.get(question__code=refused.part)
        assert (saved.by, saved.content["explanation"]) == (answer.updated_by, answer.explanation)
        assert refused.content["explanation"] != saved.content["explanation"]
        assert refused.by != saved.by
        assert refused.before == saved.content
        self.client.force_login(refused.by)
        place = ["GM0321", self.year, *refused.page.split("/"), refused.part]
        page = self.client.get(reverse("history", args=place)).content.decode()
        assert "Niet opgeslagen: een collega was eerder" in page
        assert page.count("zo staat het er nu") == 1

    def test_the_thread_breaks_in_each_way(self):
        speerpunten = [row for s in self.snapshots() for part in s.basisfuncties for row in part.speerpunten]
        running = [row for row in speerpunten if row.execution == Execution.RUNNING]
        assert any(row.goals and row.execution and not row.executors for row in speerpunten)
        assert any(row.adoption and not row.goals for row in speerpunten)
        assert any(row.amount == 0 for row in running)
        assert any(row.amount and row.execution == Execution.NOT_STARTED for row in speerpunten)
        assert any(row.money_kind == MoneyKind.INCIDENTAL for row in running)
        assert Speerpunt.objects.filter(chosen=False).exclude(executors="").exists()

    def test_developments_and_levels_break_too(self):
        developments = levels = thin = 0
        for snapshot in self.snapshots():
            served = {goal.code for part in snapshot.basisfuncties for row in part.speerpunten for goal in row.goals}
            attention = [a for part in snapshot.basisfuncties for a in part.answers if a.role == DEVELOPMENTS_IN_POLICY]
            developments += any(choice.code not in served for answer in attention for choice in answer.choices)
            for part in snapshot.basisfuncties:
                money = part.layer("financien")
                thin += (money.level or 0) >= 3 and not any(row.amount for row in part.speerpunten)
        now, before = (
            {(p.slug, layer.kind): layer.level for p in snapshot.basisfuncties for layer in p.layers}
            for snapshot in (read_snapshot(self.assessments["GM0307", self.year - ago]) for ago in (0, 1))
        )
        levels = sum(now[key] < before[key] for key in now)
        assert developments
        assert thin
        assert levels
        assert sum(now.values()) > sum(before.values())

    def test_amounts_fit_the_size_of_the_municipality(self):
        for snapshot in self.snapshots():
            budget = snapshot.key_figures.budget
            if budget is not None:
                assert 0.8 <= budget / snapshot.municipality.population <= 8, snapshot.municipality
                own = sum(
                    row.amount or 0
                    for part in snapshot.basisfuncties
                    for row in part.speerpunten
                    if row.money_source == "gemeente"
                )
                assert own <= budget
