"""Logins that ended by themselves: the session is over, and nobody logged out."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import Event, record


def end_session(key: str) -> None:
    """Write down that the login of this session ended, if it did, and remove the session. One query if it did not."""
    session = Session.objects.filter(session_key=key, expire_date__lte=timezone.now()).first()
    if session is not None:
        _end(session)


def end_sessions() -> int:
    """Do so with every session that is over, also where nobody came back; return how many logins ended."""
    over = Session.objects.filter(expire_date__lte=timezone.now()).order_by("expire_date")
    return sum(_end(session) for session in list(over))


@transaction.atomic
def _end(session: Session) -> bool:
    pk = session.get_decoded().get(SESSION_KEY)
    user = User.objects.filter(pk=pk).first() if pk else None
    removed, _ = session.delete()
    if user is None or not removed:  # of a visitor, or somebody was first
        return False
    record(user, Event.LOGIN_ENDED, at=session.expire_date)
    return True
