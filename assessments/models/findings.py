"""What a municipality says to a finding."""

from django.db import models

from assessments.models.answers import Edited, short_enough
from assessments.models.rounds import Assessment

MAX_KEY = 250  # characters


class FindingResponse(Edited):
    """'Bewust zo, omdat…' to one finding; `key` is `assessments.findings.Finding.key`.

    Findings come from rules and are not stored, so the key holds them together. When a finding is gone the response
    stays and is not shown; the finding may come back.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="finding_responses")
    key = models.CharField("bevinding", max_length=MAX_KEY)
    because = models.TextField("bewust zo, omdat", blank=True)

    class Meta:
        verbose_name = "antwoord op een bevinding"
        verbose_name_plural = "antwoorden op bevindingen"
        ordering = ("assessment", "key")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "key"), name="finding_response_once"),
            short_enough("because", "finding_response_length"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.key}"
