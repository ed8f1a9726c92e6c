"""The people who use the application."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Makes people; an e-mail address counts the same in capitals and in small letters."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person with this address; without a password nobody can log in as it yet."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new beheerder; this is what `manage.py createsuperuser` calls."""
        return self.create_user(email, password, is_beheerder=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this address, in whatever letters it was typed."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person, known by an e-mail address. What the person may do comes from memberships."""

    email = models.EmailField("e-mailadres", max_length=254)
    name = models.CharField("naam", max_length=150)
    is_active = models.BooleanField("mag inloggen", default=True)
    is_beheerder = models.BooleanField(
        "beheerder", default=False, help_text="Landelijk beheer: rondes, kaders en toegang."
    )
    created_at = models.DateTimeField("aangemaakt op", auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        ordering = ("name", "email")
        constraints = (
            models.UniqueConstraint(
                fields=("email",),
                name="user_email_unique",
                violation_error_message="Er is al iemand met dit e-mailadres.",
            ),
            # So an address is unique in whatever letters it was typed; login and invitations look it up like this.
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_small_letters"),
        )

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the address in small letters, whoever typed it."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def get_short_name(self) -> str:
        """Return what the admin calls the person at the top of its pages."""
        return str(self)

    @property
    def is_staff(self) -> bool:
        """Whether the person may open the Django admin."""
        return self.is_beheerder

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """The admin asks this; the beheerder may do there what the admin offers."""
        return self.is_active and self.is_beheerder

    def has_module_perms(self, app_label: str) -> bool:
        """The admin asks this for each app."""
        return self.is_active and self.is_beheerder
