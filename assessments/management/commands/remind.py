"""`manage.py remind`: mail who was given a part that it is due in some days, or today."""

from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from assessments.assignment_mail import Mailer
from assessments.models import Assessment
from assessments.reminders import remind_by_date


class Command(BaseCommand):
    """Mail the reminders by date."""

    help = "Mail who has a part that is due in three days or today. Run it once or twice a day; nobody is mailed twice."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address of the site: a command has no request to read it from."""
        parser.add_argument("site", help="the address of the site, for the links: https://basisfuncties.example.nl")

    def handle(self, *args: Any, **options: Any) -> None:
        """Mail, and say how many. Raises CommandError when the address is none, or when a mail failed."""
        site = str(options["site"]).rstrip("/")
        parts = urlsplit(site)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
            raise CommandError("Give the address of the site as https://basisfuncties.example.nl.")

        def mailer_for(assessment: Assessment) -> Mailer:
            place = [assessment.municipality.code, assessment.round.year]
            my_part, divide, handover = (site + reverse(page, args=place) for page in ("my_part", "divide", "handover"))
            return Mailer(my_part, divide, handover)

        def link_to(token: str) -> str:
            return site + reverse("accept_invitation", kwargs={"token": token})

        reminded = remind_by_date(timezone.now(), mailer_for=mailer_for, link_to=link_to)
        self.stdout.write(f"Mailed {reminded.mails} reminders.")
        if reminded.failed:
            raise CommandError(f"{reminded.failed} reminders could not be mailed; the next run tries them again.")
