"""What the doors of a review have in common: who may write when, and how a change elsewhere is noticed. Pure."""

from collections.abc import Mapping
from typing import Any

from assessments.fingerprint import fingerprint
from assessments.models import Assessment, Status
from assessments.models.reviewing import KEY_LENGTH

# Nothing was submitted yet, or it is done: what was said is read, and nobody adds to it.
QUIET = frozenset({Status.CONCEPT, Status.ADOPTED})
DONE = "De zelfevaluatie is vastgesteld. U kunt lezen wat er is gezegd, maar er niets meer aan toevoegen."
NOT_YET = "De gemeente heeft nog niets ingediend. Er is nog niets om over te schrijven."


class RefusedError(Exception):
    """This can't be done now; the message says in Dutch why. Nothing has changed."""


class StaleError(Exception):
    """It was changed elsewhere since this person read it: `stored` is what stands there now. Nothing has changed."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        super().__init__("Changed since it was read.")
        self.stored = stored


def is_talked_about(assessment: Assessment) -> bool:
    """Whether adviser and municipality can write to each other: from the first submission until the adoption."""
    return assessment.status not in QUIET


def require_talk(assessment: Assessment) -> None:
    """Raise RefusedError when adviser and municipality can't write to each other now."""
    if not is_talked_about(assessment):
        raise RefusedError(NOT_YET if assessment.status == Status.CONCEPT else DONE)


def require_fresh(stored: Mapping[str, Any], new: Mapping[str, Any], read: str) -> None:
    """Raise StaleError when what is stored is neither what was read (a fingerprint) nor what is to be stored."""
    if read not in (fingerprint(stored), "") and stored != new:
        raise StaleError(stored)


def is_key(sent: str) -> bool:
    """Whether this can be the name that a browser gives a draft."""
    return 0 < len(sent) <= KEY_LENGTH and sent.isascii() and sent.isalnum()
