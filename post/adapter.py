"""The mails of allauth, through the queue like all others."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from accounts.adapter import ClosedSignupAdapter
from accounts.models import User
from post.kinds import Kind
from post.sending import Letter, post


class PostedMailAdapter(ClosedSignupAdapter):
    """Posts a new password and word of a changed one.

    So a page answers as fast for an address without an account, which gets no mail, as for one with: nobody waits for
    the mail server, and a mail server that fails gives no error page that would tell the two apart.
    """

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post one mail to the person with this address."""
        user = context.get("user") or User.objects.filter(email=email).first()
        if user is None:
            return
        reset = context.get("password_reset_url")
        post(
            [
                Letter(
                    kind=Kind.ACCOUNT,
                    to=user,
                    subject=render_to_string(f"{template_prefix}_subject.txt", context),
                    template=f"{template_prefix}_message",
                    context=context,
                    link=reset or reverse("account_reset_password"),
                    button="Nieuw wachtwoord kiezen",
                )
            ]
        )
