"""What is written down of logins, by listening to Django and allauth, and of access that the admin changes."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.signals import access_changed
from audit.log import Event, record

ACCESS = {
    ("is_beheerder", True): (Event.ACCESS_GIVEN, "beheerder"),
    ("is_beheerder", False): (Event.ACCESS_WITHDRAWN, "beheerder"),
    ("is_active", True): (Event.ACCESS_GIVEN, "mag weer inloggen"),
    ("is_active", False): (Event.ACCESS_WITHDRAWN, "mag niet meer inloggen"),
}


@receiver(user_logged_in)
def logged_in(sender: object, user: User, **kwargs: Any) -> None:
    """Somebody came in."""
    record(user, Event.LOGGED_IN)


@receiver(user_logged_out)
def logged_out(sender: object, user: User | None, **kwargs: Any) -> None:
    """Somebody left; of who was not in, there is nothing to say."""
    if user is not None:
        record(user, Event.LOGGED_OUT)


@receiver(user_login_failed)
def login_failed(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Somebody tried. Of an address without an account nothing is kept: it may be a password in the wrong field."""
    address = str(credentials.get("email") or "").strip().lower()
    subject = User.objects.filter(email=address).first()
    about = "" if subject is None or subject.is_active else "dit account is uitgezet"
    record(None, Event.LOGIN_FAILED, about if subject else "onbekend e-mailadres", subject=subject)


@receiver([password_changed, password_reset])
def changed_password(sender: object, user: User, **kwargs: Any) -> None:
    """Somebody has another password; where it was logged in elsewhere, that login ended."""
    record(user, Event.PASSWORD_CHANGED, "andere logins van deze persoon zijn beëindigd")


@receiver(access_changed)
def changed_access(sender: object, request: HttpRequest, user: User, field: str, **kwargs: Any) -> None:
    """A beheerder made somebody beheerder or not, or let somebody log in or not."""
    event, about = ACCESS[field, getattr(user, field)]
    record(request, event, about, subject=user)
