"""The log of filling in: every text that anyone saved, and every text that was refused."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, QuerySet

from accounts.models import User
from assessments.models.rounds import Assessment

MAX_PAGE = 150  # characters: the slug of a basisfunctie, a stroke, the kind of a layer
MAX_PART = 140


class How(models.TextChoices):
    """What happened to a text."""

    SAVED = "opgeslagen", "opgeslagen"
    JOINED = "samengevoegd", "samengevoegd met de tekst van een collega"
    UNDONE = "ongedaan", "wijziging ongedaan gemaakt"
    RESTORED = "teruggezet", "eerdere tekst teruggezet"
    CONFIRMED = "bevestigd", "ongewijzigd bevestigd"
    REFUSED = "geweigerd", "niet opgeslagen: een collega was eerder"


class ChangeQuerySet(QuerySet["Change"]):
    """Named questions about the log; the highest key is the newest."""

    def of_part(self, page: str, part: str) -> "ChangeQuerySet":
        """Return what happened to one part of one page, the newest first."""
        return self.filter(page=page, part=part).order_by("-id")

    def kept(self) -> "ChangeQuerySet":
        """Return what was saved, in whatever way."""
        return self.exclude(how=How.REFUSED)

    def last_of(self, user: User) -> "Change | None":
        """Return what this person did last."""
        return self.filter(by=user).order_by("-id").first()


class Change(models.Model):
    """One part of a page that somebody changed: what stood there and what came in its place, by whom and when.

    Of a refused one (`How.REFUSED`), `before` stayed and `content` is what the person had typed. Both hold
    the fields of the part, as `PartForm.content` gives them. `sheet` tells the openings of a page apart: a save
    whose answer got lost comes again from the same sheet. The database refuses to change or remove a row
    (`assessments.immutability`).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="changes")
    page = models.CharField("pagina", max_length=MAX_PAGE)
    part = models.CharField("onderdeel", max_length=MAX_PART)
    how = models.CharField("hoe", max_length=12, choices=How, default=How.SAVED)
    before = models.JSONField("eerst", encoder=DjangoJSONEncoder)
    content = models.JSONField("daarna", encoder=DjangoJSONEncoder)
    sheet = models.CharField("blad", max_length=32, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(how__in=How.values), name="change_known_how"),)
        indexes = (
            models.Index(fields=("assessment", "page", "part", "id"), name="change_of_part"),
            models.Index(fields=("assessment", "by", "id"), name="change_of_person"),
            models.Index(fields=("sheet",), name="change_of_sheet", condition=~Q(sheet="")),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.page} {self.part}, {self.get_how_display()}"
