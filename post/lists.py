"""Lists of what waits for somebody, in a digest. The apps above put theirs here when they start, as with gates."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from post.kinds import Kind


@dataclass(frozen=True)
class Waiting:
    """What waits for one person: a line for each thing, and where to go for it (a path)."""

    title: str
    lines: tuple[str, ...]
    link: str
    button: str


@dataclass(frozen=True)
class WaitingList:
    """Who can have this list, and how to read it for one of them: None when nothing waits."""

    people: Callable[[], QuerySet[User]]
    read: Callable[[User], Waiting | None]


LISTS: dict[Kind, WaitingList] = {}
