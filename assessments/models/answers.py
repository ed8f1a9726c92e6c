"""What a municipality answers: the visie, the speerpunten that run through the layers, and the levels."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from accounts.models import User
from assessments.amounts import MAX_AMOUNT
from assessments.models.rounds import Assessment
from basisfuncties.models import Basisfunctie, GuidingQuestion, Layer, PolicyElement

MAX_TEXT = 20_000  # characters in one text


class LocalRegional(models.TextChoices):
    """The answer to a question of the kind lokaal / regionaal / beide."""

    LOCAL = "lokaal", "lokaal"
    REGIONAL = "regionaal", "regionaal"
    BOTH = "beide", "lokaal en regionaal"


def short_enough(field: str, name: str) -> models.CheckConstraint:
    """Return the constraint that a text has at most `MAX_TEXT` characters."""
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length(field), MAX_TEXT),
        name=name,
        violation_error_message="Deze tekst is te lang.",
    )


class Edited(models.Model):
    """Who changed this last, and when."""

    updated_at = models.DateTimeField("gewijzigd op", default=timezone.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gewijzigd door"
    )

    class Meta:
        abstract = True

    def touch(self, user: User) -> None:
        """Note that this person changes it now, without saving."""
        self.updated_by = user
        self.updated_at = timezone.now()


class Answer(Edited):
    """The answer to one guiding question.

    `chosen` holds codes, of suggestions or of earlier answers; `own` the municipality's own additions as
    `{"code", "text"}`, whose codes stay when the text changes, so that a speerpunt can go on serving them.
    `to_confirm` while it came from the previous round and nobody looked at it (`assessments.carry_over`).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(GuidingQuestion, on_delete=models.PROTECT, related_name="answers")
    chosen = models.JSONField("gekozen", default=list, blank=True)
    own = models.JSONField("eigen aanvullingen", default=list, blank=True)
    explanation = models.TextField("toelichting", blank=True)
    not_applicable = models.BooleanField("niet van toepassing", default=False)
    not_applicable_because = models.TextField("omdat", blank=True)
    to_confirm = models.BooleanField("te herbevestigen", default=False)

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ("assessment", "question")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "question"), name="answer_once_per_question"),
            short_enough("explanation", "answer_explanation_length"),
            short_enough("not_applicable_because", "answer_because_length"),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | ~Q(not_applicable_because=""),
                name="answer_not_applicable_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.question}"


class Adoption(models.TextChoices):
    """Where a speerpunt was adopted in policy."""

    NOT_YET = "nog_niet", "nog niet vastgesteld"
    COLLEGE = "college", "vastgesteld door het college"
    COUNCIL = "raad", "vastgesteld door de raad"


class Execution(models.TextChoices):
    """How far the execution of a speerpunt is."""

    NOT_STARTED = "niet_begonnen", "nog niet begonnen"
    PREPARING = "voorbereiding", "in voorbereiding"
    RUNNING = "loopt", "loopt"
    DONE = "afgerond", "afgerond"
    STOPPED = "gestopt", "gestopt"


class MoneyKind(models.TextChoices):
    """Whether money comes back every year."""

    STRUCTURAL = "structureel", "structureel"
    INCIDENTAL = "incidenteel", "incidenteel"


class MoneySource(models.TextChoices):
    """Whose budget pays for a speerpunt."""

    OWN = "gemeente", "eigen begroting van de gemeente"
    STEUNPUNT = "steunpunt", "budget van het steunpunt"
    REGION = "regio", "regio of andere gemeenten"
    OTHER = "anders", "provincie, Rijk, fonds of anders"


class Speerpunt(Edited):
    """A policy element that the municipality chose, or its own: what runs through all the layers.

    Deselected it keeps its data (`chosen` is False) and counts nowhere; chosen again it is as it was.
    `goals` holds the codes of the visie answers that it serves. What came from the previous round is to be
    confirmed in each layer by itself: who looks at the goals has not looked at the money.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="speerpunten")
    basisfunctie = models.ForeignKey(Basisfunctie, on_delete=models.PROTECT, related_name="speerpunten")
    element = models.ForeignKey(
        PolicyElement, on_delete=models.PROTECT, null=True, blank=True, related_name="speerpunten"
    )
    own_label = models.CharField("eigen speerpunt", max_length=300, blank=True)
    code = models.SlugField(max_length=140)
    chosen = models.BooleanField("gekozen", default=True)
    goals = models.JSONField("doelen", default=list, blank=True)
    adoption = models.CharField("vastgesteld", max_length=10, choices=Adoption, blank=True)
    document = models.CharField("document", max_length=300, blank=True)
    adopted_on = models.DateField("datum", null=True, blank=True)
    executors = models.CharField("wie voert uit", max_length=500, blank=True)
    execution = models.CharField("stand", max_length=15, choices=Execution, blank=True)
    done = models.TextField("wat is er gedaan", blank=True)
    amount = models.PositiveBigIntegerField("bedrag per jaar in euro", null=True, blank=True)
    money_kind = models.CharField("soort geld", max_length=12, choices=MoneyKind, blank=True)
    money_source = models.CharField("bron van het geld", max_length=12, choices=MoneySource, blank=True)
    beleid_to_confirm = models.BooleanField("beleid te herbevestigen", default=False)
    uitvoering_to_confirm = models.BooleanField("uitvoering te herbevestigen", default=False)
    financien_to_confirm = models.BooleanField("financiën te herbevestigen", default=False)

    class Meta:
        verbose_name = "speerpunt"
        verbose_name_plural = "speerpunten"
        ordering = ("assessment", "basisfunctie", "element__position", "id")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "basisfunctie", "code"), name="speerpunt_once"),
            models.CheckConstraint(
                condition=Q(element__isnull=False, own_label="") | (Q(element=None) & ~Q(own_label="")),
                name="speerpunt_element_or_own",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0, amount__lte=MAX_AMOUNT), name="speerpunt_amount_range"
            ),
            models.CheckConstraint(condition=Q(adoption__in=["", *Adoption.values]), name="speerpunt_known_adoption"),
            models.CheckConstraint(
                condition=Q(execution__in=["", *Execution.values]), name="speerpunt_known_execution"
            ),
            models.CheckConstraint(condition=Q(money_kind__in=["", *MoneyKind.values]), name="speerpunt_known_money"),
            models.CheckConstraint(
                condition=Q(money_source__in=["", *MoneySource.values]), name="speerpunt_known_source"
            ),
            short_enough("done", "speerpunt_done_length"),
        )

    def __str__(self) -> str:
        return self.own_label or str(self.element)


class Rating(Edited):
    """The municipality's own judgement (0-4) of one basisfunctie in one layer, with its reason."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="ratings")
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="ratings")
    level = models.PositiveSmallIntegerField("niveau", null=True, blank=True)
    reason = models.TextField("waarom", blank=True)

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ("assessment", "layer")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "layer"), name="rating_once_per_layer"),
            models.CheckConstraint(condition=Q(level=None) | Q(level__gte=0, level__lte=4), name="rating_level_0_to_4"),
            short_enough("reason", "rating_reason_length"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.layer}, niveau {self.level}"
