"""The goals and the developments of an assessment, and which speerpunten serve them. Pure rules over a snapshot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessments.roles import DEVELOPMENTS_IN_POLICY, GOALS
from assessments.snapshot import AnswerPart, BasisfunctiePart, Choice, Snapshot, SpeerpuntPart


def answers_with(role: str, parts: Iterable[BasisfunctiePart]) -> Iterator[AnswerPart]:
    """Return the answers to questions with this role; what is not applicable does not count."""
    return (answer for part in parts for answer in part.answers if answer.role == role and not answer.not_applicable)


def own_goals(part: BasisfunctiePart) -> tuple[Choice, ...]:
    """Return what the visie of this basisfunctie wants; for Vertalen, the developments that get attention in policy.

    Those developments run on into all five basisfuncties, but Vertalen is where they come from
    (brochure, Vertalen, Visie and Beleid).
    """
    return tuple(
        choice
        for role in (GOALS, DEVELOPMENTS_IN_POLICY)
        for answer in answers_with(role, [part])
        for choice in answer.choices
    )


@dataclass(frozen=True)
class Whole:
    """What the rules know of all basisfuncties: codes of the developments in policy, and of all that is served."""

    developments: frozenset[str]
    served: frozenset[str]


def whole_of(snapshot: Snapshot) -> Whole:
    """Return what the rules have to know of all basisfuncties."""
    in_policy = answers_with(DEVELOPMENTS_IN_POLICY, snapshot.basisfuncties)
    return Whole(
        developments=frozenset(choice.code for answer in in_policy for choice in answer.choices),
        served=frozenset(
            goal.code for part in snapshot.basisfuncties for speerpunt in part.speerpunten for goal in speerpunt.goals
        ),
    )


def serving(code: str, part: BasisfunctiePart) -> tuple[SpeerpuntPart, ...]:
    """Return the speerpunten of this basisfunctie that serve the goal or development with this code."""
    return tuple(each for each in part.speerpunten if any(goal.code == code for goal in each.goals))
