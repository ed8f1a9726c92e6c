"""What the floors below do, and what that means for comparing."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from assessments.models import Status, StepTaken
from assessments.signals import adopted_at_once, step_taken
from comparison.agreeing import end_all_of
from comparison.storing import fill_in, store
from municipalities.models import Municipality
from municipalities.signals import municipality_ended


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


@receiver(municipality_ended, dispatch_uid="comparison.end_agreements")
def end_agreements(municipality: Municipality, by: User | None, **kwargs: Any) -> None:
    """End what a municipality that went up in another agreed to, in the same transaction."""
    end_all_of(municipality, by)
