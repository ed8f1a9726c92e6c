"""Whether the menu of a person has the pages of an adviser; kept in the session, so that no page pays a query."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from municipalities.models import Membership, Role

ADVISES = "adviseert"


def remember_adviser(request: HttpRequest, advises: bool) -> None:
    """Keep in the session whether this person is an adviser; a session that says so already is left as it is."""
    if request.session.get(ADVISES, False) != advises:
        request.session[ADVISES] = advises


@receiver(user_logged_in)
def look_at_login(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Look it up when somebody logs in."""
    remember_adviser(request, Membership.objects.filter(user=user, role=Role.ADVISER).exists())
