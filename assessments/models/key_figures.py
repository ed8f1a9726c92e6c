"""The key figures of a municipality per round, from the field's zero-measurements."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from assessments.amounts import MAX_AMOUNT
from assessments.models.answers import Edited, short_enough
from assessments.models.rounds import Assessment

MAX_FTE = Decimal("9999.99")


class Steunpunt(models.TextChoices):
    """Whether there is a steunpunt vrijwilligerswerk, and for which area."""

    NONE = "geen", "geen steunpunt"
    LOCAL = "lokaal", "lokaal steunpunt"
    REGIONAL = "regionaal", "regionaal steunpunt"


class SteunpuntForm(models.TextChoices):
    """What the steunpunt is part of."""

    INDEPENDENT = "zelfstandig", "zelfstandig"
    WELFARE = "welzijn", "onderdeel van een welzijnsorganisatie"
    MUNICIPALITY = "gemeente", "onderdeel van de gemeente"


class Keurmerk(models.TextChoices):
    """The quality mark of the steunpunt (AVI 130 report, appendix 5.3)."""

    NONE = "geen", "geen keurmerk"
    A = "a", "keurmerk A"
    B = "b", "keurmerk B"
    C = "c", "keurmerk C"
    D = "d", "keurmerk D"
    OTHER = "ander", "een ander keurmerk"


class KeyFigures(Edited):
    """fte, budget and steunpunt of one municipality in one round; amounts in whole euros per year."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="key_figures")
    fte = models.DecimalField("fte voor het beleid", max_digits=6, decimal_places=2, null=True, blank=True)
    budget = models.PositiveBigIntegerField("budget", null=True, blank=True)
    steunpunt = models.CharField("steunpunt", max_length=10, choices=Steunpunt, blank=True)
    steunpunt_form = models.CharField("vorm", max_length=12, choices=SteunpuntForm, blank=True)
    steunpunt_fte = models.DecimalField(
        "betaalde fte van het steunpunt", max_digits=6, decimal_places=2, null=True, blank=True
    )
    steunpunt_budget = models.PositiveBigIntegerField("budget van het steunpunt", null=True, blank=True)
    keurmerk = models.CharField("keurmerk", max_length=8, choices=Keurmerk, blank=True)
    explanation = models.TextField("toelichting", blank=True)
    to_confirm = models.BooleanField("te herbevestigen", default=False)

    class Meta:
        verbose_name = "kerncijfers"
        verbose_name_plural = "kerncijfers"
        constraints = (
            models.CheckConstraint(condition=Q(fte=None) | Q(fte__gte=0, fte__lte=MAX_FTE), name="key_figures_fte"),
            models.CheckConstraint(
                condition=Q(steunpunt_fte=None) | Q(steunpunt_fte__gte=0, steunpunt_fte__lte=MAX_FTE),
                name="key_figures_steunpunt_fte",
            ),
            models.CheckConstraint(
                condition=Q(budget=None) | Q(budget__gte=0, budget__lte=MAX_AMOUNT), name="key_figures_budget"
            ),
            models.CheckConstraint(
                condition=Q(steunpunt_budget=None) | Q(steunpunt_budget__gte=0, steunpunt_budget__lte=MAX_AMOUNT),
                name="key_figures_steunpunt_budget",
            ),
            models.CheckConstraint(condition=Q(steunpunt__in=["", *Steunpunt.values]), name="key_figures_steunpunt"),
            models.CheckConstraint(
                condition=Q(steunpunt_form__in=["", *SteunpuntForm.values]), name="key_figures_steunpunt_form"
            ),
            models.CheckConstraint(condition=Q(keurmerk__in=["", *Keurmerk.values]), name="key_figures_keurmerk"),
            short_enough("explanation", "key_figures_explanation_length"),
        )

    def __str__(self) -> str:
        return f"Kerncijfers {self.assessment}"
