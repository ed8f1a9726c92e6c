"""The log of writing an advice. It is for advisers only, as the draft is."""

from django.db import models
from django.db.models import Q

from improvement.models.advice import Advice
from improvement.models.logged import LoggedInWords


class AdviceEvent(models.TextChoices):
    """What an adviser did in an advice."""

    WROTE = "geschreven", "gewijzigd"
    ADDED = "erbij", "toegevoegd"
    APPROVED = "akkoord", "nagekeken en akkoord"
    REMOVED = "weg", "weggehaald"
    PUT_BACK = "terug", "teruggezet"
    ATTACHED = "voorbeeld", "praktijkvoorbeeld erbij"
    DETACHED = "voorbeeld_weg", "praktijkvoorbeeld eraf"


class AdviceChange(LoggedInWords):
    """One line of the log of an advice.

    `part` is the prefix of the part on its page; `about` is what a recommendation was called then, as one that was
    taken away is no more once the advice is sent, and empty for the text of a chapter. The database refuses to change
    or remove a row (`improvement.immutability`).
    """

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="changes", verbose_name="advies")
    part = models.CharField("deel", max_length=100)
    about = models.CharField("waarover", max_length=500, blank=True)
    what = models.CharField("wat", max_length=14, choices=AdviceEvent)

    class Meta:
        verbose_name = "wijziging van een advies"
        verbose_name_plural = "wijzigingen van adviezen"
        ordering = ("advice", "id")
        constraints = (models.CheckConstraint(condition=Q(what__in=AdviceEvent.values), name="advice_known_event"),)

    def __str__(self) -> str:
        return f"{self.about or self.part}: {self.get_what_display()}"
