"""Files that are made outside the request: how far each is, and where it is.

`Job` is what all of them have; `MadeFile` is a file of one of the kinds of `making.kinds`, kept until its data change.
"""

import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

KEPT = timedelta(days=30)
KEPT_LARGE = timedelta(days=7)
SUPERSEDED = timedelta(hours=1)  # somebody may be on the page that leads to the version of a moment ago
NAME_LENGTH = 32
MOST_ATTEMPTS = 5


class State(models.TextChoices):
    """How far the making of a file is."""

    WAITING = "wacht", "wacht op zijn beurt"
    BUSY = "bezig", "wordt gemaakt"
    READY = "klaar", "klaar"
    FAILED = "mislukt", "mislukt"


TO_DO = (State.WAITING, State.BUSY)


class Job(models.Model):
    """A file that a worker makes.

    `attempt` counts the times that making it began: one that was given up by mistake can't put its result over a later
    one's. `alive_at` is the last sign of life of who makes it, or the moment that it was asked for.
    """

    # Far longer than the slowest step between two signs of life (closing a workbook of the whole country) takes.
    SILENT: ClassVar[timedelta] = timedelta(minutes=10)
    FOLDER: ClassVar[str]  # under MEDIA_ROOT, which no web server serves

    state = models.CharField("stand", max_length=8, choices=State, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField("poging", default=0)
    done = models.PositiveIntegerField("gedaan", default=0)
    total = models.PositiveIntegerField("totaal", default=0)
    alive_at = models.DateTimeField("laatste teken van leven", default=timezone.now)
    stored_as = models.CharField("naam op de schijf", max_length=NAME_LENGTH, blank=True)
    size = models.PositiveBigIntegerField("grootte in bytes", default=0)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(class)s_known_state"),
            models.CheckConstraint(
                condition=(Q(state=State.READY) & ~Q(stored_as="")) | (~Q(state=State.READY) & Q(stored_as="")),
                name="%(class)s_ready_has_file",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="%(class)s_done_of_total"),
        )

    @property
    def is_to_do(self) -> bool:
        """Whether it is still being made, or is to be."""
        return self.state in TO_DO and not self.is_stuck

    @property
    def is_stuck(self) -> bool:
        """Whether making it stopped without a word: the worker was ended, or none runs."""
        return self.state in TO_DO and self.alive_at < timezone.now() - self.SILENT

    @property
    def can_be_tried_again(self) -> bool:
        """Whether a person may ask for it once more."""
        return self.state == State.FAILED or self.is_stuck

    @property
    def path(self) -> Path:
        """Return where the file is. Raises ValueError when there is none."""
        return self.path_of(self.stored_as)

    @classmethod
    def folder(cls) -> Path:
        """Return where the files of this kind of job are."""
        return Path(settings.MEDIA_ROOT) / cls.FOLDER

    @classmethod
    def path_of(cls, name: str) -> Path:
        """Return where the file with this random name is. Raises ValueError when it is no such name."""
        if len(name) != NAME_LENGTH or not name.isalnum():
            raise ValueError("Not the name of a stored file.")
        return cls.folder() / name

    def ours(self) -> QuerySet[Self]:
        """Return the row as long as nobody began anew with it."""
        rows: QuerySet[Any] = type(self)._default_manager.filter(pk=self.pk, state=State.BUSY, attempt=self.attempt)
        return rows

    def remove(self) -> bool:
        """Remove the row, then its file: a file without a row nobody can reach. Whether there was still one."""
        if not type(self)._default_manager.filter(pk=self.pk).delete()[0]:
            return False
        if self.stored_as:
            self.path.unlink(missing_ok=True)
        return True


def new_name() -> str:
    """Return a random name for a file, that says nothing."""
    return secrets.token_hex(NAME_LENGTH // 2)


class MadeFileQuerySet(QuerySet["MadeFile"]):
    """Named questions about files of the registry."""

    def waiting(self, now: datetime) -> "MadeFileQuerySet":
        """Return what is to be made now, in the order in which it was asked for.

        Also what somebody began with who was ended: it goes on where it was.
        """
        silent = Q(state=State.BUSY, alive_at__lt=now - MadeFile.SILENT)
        # One that ends its worker each time (for want of memory, say) is given up; then a person may try again.
        silent &= Q(attempt__lt=MOST_ATTEMPTS) | Q(is_quick=False)
        return self.filter(Q(state=State.WAITING, due_at__lte=now) | silent).order_by("due_at", "pk")

    def out_of_time(self, now: datetime) -> "MadeFileQuerySet":
        """Return what nobody asked for any more for a long time, and what a newer version came for."""
        newer = MadeFile.objects.filter(series=models.OuterRef("series"), pk__gt=models.OuterRef("pk"))
        old = Q(used_at__lt=now - KEPT) | Q(used_at__lt=now - KEPT_LARGE, is_quick=False)
        superseded = ~Q(series="") & Q(used_at__lt=now - SUPERSEDED) & models.Exists(newer.filter(state=State.READY))
        return self.filter(~Q(state=State.BUSY) & (old | superseded))


class MadeFile(Job):
    """A file of the registry, by the fingerprint of all that it is made of.

    So two people who ask for the same get the same file, and who may read less can't get what was made for another:
    what is asked for is another file then. `content` is what it is made of, until it is made. `series` is what a newer
    version comes in the place of, such as the address that it was asked at.
    """

    SILENT = timedelta(minutes=5)
    FOLDER = "gemaakt"

    kind = models.CharField("soort", max_length=30)
    fingerprint = models.CharField("vingerafdruk", max_length=64, unique=True)
    content = models.TextField("waarvan het gemaakt wordt", blank=True)
    series = models.CharField("reeks", max_length=200, blank=True, db_index=True)
    is_quick = models.BooleanField("is in tellen gemaakt", default=True)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now)
    due_at = models.DateTimeField("te maken vanaf", default=timezone.now)
    used_at = models.DateTimeField("laatst gebruikt op", default=timezone.now)

    objects = MadeFileQuerySet.as_manager()

    class Meta(Job.Meta):
        verbose_name = "gemaakt bestand"
        verbose_name_plural = "gemaakte bestanden"
        ordering = ("-id",)
        indexes = (models.Index(fields=("state", "due_at"), name="madefile_to_do"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint[:8]}, {self.get_state_display()}"
