"""The advice on an assessment: a text for each basisfunctie and for the whole, and recommendations.

One advice is being written at a time. Sent it has its number for ever, and the database refuses each change
(`improvement.immutability`). After a second adoption a next one can be written.
"""

from django.conf import settings
from django.db import models
from django.db.models import Count, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from assessments.models import Assessment, Submission
from assessments.models.answers import Edited, short_enough
from basisfuncties.models import LayerKind
from improvement.models.practices import Practice
from municipalities.models import Municipality

WHOLE = ""  # in place of the slug of a basisfunctie: the advice as a whole
WHOLE_NUMBER = 0


class AdviceQuerySet(QuerySet["Advice"]):
    """Named questions about advice."""

    def sent(self) -> "AdviceQuerySet":
        """Return what the municipality may read."""
        return self.filter(sent_at__isnull=False)

    def draft_of(self, assessment: Assessment) -> "Advice | None":
        """Return the advice that is being written, for advisers only; a constraint sees to it that there is one."""
        return self.filter(assessment=assessment, sent_at=None).first()

    def newest_sent_of(self, assessment: Assessment) -> "Advice | None":
        """Return the last advice that was sent on this assessment, or None."""
        return self.sent().filter(assessment=assessment).order_by("-number").first()

    def draft_and_last_sent(self, assessment: Assessment) -> "tuple[Advice | None, Advice | None]":
        """Return the advice that is being written and the last one that was sent, where there are; one query."""
        # Numbers go up and only the last can be a draft, so these two are all there is to see.
        rows = list(self.filter(assessment=assessment).order_by("-number")[:2])
        sent = next((row for row in rows if row.is_sent), None)
        return next((row for row in rows if not row.is_sent), None), sent

    def newest_sent_to(self, municipality: Municipality) -> "Advice | None":
        """Return the last advice that this municipality got, with its assessment and round; it answers this one."""
        rows = self.sent().filter(assessment__municipality=municipality).select_related("assessment__round")
        return rows.order_by("-assessment__round__year", "-number").first()

    def with_content(self) -> "AdviceQuerySet":
        """Read along the texts, the recommendations, their replies and their practices; four queries more."""
        return self.select_related("sent_by", "submission").prefetch_related(
            "texts", Prefetch("recommendations", Recommendation.objects.with_reply())
        )


class Advice(models.Model):
    """One advice on an assessment, by its number; `submission` is what it was written on, once it is sent."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="advices")
    number = models.PositiveSmallIntegerField("nummer")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bij indiening"
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="begonnen door"
    )
    started_at = models.DateTimeField("begonnen op", default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="verstuurd door",
    )
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        ordering = ("assessment", "number")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "number"), name="advice_number_unique"),
            models.UniqueConstraint(
                fields=("assessment",), condition=Q(sent_at=None), name="advice_one_draft_of_an_assessment"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None, submission=None)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="advice_sent_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment}, advies {self.number}"

    @property
    def is_sent(self) -> bool:
        """Whether the municipality has it; then nothing in it changes any more."""
        return self.sent_at is not None


class Written(Edited):
    """Something in an advice; `looked_at` is empty as long as a proposal was not read by an adviser.

    `number` is that of the basisfunctie, 0 for the whole. `sheet` names the opening of the page that it was saved
    from: a save that comes again, since its answer got lost, is not a colleague's.
    """

    basisfunctie = models.SlugField("basisfunctie", max_length=50, blank=True)
    number = models.PositiveSmallIntegerField("nummer van de basisfunctie", default=WHOLE_NUMBER)
    looked_at = models.DateTimeField("nagekeken op", null=True, blank=True)
    sheet = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True

    @property
    def is_looked_at(self) -> bool:
        """Whether an adviser wrote, changed or approved it."""
        return self.looked_at is not None


class AdviceText(Written):
    """What the advice says on one basisfunctie, or on the whole."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="texts")
    text = models.TextField("advies", blank=True)

    class Meta:
        verbose_name = "tekst van een advies"
        verbose_name_plural = "teksten van een advies"
        ordering = ("advice", "number")
        constraints = (
            models.UniqueConstraint(fields=("advice", "basisfunctie"), name="advice_text_once"),
            short_enough("text", "advice_text_length"),
        )

    def __str__(self) -> str:
        return f"{self.advice}: {self.basisfunctie or 'het geheel'}"


class RecommendationQuerySet(QuerySet["Recommendation"]):
    """Named questions about recommendations. What is not sent is for advisers only."""

    def sent(self) -> "RecommendationQuerySet":
        """Return those that the municipality may read."""
        return self.filter(advice__sent_at__isnull=False)

    def sent_on(self, assessment: Assessment) -> "RecommendationQuerySet":
        """Return those of all advice that was sent on this assessment, the newest advice first."""
        return self.sent().filter(advice__assessment=assessment).order_by("-advice__number", "number", "position", "pk")

    def of_last_advice_to(self, municipality: Municipality) -> "RecommendationQuerySet":
        """Return those of the last advice that this municipality got, in order of the circle. One query."""
        advice = Advice.objects.sent().filter(assessment__municipality=municipality)
        last = advice.order_by("-assessment__round__year", "-number").values("pk")[:1]
        return self.filter(advice=Subquery(last)).order_by("number", "position", "pk")

    def standing(self) -> "RecommendationQuerySet":
        """Return those that were not taken away while writing; what is sent has no others."""
        return self.filter(removed_at=None)

    def with_reply(self) -> "RecommendationQuerySet":
        """Read along the municipality's reply and the practices; in order of the circle. Three queries."""
        return (
            self.select_related("reply__updated_by")
            .prefetch_related("practices__practice")
            .order_by("advice", "number", "position", "pk")
        )

    def answered(self) -> dict[str, int]:
        """Return of these how many the municipality `answered`, of how many in `total`; one query."""
        return self.order_by().aggregate(answered=Count("reply"), total=Count("pk"))


class Recommendation(Written):
    """One thing that the adviser recommends, at a layer or a speerpunt, in the wording of that moment.

    `finding` is the key of the finding that it came from, `continues` the recommendation of an earlier advice that it
    repeats. Taken away (`removed_at`) it can be put back as long as the advice is not sent; sending leaves it out.
    """

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="recommendations")
    basisfunctie_name = models.CharField("naam van de basisfunctie", max_length=100)
    layer = models.CharField("laag", max_length=12, choices=LayerKind, blank=True)
    speerpunt = models.SlugField("speerpunt", max_length=140, blank=True)
    about = models.CharField("waarover", max_length=300, help_text="De laag of het speerpunt, zoals het toen heette.")
    title = models.CharField("aanbeveling in één zin", max_length=300, blank=True)
    explanation = models.TextField("toelichting", blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    finding = models.CharField("bevinding", max_length=250, blank=True)
    continues = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="herhaalt"
    )
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbeveling"
        verbose_name_plural = "aanbevelingen"
        ordering = ("advice", "number", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(layer="", speerpunt__gt="") | Q(speerpunt="", layer__in=LayerKind.values),
                name="recommendation_points_at_layer_or_speerpunt",
            ),
            models.CheckConstraint(condition=~Q(basisfunctie=""), name="recommendation_has_basisfunctie"),
            short_enough("explanation", "recommendation_explanation_length"),
        )

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """Return the recommendation in one sentence; one without a title is named by what it is about."""
        return self.title or f"Aanbeveling bij {self.where}"

    @property
    def where(self) -> str:
        """Return what it is about: 'Vertalen, visie', or 'Vertalen, speerpunt ‘Maatjesproject’'."""
        about = f"speerpunt ‘{self.about}’" if self.speerpunt else self.about.lower()
        return f"{self.basisfunctie_name}, {about}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not (self.title or self.explanation)


class AttachedPractice(models.Model):
    """A good practice that goes with a recommendation; `title` as it was then, for when it leaves the library."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="practices")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="attached")
    title = models.CharField("titel", max_length=200)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )
    attached_at = models.DateTimeField("toegevoegd op", default=timezone.now)

    class Meta:
        verbose_name = "praktijkvoorbeeld bij een aanbeveling"
        verbose_name_plural = "praktijkvoorbeelden bij aanbevelingen"
        ordering = ("recommendation", "attached_at", "id")
        constraints = (models.UniqueConstraint(fields=("recommendation", "practice"), name="practice_attached_once"),)

    def __str__(self) -> str:
        return self.title
