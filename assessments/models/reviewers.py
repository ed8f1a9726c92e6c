"""Who reviews an assessment, and in whose hands it was before."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.models.answers import short_enough
from assessments.models.rounds import Assessment


class Hands(models.TextChoices):
    """How an assessment came into the hands of an adviser, or left them."""

    TAKEN = "genomen", "genomen"
    HANDED_OVER = "overgedragen", "overgedragen"
    TAKEN_OVER = "overgenomen", "overgenomen"
    PUT_BACK = "teruggelegd", "teruggelegd"
    ACCESS_ENDED = "toegang_weg", "losgelaten, omdat de toegang is gestopt"


class ReviewerChange(models.Model):
    """One change of `Assessment.reviewer`: from whom, to whom, by whom and when.

    `by` is empty only where nobody did it: the adviser lost the access, and with it the assessment.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reviewer_changes")
    how = models.CharField("hoe", max_length=15, choices=Hands)
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="van",
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="aan",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="door",
    )
    at = models.DateTimeField("op", default=timezone.now)
    word = models.TextField("bericht", blank=True)

    class Meta:
        verbose_name = "wisseling van beoordelaar"
        verbose_name_plural = "wisselingen van beoordelaar"
        ordering = ("assessment", "at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(how=Hands.TAKEN, from_user=None, to_user__isnull=False)
                | (
                    Q(how__in=(Hands.HANDED_OVER, Hands.TAKEN_OVER), from_user__isnull=False, to_user__isnull=False)
                    & ~Q(from_user=F("to_user"))
                )
                | Q(how__in=(Hands.PUT_BACK, Hands.ACCESS_ENDED), from_user__isnull=False, to_user=None),
                name="reviewer_change_from_and_to",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(how=Hands.ACCESS_ENDED), name="reviewer_change_by_somebody"
            ),
            short_enough("word", "reviewer_change_word_length"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_how_display()}, van {self.from_user or '-'} aan {self.to_user or '-'}"
