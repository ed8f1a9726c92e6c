"""The token of a link: too long to guess, and not in the database.

The database has a random number per link, and a hash to find it by. The token is made of that number with the secret of
the site, so a copy of the database opens nothing, and still who made the link can be shown it again
(docs/decisions/0016-share-links.md).
"""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

from django.utils.crypto import salted_hmac

SALT = "sharing.link"


def new_seed() -> str:
    """Return the random number of a new link."""
    return secrets.token_hex(32)


def token_of(seed: str) -> str:
    """Return the token of the link with this number: 43 characters that may stand in an address."""
    return urlsafe_b64encode(salted_hmac(SALT, seed, algorithm="sha256").digest()).decode().rstrip("=")


def hash_of(token: str) -> str:
    """Return by what a link is found; the token is 256 bits, so there is nothing to guess in its hash."""
    return sha256(token.encode()).hexdigest()
