"""The audit log: who came in, who got or lost access, and who took data out."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

MAX_ABOUT = 500  # characters


class Event(models.TextChoices):
    """What happened."""

    LOGGED_IN = "ingelogd", "ingelogd"
    LOGIN_FAILED = "inloggen_mislukt", "inloggen mislukt"
    LOGGED_OUT = "uitgelogd", "uitgelogd"
    LOGIN_ENDED = "login_verlopen", "login verlopen"
    PASSWORD_CHANGED = "wachtwoord", "wachtwoord gewijzigd"
    INVITED = "uitgenodigd", "uitgenodigd"
    INVITATION_WITHDRAWN = "ingetrokken", "uitnodiging ingetrokken"
    ACCESS_GIVEN = "toegang_gegeven", "toegang gegeven"
    ACCESS_CHANGED = "toegang_gewijzigd", "toegang gewijzigd"
    ACCESS_WITHDRAWN = "toegang_weg", "toegang weggenomen"
    DOWNLOADED = "gedownload", "gedownload"
    EXPORTED = "geëxporteerd", "geëxporteerd"
    STYLED = "huisstijl", "huisstijl gewijzigd"
    SHARED = "gedeeld", "deellink gemaakt"
    SHARE_WITHDRAWN = "deellink_weg", "deellink ingetrokken"


class EntryQuerySet(QuerySet["Entry"]):
    """Named questions about the log; the highest key is the newest."""

    def newest_first(self) -> "EntryQuerySet":
        """Return the entries with their people, the newest first."""
        return self.select_related("user", "subject").order_by("-id")

    def of_person(self, words: str) -> "EntryQuerySet":
        """Return what a person did or what was done to it, by a piece of the name or the address."""
        found = Q()
        for who in ("user", "subject"):
            found |= Q(**{f"{who}__name__icontains": words}) | Q(**{f"{who}__email__icontains": words})
        return self.filter(found)

    def in_place(self, words: str) -> "EntryQuerySet":
        """Return what is about a municipality or a province, by its code or a piece of its name."""
        return self.filter(Q(place_code__iexact=words) | Q(place_name__icontains=words))

    def between(self, first: date | None, last: date | None) -> "EntryQuerySet":
        """Return what happened on these days, both included; without one of them from the start, or until now."""
        rows = self
        if first is not None:
            rows = rows.filter(at__gte=_midnight(first))
        if last is not None:
            rows = rows.filter(at__lt=_midnight(last + timedelta(days=1)))
        return rows

    def out_of_time(self, today: date) -> "EntryQuerySet":
        """Return what was kept long enough."""
        return self.filter(kept_until__lt=today)


class Entry(models.Model):
    """One thing that happened: who, when, where and what. No IP address (docs/decisions/0010-the-audit-log.md).

    `user` did it, and is empty where nobody is known (a failed login with an unknown address); `subject` is whom it was
    done to. `place` is a municipality or a province by its code, with the name of then. The database refuses to change
    a row, and to remove one before `kept_until` is over (`audit.immutability`).
    """

    at = models.DateTimeField("op")
    event = models.CharField("wat", max_length=20, choices=Event)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="wie"
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="over wie"
    )
    place_code = models.CharField("code", max_length=6, blank=True)
    place_name = models.CharField("waar", max_length=60, blank=True)
    about = models.CharField("waarover", max_length=MAX_ABOUT, blank=True)
    kept_until = models.DateField("bewaard tot en met")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van het logboek"
        verbose_name_plural = "logboek"
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=Q(event__in=Event.values), name="audit_known_event"),)
        indexes = (
            models.Index(fields=("event", "id"), name="audit_by_event"),
            models.Index(fields=("place_code", "id"), name="audit_by_place"),
            models.Index(fields=("kept_until",), name="audit_by_term"),
            models.Index(fields=("at",), name="audit_by_moment"),
        )

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.get_event_display()}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
