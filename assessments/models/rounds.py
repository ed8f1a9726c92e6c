"""Rounds, and the assessment of each municipality in them."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from basisfuncties.models import Framework
from municipalities.access import visible_to
from municipalities.models import Membership, Municipality, Role


class RoundQuerySet(QuerySet["Round"]):
    """Named questions about rounds."""

    def newest_first(self) -> "RoundQuerySet":
        """Return the rounds, the last year first."""
        return self.order_by("-year")


def round_to_show(rounds: Sequence["Round"], asked: str, today: date) -> "Round | None":
    """Return the round of the year that is asked for, else the newest that has opened, else the newest.

    `rounds` come newest first.
    """
    opened = (each for each in rounds if each.opens_on <= today)
    return next((each for each in rounds if str(each.year) == asked), next(opened, rounds[0] if rounds else None))


class Round(models.Model):
    """A period in which municipalities assess themselves, on one edition of the framework."""

    year = models.PositiveSmallIntegerField("jaar", unique=True)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="rounds", verbose_name="kader")
    opens_on = models.DateField("opent op")
    closes_on = models.DateField("sluit op", help_text="De laatste dag waarop een gemeente kan indienen.")
    is_demo = models.BooleanField(
        "voorbeeld", default=False, help_text="De antwoorden zijn verzonnen; elke pagina en elk rapport zegt dat."
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ("-year",)
        constraints = (
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")),
                name="round_opens_before_it_closes",
                violation_error_message="De ronde kan niet sluiten voor zij opent.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2007, year__lte=2100),
                name="round_sensible_year",
                violation_error_message="Kies een jaar vanaf 2007, het jaar van de Wmo.",
            ),
        )

    def __str__(self) -> str:
        return f"Zelfevaluatie {self.year}"

    def is_open(self, today: date) -> bool:
        """Whether a municipality can fill in and submit on this day."""
        return self.opens_on <= today <= self.closes_on

    def invite_all(self) -> int:
        """Give every municipality that has not ended its assessment in this round; return how many are new.

        Can be run again: who has one keeps it.
        """
        waiting = Municipality.objects.filter(ended_on=None).exclude(assessments__round=self)
        made = Assessment.objects.bulk_create(
            [Assessment(round=self, municipality=municipality) for municipality in waiting]
        )
        return len(made)


class Status(models.TextChoices):
    """Where an assessment is on its way; `assessments.workflow` says who may take which step."""

    CONCEPT = "concept", "concept"
    SUBMITTED = "ingediend", "ingediend"
    IN_REVIEW = "in_beoordeling", "in beoordeling"
    SUPPLEMENT = "aanvulling_gevraagd", "aanvulling gevraagd"
    ADOPTED = "vastgesteld", "vastgesteld"
    REOPENED = "heropend", "heropend"


# It was handed in before, and the municipality has it back: it may change and hand in again, whatever the round.
RETURNED = frozenset({Status.SUPPLEMENT, Status.REOPENED})
# The municipality has it; everywhere else it lies with the adviser, or is done.
WITH_MUNICIPALITY = RETURNED | {Status.CONCEPT}


class AssessmentQuerySet(QuerySet["Assessment"]):
    """Named questions about assessments."""

    def visible_to(self, user: User) -> "AssessmentQuerySet":
        """Return the assessments of the municipalities that exist for this person."""
        return self.filter(municipality__in=visible_to(user))

    def to_review_by(self, user: User) -> "AssessmentQuerySet":
        """Return the assessments that this person reviews as adviser; for the beheerder all."""
        if user.is_beheerder:
            return self.all()
        advised = user.memberships.filter(role=Role.ADVISER)
        return self.filter(
            Q(municipality__in=advised.filter(municipality__isnull=False).values("municipality"))
            | Q(municipality__province__in=advised.filter(province__isnull=False).values("province"))
        )

    def reviewer_without_access(self) -> "AssessmentQuerySet":
        """Return those whose reviewer is no adviser there any more, can't log in, or has nothing left to review."""
        advises = Membership.objects.filter(user=OuterRef("reviewer"), role=Role.ADVISER).filter(
            Q(municipality=OuterRef("municipality")) | Q(province=OuterRef("municipality__province"))
        )
        gone = ~Exists(advises) | Q(reviewer__is_active=False) | Q(municipality__ended_on__isnull=False)
        return self.filter(gone, reviewer__isnull=False)

    def with_last_handed_in(self) -> "AssessmentQuerySet":
        """Add `last_number` and `last_submitted_at`, empty where nothing was submitted."""
        from assessments.models import Submission  # the models of what is in an assessment import this one

        last = Submission.objects.filter(assessment=OuterRef("pk")).order_by("-number")
        return self.annotate(
            last_number=Subquery(last.values("number")[:1]), last_submitted_at=Subquery(last.values("submitted_at")[:1])
        )

    def with_has_begun(self) -> "AssessmentQuerySet":
        """Add `has_begun`: whether anybody filled in anything, by hand or from the previous round."""
        from assessments.models import Answer, KeyFigures, Rating, Speerpunt

        here = {"assessment": OuterRef("pk")}
        return self.annotate(
            has_begun=Exists(Answer.objects.filter(**here))
            | Exists(Rating.objects.filter(**here))
            | Exists(Speerpunt.objects.filter(**here))
            | Exists(KeyFigures.objects.filter(**here))
        )

    def with_open_remarks(self) -> "AssessmentQuerySet":
        """Add `open_remarks`: at how many places an adviser asked something that nobody settled yet."""
        from assessments.models import ReviewThread

        threads = ReviewThread.objects.open().filter(assessment=OuterRef("pk")).order_by()
        number = threads.values("assessment").annotate(number=Count("pk")).values("number")
        return self.annotate(open_remarks=Coalesce(Subquery(number), 0))

    def with_previous_round(self) -> "AssessmentQuerySet":
        """Add `previous_id`, of the municipality's last round of this series before this one that was handed in."""
        earlier = Assessment.objects.filter(
            municipality=OuterRef("municipality"),
            round__year__lt=OuterRef("round__year"),
            round__framework__series=OuterRef("round__framework__series"),
        ).exclude(status=Status.CONCEPT)
        return self.annotate(previous_id=Subquery(earlier.order_by("-round__year").values("pk")[:1]))


class Assessment(models.Model):
    """One municipality in one round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments", verbose_name="ronde")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="assessments", verbose_name="gemeente"
    )
    status = models.CharField("status", max_length=20, choices=Status, default=Status.CONCEPT)
    status_since = models.DateTimeField("status sinds", auto_now_add=True)
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    reviewer = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        verbose_name="beoordelaar",
        help_text="De adviseur die deze zelfevaluatie heeft genomen; wisselt via assessments.reviewers.",
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "zelfevaluatie"
        verbose_name_plural = "zelfevaluaties"
        ordering = ("round", "municipality")
        constraints = (
            models.UniqueConstraint(fields=("round", "municipality"), name="assessment_once_in_round"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="assessment_known_status"),
            models.CheckConstraint(
                condition=Q(status=Status.ADOPTED, adopted_at__isnull=False)
                | (~Q(status=Status.ADOPTED) & Q(adopted_at=None)),
                name="assessment_adopted_has_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}, {self.round}"

    @property
    def why_closed(self) -> str:
        """Return why the answers can't change, for when `can_be_filled_in` says so."""
        if self.status == Status.CONCEPT:
            return (
                f"De ronde is open van {self.round.opens_on:%d-%m-%Y} tot en met {self.round.closes_on:%d-%m-%Y}. "
                "Wat u net typte, is niet opgeslagen; het staat nog op deze pagina, dus bewaar het zelf."
            )
        way_back = (
            "de beheerder haar heropent" if self.status == Status.ADOPTED else "de adviseur een aanvulling vraagt"
        )
        return f"De zelfevaluatie is {self.get_status_display()}. Wijzigen kan weer als {way_back}."

    def can_be_filled_in(self, today: date) -> bool:
        """Whether answers may change: as a concept while the round is open, or when the municipality got it back."""
        return self.status in RETURNED or (self.status == Status.CONCEPT and self.round.is_open(today))
