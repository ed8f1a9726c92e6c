"""Chance that falls the same way each time, so that two runs make the same demo. Pure rules."""

import hashlib
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def dice(*seeds: object) -> Random:
    """Return dice for these seeds, such as the code of a municipality and how many years ago."""
    return Random("/".join(str(seed) for seed in seeds))  # noqa: S311 - nothing here is secret


def shuffled(items: Sequence[T], *seeds: object) -> list[T]:
    """Return the items in the order that belongs to these seeds."""
    return dice(*seeds).sample(items, len(items))


def eight_hex(*seeds: object) -> str:
    """Return eight hex digits, as own additions have in their codes."""
    return hashlib.sha256("/".join(str(seed) for seed in seeds).encode()).hexdigest()[:8]
