"""What an adviser asks a municipality to add, point by point, and what the municipality says to each point."""

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from assessments.models.answers import short_enough
from assessments.models.rounds import Assessment
from assessments.models.submissions import StepTaken, Submission
from basisfuncties.models import LayerKind


class SupplementQuerySet(QuerySet["Supplement"]):
    """Named questions about supplements."""

    def being_prepared(self) -> "SupplementQuerySet":
        """Return those that the adviser has not asked yet."""
        return self.filter(taken=None)

    def asked(self) -> "SupplementQuerySet":
        """Return those that the municipality knows, the newest first."""
        return self.filter(taken__isnull=False).order_by("-pk")

    def with_points(self) -> "SupplementQuerySet":
        """Return them with their points in order; two queries."""
        points = SupplementPoint.objects.select_related("answered_by").order_by("pk")
        return self.select_related("taken__taken_by", "asked_about", "answered_with").prefetch_related(
            Prefetch("points", queryset=points)
        )


class Supplement(models.Model):
    """One list of points to add. Without `taken`, the step with which it was asked, it is being prepared.

    `asked_about` is the submission that the adviser read, `answered_with` the one that came after.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="supplements")
    taken = models.OneToOneField(
        StepTaken, on_delete=models.PROTECT, null=True, blank=True, related_name="supplement", verbose_name="gevraagd"
    )
    due_on = models.DateField("graag voor", null=True, blank=True)
    message = models.TextField("bericht", blank=True)
    asked_about = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="over indiening"
    )
    answered_with = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="aangevuld in"
    )

    objects = SupplementQuerySet.as_manager()

    class Meta:
        verbose_name = "gevraagde aanvulling"
        verbose_name_plural = "gevraagde aanvullingen"
        ordering = ("assessment", "id")
        constraints = (
            models.UniqueConstraint(fields=("assessment",), condition=Q(taken=None), name="supplement_prepared_once"),
            models.UniqueConstraint(
                fields=("assessment",),
                condition=Q(taken__isnull=False, answered_with=None),
                name="supplement_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(taken=None, asked_about=None, answered_with=None) | Q(taken__isnull=False),
                name="supplement_prepared_is_about_nothing_yet",
            ),
            short_enough("message", "supplement_message_length"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: aanvulling"


class Outcome(models.TextChoices):
    """What the municipality did with a point."""

    OPEN = "", "nog niet gezegd"
    DONE = "gedaan", "gedaan"
    NOT_DONE = "niet", "niet gedaan, omdat…"


class SupplementPointQuerySet(QuerySet["SupplementPoint"]):
    """Named questions about points."""

    def of(self, assessment: Assessment) -> "SupplementPointQuerySet":
        """Return all points at an assessment, those being prepared too, in order, with their lists; one query."""
        rows = self.filter(supplement__assessment=assessment)
        return rows.select_related("supplement", "answered_by").order_by("supplement", "pk")


class SupplementPoint(models.Model):
    """One point of a supplement: where, what is asked, and what the municipality says to it.

    `heading` is what the place was called when it was asked: a speerpunt may be gone later. `key` names a point from
    its first letter on, as that of a remark does.
    """

    supplement = models.ForeignKey(Supplement, on_delete=models.PROTECT, related_name="points")
    basisfunctie = models.SlugField("basisfunctie", max_length=50)
    layer = models.CharField("laag", max_length=12, choices=LayerKind)
    part = models.CharField("onderdeel", max_length=140)
    heading = models.TextField("plek")
    asked = models.TextField("wat er wordt gevraagd")
    key = models.CharField("sleutel", max_length=20)
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome, blank=True, default=Outcome.OPEN)
    answer = models.TextField("antwoord", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beantwoord door",
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    written_at = models.DateTimeField("geschreven op", default=timezone.now)

    objects = SupplementPointQuerySet.as_manager()

    class Meta:
        verbose_name = "punt van een aanvulling"
        verbose_name_plural = "punten van aanvullingen"
        ordering = ("supplement", "id")
        constraints = (
            models.UniqueConstraint(fields=("supplement", "key"), name="supplement_point_once_per_key"),
            models.CheckConstraint(condition=~Q(asked=""), name="supplement_point_says_something"),
            models.CheckConstraint(condition=Q(layer__in=LayerKind.values), name="supplement_point_known_layer"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="supplement_point_known_outcome"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="supplement_point_answered_by_someone",
            ),
            short_enough("asked", "supplement_point_length"),
            short_enough("answer", "supplement_answer_length"),
        )

    def __str__(self) -> str:
        return f"{self.supplement}: {self.part}"

    @property
    def is_answered(self) -> bool:
        """Whether the municipality said what it did with it; 'niet gedaan' counts with its reason."""
        return self.outcome == Outcome.DONE or (self.outcome == Outcome.NOT_DONE and bool(self.answer))
