"""What the pages for inviting share: the link in the mail, and word on whether the mail has left."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from municipalities.models import Invitation


def link_maker(request: HttpRequest) -> Callable[[str], str]:
    """Return what makes the whole address of the accept page from a token."""
    return lambda token: request.build_absolute_uri(reverse("accept_invitation", kwargs={"token": token}))


def tell_about_mail(request: HttpRequest, invitation: Invitation) -> None:
    """Tell the inviter whether the mail has left."""
    if invitation.mailed_at:
        messages.success(request, f"De uitnodiging is gemaild naar {invitation.email}.")
    else:
        messages.warning(
            request,
            f"De uitnodiging voor {invitation.email} is gemaakt, maar de mail kon niet worden verstuurd. "
            "Verstuur de uitnodiging later opnieuw.",
        )
