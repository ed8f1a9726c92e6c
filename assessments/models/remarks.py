"""What colleagues of one municipality say to each other beside a part of a page."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.models.answers import short_enough
from assessments.models.rounds import Assessment
from basisfuncties.models import LayerKind


class InternalThread(models.Model):
    """The remarks of colleagues at one place, open or settled ('afgehandeld').

    Only who fills in reads them: they are in no snapshot, submission or report. `part` is the code of a
    question or speerpunt, or the name of another part of the page (`assessments.places`).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="internal_threads")
    basisfunctie = models.SlugField("basisfunctie", max_length=50)
    layer = models.CharField("laag", max_length=12, choices=LayerKind)
    part = models.CharField("onderdeel", max_length=140)
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="afgehandeld door",
    )

    class Meta:
        verbose_name = "gesprek tussen collega's"
        verbose_name_plural = "gesprekken tussen collega's"
        ordering = ("assessment", "basisfunctie", "layer", "part")
        constraints = (
            models.UniqueConstraint(
                fields=("assessment", "basisfunctie", "layer", "part"), name="internal_thread_once_per_place"
            ),
            models.CheckConstraint(condition=Q(layer__in=LayerKind.values), name="internal_thread_known_layer"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="internal_thread_settled_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.part}"


class InternalRemarkQuerySet(QuerySet["InternalRemark"]):
    """Named questions about remarks."""

    def of(self, assessment: Assessment) -> "InternalRemarkQuerySet":
        """Return all remarks of an assessment, the oldest first, with thread and people; one query."""
        rows = self.filter(thread__assessment=assessment)
        return rows.select_related("thread__settled_by", "written_by").order_by("written_at", "pk")


class InternalRemark(models.Model):
    """One remark of a colleague. Withdrawn, its text is shown to nobody but its writer, who can put it back."""

    thread = models.ForeignKey(InternalThread, on_delete=models.PROTECT, related_name="remarks")
    text = models.TextField("opmerking")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door"
    )
    written_at = models.DateTimeField("geschreven op", default=timezone.now)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = InternalRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking tussen collega's"
        verbose_name_plural = "opmerkingen tussen collega's"
        ordering = ("thread", "written_at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="internal_remark_says_something"),
            short_enough("text", "internal_remark_length"),
        )

    def __str__(self) -> str:
        return f"{self.written_by}, {timezone.localtime(self.written_at):%d-%m-%Y %H:%M}"
