"""The developments of Vertalen, followed into the speerpunten of all basisfuncties. Pure rules over a snapshot.

Vertalen asks for them in three steps (brochure, Vertalen, Visie): which there are (1 and 3), which of them play
locally (2), and which get attention in policy (5).
"""

from dataclasses import dataclass

from assessments.findings.goals import answers_with, serving
from assessments.roles import DEVELOPMENTS, DEVELOPMENTS_IN_POLICY, LOCAL_DEVELOPMENTS
from assessments.snapshot import Snapshot


@dataclass(frozen=True)
class TakenUp:
    """A speerpunt that takes up a development, and the basisfunctie that it belongs to."""

    number: int
    basisfunctie: str
    slug: str
    speerpunt: str
    code: str


@dataclass(frozen=True)
class Development:
    """One development: whether it plays locally, whether policy names it, and which speerpunten take it up."""

    code: str
    label: str
    own: bool
    is_local: bool
    in_policy: bool
    taken_up: tuple[TakenUp, ...]

    @property
    def is_broken(self) -> bool:
        """Whether policy says that it gets attention while no speerpunt does anything with it."""
        return self.in_policy and not self.taken_up


def follow(snapshot: Snapshot) -> tuple[Development, ...]:
    """Return all developments that the municipality sees, in the order of the questions."""
    parts = snapshot.basisfuncties
    local_answers = tuple(answers_with(LOCAL_DEVELOPMENTS, parts))
    local = {choice.code for answer in local_answers for choice in answer.choices}
    in_policy = {choice.code for answer in answers_with(DEVELOPMENTS_IN_POLICY, parts) for choice in answer.choices}
    # What is asked after 'which of these play locally' asks for local developments only.
    asked_local = min((answer.number for answer in local_answers), default=0)
    return tuple(
        Development(
            code=choice.code,
            label=choice.label,
            own=choice.own,
            is_local=choice.code in local or answer.number > asked_local > 0,
            in_policy=choice.code in in_policy,
            taken_up=tuple(
                TakenUp(part.number, part.name, part.slug, speerpunt.label, speerpunt.code)
                for part in parts
                for speerpunt in serving(choice.code, part)
            ),
        )
        for answer in answers_with(DEVELOPMENTS, parts)
        for choice in answer.choices
    )
