"""One factory per model of `improvement`; traits are the states that tests speak of."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from improvement.models import (
    Advice,
    AdviceText,
    AttachedPractice,
    Practice,
    PracticeStatus,
    Recommendation,
    Reply,
)
from tests.factories import AssessmentFactory, MunicipalityFactory, UserFactory


class AdviceFactory(DjangoModelFactory):
    """An advice that is being written; `sent` closes it once its recommendations are there: see `send`."""

    class Meta:
        model = Advice

    assessment = factory.SubFactory(AssessmentFactory, in_review=True)
    number = 1
    started_by = factory.SubFactory(UserFactory)


class AdviceTextFactory(DjangoModelFactory):
    """What the advice says on Vertalen, looked at; `proposed` was taken from the start and read by nobody."""

    class Meta:
        model = AdviceText

    class Params:
        proposed = factory.Trait(looked_at=None)

    advice = factory.SubFactory(AdviceFactory)
    basisfunctie = "vertalen"
    number = 1
    text = "Uw visie is helder. Maak haar korter."
    looked_at = factory.LazyFunction(timezone.now)
    updated_by = factory.SubFactory(UserFactory)


class RecommendationFactory(DjangoModelFactory):
    """A recommendation on the visie of Vertalen, looked at; `proposed` was read by nobody, `removed` taken away."""

    class Meta:
        model = Recommendation

    class Params:
        proposed = factory.Trait(looked_at=None)
        removed = factory.Trait(removed_at=factory.LazyFunction(timezone.now))
        at_speerpunt = factory.Trait(layer="", speerpunt="vacaturebank", about="Vacaturebank")

    advice = factory.SubFactory(AdviceFactory)
    basisfunctie = "vertalen"
    basisfunctie_name = "Vertalen"
    number = 1
    layer = "visie"
    about = "Visie"
    title = factory.Sequence(lambda n: f"Doe dit eerst: {n}")
    explanation = "Want dan weet iedereen waar het om gaat."
    position = factory.Sequence(lambda n: n % 1000)
    looked_at = factory.LazyFunction(timezone.now)
    updated_by = factory.SubFactory(UserFactory)


class PracticeFactory(DjangoModelFactory):
    """A published practice of an adviser; `draft` is not yet; `of_municipality` is offered work of a municipality."""

    class Meta:
        model = Practice

    class Params:
        draft = factory.Trait(status=PracticeStatus.DRAFT, published_at=None)
        of_municipality = factory.Trait(municipality=factory.SubFactory(MunicipalityFactory), source="")
        offered = factory.Trait(status=PracticeStatus.OFFERED, published_at=None)
        returned = factory.Trait(status=PracticeStatus.RETURNED, published_at=None)

    title = factory.Sequence(lambda n: f"Voorbeeld {n}")
    summary = "Vrijwilligers en organisaties vinden elkaar op één avond."
    approach = "Elk najaar een avond in het dorpshuis."
    basisfunctie = "verbinden-en-makelen"
    layer = "uitvoering"
    source = "Eindrapport AVI 130"
    status = PracticeStatus.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)
    made_by = factory.SubFactory(UserFactory)
    updated_by = factory.SelfAttribute("made_by")


class AttachedPracticeFactory(DjangoModelFactory):
    """A practice that goes with a recommendation."""

    class Meta:
        model = AttachedPractice

    recommendation = factory.SubFactory(RecommendationFactory)
    practice = factory.SubFactory(PracticeFactory)
    title = factory.SelfAttribute("practice.title")
    attached_by = factory.SubFactory(UserFactory)


class ReplyFactory(DjangoModelFactory):
    """The municipality takes it over."""

    class Meta:
        model = Reply

    recommendation = factory.SubFactory(RecommendationFactory)
    choice = "overnemen"
    updated_by = factory.SubFactory(UserFactory)


def send(advice: Advice) -> Advice:
    """Send an advice as it is, without asking whether that may be now."""
    advice.sent_at, advice.sent_by = timezone.now(), advice.started_by
    advice.save()
    return advice
