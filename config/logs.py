"""Keep out of our own log what opens something: the tokens in addresses."""

import logging
import re

# A link to a report, an invitation, a page that waits for a file, a new password.
_SECRET = re.compile(r"/(r|uitnodiging|bestanden|account/nieuw-wachtwoord)/[^/\s?#]+")


def without_tokens(text: str) -> str:
    """Return the text with a sign in place of each token."""
    return _SECRET.sub(r"/\1/…", text)


class WithoutTokens(logging.Filter):
    """Django logs the address of each page that is not there."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the tokens out of the line, and let it through."""
        message = record.getMessage()
        clean = without_tokens(message)
        if clean != message:
            record.msg, record.args = clean, ()
        return True
