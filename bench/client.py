"""A small load client: plain sockets, as anything heavier would take the processor from the server it measures.

gunicorn's sync workers close the connection after each answer, so each request has a connection of its own.
"""

import socket
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from bench.form import Fields

CSRF = "b" * 32
TIMEOUT = 30


@dataclass(frozen=True)
class Request:
    """A request as it goes over the line, and the status that the answer should have."""

    sent: bytes
    status: int


def get(url: str, session: str) -> Request:
    """Return a request for a page."""
    return Request(_head("GET", url, session), 200)


def post(url: str, session: str, fields: Fields, status: int = 302) -> Request:
    """Return a request that posts these fields."""
    body = urlencode(fields, doseq=True).encode()
    head = {
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
    }
    return Request(_head("POST", url, session, head) + body, status)


def _head(method: str, url: str, session: str, more: Mapping[str, str] = MappingProxyType({})) -> bytes:
    head = {"Host": "127.0.0.1", "Cookie": f"sessionid={session}; csrftoken={CSRF}", **more}
    lines = [f"{method} {url} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def fetch(port: int, request: Request) -> bytes:
    """Send the request and return the page. Ends the program when the answer has another status than expected."""
    with socket.create_connection(("127.0.0.1", port), TIMEOUT) as line:
        line.sendall(request.sent)
        pieces = []
        while piece := line.recv(1 << 18):
            pieces.append(piece)
    head, _, body = b"".join(pieces).partition(b"\r\n\r\n")
    if int(head.split(b" ", 2)[1]) != request.status:
        raise SystemExit(f"bench: {request.sent[:80]!r} is answered with {head[:80]!r}.")
    return body


def seconds(port: int, request: Request) -> float:
    """Return how long the answer takes."""
    start = time.perf_counter()
    fetch(port, request)
    return time.perf_counter() - start


def rate(port: int, clients: Sequence[Sequence[Request]], duration: float) -> float:
    """Return the answers a second when each client sends its requests in turn, all clients at once."""
    end = time.perf_counter() + duration

    def work(requests: Sequence[Request]) -> int:
        done = 0
        while time.perf_counter() < end:
            fetch(port, requests[done % len(requests)])
            done += 1
        return done

    start = time.perf_counter()
    with ThreadPoolExecutor(len(clients)) as pool:
        done = sum(pool.map(work, clients))
    return done / (time.perf_counter() - start)
