"""Verbeteracties: what a municipality is going to do, who does it, when, and what came of it.

An action begins in one assessment and lives on after adoption and through later rounds, until it is done or dropped.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from assessments.amounts import MAX_AMOUNT
from assessments.models import Assessment
from assessments.models.answers import Edited, short_enough
from assessments.models.findings import MAX_KEY
from improvement.models.advice import Recommendation
from improvement.models.logged import LoggedInWords
from municipalities.models import COLLEAGUE_ROLES, Membership, Municipality


class ActionStatus(models.TextChoices):
    """Where an action is."""

    TODO = "te_doen", "te doen"
    BUSY = "bezig", "bezig"
    DONE = "klaar", "klaar"
    DROPPED = "vervallen", "vervallen"


CLOSED = frozenset({ActionStatus.DONE, ActionStatus.DROPPED})


class ActionQuerySet(QuerySet["Action"]):
    """Named questions about actions."""

    def of(self, municipality: Municipality) -> "ActionQuerySet":
        """Return all actions of a municipality, removed ones too, with what a page says about them; one query."""
        rows = self.filter(assessment__municipality=municipality)
        return rows.select_related("assessment__round", "person", "recommendation__advice", "updated_by").order_by("pk")

    def standing(self) -> "ActionQuerySet":
        """Return those that were not removed."""
        return self.filter(removed_at=None)

    def open(self) -> "ActionQuerySet":
        """Return those that still have to be done."""
        return self.standing().exclude(status__in=CLOSED)

    def before(self, assessment: Assessment) -> "ActionQuerySet":
        """Return what earlier rounds of this municipality left, the oldest first."""
        rows = self.of(assessment.municipality).standing().filter(assessment__round__year__lt=assessment.round.year)
        return rows.order_by("assessment__round__year", "pk")

    def of_late_before(self, assessment: Assessment) -> "ActionQuerySet":
        """Return of those what is open, and what closed since the round before this one opened."""
        earlier = Assessment.objects.filter(
            municipality=assessment.municipality_id, round__year__lt=assessment.round.year
        )
        since = Subquery(earlier.order_by("-round__year").values("round__opens_on")[:1])
        return self.before(assessment).filter(Q(closed_on=None) | Q(closed_on__gte=since))

    def with_somebody_here(self) -> "ActionQuerySet":
        """Return those of somebody who still belongs to the municipality and can log in; nobody else gets mail."""
        here = Membership.objects.filter(
            user=OuterRef("person"), municipality=OuterRef("assessment__municipality"), role__in=COLLEAGUE_ROLES
        )
        return self.filter(Exists(here), person__is_active=True, assessment__municipality__ended_on=None)


class Action(Edited):
    """One thing that a municipality does to improve; `who` names somebody without a login, such as the steunpunt.

    `finding` is the key of the finding that it mends, `finding_words` what that said then. `given_on` is the day on
    which person or day last changed, and `reminded_on` the last day of a reminder. `sheet` names the opening of the
    page that it was made from: a form that is sent twice makes one action.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="actions", verbose_name="begonnen in"
    )
    title = models.CharField("wat", max_length=300)
    details = models.TextField("toelichting", blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="bij",
    )
    who = models.CharField("of bij", max_length=200, blank=True)
    due_on = models.DateField("klaar op", null=True, blank=True)
    cost = models.PositiveBigIntegerField("kosten", null=True, blank=True)
    finding = models.CharField("bevinding", max_length=MAX_KEY, blank=True)
    finding_words = models.TextField("bevinding in woorden van toen", blank=True)
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="aanbeveling",
    )
    status = models.CharField("stand", max_length=12, choices=ActionStatus, default=ActionStatus.TODO)
    outcome = models.TextField("wat ervan kwam", blank=True)
    reason = models.TextField("waarom het vervalt", blank=True)
    closed_on = models.DateField("klaar of vervallen op", null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)
    given_on = models.DateField("gegeven op", default=timezone.localdate)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
    removed_at = models.DateTimeField("verwijderd op", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="verwijderd door",
    )
    sheet = models.CharField(max_length=32, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "verbeteractie"
        verbose_name_plural = "verbeteracties"
        ordering = ("assessment", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="action_has_title"),
            models.CheckConstraint(condition=Q(person=None) | Q(who=""), name="action_person_or_name"),
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__lte=MAX_AMOUNT), name="action_cost_is_sensible"),
            models.CheckConstraint(
                condition=Q(finding="", finding_words="") | ~Q(finding=""), name="action_words_belong_to_finding"
            ),
            models.CheckConstraint(condition=Q(status__in=ActionStatus.values), name="action_known_status"),
            models.CheckConstraint(
                condition=Q(status__in=CLOSED, closed_on__isnull=False)
                | (~Q(status__in=CLOSED) & Q(closed_on__isnull=True)),
                name="action_closed_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=ActionStatus.DROPPED) | ~Q(reason=""), name="action_dropped_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="action_removed_by_somebody",
            ),
            models.UniqueConstraint(fields=("sheet",), condition=~Q(sheet=""), name="action_once_from_a_sheet"),
            short_enough("details", "action_details_length"),
            short_enough("finding_words", "action_finding_words_length"),
            short_enough("outcome", "action_outcome_length"),
            short_enough("reason", "action_reason_length"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        """Whether it is done or dropped."""
        return self.status in CLOSED

    @property
    def is_late(self) -> bool:
        """Whether the day has passed and it still has to be done."""
        return not self.is_closed and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def with_whom(self) -> str:
        """Return who does it, in words; empty when nobody does yet."""
        return str(self.person) if self.person else self.who

    @property
    def year(self) -> int:
        """Return the year of the round in which it began."""
        return self.assessment.round.year

    def set_status(self, status: str, today: date) -> None:
        """Set the status, without saving; the day on which it closed stays as long as it is closed."""
        self.status = status
        if not self.is_closed:
            self.closed_on = None
        elif self.closed_on is None:
            self.closed_on = today


class ActionEvent(models.TextChoices):
    """What happened to an action."""

    MADE = "gemaakt", "gemaakt"
    PLANNED = "plan", "plan gewijzigd"
    MOVED = "stand", "stand gewijzigd"
    CARRIED_ON = "door", "gaat door in een volgende ronde"
    REMOVED = "verwijderd", "verwijderd"
    PUT_BACK = "teruggezet", "teruggezet"


class ActionChange(LoggedInWords):
    """One line of the log of an action. The database refuses to change or remove a row (`improvement.immutability`)."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField("wat", max_length=12, choices=ActionEvent)

    class Meta:
        verbose_name = "wijziging van een verbeteractie"
        verbose_name_plural = "wijzigingen van verbeteracties"
        ordering = ("action", "id")
        constraints = (models.CheckConstraint(condition=Q(what__in=ActionEvent.values), name="action_known_event"),)

    def __str__(self) -> str:
        return f"{self.action}: {self.get_what_display()}"


class ActionNoteQuerySet(QuerySet["ActionNote"]):
    """Named questions about notes."""

    def to_read(self) -> "ActionNoteQuerySet":
        """Return what was not withdrawn, the newest first, with who wrote it."""
        return self.filter(withdrawn_at=None).select_related("by").order_by("-at", "-pk")


class ActionNote(models.Model):
    """What a team noted about an action in a meeting; for who fills in only. Withdrawn, its writer can put it back."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField("aantekening")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = ActionNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "aantekening bij een verbeteractie"
        verbose_name_plural = "aantekeningen bij verbeteracties"
        ordering = ("action", "at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="action_note_says_something"),
            short_enough("text", "action_note_length"),
        )

    def __str__(self) -> str:
        return f"{self.by}, {timezone.localtime(self.at):%d-%m-%Y %H:%M}"


class CarriedOn(Edited):
    """That an action goes on in a later round, with a word on it. Dropping one is a status with its reason."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="carried_on")
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="carried_actions", verbose_name="in"
    )
    word = models.TextField("bericht", blank=True)

    class Meta:
        verbose_name = "verbeteractie die doorgaat"
        verbose_name_plural = "verbeteracties die doorgaan"
        ordering = ("assessment", "action")
        constraints = (
            models.UniqueConstraint(fields=("action", "assessment"), name="action_carried_on_once"),
            short_enough("word", "carried_on_word_length"),
        )

    def __str__(self) -> str:
        return f"{self.action}, {self.assessment}"


def members_of(municipality: Municipality) -> list[User]:
    """Return who can be given an action: the people of the municipality who can log in, by name. One query."""
    rows = Membership.objects.filter(municipality=municipality, role__in=COLLEAGUE_ROLES, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by(F("user__name"), "user__email")]
