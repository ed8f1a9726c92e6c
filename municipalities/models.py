"""Provinces, municipalities, and who belongs to them in which role."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

SOURCE_OF_POPULATION = "Bron: CBS, StatLine 03759ned"


class Province(models.Model):
    """One of the twelve provinces."""

    code = models.CharField("CBS-code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=60, unique=True)

    class Meta:
        verbose_name = "provincie"
        verbose_name_plural = "provincies"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality, known by its CBS code. After a herindeling it has ended and names its successor."""

    code = models.CharField("CBS-code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=60)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="municipalities", verbose_name="provincie"
    )
    population = models.PositiveIntegerField("inwoners", help_text=SOURCE_OF_POPULATION)
    population_date = models.DateField("peildatum")
    ended_on = models.DateField("opgeheven op", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="opgegaan in",
        help_text="De mensen van deze gemeente lezen wat de opgeheven gemeente heeft achtergelaten.",
    )

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None, successor=None) | Q(ended_on__isnull=False, successor__isnull=False),
                name="municipality_end_has_successor",
                violation_error_message="Een opgeheven gemeente heeft een datum én een opvolger.",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")),
                name="municipality_not_own_successor",
                violation_error_message="Een gemeente kan niet in zichzelf opgaan.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """The five roles are these four and the beheerder, who is not tied to a place."""

    POLICY_OFFICER = "beleidsmedewerker", "beleidsmedewerker"
    COORDINATOR = "coordinator", "coördinator"
    READER = "lezer", "lezer"
    ADVISER = "adviseur", "adviseur"


class Membership(models.Model):
    """One person in one role for one municipality, or as adviser for one province."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name="persoon"
    )
    role = models.CharField("rol", max_length=20, choices=Role)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="gemeente",
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="provincie"
    )
    created_at = models.DateTimeField("sinds", auto_now_add=True)

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        ordering = ("user", "role")
        constraints = (
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, province=None)
                | Q(municipality=None, province__isnull=False, role=Role.ADVISER),
                name="membership_one_place",
                violation_error_message="Kies een gemeente, of bij een adviseur een gemeente of een provincie.",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_known_role"),
            models.UniqueConstraint(
                fields=("user", "municipality"),
                name="membership_once_in_municipality",
                violation_error_message="Deze persoon heeft al een rol in deze gemeente.",
            ),
            models.UniqueConstraint(
                fields=("user", "province"),
                name="membership_once_in_province",
                violation_error_message="Deze persoon is al adviseur van deze provincie.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} van {self.municipality or self.province}"
