"""What the floor below does, and what that means for an advice."""

from typing import Any

from django.dispatch import receiver

from assessments.models import Status, StepTaken
from assessments.signals import step_taken
from improvement.writing import send_with_adoption


@receiver(step_taken, dispatch_uid="improvement.send_with_adoption")
def send_advice(taken: StepTaken, **kwargs: Any) -> None:
    """Send the advice together with the adoption, in the same transaction."""
    if taken.to_status == Status.ADOPTED:
        send_with_adoption(taken.assessment, taken.taken_by, taken.taken_at)
