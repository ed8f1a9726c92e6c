"""Tell people about the parts that they were given, gave back or handed over."""

import logging
from dataclasses import dataclass, field

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from accounts.models import User
from assessments.assignments import News
from assessments.models import Handover
from municipalities.models import Municipality

logger = logging.getLogger(__name__)

# What the coördinatoren hear; anything else goes to whose parts they are.
TO_COORDINATORS = ("handed_back", "taken_back")
SUBJECTS = {
    "given": "uw deel van de zelfevaluatie",
    "reminded": "herinnering aan uw deel",
    "due": "uw deel is nog niet klaar",
    "handed_back": "een deel is klaar",
    "taken_back": "een teruggegeven deel is weer opgepakt",
    "taken_away": "een deel hoeft u niet meer te doen",
}


@dataclass
class Mailer:
    """Mails news about parts, each person apart; `failed` names whom a mail did not reach.

    A mail server that fails stops nothing: the data is safe by then. `my_part` and `divide` are the addresses
    of the two pages, `handover` that of the work handed over.
    """

    my_part: str
    divide: str
    handover: str = ""
    failed: list[str] = field(default_factory=list)

    def news(self, news: News) -> None:
        """Mail what happened with somebody's parts: to that person, or to the coördinatoren what comes and goes back.

        Who did it knows already; a reminder by date nobody did.
        """
        to_coordinators = news.what in TO_COORDINATORS
        people = _coordinators(news.assessment.municipality) if to_coordinators else [news.person]
        link = self.divide if to_coordinators else self.my_part
        context = {"news": news, "link": link, "to_coordinators": to_coordinators}
        body = render_to_string("assessments/mail/part.txt", context)
        subject = f"{news.assessment.municipality}: {SUBJECTS[news.what]}"
        self._send(subject, body, [each for each in people if news.what == "due" or each.pk != news.by.pk])

    def handed_over(self, log: Handover) -> None:
        """Mail that the work of one went to another: to both, but not to who did it."""
        body = render_to_string("assessments/mail/handover.txt", {"log": log, "link": self.handover})
        subject = f"{log.assessment.municipality}: het werk van {log.from_user} gaat naar {log.to_user}"
        self._send(subject, body, [each for each in (log.from_user, log.to_user) if each.pk != log.made_by_id])

    def _send(self, subject: str, body: str, people: list[User]) -> None:
        people = [person for person in people if person.is_active]
        messages = [EmailMessage(" ".join(subject.split()), body, to=[person.email]) for person in people]
        try:
            if messages:
                get_connection().send_messages(messages)
        except OSError:  # smtplib's errors are OSErrors too
            logger.exception("The mail with subject %r was not sent", subject)
            self.failed += [str(person) for person in people]


def _coordinators(municipality: Municipality) -> list[User]:
    members = municipality.memberships.active_coordinators().select_related("user")
    return [member.user for member in members]
