"""Who has which part of an assessment, and who handed the work over to whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments.models.answers import short_enough
from assessments.models.rounds import Assessment
from assessments.scopes import KEY_FIGURES, scope_code
from basisfuncties.models import Layer
from municipalities.models import Invitation


class Given(models.TextChoices):
    """What became of a part that was given."""

    OPEN = "open", "open"
    HANDED_BACK = "teruggegeven", "teruggegeven"
    TAKEN_OVER = "overgenomen", "overgenomen"
    HANDED_OVER = "overgedragen", "overgedragen"
    WITHDRAWN = "ingetrokken", "ingetrokken"


class AssignmentQuerySet(QuerySet["Assignment"]):
    """Named questions about parts that were given."""

    def open(self) -> "AssignmentQuerySet":
        """Return those that somebody has now."""
        return self.filter(status=Given.OPEN)

    def open_for(self, layer: int | None) -> "Assignment | None":
        """Return the one of this layer (a primary key; None for the key figures), with who has it; there is one."""
        return self.open().filter(layer=layer).select_related("user", "invitation").order_by().first()

    def had_by(self, user: User) -> "AssignmentQuerySet":
        """Return those that this person has or had: they open the assessment to a meewerker."""
        return self.filter(user=user).exclude(status=Given.WITHDRAWN)

    def with_names(self) -> "AssignmentQuerySet":
        """Return them with everything that a page says about them, in the order of the circle."""
        return self.select_related("layer__basisfunctie", "user", "invitation", "given_by", "ended_by").order_by(
            F("layer__basisfunctie__number").asc(nulls_last=True), "layer__position", "pk"
        )


class Assignment(models.Model):
    """One part of an assessment in the hands of one person: a layer, or (without a layer) the key figures.

    A whole basisfunctie is its four layers, so that two people can't have the same thing in two ways. Who was
    invited and has no account yet is named by the invitation; accepting it puts the person there.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="assignments")
    layer = models.ForeignKey(
        Layer, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="laag"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="bij",
    )
    invitation = models.ForeignKey(
        Invitation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="uitnodiging",
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gegeven door"
    )
    given_at = models.DateTimeField("gegeven op", default=timezone.now)
    due_on = models.DateField("graag klaar op", null=True, blank=True)
    word = models.TextField("bericht", blank=True)
    reminded_at = models.DateTimeField("herinnerd op", null=True, blank=True)
    status = models.CharField("stand", max_length=15, choices=Given, default=Given.OPEN)
    ended_at = models.DateTimeField("tot", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beëindigd door",
    )
    last_word = models.TextField("bericht bij teruggeven", blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "deel"
        verbose_name_plural = "delen"
        ordering = ("assessment", "layer", "given_at")
        constraints = (
            models.CheckConstraint(condition=Q(status__in=Given.values), name="assignment_known_status"),
            models.CheckConstraint(
                condition=Q(user__isnull=False, invitation=None) | Q(user=None, invitation__isnull=False),
                name="assignment_person_or_invitation",
            ),
            models.CheckConstraint(
                condition=Q(status=Given.OPEN, ended_at=None, ended_by=None)
                | (~Q(status=Given.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="assignment_ended_has_date",
            ),
            models.CheckConstraint(
                condition=Q(last_word="") | Q(status=Given.HANDED_BACK), name="assignment_last_word_when_handed_back"
            ),
            models.UniqueConstraint(
                fields=("assessment", "layer"),
                condition=Q(status=Given.OPEN, layer__isnull=False),
                name="assignment_layer_once_open",
                violation_error_message="Deze laag is al bij iemand.",
            ),
            models.UniqueConstraint(
                fields=("assessment",),
                condition=Q(status=Given.OPEN, layer=None),
                name="assignment_key_figures_once_open",
                violation_error_message="De kerncijfers zijn al bij iemand.",
            ),
            short_enough("word", "assignment_word_length"),
            short_enough("last_word", "assignment_last_word_length"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.code}, {self.who}"

    @property
    def code(self) -> str:
        """Return the code of the part, as in `assessments.scopes`."""
        return scope_code(self.layer.basisfunctie.slug, self.layer.kind) if self.layer else KEY_FIGURES

    @property
    def is_open(self) -> bool:
        """Whether somebody has it now."""
        return self.status == Given.OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for somebody who was invited and did not accept yet."""
        return self.user_id is None

    @property
    def who(self) -> str:
        """Return the name of the person who has it, or the name or address of who was invited."""
        if self.user is not None:
            return str(self.user)
        assert self.invitation is not None, "assignment_person_or_invitation holds this"  # noqa: S101
        return self.invitation.name or self.invitation.email

    @property
    def is_late(self) -> bool:
        """Whether the day has passed and it is still open."""
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    def end(self, status: Given, by: User) -> None:
        """End it, without saving."""
        self.status, self.ended_at, self.ended_by = status, timezone.now(), by


class WhatIsLeft(models.TextChoices):
    """What becomes of who handed the work over."""

    LEFT = "weg", "gaat weg en ziet de gemeente niet meer"
    READER = "lezer", "blijft als lezer"
    POLICY_OFFICER = "beleidsmedewerker", "blijft als beleidsmedewerker"


class Handover(models.Model):
    """The work of one person that went to another, in one step."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="handovers")
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="van"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="aan"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door"
    )
    made_at = models.DateTimeField("op", default=timezone.now)
    as_coordinator = models.BooleanField("ook de rol van coördinator", default=False)
    parts = models.PositiveSmallIntegerField("aantal delen", default=0)
    stays = models.CharField("wie overdroeg", max_length=20, choices=WhatIsLeft)
    word = models.TextField("bericht", blank=True)

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ("assessment", "made_at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(from_user=F("to_user")), name="handover_to_somebody_else"),
            models.CheckConstraint(condition=Q(stays__in=WhatIsLeft.values), name="handover_known_rest"),
            short_enough("word", "handover_word_length"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: van {self.from_user} aan {self.to_user}"
