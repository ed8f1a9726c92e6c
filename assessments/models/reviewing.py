"""What an adviser and a municipality say to each other about a submission, what advisers note, and their levels."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments.models.answers import short_enough
from assessments.models.rounds import Assessment
from assessments.models.submissions import StepTaken, Submission
from basisfuncties.models import Layer, LayerKind

KEY_LENGTH = 20  # characters of the name that a draft has from its first letter on


class RemarkKind(models.TextChoices):
    """What a remark is. A reply is the only kind that a municipality writes."""

    QUESTION = "vraag", "vraag"
    SUGGESTION = "suggestie", "suggestie"
    COMPLIMENT = "compliment", "compliment"
    REPLY = "reactie", "reactie"


# A compliment needs nobody to do anything.
ASKING = (RemarkKind.QUESTION, RemarkKind.SUGGESTION)


class ReviewThreadQuerySet(QuerySet["ReviewThread"]):
    """Named questions about the conversations between adviser and municipality."""

    def open(self) -> "ReviewThreadQuerySet":
        """Return those in which the adviser asked something that nobody settled yet."""
        return self.filter(asked_at__isnull=False, settled_at=None)


class ReviewThread(models.Model):
    """The conversation of adviser and municipality at one place, open or settled ('afgehandeld').

    `part` is the code of a question or a speerpunt, or 'niveau' (`assessments.places`). `asked_at` is when the adviser
    last sent a question or suggestion; without it there are only drafts and compliments, and nothing is open.
    No snapshot, submission or report reads it.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="review_threads")
    basisfunctie = models.SlugField("basisfunctie", max_length=50)
    layer = models.CharField("laag", max_length=12, choices=LayerKind)
    part = models.CharField("onderdeel", max_length=140)
    asked_at = models.DateTimeField("gevraagd op", null=True, blank=True)
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="afgehandeld door",
    )

    objects = ReviewThreadQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek met de adviseur"
        verbose_name_plural = "gesprekken met de adviseur"
        ordering = ("assessment", "basisfunctie", "layer", "part")
        constraints = (
            models.UniqueConstraint(
                fields=("assessment", "basisfunctie", "layer", "part"), name="review_thread_once_per_place"
            ),
            models.CheckConstraint(condition=Q(layer__in=LayerKind.values), name="review_thread_known_layer"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="review_thread_settled_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.part}"

    @property
    def is_open(self) -> bool:
        """Whether something was asked here that nobody settled yet."""
        return self.asked_at is not None and self.settled_at is None


class ReviewRemarkQuerySet(QuerySet["ReviewRemark"]):
    """Named questions about what was said, and about what is still a draft."""

    def of(self, assessment: Assessment) -> "ReviewRemarkQuerySet":
        """Return all remarks at an assessment, drafts too, the oldest first, with thread and people; one query."""
        rows = self.filter(thread__assessment=assessment)
        return rows.select_related("thread__settled_by", "written_by").order_by("written_at", "pk")

    def at(self, basisfunctie: str, layer: str, part: str) -> "ReviewRemarkQuerySet":
        """Return those at one place."""
        return self.filter(thread__basisfunctie=basisfunctie, thread__layer=layer, thread__part=part)

    def sent(self) -> "ReviewRemarkQuerySet":
        """Return what was sent: what both sides read."""
        return self.filter(sent_at__isnull=False)

    def drafts_of(self, user: User) -> "ReviewRemarkQuerySet":
        """Return what this adviser wrote and did not send yet."""
        return self.filter(sent_at=None, written_by=user)

    def read_by_adviser(self, user: User) -> "ReviewRemarkQuerySet":
        """Return what this adviser reads: what was sent, and its own drafts."""
        return self.filter(Q(sent_at__isnull=False) | Q(written_by=user))


class ReviewRemark(models.Model):
    """One thing said at a place. Of an adviser it is a draft, for nobody else, until it is sent (`sent_at`).

    `key` names a draft from its first letter on, so that what saves itself twice is there once.
    """

    thread = models.ForeignKey(ReviewThread, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField("soort", max_length=12, choices=RemarkKind)
    from_adviser = models.BooleanField("van de adviseur")
    text = models.TextField("opmerking")
    key = models.CharField("sleutel", max_length=KEY_LENGTH)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door"
    )
    written_at = models.DateTimeField("geschreven op", default=timezone.now)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)

    objects = ReviewRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking van adviseur of gemeente"
        verbose_name_plural = "opmerkingen van adviseur en gemeente"
        ordering = ("thread", "written_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("written_by", "key"), name="review_remark_once_per_key"),
            models.CheckConstraint(condition=~Q(text=""), name="review_remark_says_something"),
            models.CheckConstraint(condition=Q(kind__in=RemarkKind.values), name="review_remark_known_kind"),
            models.CheckConstraint(
                condition=Q(from_adviser=True) | Q(kind=RemarkKind.REPLY, sent_at__isnull=False),
                name="review_remark_municipality_replies",
            ),
            short_enough("text", "review_remark_length"),
        )

    def __str__(self) -> str:
        return f"{self.written_by}, {timezone.localtime(self.written_at):%d-%m-%Y %H:%M}"

    @property
    def is_draft(self) -> bool:
        """Whether only its writer can read it."""
        return self.sent_at is None

    @property
    def at(self) -> datetime:
        """Return when the other side could read it; of a draft when it was written."""
        return self.sent_at or self.written_at


class AdviserNoteQuerySet(QuerySet["AdviserNote"]):
    """Named questions about notes."""

    def read_by(self, user: User) -> "AdviserNoteQuerySet":
        """Return what this adviser reads: its own notes, and what colleagues share."""
        return self.filter(Q(is_shared=True) | Q(written_by=user)).exclude(text="").select_related("written_by")


class AdviserNote(models.Model):
    """What an adviser notes at a basisfunctie, for itself or shared with who advises the same municipality.

    The municipality, its readers and the beheerder never see it.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="adviser_notes")
    basisfunctie = models.SlugField("basisfunctie", max_length=50)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door"
    )
    is_shared = models.BooleanField("gedeeld met collega-adviseurs")
    text = models.TextField("aantekening", blank=True)
    updated_at = models.DateTimeField("gewijzigd op", default=timezone.now)

    objects = AdviserNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "aantekening van een adviseur"
        verbose_name_plural = "aantekeningen van adviseurs"
        ordering = ("assessment", "basisfunctie", "is_shared", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("assessment", "basisfunctie", "written_by", "is_shared"), name="adviser_note_once"
            ),
            short_enough("text", "adviser_note_length"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.basisfunctie}, {self.written_by}"


class AdviserLevel(models.Model):
    """The adviser's own level (0-4) of one layer, beside the municipality's and never over it.

    `level` and `remark` are as the adviser has them now, empty when it took them back. The municipality knows what was
    sent: `sent_level` and `sent_remark`, and may answer it (docs/decisions/0007-the-advisers-level.md).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="adviser_levels")
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="adviser_levels")
    level = models.PositiveSmallIntegerField("niveau", null=True, blank=True)
    remark = models.TextField("toelichting", blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door"
    )
    set_at = models.DateTimeField("gekozen op", default=timezone.now)
    sent_level = models.PositiveSmallIntegerField("niveau dat de gemeente kent", null=True, blank=True)
    sent_remark = models.TextField("toelichting die de gemeente kent", blank=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    response = models.TextField("antwoord van de gemeente", blank=True)
    responded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beantwoord door",
    )
    responded_at = models.DateTimeField("beantwoord op", null=True, blank=True)

    class Meta:
        verbose_name = "niveau van de adviseur"
        verbose_name_plural = "niveaus van de adviseur"
        ordering = ("assessment", "layer")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "layer"), name="adviser_level_once_per_layer"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=0, level__lte=4), name="adviser_level_0_to_4"
            ),
            models.CheckConstraint(
                condition=Q(sent_level=None) | Q(sent_level__gte=0, sent_level__lte=4, sent_at__isnull=False),
                name="adviser_level_sent_0_to_4",
            ),
            models.CheckConstraint(
                condition=Q(responded_at=None, responded_by=None, response="")
                | Q(responded_at__isnull=False, responded_by__isnull=False),
                name="adviser_level_answered_by_someone",
            ),
            short_enough("remark", "adviser_level_remark_length"),
            short_enough("sent_remark", "adviser_level_sent_length"),
            short_enough("response", "adviser_level_response_length"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.layer}, niveau {self.level}"

    @property
    def is_sent_as_it_is(self) -> bool:
        """Whether the municipality knows what stands here now."""
        return (self.level, self.remark) == (self.sent_level, self.sent_remark)


class LevelsAtAdoption(models.Model):
    """The levels of the adviser as they were when an assessment was adopted, which the database refuses to change.

    `content` has for each layer with a level of the adviser its basisfunctie, layer, level, remark and the answer of
    the municipality. A later reopening and adoption gets a row of its own.
    """

    taken = models.OneToOneField(StepTaken, on_delete=models.PROTECT, related_name="levels_at_adoption")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="levels_at_adoption")
    content = models.JSONField("niveaus", default=list)

    class Meta:
        verbose_name = "niveaus bij de vaststelling"
        verbose_name_plural = "niveaus bij vaststellingen"

    def __str__(self) -> str:
        return str(self.taken)
