"""The mail that has to go out, and how each person wants it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Min, Q

from post.kinds import OPTIONAL, How, Kind


class State(models.TextChoices):
    """Where a mail is."""

    WAITING = "waiting", "wacht"
    SENDING = "sending", "wordt verstuurd"
    HELD = "held", "wacht op het dagoverzicht"
    BUNDLED = "bundled", "in een dagoverzicht"
    SENT = "sent", "verstuurd"
    FAILED = "failed", "mislukt"
    DROPPED = "dropped", "niet verstuurd"


TO_DO = (State.WAITING, State.SENDING)
OVER = (State.SENT, State.DROPPED)


class MailQuerySet(models.QuerySet["Mail"]):
    """Mail, by its state."""

    def due(self, now: datetime) -> "MailQuerySet":
        """Return what has to be sent now: what waits, and what a worker claimed so long ago that it must have died."""
        return self.filter(state__in=TO_DO, due_at__lte=now)

    def to_do(self) -> "MailQuerySet":
        """Return what the worker has yet to send, now or later."""
        return self.filter(state__in=TO_DO)

    def failed(self) -> "MailQuerySet":
        """Return what was tried the most times, in vain; the last first."""
        return self.filter(state=State.FAILED).order_by("-settled_at", "-pk")

    def held(self) -> "MailQuerySet":
        """Return what waits for a digest."""
        return self.filter(state=State.HELD)

    def drop(self, reason: str, now: datetime) -> int:
        """Send these no more, and erase what they say; return how many."""
        return self.update(state=State.DROPPED, reason=reason, settled_at=now, due_at=None, body="", link="")

    def next_due(self) -> datetime | None:
        """Return when there is next something to send."""
        found: datetime | None = self.to_do().aggregate(at=Min("due_at"))["at"]
        return found


class Mail(models.Model):
    """One mail to one person or address. Once it is sent or dropped its text and link are erased.

    `due_at` is when to try (WAITING), or when the claim of a worker is over (SENDING). `needs` and `key` name a gate
    that is asked at the moment of sending: see `post.gates`. `once` is set for what may be posted only once.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="mail")
    address = models.EmailField(max_length=254, blank=True)
    name = models.CharField(max_length=150, blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    link = models.TextField(blank=True)
    button = models.CharField(max_length=100, blank=True)
    about = models.CharField(max_length=200, blank=True)
    needs = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=100, blank=True)
    once = models.CharField(max_length=200, blank=True)
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    posted_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    digest = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="bundled")
    digest_of = models.DateField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mail"
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("due_at",), name="mail_to_do", condition=Q(state__in=TO_DO)),
            models.Index(fields=("to",), name="mail_held", condition=Q(state=State.HELD)),
            models.Index(fields=("state", "settled_at"), name="mail_settled"),
            models.Index(fields=("key",), name="mail_failed_key", condition=Q(state=State.FAILED)),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="mail_known_kind"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="mail_known_state"),
            models.CheckConstraint(
                condition=Q(to__isnull=False, address="") | (Q(to=None) & ~Q(address="")), name="mail_one_receiver"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TO_DO, due_at__isnull=False) | (~Q(state__in=TO_DO) & Q(due_at=None)),
                name="mail_to_do_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OVER) | Q(body="", link="", settled_at__isnull=False),
                name="mail_is_erased_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | (~Q(reason="") & Q(settled_at__isnull=False)),
                name="mail_failed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.DIGEST, digest_of__isnull=False) | (~Q(kind=Kind.DIGEST) & Q(digest_of=None)),
                name="mail_digest_has_a_day",
            ),
            models.UniqueConstraint(fields=("to", "digest_of"), name="mail_one_digest_a_day"),
            models.UniqueConstraint(fields=("once",), condition=~Q(once=""), name="mail_once"),
        )

    def __str__(self) -> str:
        return f"{self.subject} ({self.receiver})"

    @property
    def receiver(self) -> str:
        """The address that it goes to: that of the person as it is now."""
        return self.to.email if self.to else self.address


class Preference(models.Model):
    """How a person wants one kind of mail; `post.kinds` says what holds without a row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preferences")
    kind = models.CharField(max_length=20, choices=Kind)
    how = models.CharField(max_length=20, choices=How)

    class Meta:
        verbose_name = "mailvoorkeur"
        verbose_name_plural = "mailvoorkeuren"
        constraints = (
            models.UniqueConstraint(fields=("user", "kind"), name="preference_once_for_kind"),
            # What is needed can't be switched off, whoever writes the row.
            models.CheckConstraint(condition=Q(kind__in=OPTIONAL), name="preference_of_optional_kind"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="preference_known_how"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()} {self.get_how_display()}"
