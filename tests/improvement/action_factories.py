"""Factories of verbeteracties; traits are the states that tests speak of."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from improvement.models import Action, ActionNote, ActionStatus
from tests.factories import AssessmentFactory, UserFactory


class ActionFactory(DjangoModelFactory):
    """An action that still has to begin; `late` is past its day, `closed` is done, `dropped` and `removed` speak."""

    class Meta:
        model = Action

    class Params:
        late = factory.Trait(due_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=3)))
        busy = factory.Trait(status=ActionStatus.BUSY)
        closed = factory.Trait(
            status=ActionStatus.DONE, outcome="Het staat er.", closed_on=factory.LazyFunction(timezone.localdate)
        )
        dropped = factory.Trait(
            status=ActionStatus.DROPPED, reason="Geen geld.", closed_on=factory.LazyFunction(timezone.localdate)
        )
        removed = factory.Trait(
            removed_at=factory.LazyFunction(timezone.now), removed_by=factory.SubFactory(UserFactory)
        )

    assessment = factory.SubFactory(AssessmentFactory)
    title = factory.Sequence(lambda n: f"Actie {n}")
    made_by = factory.SubFactory(UserFactory)
    updated_by = factory.SelfAttribute("made_by")


class ActionNoteFactory(DjangoModelFactory):
    """A note of a meeting."""

    class Meta:
        model = ActionNote

    action = factory.SubFactory(ActionFactory)
    text = factory.Sequence(lambda n: f"Aantekening {n}")
    by = factory.SubFactory(UserFactory)
