"""What the pages for inviting share: word on the mail."""

from django.contrib import messages
from django.http import HttpRequest

from municipalities.models import Invitation


def tell_about_mail(request: HttpRequest, invitation: Invitation) -> None:
    """Tell the inviter that a mail is on its way."""
    messages.success(request, f"De uitnodiging wordt gemaild naar {invitation.email}.")
