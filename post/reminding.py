"""What there is to remind of by date. The apps above put theirs here when they start; `manage.py remind` runs all.

    @reminds_of("verbeteracties")
    def remind_of_actions(now: datetime) -> int: ...

It posts what it is time for and returns how many. It is run once or twice a day, and must post nothing twice: give the
letters `once` (see `post.sending`), or note with the thing itself that it was reminded of.
"""

from collections.abc import Callable
from datetime import datetime

Remind = Callable[[datetime], int]

REMINDERS: dict[str, Remind] = {}


def reminds_of(what: str) -> Callable[[Remind], Remind]:
    """Register a function that posts reminders of this, in a word for who reads what the command prints."""

    def register(remind: Remind) -> Remind:
        REMINDERS[what] = remind
        return remind

    return register
