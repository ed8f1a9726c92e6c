"""Verbeteracties of the demo: of municipalities that were adopted in an earlier round, in every status, some late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import yaml
from django.utils import timezone

from accounts.models import User
from assessments.demo.bank import FOLDER, Item
from assessments.demo.dates import moment, working_day
from assessments.demo.dice import dice, shuffled
from assessments.models import Assessment, Status
from assessments.snapshot import from_content
from improvement.models import Action, ActionChange, ActionEvent, ActionNote, ActionStatus, CarriedOn, as_logged
from improvement.proposals import Proposal, proposals

DONE, BUSY, TODO, DROPPED = ActionStatus.DONE, ActionStatus.BUSY, ActionStatus.TODO, ActionStatus.DROPPED
# By how long ago the round was: the status of each action, and how many days from now it is due.
PLANS: dict[int, tuple[tuple[ActionStatus, int], ...]] = {
    1: ((BUSY, -12), (DONE, -90), (TODO, 45), (DROPPED, -60), (TODO, 160), (DONE, -30)),
    2: ((DONE, -400), (BUSY, -35), (DROPPED, -300)),
}
FROM_FINDINGS = 2  # so many of the actions are made of a finding


class ActionText(Item):
    """One action as `fixtures/demo/acties.yaml` has it."""

    title: str
    details: str
    cost: int | None = None
    steunpunt: bool = False
    outcome: str
    so_far: str
    reason: str
    notes: tuple[str, ...]
    goes_on: str


@dataclass(frozen=True)
class Teller:
    """One municipality: its words and its people."""

    assessment: Assessment
    words: dict[str, str]
    people: Sequence[User]

    def say(self, text: str) -> str:
        """Return a text in the words of this municipality."""
        return text.format(**self.words).strip()


def read_texts() -> tuple[ActionText, ...]:
    """Return the texts of the actions, checked."""
    content = yaml.safe_load((FOLDER / "acties.yaml").read_text(encoding="utf-8"))
    return tuple(ActionText.model_validate(each) for each in content)


def make_actions(teller: Teller, years_ago: int, today: date) -> None:
    """Make the actions of one adopted assessment, as if they were made soon after its adoption."""
    assessment = teller.assessment
    plan = PLANS.get(years_ago, ())
    if assessment.status != Status.ADOPTED or assessment.adopted_at is None or not teller.people:
        return
    code = assessment.municipality.code
    number = len(plan) if code in FULL else dice(code, years_ago, "actions").randint(2, len(plan))
    texts = shuffled(read_texts(), code, years_ago, "actions")
    found = shuffled(_proposals(assessment), code, years_ago, "findings")
    begun = timezone.localdate(assessment.adopted_at)
    for place, (status, days) in enumerate(plan[:number]):
        proposal = found[place] if place < min(FROM_FINDINGS, len(found)) else None
        due_on = max(working_day(today + timedelta(days=days), not_before=begun), begun)
        _make(teller, texts[place % len(texts)], proposal, status, due_on, place)


# The municipality of the people who can log in shows each status.
FULL = frozenset({"GM0321"})


def _proposals(assessment: Assessment) -> list[Proposal]:
    submission = assessment.submissions.order_by("-number").first()
    if submission is None:
        return []
    found = proposals(from_content(submission.content))
    return [each for listed in found.values() for each in listed if not each.because]


def _make(
    teller: Teller, text: ActionText, proposal: Proposal | None, status: ActionStatus, due_on: date, place: int
) -> None:
    assessment, people = teller.assessment, teller.people
    adopted_at = assessment.adopted_at
    assert adopted_at is not None  # noqa: S101 - checked by `make_actions`
    maker = people[0]
    made_at = moment(working_day(timezone.localdate(adopted_at) + timedelta(days=6), not_before=date.min), 10, place)
    closed_on = max(due_on - timedelta(days=4), made_at.date()) if status in (DONE, DROPPED) else None
    action = Action(
        assessment=assessment,
        title=teller.say(text.title),
        details=teller.say(text.details),
        person=None if text.steunpunt else people[place % len(people)],
        who=teller.words["steunpunt"] if text.steunpunt else "",
        due_on=due_on,
        cost=text.cost,
        status=status,
        outcome=teller.say({DONE: text.outcome, BUSY: text.so_far}.get(status, "")),
        reason=teller.say(text.reason) if status == DROPPED else "",
        closed_on=closed_on,
        made_by=maker,
        made_at=made_at,
        given_on=made_at.date(),
        reminded_on=timezone.localdate(),
        updated_by=maker,
        updated_at=moment(closed_on, 15) if closed_on else made_at,
    )
    if proposal is not None:
        action.title, action.details, action.cost = proposal.title, "", None
        action.finding, action.finding_words = proposal.key, proposal.seen
        action.outcome = "Dit is besproken en vastgelegd." if status == DONE else ""
    action.save()
    ActionChange.objects.bulk_create(_log(action, maker))
    if status in (BUSY, DONE) and proposal is None:
        ActionNote.objects.bulk_create(
            ActionNote(action=action, text=teller.say(note), by=people[number % len(people)], at=action.updated_at)
            for number, note in enumerate(text.notes)
        )


def _log(action: Action, by: User) -> Iterator[ActionChange]:
    made = as_logged([("Wat gaat u doen?", action.title), ("Wie doet het?", action.with_whom)])
    yield ActionChange(action=action, what=ActionEvent.MADE, after=made, by=by, at=action.made_at)
    if action.status != TODO:
        after = [("Stand", str(action.get_status_display()).capitalize()), ("Wat kwam ervan?", action.outcome)]
        yield ActionChange(
            action=action,
            what=ActionEvent.MOVED,
            before=as_logged([("Stand", "Te doen")]),
            after=as_logged([each for each in after if each[1]]),
            by=by,
            at=action.updated_at,
        )


def carry_on(assessment: Assessment, words: dict[str, str], today: date) -> None:
    """Say in this round of what is still open from the one before last that it goes on."""
    texts = read_texts()
    for action in Action.objects.before(assessment).filter(closed_on=None):
        if action.year == assessment.round.year - 1:
            continue  # those wait for a word
        text = next((each for each in texts if each.title.format(**words) == action.title), texts[0])
        CarriedOn.objects.create(
            action=action,
            assessment=assessment,
            word=text.goes_on.format(**words),
            updated_by=action.made_by,
            updated_at=moment(today - timedelta(days=20), 9),
        )
