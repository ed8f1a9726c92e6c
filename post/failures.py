"""What a failure to send means: in words for the beheerder, and whether to try again. Pure."""

from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

# After the last of these a mail has failed: a mail server that is away for a night is no failure.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 960))
MOST_ATTEMPTS = len(PAUSES) + 1
FOR_GOOD = 500  # RFC 5321, 4.2.1: from here on a refusal is permanent


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after this many attempts; None when it was the last."""
    return PAUSES[attempts - 1] if attempts < MOST_ATTEMPTS else None


def is_final(error: Exception) -> bool:
    """Whether trying again is of no use: the mail server refuses this address or this mail for good."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FOR_GOOD for code, _ in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= FOR_GOOD


def why(error: Exception) -> str:
    """Return in words what went wrong, without anything that the mail server said: that may hold an address."""
    if isinstance(error, SMTPRecipientsRefused):
        return "De mailserver weigert dit adres. Bestaat het nog?"
    if isinstance(error, SMTPSenderRefused):
        return "De mailserver weigert de afzender van deze site."
    if isinstance(error, SMTPAuthenticationError):
        return "De mailserver weigert het wachtwoord van deze site."
    if isinstance(error, SMTPDataError):
        return "De mailserver weigert deze mail."
    if isinstance(error, SMTPException):
        return "De mailserver brak het gesprek af."
    if isinstance(error, OSError):
        return "De mailserver is niet bereikbaar."
    return "De mail kon niet worden gemaakt door een fout in de site."
