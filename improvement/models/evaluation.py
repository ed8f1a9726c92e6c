"""The short evaluation of an adoption: five report marks and a word (AVI 130 final report, 3.3 and figure 5)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.models import Assessment, Status
from assessments.models.answers import Edited, short_enough

OPEN_FOR = timedelta(days=60)
LOWEST, HIGHEST = 1, 10

# The marks of the programme's form, in its order; what each is called on the form.
MARKS = {
    "result": "Het resultaat",
    "process": "Het proces",
    "quality": "De kwaliteit van de adviseur",
    "presentation": "De presentatie van de adviseur",
    "service": "De service van de adviseur",
}


def open_until(assessment: Assessment) -> date | None:
    """Return the last day on which the evaluation of this assessment can be given or changed; None when not adopted."""
    if assessment.status != Status.ADOPTED or assessment.adopted_at is None:
        return None
    return timezone.localdate(assessment.adopted_at) + OPEN_FOR


class EvaluationQuerySet(QuerySet["Evaluation"]):
    """Named questions about evaluations."""

    def given(self) -> "EvaluationQuerySet":
        """Return those that hold marks."""
        return self.filter(declined=False)


class Evaluation(Edited):
    """What a municipality thinks of how it was advised, once per assessment; or that it rather does not say.

    `open_until` is set when it is first given and stays: after that day nothing in it changes, and only then it counts
    (`improvement.averages`).
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="evaluation")
    declined = models.BooleanField("liever niet", default=False)
    result = models.PositiveSmallIntegerField(MARKS["result"], null=True, blank=True)
    process = models.PositiveSmallIntegerField(MARKS["process"], null=True, blank=True)
    quality = models.PositiveSmallIntegerField(MARKS["quality"], null=True, blank=True)
    presentation = models.PositiveSmallIntegerField(MARKS["presentation"], null=True, blank=True)
    service = models.PositiveSmallIntegerField(MARKS["service"], null=True, blank=True)
    word = models.TextField("toelichting", blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gegeven door"
    )
    given_at = models.DateTimeField("gegeven op", default=timezone.now)
    open_until = models.DateField("te wijzigen tot en met")

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ("open_until", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    declined=True,
                    word="",
                    result__isnull=True,
                    process__isnull=True,
                    quality__isnull=True,
                    presentation__isnull=True,
                    service__isnull=True,
                )
                | Q(
                    declined=False,
                    result__isnull=False,
                    result__range=(LOWEST, HIGHEST),
                    process__isnull=False,
                    process__range=(LOWEST, HIGHEST),
                    quality__isnull=False,
                    quality__range=(LOWEST, HIGHEST),
                    presentation__isnull=False,
                    presentation__range=(LOWEST, HIGHEST),
                    service__isnull=False,
                    service__range=(LOWEST, HIGHEST),
                ),
                name="evaluation_five_marks_or_none",
            ),
            short_enough("word", "evaluation_word_length"),
        )

    def __str__(self) -> str:
        return f"Evaluatie van {self.assessment}"

    @property
    def marks(self) -> tuple[int, ...]:
        """Return the five marks, in the order of `MARKS`; empty when it was declined."""
        return () if self.declined else tuple(getattr(self, name) for name in MARKS)
