"""Sending what is due: claim a mail, send it, and note how that went.

A claim is one UPDATE that only one worker can win, and it is safe in the database before the mail server is spoken to.
A worker that dies in between leaves its claim behind; after `CLAIM` somebody else takes the mail. Whether it had left
can't be known then, so it may come twice, with the same Message-ID, by which mail programs know it for the same. What
is marked as sent is never sent again.
"""

import logging
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from post.composing import compose
from post.failures import is_final, pause_after, why
from post.models import TO_DO, Mail, State
from post.signals import mail_sent

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=15)  # far longer than sending one mail takes: EMAIL_TIMEOUT is seconds
NO_LONGER = "De ontvanger heeft geen toegang meer."


def deliver_due(now: datetime | None = None) -> int:
    """Send all that is due (at `now`, for tests), each claimed by itself; return how many were sent."""
    sender = Sender()
    sent = 0
    try:
        while due := list(
            Mail.objects.due(now or timezone.now()).order_by("due_at", "pk").values_list("pk", flat=True)
        ):
            for pk in due:
                at = now or timezone.now()
                mail = claim(pk, at)
                if mail is not None and _deliver(mail, sender, at):
                    sent += 1
    finally:
        sender.close()
    return sent


def claim(pk: int, now: datetime) -> Mail | None:
    """Return the mail if it is ours to send; None when another worker was first."""
    claimed = Mail.objects.due(now).filter(pk=pk)
    if not claimed.update(state=State.SENDING, due_at=now + CLAIM, attempts=F("attempts") + 1):
        return None
    return Mail.objects.select_related("to").get(pk=pk)


class Sender:
    """One conversation with the mail server; when it can't be reached, that is found out once."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend = get_connection()
        self.unreachable: OSError | None = None

    def send(self, message: EmailMultiAlternatives) -> None:
        """Send it. Raises what the mail server gives as an error."""
        if self.unreachable is not None:
            raise self.unreachable
        try:
            self.connection.open()
        except OSError as error:
            self.unreachable = error
            raise
        self.connection.send_messages([message])

    def close(self) -> None:
        """End the conversation, whatever state it is in."""
        try:
            self.connection.close()
        except OSError:
            logger.info("The mail server was gone already.")


def _deliver(mail: Mail, sender: Sender, now: datetime) -> bool:
    try:
        message = compose(mail)
        if message is None:
            _settle(mail, now, state=State.DROPPED, reason=NO_LONGER)
            return False
        sender.send(message)
    except Exception as error:
        # Whatever it is, the other mails must go on; and a mail that can't be made must not be tried for ever.
        logger.warning("Mail %s was not sent, at attempt %s: %r", mail.pk, mail.attempts, type(error).__name__)
        if not isinstance(error, OSError):
            logger.exception("Mail %s could not be made.", mail.pk)
        sender.close()
        _fail(mail, error, now)
        return False
    with transaction.atomic():
        if _settle(mail, now, state=State.SENT, reason=""):
            mail_sent.send(Mail, mail=mail)
    return True


def _settle(mail: Mail, now: datetime, *, state: State, reason: str) -> bool:
    """Note that it is over, and erase what it said; False when the claim was lost meanwhile."""
    ours = Mail.objects.filter(pk=mail.pk, state=State.SENDING, attempts=mail.attempts)
    over = {"state": state, "reason": reason, "settled_at": now, "due_at": None, "body": "", "link": ""}
    if not ours.update(**over):
        return False
    mail.bundled.filter(state=State.BUNDLED).update(**over)
    return True


def _fail(mail: Mail, error: Exception, now: datetime) -> None:
    ours = Mail.objects.filter(pk=mail.pk, state__in=TO_DO, attempts=mail.attempts)
    pause = None if is_final(error) else pause_after(mail.attempts)
    if pause is None:
        ours.update(state=State.FAILED, reason=why(error), settled_at=now, due_at=None)
    else:
        ours.update(state=State.WAITING, reason=why(error), due_at=now + pause)
