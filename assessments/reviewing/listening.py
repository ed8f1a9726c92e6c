"""What a step means for the review: the lists and levels that go with it are stored in its transaction."""

from typing import Any

from django.dispatch import receiver

from assessments.models import StepTaken
from assessments.reviewing.levels import keep_at_adoption
from assessments.reviewing.supplements import put_with_step, put_with_submission
from assessments.signals import step_taken
from assessments.steps import ADOPT, ASK_SUPPLEMENT, SUBMIT

AT = {ASK_SUPPLEMENT.slug: put_with_step, SUBMIT.slug: put_with_submission, ADOPT.slug: keep_at_adoption}


@receiver(step_taken)
def go_along(sender: object, taken: StepTaken, **kwargs: Any) -> None:
    """Store what goes with this step. Raises StepRefusedError when the review holds the step up."""
    if taken.step in AT:
        AT[taken.step](taken)
