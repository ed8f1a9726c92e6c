"""A file with data of several municipalities: who asked for what, how far it is, and where it is."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments.dutch import format_size, listed
from making.models import TO_DO, Job, State, new_name
from municipalities.models import Province

__all__ = ["TO_DO", "Export", "ExportQuerySet", "Format", "State", "new_name"]

KEPT = timedelta(days=7)


class Format(models.TextChoices):
    """The formats; the value stands in addresses and is how a file is called."""

    XLSX = "xlsx", "Excel (XLSX)"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"


class ExportQuerySet(QuerySet["Export"]):
    """Named questions about exports."""

    def of(self, user: User) -> "ExportQuerySet":
        """Return those of this person whose time is not over, the newest first; nobody sees another's."""
        kept = self.filter(requested_by=user, requested_at__gte=timezone.now() - KEPT)
        return kept.select_related("province").order_by("-pk")

    def out_of_time(self, now: datetime) -> "ExportQuerySet":
        """Return those whose time is over."""
        return self.filter(requested_at__lt=now - KEPT)


class Export(Job):
    """One file that somebody asked for.

    `province` is empty for all municipalities that the person reviews. `municipalities` are the keys of those that are
    in the file, by which is checked again at each download whether the person still may have them.
    """

    FOLDER = "gegevens"

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports", verbose_name="gevraagd door"
    )
    requested_at = models.DateTimeField("gevraagd op", default=timezone.now)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="provincie"
    )
    years = models.JSONField("rondes", default=list)
    only_adopted = models.BooleanField("alleen wat is vastgesteld", default=True)
    with_texts = models.BooleanField("met wat er is geschreven", default=False)
    format = models.CharField("vorm", max_length=4, choices=Format)
    municipalities = models.JSONField("gemeenten in het bestand", default=list)

    objects = ExportQuerySet.as_manager()

    class Meta(Job.Meta):
        verbose_name = "bestand met gegevens"
        verbose_name_plural = "bestanden met gegevens"
        ordering = ("-id",)
        constraints = (  # type: ignore[assignment]  # the base class has fewer
            *Job.Meta.constraints,
            models.CheckConstraint(condition=Q(format__in=Format.values), name="export_known_format"),
        )

    def __str__(self) -> str:
        return f"{self.area}, {self.rounds}, {self.get_format_display()}"

    @property
    def area(self) -> str:
        """Return of which municipalities it is."""
        return f"Provincie {self.province}" if self.province else "Alle gemeenten"

    @property
    def rounds(self) -> str:
        """Return of which rounds it is: 'ronde 2026', 'rondes 2025 en 2026'."""
        return f"{'ronde' if len(self.years) == 1 else 'rondes'} {listed([str(year) for year in sorted(self.years)])}"

    @property
    def version(self) -> str:
        """Return which version of each assessment is in it."""
        return "alleen wat is vastgesteld" if self.only_adopted else "de laatste indiening, ook als die niet vastligt"

    @property
    def what(self) -> str:
        """Return the rest of what was asked, in words."""
        return f"{self.version}; {'met' if self.with_texts else 'zonder'} geschreven teksten"

    @property
    def size_in_words(self) -> str:
        """Return how large the file is."""
        return format_size(self.size)

    @property
    def gone_on(self) -> datetime:
        """Return when the file is removed."""
        return self.requested_at + KEPT
