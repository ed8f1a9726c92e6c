"""The library of good practices, marked by basisfunctie, layer, size of municipality and source."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments.models.answers import Edited, short_enough
from basisfuncties.models import LayerKind
from municipalities.access import MUNICIPAL
from municipalities.models import Municipality, Role


class SizeClass(models.TextChoices):
    """The size of municipality that a practice fits, by inhabitants."""

    ANY = "elke", "elke grootte"
    SMALL = "tot-20", "tot 20.000 inwoners"
    MIDDLE = "20-50", "20.000 tot 50.000 inwoners"
    LARGE = "50-100", "50.000 tot 100.000 inwoners"
    CITY = "100-meer", "100.000 inwoners of meer"


def size_of(population: int) -> SizeClass:
    """Return the class of a municipality with so many inhabitants."""
    for below, size in ((20_000, SizeClass.SMALL), (50_000, SizeClass.MIDDLE), (100_000, SizeClass.LARGE)):
        if population < below:
            return size
    return SizeClass.CITY


class PracticeStatus(models.TextChoices):
    """Where a practice is on its way into the library; `improvement.library.steps` says who may take which step."""

    DRAFT = "concept", "concept"
    OFFERED = "aangeboden", "aangeboden"
    RETURNED = "teruggegeven", "teruggegeven"
    PUBLISHED = "gepubliceerd", "gepubliceerd"
    WITHDRAWN = "ingetrokken", "ingetrokken"


class PracticeQuerySet(QuerySet["Practice"]):
    """Named questions about practices."""

    def published(self) -> "PracticeQuerySet":
        """Return what everybody with a role may read."""
        return self.filter(status=PracticeStatus.PUBLISHED)

    def visible_to(self, user: User) -> "PracticeQuerySet":
        """Return what is published, what this person makes, alone or for its municipality, and what waits for it.

        What a municipality offered waits for its advisers and for the beheerder.
        """
        roles = user.memberships.all().order_by()
        own = roles.filter(role__in=MUNICIPAL, municipality__isnull=False).values("municipality")
        offered = Q(status=PracticeStatus.OFFERED)
        if not user.is_beheerder:
            advises = roles.filter(role=Role.ADVISER)
            offered &= Q(municipality__in=advises.values("municipality")) | Q(
                municipality__province__in=advises.values("province")
            )
        return self.filter(
            Q(status=PracticeStatus.PUBLISHED) | Q(made_by=user, municipality=None) | Q(municipality__in=own) | offered
        )

    def waiting_for(self, user: User) -> "PracticeQuerySet":
        """Return what municipalities offered and this person may publish or return."""
        return self.visible_to(user).filter(status=PracticeStatus.OFFERED)


class Practice(Edited):
    """A good practice. One of a municipality is its own text; its name is shown to others only where it said so.

    `is_example` marks an invented one of the demo.
    """

    title = models.CharField("titel", max_length=200)
    summary = models.CharField("in het kort", max_length=500, blank=True)
    approach = models.TextField("hoe het werkt", blank=True)
    result = models.TextField("wat het oplevert", blank=True)
    needed = models.TextField("wat ervoor nodig is", blank=True)
    basisfunctie = models.SlugField("basisfunctie", max_length=50)
    layer = models.CharField("laag", max_length=12, choices=LayerKind)
    size = models.CharField("grootte van de gemeente", max_length=10, choices=SizeClass, default=SizeClass.ANY)
    source = models.CharField("bron", max_length=300, blank=True)
    source_url = models.URLField("adres van de bron", max_length=500, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="practices", verbose_name="gemeente"
    )
    name_shown = models.BooleanField("de naam van de gemeente mag erbij", default=False)
    status = models.CharField("status", max_length=15, choices=PracticeStatus, default=PracticeStatus.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True)
    is_example = models.BooleanField("verzonnen voorbeeld", default=False)
    sheet = models.CharField(max_length=20, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = "praktijkvoorbeeld"
        verbose_name_plural = "praktijkvoorbeelden"
        ordering = ("title", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="practice_has_title"),
            models.CheckConstraint(condition=Q(layer__in=LayerKind.values), name="practice_known_layer"),
            models.CheckConstraint(condition=Q(size__in=SizeClass.values), name="practice_known_size"),
            models.CheckConstraint(condition=Q(status__in=PracticeStatus.values), name="practice_known_status"),
            models.CheckConstraint(
                condition=~Q(status=PracticeStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="practice_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(name_shown=False) | Q(municipality__isnull=False), name="practice_name_needs_municipality"
            ),
            short_enough("approach", "practice_approach_length"),
            short_enough("result", "practice_result_length"),
            short_enough("needed", "practice_needed_length"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Whether everybody with a role can read it."""
        return self.status == PracticeStatus.PUBLISHED


class PracticeEvent(models.Model):
    """One line of the log of a practice: a step, or consent given or withdrawn. The database refuses to change it."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="events")
    step = models.SlugField("stap", max_length=30)
    word = models.TextField("bericht", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now)

    class Meta:
        verbose_name = "gebeurtenis bij een praktijkvoorbeeld"
        verbose_name_plural = "gebeurtenissen bij praktijkvoorbeelden"
        ordering = ("practice", "at", "id")

    def __str__(self) -> str:
        return f"{self.practice}: {self.step}"
