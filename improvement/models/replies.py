"""What the municipality answers to a recommendation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.answers import Edited, short_enough
from improvement.models.advice import Recommendation


class Choice(models.TextChoices):
    """Whether the municipality takes a recommendation over."""

    WHOLLY = "overnemen", "Wij nemen dit over"
    PARTLY = "deels", "Wij nemen dit deels over"
    NOT = "niet", "Wij nemen dit niet over"


class Reply(Edited):
    """The answer to one recommendation, with the reason where not all of it is taken over."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="reply")
    choice = models.CharField("antwoord", max_length=10, choices=Choice)
    why = models.TextField("waarom", blank=True)
    sheet = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "antwoord op een aanbeveling"
        verbose_name_plural = "antwoorden op aanbevelingen"
        ordering = ("recommendation",)
        constraints = (
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="reply_known_choice"),
            models.CheckConstraint(condition=Q(choice=Choice.WHOLLY) | ~Q(why=""), name="reply_says_why"),
            short_enough("why", "reply_why_length"),
        )

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_choice_display()}"


class ReplyChange(models.Model):
    """One line of the log of replies: what was answered, by whom and when. The database refuses to change it."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="reply_changes")
    choice = models.CharField("antwoord", max_length=10, choices=Choice)
    why = models.TextField("waarom", blank=True)
    is_refused = models.BooleanField("geweigerd: een collega was eerder", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "wijziging van een antwoord"
        verbose_name_plural = "wijzigingen van antwoorden"
        ordering = ("recommendation", "at", "id")

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_choice_display()}, {timezone.localtime(self.at):%d-%m-%Y %H:%M}"
