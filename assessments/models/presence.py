"""Who has which page before them now."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from assessments.models.log import MAX_PAGE
from assessments.models.rounds import Assessment

HERE = timedelta(seconds=60)  # a page says every twenty seconds that it is open


class PresenceQuerySet(QuerySet["Presence"]):
    """Named questions about who is where."""

    def note(self, user: User, assessment: Assessment, page: str) -> None:
        """Note that this person has this page open now; one query."""
        row = Presence(user=user, assessment=assessment, page=page, seen_at=timezone.now())
        Presence.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["user", "assessment", "page"], update_fields=["seen_at"]
        )

    def others(self, user: User, assessment: Assessment, page: str) -> list[User]:
        """Return who else has this page open now, by name; one query."""
        rows = self.filter(assessment=assessment, page=page, seen_at__gt=timezone.now() - HERE)
        return [row.user for row in rows.exclude(user=user).select_related("user").order_by("user__name", "user_id")]


class Presence(models.Model):
    """One person with one page open, and when the page last said so."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    page = models.CharField("pagina", max_length=MAX_PAGE)
    seen_at = models.DateTimeField("gezien op")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        constraints = (models.UniqueConstraint(fields=("user", "assessment", "page"), name="presence_once_per_page"),)
        indexes = (models.Index(fields=("assessment", "page", "seen_at"), name="presence_on_page"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.page}"
