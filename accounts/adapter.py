"""What allauth may do here: log in and reset passwords, not sign up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody makes an account; a coördinator or a beheerder invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts come from invitations."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Do nothing: the e-mail address is the name."""
