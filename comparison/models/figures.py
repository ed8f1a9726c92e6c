"""The figures of each adopted submission, so that no page reads thousands of snapshots."""

from django.db import models
from django.db.models import Q, QuerySet

from assessments.models import Assessment, Submission
from basisfuncties.models import Framework
from comparison.counting import Counted
from comparison.groups import Member
from comparison.lines import Line
from municipalities.models import Municipality, Province


class FiguresQuerySet(QuerySet["Figures"]):
    """Named questions about figures."""

    def of_round(self, year: int) -> "FiguresQuerySet":
        """Return those that count among others in the round of this year: the first adopted of each assessment."""
        return self.filter(year=year, counts=True)

    def of_municipality(self, municipality: Municipality) -> "FiguresQuerySet":
        """Return the last adopted of each round of one municipality, the oldest round first."""
        later = Figures.objects.filter(assessment=models.OuterRef("assessment"), number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(later), municipality=municipality).order_by("year")

    def lines(self) -> list[Line]:
        """Return all as plain values. One query."""
        return [row.line for row in self.select_related("framework")]


class Figures(models.Model):
    """What statistics need of one adopted submission, worked out from it; `manage.py rebuild_figures` does so again.

    Population and province are those of then. Of an assessment that was reopened and adopted again, the first adopted
    submission `counts` among others and stays the one that does: else who compares before and after sees one change
    (docs/decisions/0011-groups.md).
    """

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="figures")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="figures")
    number = models.PositiveSmallIntegerField("indiening")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="figures")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="figures")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField("ronde")
    adopted_at = models.DateTimeField("vastgesteld op")
    counts = models.BooleanField("telt mee")
    population = models.PositiveIntegerField("inwoners")
    fte = models.DecimalField("fte", max_digits=6, decimal_places=2, null=True)
    budget = models.PositiveBigIntegerField("budget", null=True)
    steunpunt = models.CharField("steunpunt", max_length=10, blank=True)
    steunpunt_form = models.CharField("vorm", max_length=12, blank=True)
    steunpunt_fte = models.DecimalField("fte van het steunpunt", max_digits=6, decimal_places=2, null=True)
    steunpunt_budget = models.PositiveBigIntegerField("budget van het steunpunt", null=True)
    keurmerk = models.CharField("keurmerk", max_length=8, blank=True)
    # What differs with the edition: see `comparison.counting.Counted`, by slug of the basisfunctie.
    counted = models.JSONField("niveaus, bevindingen, speerpunten en geld")

    objects = FiguresQuerySet.as_manager()

    class Meta:
        verbose_name = "cijfers"
        verbose_name_plural = "cijfers"
        ordering = ("year", "municipality", "number")
        constraints = (
            models.UniqueConstraint(fields=("assessment",), condition=Q(counts=True), name="figures_count_once"),
        )
        indexes = (models.Index(fields=("year", "counts"), name="figures_by_round"),)

    def __str__(self) -> str:
        return f"Cijfers {self.submission_id}"

    @property
    def line(self) -> Line:
        """Return the row as plain values; `framework` is loaded with it, or costs a query."""
        return Line(
            member=Member(
                key=self.submission_id,
                municipality=self.municipality_id,
                province=self.province_id,
                population=self.population,
                adopted_at=self.adopted_at,
            ),
            year=self.year,
            edition=self.framework.edition,
            counted=Counted.from_content(self.counted),
            fte=self.fte,
            budget=self.budget,
            steunpunt=self.steunpunt,
            steunpunt_form=self.steunpunt_form,
            steunpunt_fte=self.steunpunt_fte,
            steunpunt_budget=self.steunpunt_budget,
            keurmerk=self.keurmerk,
        )
