"""A file with data of several municipalities: who asked for what, how far it is, and where it is."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments.dutch import format_size, listed
from municipalities.models import Province

KEPT = timedelta(days=7)
# Far longer than the slowest step between two signs of life (closing a workbook of the whole country) takes.
SILENT = timedelta(minutes=10)
NAME_LENGTH = 32


class State(models.TextChoices):
    """How far the making of a file is."""

    WAITING = "wacht", "wacht op zijn beurt"
    BUSY = "bezig", "wordt gemaakt"
    READY = "klaar", "klaar"
    FAILED = "mislukt", "mislukt"


TO_DO = (State.WAITING, State.BUSY)


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


class Export(models.Model):
    """One file that somebody asked for.

    `province` is empty for all municipalities that the person reviews. `municipalities` are the keys of those that are
    in the file, by which is checked again at each download whether the person still may have them. `attempt` counts the
    times that making it began: one that was given up by mistake can't put its result over a later one's.
    """

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
    state = models.CharField("stand", max_length=8, choices=State, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField("poging", default=0)
    done = models.PositiveIntegerField("gedaan", default=0)
    total = models.PositiveIntegerField("totaal", default=0)
    alive_at = models.DateTimeField("laatste teken van leven", default=timezone.now)
    municipalities = models.JSONField("gemeenten in het bestand", default=list)
    stored_as = models.CharField("naam op de schijf", max_length=NAME_LENGTH, blank=True)
    size = models.PositiveBigIntegerField("grootte in bytes", default=0)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand met gegevens"
        verbose_name_plural = "bestanden met gegevens"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="export_known_state"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="export_known_format"),
            models.CheckConstraint(
                condition=(Q(state=State.READY) & ~Q(stored_as="")) | (~Q(state=State.READY) & Q(stored_as="")),
                name="export_ready_has_file",
            ),
            models.CheckConstraint(condition=Q(done__lte=models.F("total")), name="export_done_of_total"),
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

    @property
    def is_to_do(self) -> bool:
        """Whether it is still being made, or is to be."""
        return self.state in TO_DO and not self.is_stuck

    @property
    def is_stuck(self) -> bool:
        """Whether making it stopped without a word: the worker was ended, or none runs."""
        return self.state in TO_DO and self.alive_at < timezone.now() - SILENT

    @property
    def can_be_tried_again(self) -> bool:
        """Whether the person may ask for it once more."""
        return self.state == State.FAILED or self.is_stuck

    @property
    def path(self) -> Path:
        """Return where the file is. Raises ValueError when there is none."""
        return path_of(self.stored_as)


def new_name() -> str:
    """Return a random name for a file, that says nothing."""
    return secrets.token_hex(NAME_LENGTH // 2)


def folder() -> Path:
    """Return where the files are: under MEDIA_ROOT, which no web server serves."""
    return Path(settings.MEDIA_ROOT) / "gegevens"


def path_of(name: str) -> Path:
    """Return where the file with this random name is. Raises ValueError when it is no such name."""
    if len(name) != NAME_LENGTH or not name.isalnum():
        raise ValueError("Not the name of a stored file.")
    return folder() / name
