"""Tell the coördinatoren of an invitation to compare by name, of the answer, and of the end."""

from django.urls import reverse

from accounts.models import User
from comparison.models import Agreement, Ending
from municipalities.access import May
from municipalities.models import Membership, Municipality
from post.kinds import Kind
from post.sending import Letter, post


def mail_asked(row: Agreement) -> None:
    """Post an invitation to the coördinatoren of who is asked, in the transaction that makes it."""
    _post(row, row.asked, f"{row.asker} wil op naam met u vergelijken", "asked", "Naar de uitnodiging")


def mail_accepted(row: Agreement) -> None:
    """Post the yes to the coördinatoren of who asked."""
    _post(row, row.asker, f"{row.asked} vergelijkt met u op naam", "accepted", "Bekijk de vergelijking")


def mail_ended(row: Agreement, by: Municipality) -> None:
    """Post to the coördinatoren of the other that it is over; an invitation that was withdrawn needs no mail."""
    if row.ending == Ending.WITHDRAWN or (row.ending == Ending.MERGED and row.accepted_at is None):
        return
    subjects = {
        Ending.DECLINED: f"{by} gaat niet in op uw uitnodiging",
        Ending.ENDED: f"{by} stopt met vergelijken op naam",
        Ending.MERGED: f"{by} is opgeheven: de afspraak om te vergelijken is voorbij",
    }
    _post(row, row.other_than(by), subjects[Ending(row.ending)], "ended", "Naar het vergelijken")


def _post(row: Agreement, to: Municipality, subject: str, template: str, button: str) -> None:
    other = row.other_than(to)
    people: list[User] = [
        each.user
        for each in Membership.objects.filter(municipality=to).active_coordinators().select_related("user").order_by()
    ]
    post(
        Letter(
            kind=Kind.COMPARING,
            to=user,
            subject=subject,
            template=f"comparison/mail/{template}",
            context={"row": row, "to": to, "other": other},
            link=reverse("compare_named", args=[to.code]),
            button=button,
            about=to.name,
            municipality=to.code,
            needs=May.SUBMIT.value,
        )
        for user in people
    )
