"""The ticket of who waits for a file: which one, asked for where, by whom. Signed, so nobody makes one.

A ticket gives no access: the address checks that each time. It tells the page that waits what to show, and the address
which version was asked for, so that who waits gets that, also when a colleague changed something meanwhile.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest

NAME = "kaartje"
SALT = "making.ticket"
GOOD_FOR = timedelta(days=1)  # to look how far it is
GIVES_FOR = timedelta(hours=1)  # to get the version that was asked for, and not a newer one


@dataclass(frozen=True)
class Ticket:
    """`made` is the key of the file, `who` that of the person (0 for nobody), `audience` as what it was asked for."""

    made: int
    address: str
    who: int
    audience: str
    back: str = ""

    def sign(self) -> str:
        """Return it as it stands in an address."""
        return signing.dumps([self.made, self.address, self.who, self.audience, self.back], salt=SALT)


def read(signed: str, good_for: timedelta = GOOD_FOR) -> Ticket | None:
    """Return the ticket, or None when we did not make it or it is too old."""
    try:
        return Ticket(*signing.loads(signed, salt=SALT, max_age=good_for))
    except signing.BadSignature:
        return None


def who(request: HttpRequest) -> int:
    """Return the key of who asks, 0 for who is not logged in."""
    return request.user.pk or 0


def address_of(request: HttpRequest) -> str:
    """Return the address that was asked for, without a ticket."""
    query = request.GET.copy()
    query.pop(NAME, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
