"""How far an assessment of the demo is: how much is filled in, and which steps were taken. Pure rules."""

from enum import Enum

from assessments.steps import ADOPT, ASK_SUPPLEMENT, REOPEN, SUBMIT, TAKE_UP, Step

ALL_LAYERS = 20


class Stage(Enum):
    """The stages by the name that `fixtures/demo/cast.yaml` uses."""

    UNTOUCHED = "untouched"
    CARRIED_OVER = "carried_over"
    BEGUN = "begun"
    HALF = "half"
    TWO_THIRDS = "two_thirds"
    NEARLY_DONE = "nearly_done"
    COMPLETE = "complete"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    SUPPLEMENT = "supplement"
    RESUBMITTED = "resubmitted"
    ADOPTED = "adopted"
    REOPENED = "reopened"

    @property
    def layers(self) -> int:
        """How many of the twenty layers are filled in, in the order of the circle; the next one is begun."""
        return LAYERS_FILLED_IN.get(self, ALL_LAYERS)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that were taken, in order."""
        return STEPS_TAKEN.get(self, ())


LAYERS_FILLED_IN = {
    Stage.UNTOUCHED: 0,
    Stage.CARRIED_OVER: 0,
    Stage.BEGUN: 1,
    Stage.HALF: 7,
    Stage.TWO_THIRDS: 10,
    Stage.NEARLY_DONE: 19,
}
STEPS_TAKEN = {
    Stage.SUBMITTED: (SUBMIT,),
    Stage.IN_REVIEW: (SUBMIT, TAKE_UP),
    Stage.SUPPLEMENT: (SUBMIT, TAKE_UP, ASK_SUPPLEMENT),
    Stage.RESUBMITTED: (SUBMIT, TAKE_UP, ASK_SUPPLEMENT, SUBMIT),
    Stage.ADOPTED: (SUBMIT, TAKE_UP, ADOPT),
    Stage.REOPENED: (SUBMIT, TAKE_UP, ADOPT, REOPEN),
}
