"""A link with which somebody reads a report without a login."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from sharing.tokens import hash_of, token_of

MOST_LABEL = 120
USUAL_DAYS = 182
MOST_DAYS = 731


class LinkQuerySet(QuerySet["ShareLink"]):
    """Links, by what is asked about them."""

    def working(self, today: date) -> "LinkQuerySet":
        """Return those that open a report on this day."""
        return self.filter(withdrawn_at=None, ends_on__gte=today)

    def listed(self) -> "LinkQuerySet":
        """Return them for a list, the newest first, without the reports."""
        return self.select_related("created_by", "withdrawn_by").defer("content").order_by("-pk")


class ShareLink(models.Model):
    """A link to one version of a report, which is kept with it: what changes later does not show.

    `number` is that of the submission, empty for a concept; `is_final`: it was adopted then. For `seed` and
    `token_hash` see `sharing.tokens`.
    `content` is the report as JSON (`reports.content`). `views` counts openings, and says nothing of who.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="share_links")
    label = models.CharField("voor wie", max_length=MOST_LABEL)
    number = models.PositiveIntegerField("indiening", null=True)
    standing = models.CharField("versie", max_length=120)
    is_final = models.BooleanField("vastgesteld", default=False)
    content = models.TextField("inhoud")
    seed = models.CharField(max_length=64, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField("werkt tot en met")
    created_at = models.DateTimeField("gemaakt op", default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    views = models.PositiveIntegerField("keer geopend", default=0)
    downloads = models.PositiveIntegerField("keer opgehaald", default=0)
    viewed_on = models.DateField("laatst geopend op", null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "deellink"
        verbose_name_plural = "deellinks"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(label=""), name="sharelink_has_label"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="sharelink_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_final=False) | Q(number__isnull=False), name="sharelink_final_number"
            ),
        )

    def __str__(self) -> str:
        return f"deellink {self.pk}"

    @property
    def is_concept(self) -> bool:
        """Whether it leads to a concept."""
        return self.number is None

    @property
    def state(self) -> str:
        """How it stands today: 'werkt', 'verlopen' or 'ingetrokken'."""
        if self.withdrawn_at is not None:
            return "ingetrokken"
        return "werkt" if self.ends_on >= timezone.localdate() else "verlopen"

    @property
    def address(self) -> str:
        """The whole address, to copy; empty when the secret of the site is not the one it was made with any more."""
        token = token_of(self.seed)
        return f"{settings.SITE_ADDRESS}{reverse('shared', args=[token])}" if hash_of(token) == self.token_hash else ""


def usual_end() -> date:
    """Return until when a link works when nothing else is chosen."""
    return timezone.localdate() + timedelta(days=USUAL_DAYS)


def last_end() -> date:
    """Return the last day that can be chosen."""
    return timezone.localdate() + timedelta(days=MOST_DAYS)
