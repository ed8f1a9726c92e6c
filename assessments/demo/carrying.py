"""Let an assessment of the demo start from the previous round, with the first basisfunctie looked at already."""

from assessments.carry_over import write
from assessments.demo.bank import Bank
from assessments.demo.character import Character
from assessments.demo.dates import moment
from assessments.demo.people import People
from assessments.demo.ratings import rate_all
from assessments.models import Assessment, Rating
from assessments.previous import previous_of
from basisfuncties.models import LayerKind

BEGUN, CONFIRMED = 0.3, 0.8  # the shares of the time that the round was worked on


def start_from_last_year(assessment: Assessment, character: Character, bank: Bank, people: People) -> None:
    """Take the answers along, and confirm the visie of the first basisfunctie, with its level."""
    by = people.coordinator(assessment.municipality)
    previous = previous_of(assessment)
    assert previous is not None, "the cast has a round before this one"  # noqa: S101
    write(assessment, previous, by, moment(character.period.day(BEGUN), 10))
    first = character.structure.basisfuncties[0]
    visie = first.layer(LayerKind.VISIE)
    assert visie is not None, "every basisfunctie has a visie"  # noqa: S101
    at = moment(character.period.day(CONFIRMED), 14)
    questions = [question.pk for question in visie.questions]
    assessment.answers.filter(question__in=questions).update(to_confirm=False, updated_by=by, updated_at=at)
    level: Rating = rate_all(character, bank.ratings)[first.slug, visie.kind]
    level.assessment, level.updated_by, level.updated_at = assessment, by, at
    level.save()
