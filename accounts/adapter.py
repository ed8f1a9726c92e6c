"""What allauth may do here: log in and reset passwords, not sign up."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody makes an account; a coördinator or a beheerder invites."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "too_many_login_attempts": (
            "Er is te vaak geprobeerd om in te loggen. Wacht 5 minuten en probeer het dan opnieuw."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts come from invitations."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Do nothing: the e-mail address is the name."""

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the start page: who has changed the password is done with it."""
        return reverse("start")

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the person what changed; the address is that of the person, there is no list of addresses."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)
