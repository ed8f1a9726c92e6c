"""Post a letter: the one way in which this site mails somebody.

    from django.urls import reverse

    from post.kinds import Kind
    from post.sending import Letter, post

    with transaction.atomic():
        ...  # lock, check, change, log
        post(
            Letter(
                kind=Kind.REMARK,
                to=user,  # a User; or an address, for who has no account yet
                subject=f"{municipality}: 3 opmerkingen van de adviseur",
                template="assessments/mail/remark",  # templates/assessments/mail/remark.txt
                context={"count": 3, "by": adviser},
                link=reverse("overview", args=[code, year]),  # a path, or a whole address
                button="Naar de opmerkingen",
                about=municipality.name,  # the heading in a digest
                municipality=municipality.code,  # who no longer may (`needs`) there, gets nothing
                needs="fill in",  # a value of municipalities.access.May; "see" when left out
            )
            for user in people
        )

Call it inside the transaction of the data that it tells of: both are kept, or neither. The worker (`manage.py
db_worker`) sends it after that, tries again when the mail server fails, and erases the text once it is sent. So
nothing of this can fail on a page, and a page says "wordt gemaild", never "is gemaild".

The template is plain text and holds the message alone, in short paragraphs with a blank line between them: the
greeting, the link, the closing and the settings are put around it, and text and HTML are both made of it. Lines that
begin with "- " become a list. What a person typed is shown with `{% load post %}{{ note|quoted }}`, in a paragraph of
its own, so that nobody can make a mail say what the site does not. No `autoescape` is needed.

Preferences, digests and switched-off accounts are seen to here; only who may know is the caller's to say, and who did
it needs no mail of it. For what must not be posted twice (a reminder by date) give `once`, a text that is unique for
it, such as f"deadline:{assessment.pk}:{day}:{user.pk}"; it holds as long as a sent mail is kept (90 days).

In tests ask for the fixture `mailoutbox`: it holds the mails that people got, as the worker sends them.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from post import gates, queue
from post.kinds import How, Kind, how_of
from post.models import Mail, Preference, State

_is_quiet: ContextVar[bool] = ContextVar("post_is_quiet", default=False)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail to one person, as the module says. `name` is for the greeting of who has no account.

    `key` is what the gate is asked about when that is not the municipality; `reply_to` is who gets an answer.
    """

    kind: Kind
    to: User | str
    subject: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    button: str = "Verder op de site"
    name: str = ""
    about: str = ""
    municipality: str = ""
    needs: str = ""
    key: str = ""
    once: str = ""
    reply_to: User | None = None


def post(letters: Iterable[Letter]) -> int:
    """Keep these letters with the data of this transaction, to be sent once it is safe; return how many were kept.

    At most four queries, however many there are.

    Who is switched off, or chose not to get this kind, gets none; who chose the digest gets it there.
    Raises KeyError when a letter names a gate that does not exist.
    """
    if _is_quiet.get():
        return 0
    letters = [letter for letter in letters if not isinstance(letter.to, User) or letter.to.is_active]
    letters = _without_posted(letters)
    if not letters:
        return 0
    now = timezone.now()
    with transaction.atomic():
        chosen = _chosen(letters)
        rows = []
        for letter in letters:
            how = how_of(letter.kind, chosen.get((letter.to.pk, letter.kind)) if isinstance(letter.to, User) else None)
            if how is not How.NEVER:
                rows.append(_row(letter, how, now))
        Mail.objects.bulk_create(rows, ignore_conflicts=any(row.once for row in rows))
        if any(row.state == State.WAITING for row in rows):
            queue.wake()
    return len(rows)


@contextmanager
def quiet() -> Iterator[None]:
    """Post nothing meanwhile: for the demo, whose people do not exist."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def whole(link: str) -> str:
    """Return the whole address of a path on this site; a whole address stays as it is."""
    return settings.SITE_ADDRESS + link if link.startswith("/") else link


def _without_posted(letters: list[Letter]) -> list[Letter]:
    """Return them without those that may be posted once and were; the constraint catches two at the same moment."""
    asked = [letter.once for letter in letters if letter.once]
    if not asked:
        return letters
    posted = set(Mail.objects.filter(once__in=asked).values_list("once", flat=True))
    return [letter for letter in letters if letter.once not in posted]


def _chosen(letters: list[Letter]) -> dict[tuple[int, str], How]:
    people = {letter.to.pk for letter in letters if isinstance(letter.to, User)}
    if not people:
        return {}
    rows = Preference.objects.filter(user__in=people, kind__in={letter.kind for letter in letters})
    return {(row.user_id, row.kind): How(row.how) for row in rows}


def _row(letter: Letter, how: How, now: datetime) -> Mail:
    needs = letter.needs or ("see" if letter.municipality else "")
    if needs and not gates.is_known(needs):
        raise KeyError(f"There is no gate {needs!r}: see post.gates.")
    text = render_to_string(
        "post/mail/body.txt", {**letter.context, "letter": letter, "letter_template": f"{letter.template}.txt"}
    )
    at_once = how is How.AT_ONCE
    return Mail(
        kind=letter.kind,
        to=letter.to if isinstance(letter.to, User) else None,
        address="" if isinstance(letter.to, User) else letter.to,
        name=letter.name,
        reply_to=letter.reply_to.email if letter.reply_to else "",
        # A newline in a subject would be a header of its own.
        subject=" ".join(letter.subject.split())[:200],
        body=text.strip(),
        link=whole(letter.link),
        button=letter.button,
        about=letter.about,
        needs=needs,
        key=letter.key or letter.municipality,
        once=letter.once,
        state=State.WAITING if at_once else State.HELD,
        due_at=now if at_once else None,
        posted_at=now,
    )
