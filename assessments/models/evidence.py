"""Files and links that show that an answer or a speerpunt is so."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from assessments.models.rounds import Assessment
from assessments.models.submissions import Submission

MAX_TITLE = 200  # characters


class EvidenceKind(models.TextChoices):
    """What a piece of evidence is."""

    FILE = "bestand", "bestand"
    LINK = "link", "link"


class EvidenceQuerySet(QuerySet["Evidence"]):
    """Named questions about evidence."""

    def present(self) -> "EvidenceQuerySet":
        """Return what was not removed."""
        return self.filter(removed_at=None)

    def size(self) -> int:
        """Return how many bytes the files are together."""
        return int(self.aggregate(total=Sum("size"))["total"] or 0)


class Evidence(models.Model):
    """A file or a link at one question or speerpunt.

    `part` is the code of the question or the speerpunt, which are of one `basisfunctie`; a speerpunt has
    the same evidence in all its layers. Removed it stays for a while, to be put back; what was submitted stays
    for good. `stored_as` is the random name of the file; several rows may share one, as when a round starts
    from the one before.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="evidence")
    basisfunctie = models.SlugField("basisfunctie", max_length=50)
    part = models.CharField("onderdeel", max_length=140)
    kind = models.CharField("soort", max_length=8, choices=EvidenceKind)
    title = models.CharField("titel", max_length=MAX_TITLE)
    url = models.URLField("adres", max_length=2000, blank=True)
    file_name = models.CharField("bestandsnaam", max_length=150, blank=True)
    content_type = models.CharField("type", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("grootte in bytes", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    stored_as = models.CharField("opgeslagen als", max_length=32, blank=True)
    added_at = models.DateTimeField("toegevoegd op", default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="weggehaald door",
    )
    submitted_in = models.ManyToManyField(Submission, related_name="evidence", verbose_name="ingediend in", blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "bewijs"
        verbose_name_plural = "bewijs"
        ordering = ("assessment", "added_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(kind=EvidenceKind.FILE, url="", size__gt=0)
                    & ~Q(stored_as="")
                    & ~Q(file_name="")
                    & ~Q(content_type="")
                    & ~Q(sha256="")
                )
                | (
                    Q(kind=EvidenceKind.LINK, size=None, stored_as="", file_name="", content_type="", sha256="")
                    & (Q(url__startswith="http://") | Q(url__startswith="https://"))
                ),
                name="evidence_file_or_link",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_title"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="evidence_removed_by_someone",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_file(self) -> bool:
        """Whether this is a file; otherwise it is a link."""
        return self.kind == EvidenceKind.FILE
