"""Mail about verbeteracties: who was given one, and whose day comes near or has passed."""

from collections.abc import Sequence

from django.urls import reverse

from accounts.models import User
from improvement.models import Action
from municipalities.access import May
from post.kinds import Kind
from post.sending import Letter, post


def mail_given(action: Action, by: User) -> None:
    """Mail who was given this action; in the transaction that gives it."""
    person, municipality = action.person, action.assessment.municipality
    if person is None:
        return
    post(
        [
            Letter(
                kind=Kind.ACTION,
                to=person,
                subject=f"{municipality}: een verbeteractie voor u",
                template="improvement/mail/given",
                context={"action": action, "by": by, "municipality": municipality},
                link=reverse("action", args=[municipality.code, action.pk]),
                button="Naar de actie",
                about=municipality.name,
                municipality=municipality.code,
                needs=May.READ_SUBMITTED.value,
            )
        ]
    )


def reminder(actions: Sequence[Action]) -> Letter:
    """Return the reminder of these actions, which are all of one person in one municipality."""
    person, municipality = actions[0].person, actions[0].assessment.municipality
    assert person is not None, "only who has an action is reminded"  # noqa: S101
    late = [each for each in actions if each.is_late]
    if len(actions) == 1:
        subject = f"{municipality}: een verbeteractie {'is te laat' if late else 'is bijna aan de beurt'}"
    else:
        subject = f"{municipality}: {len(actions)} verbeteracties vragen uw aandacht"
    return Letter(
        kind=Kind.ACTION,
        to=person,
        subject=subject,
        template="improvement/mail/reminder",
        context={"late": late, "soon": [each for each in actions if not each.is_late], "municipality": municipality},
        link=f"{reverse('actions', args=[municipality.code])}?wie=p{person.pk}",
        button="Naar uw verbeteracties",
        about=municipality.name,
        municipality=municipality.code,
        needs=May.READ_SUBMITTED.value,
    )
