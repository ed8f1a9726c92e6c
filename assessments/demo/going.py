"""Let an assessment of the demo go its way, through the same door as everybody's."""

from accounts.models import User
from assessments.demo.bank import Bank, StepTexts
from assessments.demo.character import Character
from assessments.demo.dates import MOST_LATER, moment
from assessments.demo.dice import dice
from assessments.demo.people import People
from assessments.demo.reviewing import at_the_end, before_step, scene_of
from assessments.demo.stages import Stage
from assessments.models import Assessment, Speerpunt
from assessments.steps import ADOPT, ASK_SUPPLEMENT, REOPEN, SUBMIT, TAKE_UP, Step
from assessments.workflow import take_step

# Later in the day for a later step, so that two on one day are still in order.
HOURS = {SUBMIT: 11, TAKE_UP: 13, ASK_SUPPLEMENT: 14, ADOPT: 16, REOPEN: 10}
AGAIN = 3  # the number of the step in which a municipality hands in again
AGAIN_HOUR = 15
BETWEEN_HOUR = 14  # when adviser and municipality write to each other
ENDS_IN_TALK = (Stage.IN_REVIEW, Stage.SUPPLEMENT)


def go_its_way(assessment: Assessment, stage: Stage, character: Character, bank: Bank, people: People) -> None:
    """Take the steps of this stage, each by the person whose it is and at its moment in the round.

    In the running round adviser and municipality talk in between.
    """
    municipality, texts = assessment.municipality, bank.steps
    for number, step in enumerate(stage.steps):
        is_again = number == AGAIN and step is SUBMIT
        if is_again:
            _supplement(assessment, character, texts, people)
        if number > 1 and not character.years_ago:
            when = moment(character.period.step_day(number - 1, _later(character)), BETWEEN_HOUR)
            before_step(step, scene_of(assessment, character, bank.review, people), when, is_again=is_again)
        hour = AGAIN_HOUR if is_again else HOURS[step]
        take_step(
            _by(step, assessment, people),
            municipality.code,
            character.period.year,
            step,
            note=character.pick(texts.resubmit, "resubmit") if is_again else _note(step, character, texts),
            at=moment(character.period.step_day(number, _later(character)), hour),
        )
    if stage in ENDS_IN_TALK and not character.years_ago:
        when = moment(character.period.step_day(len(stage.steps) - 1, _later(character)), BETWEEN_HOUR)
        at_the_end(stage.steps[-1], scene_of(assessment, character, bank.review, people), when)


def _later(character: Character) -> int:
    """Return how many days later this municipality is, so that not all hand in on one day."""
    return dice(character.code, character.years_ago, "later").randint(0, MOST_LATER)


def _by(step: Step, assessment: Assessment, people: People) -> User:
    if step is REOPEN:
        return people.beheerder
    return people.coordinator(assessment.municipality) if step is SUBMIT else people.adviser(assessment.municipality)


def _note(step: Step, character: Character, texts: StepTexts) -> str:
    notes = {SUBMIT: texts.submit, ASK_SUPPLEMENT: texts.ask, ADOPT: texts.adopt, REOPEN: texts.reopen}
    return character.pick(notes[step], step.slug, character.years_ago) if step in notes else ""


def _supplement(assessment: Assessment, character: Character, texts: StepTexts, people: People) -> None:
    """Fill in what the adviser asked for, so that the second submission differs from the first."""
    at = moment(character.period.step_day(AGAIN, _later(character)), AGAIN_HOUR - 1)
    by = people.coordinator(assessment.municipality)
    answer = assessment.answers.select_related("question").exclude(explanation="").order_by("question").first()
    if answer is not None:
        answer.explanation += "\n\n" + character.pick(texts.supplement, "supplement")
        answer.updated_at, answer.updated_by = at, by
        answer.save()
    Speerpunt.objects.filter(assessment=assessment, chosen=True, executors="").update(
        executors=character.say("{Steunpunt}"), updated_at=at, updated_by=by
    )
