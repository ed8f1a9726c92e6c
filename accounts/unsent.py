"""What somebody sent after the login had ended: it goes along through the login page, and can then still be sent.

Nothing of it is written down for who is not logged in: it stands, signed, in the form of the login page, and moves into
the session of who typed it, when that is who logs in there. A cookie says who logged in last in this browser; a form
that was opened before that login has another CSRF token and never gets here. Scripts that save as somebody types have
their own way (`static/js/login.js`).
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.forms import LoginForm
from accounts.models import User

NAME = "onverstuurd"  # of the field in the login form, and of what is kept in the session
PERSON = "wie"  # the cookie with who logged in last in this browser
SALT = "accounts.unsent"
KEPT_FOR = 60 * 60 * 12  # seconds: as long as a login lasts
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


@dataclass(frozen=True)
class Unsent:
    """What was sent: by whom, where to, from which page, the fields with their values, and the names of files."""

    person: int
    path: str
    back: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """What a person may have typed, to show: what has a space or is a line of its own, not the codes of a form."""
        return _typed(self.fields)

    def sign(self) -> str:
        """Return it as text that nobody can change."""
        return signing.dumps((self.person, self.path, self.back, self.fields, self.files), salt=SALT, compress=True)


def read_unsent(text: str) -> Unsent | None:
    """Return what was signed; None when it is not ours or too old."""
    try:
        person, path, back, fields, files = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return Unsent(person, path, back, tuple((name, value) for name, value in fields), tuple(files))


def unsent_of(request: HttpRequest) -> Unsent | None:
    """Return what this request sends of somebody whose login has ended; None when there is nothing in it to lose.

    Also None when nobody knows of whom it is: then it might come into the hands of another.
    """
    fields, files = _sent(request)
    person = _person_of(request)
    if request.method != "POST" or not (fields or files) or person is None:
        return None
    return Unsent(person, request.get_full_path(), page_before(request), fields, files)


def kept_for(request: HttpRequest, user: User) -> Unsent | None:
    """Return what this person can still send."""
    unsent = read_unsent(request.session.get(NAME, ""))
    return unsent if unsent is not None and unsent.person == user.pk else None


def forget_sent(request: HttpRequest, response: HttpResponseBase) -> None:
    """Keep no longer what this request sent after all, once that was stored, or stands in a form with what is wrong."""
    has_it = response.status_code < 400 or response.status_code == 409
    if request.method != "POST" or not has_it or NAME not in request.session:
        return
    unsent = read_unsent(request.session[NAME])
    if unsent is None or (request.get_full_path(), _sent(request)[0]) == (unsent.path, unsent.fields):
        del request.session[NAME]


def typed_in(request: HttpRequest) -> tuple[str, ...]:
    """Return what a person may have typed in what this request sends, when it came from a page of ours."""
    return _typed(_sent(request)[0]) if _is_of_ours(request) else ()


def page_before(request: HttpRequest) -> str:
    """Return the page on which the form stood, when that is one of ours."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return reverse("start")
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def login_page(request: HttpRequest, unsent: Unsent) -> HttpResponse:
    """Return the login page, which takes along what was sent."""
    context: dict[str, Any] = {
        "form": LoginForm(request=request),
        NAME: unsent.sign(),
        "send_again": reverse("send_again"),
    }
    return render(request, "account/login.html", context, status=401)


@receiver(user_logged_in, dispatch_uid="accounts.unsent")
def take_along(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Keep what came along with the login, for the page that sends it, when it is of who logs in."""
    setattr(request, PERSON, user.pk)
    text = request.POST.get(NAME, "")
    unsent = read_unsent(text) if text else None
    if unsent is not None and unsent.person == user.pk:
        request.session[NAME] = text


def remember_person(request: HttpRequest, response: HttpResponseBase) -> None:
    """Have the browser say later who logged in with this request, until it is closed; logging out leaves it."""
    person: int | None = getattr(request, PERSON, None)
    if person is not None:
        response.set_cookie(
            PERSON,
            signing.Signer(salt=SALT).sign(str(person)),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _person_of(request: HttpRequest) -> int | None:
    try:
        return int(signing.Signer(salt=SALT).unsign(request.COOKIES.get(PERSON, "")))
    except signing.BadSignature:
        return None


def _sent(request: HttpRequest) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the fields that this request sends, and the names of its files. No password goes along."""
    fields = tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN and "password" not in name
    )
    return fields, tuple(file.name or "" for _, several in request.FILES.lists() for file in several)


def _typed(fields: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(value.strip() for _, value in fields if len(value.split()) > 1)


def _is_of_ours(request: HttpRequest) -> bool:
    """Whether a browser says that a page of this site sent it."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
