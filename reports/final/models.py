"""The final report: what it is made of, frozen at the adoption, and the one file that was made of it.

The database refuses to change or remove either (`reports.final.immutability`). They are two tables, as the file is made
after the adoption, and is inserted once.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments.models import Assessment, Submission

SHA256 = 64  # characters in hexadecimal


class FinalReportQuerySet(QuerySet["FinalReport"]):
    """Named questions about final reports."""

    def light(self) -> "FinalReportQuerySet":
        """Return them without what they are made of, which is large."""
        return self.defer("content")

    def with_place(self) -> "FinalReportQuerySet":
        """Return them with their municipality and round."""
        return self.select_related("assessment__municipality", "assessment__round")

    def known_by(self, checksum: str) -> "FinalReportQuerySet":
        """Return those whose file has this checksum, or whose submission has."""
        return self.filter(Q(file__sha256=checksum) | Q(submission_sha256=checksum))

    def of_round(self, user: User, year: int) -> "FinalReportQuerySet":
        """Return the newest of each assessment of this round that this person reviews."""
        reviewed = Assessment.objects.to_review_by(user).filter(round__year=year)
        newer = FinalReport.objects.filter(
            assessment=models.OuterRef("assessment"), adopted_at__gt=models.OuterRef("adopted_at")
        )
        return self.filter(~models.Exists(newer), assessment__in=reviewed.order_by().values("pk"))


class FinalReport(models.Model):
    """The report on one adoption. After a reopening another one comes beside it, of the next submission.

    `content` is a `reports.content.Content` as JSON. `submission_sha256` is the checksum that stands in the report.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="final_reports")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="final_report")
    reference = models.CharField("kenmerk", max_length=40, unique=True)
    adopted_at = models.DateTimeField("vastgesteld op")
    submission_sha256 = models.CharField("controlegetal van de indiening", max_length=SHA256, db_index=True)
    content = models.JSONField("inhoud")

    objects = FinalReportQuerySet.as_manager()

    class Meta:
        verbose_name = "vastgesteld rapport"
        verbose_name_plural = "vastgestelde rapporten"
        ordering = ("-adopted_at",)

    def __str__(self) -> str:
        return self.reference


class FinalFile(models.Model):
    """The PDF of a final report, made once and never again: the same file for ever. `sha256` is of its bytes."""

    report = models.OneToOneField(FinalReport, on_delete=models.PROTECT, primary_key=True, related_name="file")
    content = models.BinaryField("bestand")
    size = models.PositiveIntegerField("grootte in bytes", validators=[MinValueValidator(1)])
    sha256 = models.CharField("controlegetal", max_length=SHA256, unique=True)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)

    class Meta:
        verbose_name = "bestand van een vastgesteld rapport"
        verbose_name_plural = "bestanden van vastgestelde rapporten"
        constraints = (models.CheckConstraint(condition=Q(size__gt=0), name="finalfile_not_empty"),)

    def __str__(self) -> str:
        return self.sha256
