"""What was handed in, and every step that an assessment took."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from assessments.models.rounds import Assessment, Status
from municipalities.models import Municipality


class SubmissionQuerySet(QuerySet["Submission"]):
    """Named questions about submissions."""

    def with_adoption(self) -> "SubmissionQuerySet":
        """Add `adopted_at`: when this one was adopted, empty when it was not. It stays after reopening."""
        later = Submission.objects.filter(assessment=OuterRef("assessment"), number__gt=OuterRef("number"))
        adopted = StepTaken.objects.filter(
            assessment=OuterRef("assessment"), to_status=Status.ADOPTED, taken_at__gte=OuterRef("submitted_at")
        )
        rows = self.annotate(
            next_at=Subquery(later.order_by("number").values("submitted_at")[:1]),
            next_adopted_at=Subquery(adopted.order_by("taken_at").values("taken_at")[:1]),
        )
        was_adopted = When(Q(next_at=None) | Q(next_adopted_at__lt=F("next_at")), then=F("next_adopted_at"))
        # Not by its name: the field below already says what it is.
        return rows.annotate(**{"adopted_at": Case(was_adopted)})

    def of_municipality(self, municipality: Municipality) -> "SubmissionQuerySet":
        """Return all that a municipality handed in, without the content, the newest first."""
        rows = self.filter(assessment__municipality=municipality).select_related("assessment__round", "submitted_by")
        return rows.defer("content").order_by("-assessment__round__year", "-number")


class Submission(models.Model):
    """A numbered copy of everything at the moment of submitting, wording of the questions included.

    `content` is a `Snapshot` as JSON, `sha256` the digest of its canonical form. The database refuses to
    change or remove it (migration `submissions_are_immutable`).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("nummer")
    content = models.JSONField("inhoud")
    sha256 = models.CharField("SHA-256", max_length=64)
    submitted_at = models.DateTimeField("ingediend op")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ingediend door"
    )

    adopted_at: datetime | None  # from `with_adoption`

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "indiening"
        verbose_name_plural = "indieningen"
        ordering = ("assessment", "number")
        constraints = (models.UniqueConstraint(fields=("assessment", "number"), name="submission_number_unique"),)

    def __str__(self) -> str:
        return f"{self.assessment}, indiening {self.number}"

    @property
    def name(self) -> str:
        """What it is called among all of its municipality: '2026-1'."""
        return f"{self.assessment.round.year}-{self.number}"


class StepTakenQuerySet(QuerySet["StepTaken"]):
    """Named questions about the log of steps; the highest key is the newest."""

    def newest_first(self) -> "StepTakenQuerySet":
        """Return the steps with whose they are, what happened last first."""
        rows = self.select_related("assessment__round", "assessment__municipality", "taken_by")
        return rows.order_by("-taken_at", "-id")

    def of_person(self, words: str) -> "StepTakenQuerySet":
        """Return the steps that a person took, by a piece of the name or the address."""
        return self.filter(Q(taken_by__name__icontains=words) | Q(taken_by__email__icontains=words))

    def in_place(self, words: str) -> "StepTakenQuerySet":
        """Return the steps of a municipality or of all in a province, by its code or a piece of its name."""
        here, province = "assessment__municipality", "assessment__municipality__province"
        found = Q(**{f"{here}__code__iexact": words}) | Q(**{f"{here}__name__icontains": words})
        return self.filter(
            found | Q(**{f"{province}__code__iexact": words}) | Q(**{f"{province}__name__iexact": words})
        )

    def between(self, first: date | None, last: date | None) -> "StepTakenQuerySet":
        """Return what happened on these days, both included; without one of them from the start, or until now."""
        rows = self
        if first is not None:
            rows = rows.filter(taken_at__date__gte=first)
        if last is not None:
            rows = rows.filter(taken_at__date__lte=last)
        return rows


class StepTaken(models.Model):
    """One step of an assessment: who took it, when, and why."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="steps")
    step = models.SlugField("stap", max_length=30)
    from_status = models.CharField("van", max_length=20, choices=Status)
    to_status = models.CharField("naar", max_length=20, choices=Status)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door"
    )
    taken_at = models.DateTimeField("op")
    note = models.TextField("bericht", blank=True)

    objects = StepTakenQuerySet.as_manager()

    class Meta:
        verbose_name = "genomen stap"
        verbose_name_plural = "genomen stappen"
        ordering = ("assessment", "taken_at", "id")

    def __str__(self) -> str:
        return f"{self.assessment}: {self.step}"
