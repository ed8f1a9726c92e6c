"""What a municipality sets of its report: one row per assessment."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from assessments.models import Assessment
from assessments.models.answers import Edited
from reports.final.models import FinalFile, FinalReport
from reports.settings import CHAPTERS, MOST_ASK, MOST_FOREWORD, MOST_POINT, MOST_POINTS, MOST_TITLE, Settings

__all__ = ["FinalFile", "FinalReport", "ReportSettings"]

GOOD = tuple(f"good_{place}" for place in range(1, MOST_POINTS + 1))
ATTENTION = tuple(f"attention_{place}" for place in range(1, MOST_POINTS + 1))


def at_most(field: str, most: int, name: str) -> models.CheckConstraint:
    """Return the constraint that a text has at most this many characters."""
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length(field), most),
        name=name,
        violation_error_message="Deze tekst is te lang.",
    )


class ReportSettings(Edited):
    """The settings of the report on one assessment, until it is adopted.

    `good_is_own` and `attention_is_own` say that the points are the municipality's own, also when it wants none;
    without them they are what its answers say at the moment of reading. `edits` says per part of the page who saved it
    last, as `{prefix: {"by": pk, "at": ISO}}`: who saved one part is not who saved the others.
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="report_settings")
    title = models.CharField("titel", max_length=MOST_TITLE, blank=True)
    foreword = models.TextField("voorwoord", blank=True)
    ask = models.TextField("wat u van de raad vraagt", blank=True)
    good_is_own = models.BooleanField("eigen punten die goed gaan", default=False)
    good_1 = models.CharField("gaat goed, 1", max_length=MOST_POINT, blank=True)
    good_2 = models.CharField("gaat goed, 2", max_length=MOST_POINT, blank=True)
    good_3 = models.CharField("gaat goed, 3", max_length=MOST_POINT, blank=True)
    attention_is_own = models.BooleanField("eigen punten die aandacht vragen", default=False)
    attention_1 = models.CharField("vraagt aandacht, 1", max_length=MOST_POINT, blank=True)
    attention_2 = models.CharField("vraagt aandacht, 2", max_length=MOST_POINT, blank=True)
    attention_3 = models.CharField("vraagt aandacht, 3", max_length=MOST_POINT, blank=True)
    with_plan = models.BooleanField("verbeterplan", default=True)
    with_trend = models.BooleanField("verloop over de rondes", default=True)
    with_comparison = models.BooleanField("vergelijking", default=True)
    with_key_figures = models.BooleanField("kerncijfers", default=True)
    with_answers = models.BooleanField("alle antwoorden", default=True)
    edits = models.JSONField("wie elk deel opsloeg", default=dict, blank=True)

    class Meta:
        verbose_name = "instellingen van een rapport"
        verbose_name_plural = "instellingen van rapporten"
        ordering = ("assessment",)
        constraints = (
            at_most("foreword", MOST_FOREWORD, "report_settings_foreword_length"),
            at_most("ask", MOST_ASK, "report_settings_ask_length"),
            models.CheckConstraint(
                condition=Q(good_is_own=True) | Q(**dict.fromkeys(GOOD, "")), name="report_settings_good_is_own"
            ),
            models.CheckConstraint(
                condition=Q(attention_is_own=True) | Q(**dict.fromkeys(ATTENTION, "")),
                name="report_settings_attention_is_own",
            ),
        )

    def __str__(self) -> str:
        return f"Rapport van {self.assessment}"

    def note_edit(self, part: str) -> None:
        """Note that who changes the row now does so in this part, without saving."""
        self.edits = {**self.edits, part: {"by": self.updated_by_id, "at": self.updated_at.isoformat()}}

    def as_value(self) -> Settings:
        """Return these settings as a plain value; empty points are left out."""

        def points(names: tuple[str, ...], *, is_own: bool) -> tuple[str, ...] | None:
            return tuple(text for name in names if (text := getattr(self, name))) if is_own else None

        return Settings(
            title=self.title,
            foreword=self.foreword,
            ask=self.ask,
            good=points(GOOD, is_own=self.good_is_own),
            attention=points(ATTENTION, is_own=self.attention_is_own),
            **{name: getattr(self, name) for name in CHAPTERS},
        )
