"""Who may still get a mail, asked at the moment of sending.

Between posting and sending somebody may lose access: a mail server can be away for hours, and a digest goes once a
day. `post` stands below the apps that know who may see what, so those put their checks here when they start:

    @gate("see")
    def sees(user: User | None, key: str) -> bool: ...

`key` is what the letter gave, such as the CBS code of a municipality; `user` is None for a mail to a bare address.
"""

from collections.abc import Callable

from accounts.models import User

Gate = Callable[[User | None, str], bool]

_gates: dict[str, Gate] = {}


def gate(name: str) -> Callable[[Gate], Gate]:
    """Register a check under this name."""

    def register(check: Gate) -> Gate:
        _gates[name] = check
        return check

    return register


def is_known(name: str) -> bool:
    """Whether there is a gate with this name."""
    return name in _gates


def lets_through(name: str, user: User | None, key: str) -> bool:
    """Whether this person may have the mail: always without a gate, never when the account is switched off."""
    if user is not None and not user.is_active:
        return False
    return not name or _gates[name](user, key)
