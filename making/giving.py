"""Give a file to who may have it: at once when it is there, else by a page that shows how far it is."""

from datetime import timedelta
from typing import TypeVar

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from audit.log import Event, Place, record
from making.asking import ask
from making.kinds import Kind
from making.models import MadeFile, State
from making.tickets import GIVES_FOR, NAME, Ticket, address_of, read, who

C = TypeVar("C")


def give(
    request: HttpRequest,
    kind: Kind[C],
    content: C,
    *,
    name: str,
    place: Place | None = None,
    audience: str = "",
    back: str = "",
    event: Event = Event.DOWNLOADED,
) -> HttpResponseBase:
    """Answer a request for the file of this content; the caller has checked that this person may have it, now.

    A file that was made of the same content, by the same code and styles, is given at once; else it is put in the
    queue, and the answer leads to a page that waits for it and then comes back here. `name` is the file's, without
    ending, `place` is for the audit log, `back` the address of the page that led here. `audience` says as what this
    person gets it (such as roles): who asked as something else gets no version that was made for that.
    """
    ticket = Ticket(0, address_of(request), who(request), audience, back)
    made = _promised(request, ticket) or ask(kind, content, series=f"{kind.slug} {ticket.address}"[:200])
    if made.state != State.READY:
        return redirect("made_file", Ticket(made.pk, ticket.address, ticket.who, audience, back).sign())
    file_name = f"{name}.{kind.file_type.ending}"
    if request.method == "GET":
        record(request, event, file_name, place=place)
    now = timezone.now()
    if made.used_at < now - timedelta(minutes=10):
        MadeFile.objects.filter(pk=made.pk).update(used_at=now)
    response = FileResponse(
        made.path.open("rb"), as_attachment=True, filename=file_name, content_type=kind.file_type.content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _promised(request: HttpRequest, wanted: Ticket) -> MadeFile | None:
    """Return the file that this person waited for, when it is ready and still is what this address gives to it."""
    if NAME not in request.GET:
        return None
    ticket = read(request.GET[NAME], GIVES_FOR)
    if ticket is None or (ticket.address, ticket.who, ticket.audience) != (
        wanted.address,
        wanted.who,
        wanted.audience,
    ):
        return None
    made = MadeFile.objects.filter(pk=ticket.made, state=State.READY).first()
    return made if made is not None and made.path.exists() else None
