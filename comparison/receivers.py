"""What the floors below do, and what that means for comparing."""

from typing import Any

from django.dispatch import receiver

from assessments.models import Status, StepTaken
from assessments.signals import adopted_at_once, step_taken
from comparison.storing import fill_in, store


@receiver(step_taken, dispatch_uid="comparison.store_figures")
def store_figures(taken: StepTaken, **kwargs: Any) -> None:
    """Write the figures of what is adopted, in the same transaction."""
    if taken.to_status != Status.ADOPTED:
        return
    last = taken.assessment.submissions.order_by("-number").first()
    if last is not None:
        last.assessment = taken.assessment
        store(last, taken.taken_at)


@receiver(adopted_at_once, dispatch_uid="comparison.store_all_figures")
def store_all_figures(**kwargs: Any) -> None:
    """Write the figures of all that has none yet."""
    fill_in()
