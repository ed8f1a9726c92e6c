"""What a worker does with the files that wait, and getting one as a browser does."""

from django.http import HttpResponseBase
from django.test import Client

from accounts.models import User
from making.making import make_next
from making.models import MadeFile, State
from making.tickets import Ticket


def work() -> int:
    """Make all that waits; return how many files were tried. The worker itself would end the test's connection."""
    tried = 0
    while make_next(is_quick=True) or make_next(is_quick=False):
        tried += 1
    return tried


def download(client: Client, url: str) -> HttpResponseBase:
    """Return the answer with the file at this address: at once, or by the page that waits for it."""
    answer = client.get(url)
    if answer.status_code == 302 and answer["Location"].startswith("/bestanden/"):
        work()
        answer = client.get(client.get(answer["Location"]).context["download"])
    return answer


def content_of(answer: HttpResponseBase) -> bytes:
    """Return what was downloaded."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def ticket_of(person: User) -> str:
    """Return the ticket of this person for a file that could not be made."""
    made = MadeFile.objects.create(kind="raadsrapport", fingerprint="f" * 64, content="{}", state=State.FAILED)
    return Ticket(made.pk, "/", person.pk, "").sign()
