"""Provinces, municipalities, and who belongs to them in which role."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from municipalities.house_style.style import sheet_name
from post.kinds import Kind
from post.models import Mail

COLOUR = r"^#[0-9a-f]{6}$"
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

    @property
    def has_ended(self) -> bool:
        """Whether it went up in another municipality (herindeling); then nobody writes here any more."""
        return self.ended_on is not None


class Role(models.TextChoices):
    """The six roles are these five and the beheerder, who is not tied to a place.

    A meewerker comes from outside (steunpunt, finance) and may fill in only the parts that it was given;
    `assessments.access` knows which.
    """

    POLICY_OFFICER = "beleidsmedewerker", "beleidsmedewerker"
    COORDINATOR = "coordinator", "coördinator"
    READER = "lezer", "lezer"
    ADVISER = "adviseur", "adviseur"
    GUEST = "meewerker", "meewerker"


# What a coördinator may give a colleague; the adviseur is sent by the beheerder.
COLLEAGUE_ROLES = (Role.POLICY_OFFICER, Role.COORDINATOR, Role.READER)
# Whom a coördinator may invite and let go: a meewerker is invited together with the part to fill in.
MANAGED_ROLES = (*COLLEAGUE_ROLES, Role.GUEST)
# Who can be given a part.
FILLING_IN_ROLES = (Role.POLICY_OFFICER, Role.COORDINATOR, Role.GUEST)
# Not a role in a place, but one can be invited for it.
BEHEERDER = "beheerder"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, by what people ask about them."""

    def active_coordinators(self) -> "MembershipQuerySet":
        """Return those of coördinatoren who can log in; only they can invite and submit."""
        return self.filter(role=Role.COORDINATOR, user__is_active=True)

    def of_advisers(self) -> "MembershipQuerySet":
        """Return those of advisers, with their place: provinces first, by name."""
        rows = self.filter(role=Role.ADVISER).select_related("municipality", "province")
        return rows.order_by(F("province__name").asc(nulls_last=True), "municipality__name")


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

    objects = MembershipQuerySet.as_manager()

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

    def clean(self) -> None:
        """Refuse a municipality that has ended."""
        if self.municipality is not None and self.municipality.has_ended:
            raise ValidationError({"municipality": "Deze gemeente is opgeheven. Kies de gemeente waarin zij opging."})

    @property
    def is_colleague(self) -> bool:
        """Whether this is a role that a coördinator gives and takes."""
        return self.role in MANAGED_ROLES

    @property
    def place(self) -> Municipality | Province:
        """The municipality or the province of this role."""
        place = self.municipality or self.province
        assert place is not None, "membership_one_place holds this"  # noqa: S101
        return place


def two_weeks_from_now() -> datetime:
    """Return when an invitation that is sent now expires."""
    return timezone.now() + timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, by their state."""

    def with_mail(self) -> "InvitationQuerySet":
        """Add `mail_failed`: whether the mail with the link that counts could not be sent."""
        failed = Mail.objects.filter(kind=Kind.INVITATION, key=models.OuterRef("token_hash")).failed()
        return self.annotate(mail_failed=models.Exists(failed))

    def open(self) -> "InvitationQuerySet":
        """Return those neither used nor withdrawn; an expired one stays open, because it can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """An offer by mail of a role in a place, or of beheerder. Only a hash of its link is kept."""

    email = models.EmailField("e-mailadres", max_length=254)
    name = models.CharField("naam", max_length=150, blank=True)
    role = models.CharField("rol", max_length=20, choices=[*Role.choices, (BEHEERDER, "beheerder")])
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name="gemeente",
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name="provincie"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="invitations",
        verbose_name="uitgenodigd door",
    )
    about = models.TextField("waarover", blank=True, help_text="Wat er gevraagd wordt; staat in de mail.")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("uitgenodigd op", auto_now_add=True)
    mailed_at = models.DateTimeField("gemaild op", null=True, blank=True)
    expires_at = models.DateTimeField("verloopt op", default=two_weeks_from_now)
    accepted_at = models.DateTimeField("aangenomen op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ("-created_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, province=None, role__in=Role.values)
                | Q(municipality=None, province__isnull=False, role=Role.ADVISER)
                | Q(municipality=None, province=None, role=BEHEERDER),
                name="invitation_one_place",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_used_or_withdrawn"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_in_small_letters"),
            models.UniqueConstraint(
                fields=("email", "municipality"),
                condition=Q(accepted_at=None, withdrawn_at=None, municipality__isnull=False),
                name="invitation_once_open_in_municipality",
            ),
            models.UniqueConstraint(
                fields=("email", "province"),
                condition=Q(accepted_at=None, withdrawn_at=None, province__isnull=False),
                name="invitation_once_open_in_province",
            ),
            models.UniqueConstraint(
                fields=("email",),
                condition=Q(accepted_at=None, withdrawn_at=None, role=BEHEERDER),
                name="invitation_once_open_as_beheerder",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email}, {self.offer}"

    @property
    def place(self) -> Municipality | Province | None:
        """The municipality or the province that it is for; none for a beheerder."""
        return self.municipality or self.province

    @property
    def offer(self) -> str:
        """What is offered, in words: "coördinator van Veere"."""
        return f"{self.get_role_display()} van {self.place}" if self.place else self.get_role_display()

    @property
    def is_colleague(self) -> bool:
        """Whether this is a role that a coördinator gives and takes."""
        return self.role in MANAGED_ROLES

    @property
    def has_expired(self) -> bool:
        """Whether its time is over; sending it again gives it new time."""
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether it is neither used nor withdrawn; it may have expired."""
        return self.accepted_at is None and self.withdrawn_at is None


class Logo(models.Model):
    """A cleaned logo; it never changes, so its address (`key`) may be kept by a browser for ever.

    `content` is read where the logo itself is asked for, and nowhere else (`house_style.reading.with_style`).
    """

    key = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=3, choices=[("svg", "SVG"), ("png", "PNG")])
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    on_dark = models.BooleanField(default=False)

    class Meta:
        verbose_name = "logo"
        verbose_name_plural = "logo's"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=("svg", "png")), name="logo_known_kind"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="logo_has_a_size"),
        )

    def __str__(self) -> str:
        return f"{self.key}.{self.kind}"

    def get_absolute_url(self) -> str:
        """Return its address, open to all."""
        return reverse("logo", args=[self.key, self.kind])


class Style(models.Model):
    """The house style of a municipality, with what it was before the last change, to put back."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, primary_key=True, related_name="style", verbose_name="gemeente"
    )
    colour = models.CharField("kleur", max_length=7, blank=True)
    logo = models.ForeignKey(Logo, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="logo")
    colour_before = models.CharField(max_length=7, blank=True)
    logo_before = models.ForeignKey(Logo, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField("gewijzigd op", default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="gewijzigd door"
    )

    class Meta:
        verbose_name = "huisstijl"
        verbose_name_plural = "huisstijlen"
        constraints = (
            models.CheckConstraint(condition=Q(colour="") | Q(colour__regex=COLOUR), name="style_colour_written"),
            models.CheckConstraint(
                condition=Q(colour_before="") | Q(colour_before__regex=COLOUR), name="style_colour_before_written"
            ),
        )

    def __str__(self) -> str:
        return f"huisstijl van {self.municipality}"

    @property
    def seen(self) -> str:
        """Return what a page sends along to say of which moment the style is that it shows."""
        return self.changed_at.isoformat()

    @property
    def sheet(self) -> str:
        """The name of its stylesheet; empty without a colour."""
        return sheet_name(self.colour)
