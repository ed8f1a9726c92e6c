"""A mail as it goes out: one message, as plain text and as HTML."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from post import gates
from post.kinds import SETTINGS, Kind
from post.lists import LISTS
from post.models import Mail, State


@dataclass(frozen=True)
class Block:
    """A piece of a message: `kind` is text, list, quote, heading, title or link; a link has its address in `href`."""

    kind: str
    lines: tuple[str, ...]
    href: str = ""


def blocks(text: str) -> list[Block]:
    """Return a text in pieces: paragraphs, lists ("- ") and what somebody typed ("> "). Pure."""
    found: list[Block] = []
    group: list[str] = []
    kind = "text"
    for line in [*text.splitlines(), ""]:
        line = line.rstrip()
        of = "quote" if line == ">" or line.startswith("> ") else "list" if line.startswith("- ") else "text"
        if group and (not line or of != kind):
            found.append(Block(kind, tuple(group)))
            group = []
        if line:
            kind = of
            group.append(line if of == "text" else line[2:])
    return found


def compose(mail: Mail) -> EmailMultiAlternatives | None:
    """Return the message, or None when who it is for may not have it (any more)."""
    if not gates.lets_through(mail.needs, mail.to, mail.key):
        return None
    if mail.kind == Kind.DIGEST:
        pieces = _digest(mail)
        if not pieces:
            return None
    else:
        pieces = [*blocks(mail.body), *_link(mail)]
    return _message(mail, pieces)


def _link(mail: Mail) -> list[Block]:
    return [Block("link", (mail.button,), mail.link)] if mail.link else []


def _digest(mail: Mail) -> list[Block]:
    """Return what the digest holds: what waits now, and for each municipality what may still be told."""
    by_place: dict[str, list[Mail]] = {}
    for each in mail.bundled.filter(state=State.BUNDLED).select_related("to").order_by("pk"):
        if gates.lets_through(each.needs, each.to, each.key):
            by_place.setdefault(each.about, []).append(each)
    pieces = [block for kind in mail.key.split() for block in _list(mail, Kind(kind))]
    for place in sorted(by_place):
        pieces.append(Block("heading", (place or "Algemeen",)))
        for each in by_place[place]:
            pieces += [Block("title", (each.subject,)), *blocks(each.body), *_link(each)]
    return pieces


def _list(mail: Mail, kind: Kind) -> list[Block]:
    assert mail.to is not None, "mail_digest_has_a_day: a digest is for a person"  # noqa: S101
    waiting = LISTS[kind].read(mail.to)
    if waiting is None:
        return []
    link = [Block("link", (waiting.button,), settings.SITE_ADDRESS + waiting.link)]
    return [Block("heading", (waiting.title,)), Block("list", waiting.lines), *link]


def _message(mail: Mail, pieces: list[Block]) -> EmailMultiAlternatives:
    setting = SETTINGS.get(Kind(mail.kind))
    settings_address = settings.SITE_ADDRESS + reverse("mail_settings")
    context: dict[str, Any] = {
        "subject": mail.subject,
        "name": mail.to.name if mail.to else mail.name,
        "blocks": pieces,
        "has_account": mail.to is not None,
        "settings": settings_address,
        "setting": setting,
        "site": settings.SITE_ADDRESS,
    }
    # RFC 3834: so that no absence message answers it.
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{mail.message_id}@{_host()}>"}
    if mail.to is not None and not (setting and setting.needed):
        headers["List-Unsubscribe"] = f"<{settings_address}>"
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=render_to_string("post/mail/letter.txt", context),
        to=[mail.receiver],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    message.attach_alternative(render_to_string("post/mail/letter.html", context), "text/html")
    return message


def _host() -> str:
    return str(settings.SITE_ADDRESS).split("://", 1)[-1].split(":", 1)[0]
