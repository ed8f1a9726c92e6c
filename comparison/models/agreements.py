"""Which municipalities agreed to see each other's figures by name."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Least

from municipalities.models import Municipality


class Ending(models.TextChoices):
    """How an invitation or an agreement came to its end."""

    WITHDRAWN = "ingetrokken", "ingetrokken"
    DECLINED = "afgewezen", "afgewezen"
    ENDED = "beeindigd", "beëindigd"
    MERGED = "herindeling", "herindeling"


class AgreementQuerySet(QuerySet["Agreement"]):
    """Named questions about agreements."""

    def open(self) -> "AgreementQuerySet":
        """Return invitations that wait and agreements that stand."""
        return self.filter(ended_at=None)

    def standing(self) -> "AgreementQuerySet":
        """Return agreements: both said yes, and neither ended it."""
        return self.filter(ended_at=None, accepted_at__isnull=False)

    def of(self, municipality: Municipality) -> "AgreementQuerySet":
        """Return those of one municipality, with both, whoever asked."""
        rows = self.filter(Q(asker=municipality) | Q(asked=municipality))
        return rows.select_related("asker", "asked", "ended_by")

    def between(self, one: Municipality, other: Municipality) -> "AgreementQuerySet":
        """Return those of these two, whoever asked."""
        return self.filter(Q(asker=one, asked=other) | Q(asker=other, asked=one))


class Agreement(models.Model):
    """An invitation of one municipality to another to compare by name; once accepted, an agreement.

    Each is a row that is filled in further and never used again: who agrees anew, gets a new one.
    """

    asker = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", verbose_name="vraagt")
    asked = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", verbose_name="gevraagd")
    asked_at = models.DateTimeField("gevraagd op")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField("aangenomen op", null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField("geëindigd op", null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ending = models.CharField("hoe", max_length=12, choices=Ending, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak om op naam te vergelijken"
        verbose_name_plural = "afspraken om op naam te vergelijken"
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                Least("asker", "asked"),
                Greatest("asker", "asked"),
                condition=Q(ended_at=None),
                name="agreement_once_open_between_two",
            ),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="agreement_of_two"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="agreement_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ending="")
                | Q(ended_at__isnull=False, ending__in=Ending.values),
                name="agreement_end_says_how",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | ~Q(ending__in=[Ending.WITHDRAWN, Ending.DECLINED]),
                name="agreement_accepted_is_ended_not_declined",
            ),
        )

    def __str__(self) -> str:
        return f"{self.asker} en {self.asked}"

    def other_than(self, municipality: Municipality) -> Municipality:
        """Return the other of the two."""
        return self.asked if self.asker_id == municipality.pk else self.asker
