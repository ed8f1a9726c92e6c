"""Tell whether something changed between reading and saving. Pure rules."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return a short text (16 hex digits) that is the same exactly when the content is the same.

    Each part of a page carries the fingerprint of what it showed. With it a save knows two things: did this
    person change anything, and did somebody else in the meantime (docs/decisions/0001-saving.md).
    """
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
