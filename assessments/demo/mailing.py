"""Mail of the demo: two that failed yesterday, for the page of the beheerder."""

from datetime import date, timedelta

from assessments.demo.dates import moment
from assessments.demo.people import DOMAIN, People
from post.kinds import Kind
from post.models import Mail, State


def make_mail(people: People, today: date) -> None:
    """Make it, as of this day; nothing of it is sent unless the beheerder says so."""
    yesterday = today - timedelta(days=1)
    failed = {
        "state": State.FAILED,
        "body": "Dit is een voorbeeld.",
        "posted_at": moment(yesterday, 7),
        "settled_at": moment(yesterday, 8),
    }
    Mail.objects.bulk_create(
        [
            Mail(
                kind=Kind.INVITATION,
                address=f"griffie-oud@{DOMAIN}",
                subject="Uitnodiging: lezer van Houten",
                reason="De mailserver weigert dit adres. Bestaat het nog?",
                attempts=1,
                **failed,
            ),
            Mail(
                kind=Kind.DEADLINE,
                to=next(iter(people.guests.values())),
                subject="Uw deel is nog niet klaar",
                reason="De mailserver is niet bereikbaar.",
                attempts=7,
                **failed,
            ),
        ]
    )
