"""What somebody sent after the login had ended: it goes along through the login page, and can then still be sent.

Nothing of it is written down for who is not logged in: it stands, signed, in the form of the login page, and moves into
the session of who logs in there. Scripts that save as somebody types have their own way (`static/js/login.js`).
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.forms import LoginForm

NAME = "onverstuurd"  # of the field in the login form, and of what is kept in the session
SALT = "accounts.unsent"
KEPT_FOR = 60 * 60 * 12  # seconds: as long as a login lasts
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


@dataclass(frozen=True)
class Unsent:
    """What was sent: where to, from which page, the fields with their values, and the names of files."""

    path: str
    back: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """What a person may have typed, to show: what has a space or is a line of its own, not the codes of a form."""
        return tuple(value.strip() for _, value in self.fields if len(value.split()) > 1)

    def sign(self) -> str:
        """Return it as text that nobody can change."""
        return signing.dumps((self.path, self.back, self.fields, self.files), salt=SALT, compress=True)


def read_unsent(text: str) -> Unsent | None:
    """Return what was signed; None when it is not ours or too old."""
    try:
        path, back, fields, files = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return Unsent(path, back, tuple((name, value) for name, value in fields), tuple(files))


def unsent_of(request: HttpRequest) -> Unsent | None:
    """Return what this request sends; None when there is nothing in it to lose. No password goes along."""
    fields = tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN and "password" not in name
    )
    files = tuple(file.name or "" for _, several in request.FILES.lists() for file in several)
    if request.method != "POST" or not (fields or files):
        return None
    return Unsent(request.get_full_path(), _page_before(request), fields, files)


def login_page(request: HttpRequest, unsent: Unsent) -> HttpResponse:
    """Return the login page, which takes along what was sent."""
    context: dict[str, Any] = {
        "form": LoginForm(request=request),
        NAME: unsent.sign(),
        "send_again": reverse("send_again"),
    }
    return render(request, "account/login.html", context, status=401)


@receiver(user_logged_in, dispatch_uid="accounts.unsent")
def take_along(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """Keep what came along with the login, for the page that sends it."""
    text = request.POST.get(NAME, "")
    if text and read_unsent(text):
        request.session[NAME] = text


def _page_before(request: HttpRequest) -> str:
    """Return the page on which the form stood, when that is one of ours."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return reverse("start")
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
