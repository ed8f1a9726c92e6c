"""What people coming and going means for the parts that they have."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.models import User
from assessments.models import Assignment, Given
from municipalities.models import Invitation, Municipality
from municipalities.signals import invitation_accepted, invitation_withdrawn, stopped_filling_in


@receiver(invitation_accepted)
def give_what_was_waiting(sender: object, invitation: Invitation, user: User, **kwargs: Any) -> None:
    """Put the person who accepted at the parts that were waiting, also those of an older invitation that expired."""
    if invitation.municipality_id is None:
        return
    Assignment.objects.open().filter(
        invitation__email=invitation.email, assessment__municipality=invitation.municipality_id
    ).update(user=user, invitation=None)


@receiver(invitation_withdrawn)
def withdraw_what_was_waiting(sender: object, invitation: Invitation, by: User, **kwargs: Any) -> None:
    """Nobody will come, so nobody has the part."""
    _withdraw(by, invitation=invitation)


@receiver(stopped_filling_in)
def withdraw_what_is_left(sender: object, user: User, municipality: Municipality, by: User, **kwargs: Any) -> None:
    """Who left or became a reader has no parts any more."""
    _withdraw(by, user=user, assessment__municipality=municipality)


def _withdraw(by: User, **which: object) -> None:
    Assignment.objects.open().filter(**which).update(status=Given.WITHDRAWN, ended_at=timezone.now(), ended_by=by)
