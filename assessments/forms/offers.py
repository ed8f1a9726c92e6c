"""What can be chosen in a field, in a form that Django takes as it is."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.choices import BaseChoiceIterator


class Offers(BaseChoiceIterator):
    """Pairs of a value and its label, which don't change.

    Django goes through a list of choices four times for each form, to check and to copy it. A page has ten forms that
    offer the same, and saving it spent a sixth of its time on that.
    """

    def __init__(self, pairs: Iterable[tuple[Any, str]]) -> None:
        self._pairs = tuple(pairs)

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __copy__(self) -> "Offers":
        return self

    def __deepcopy__(self, _: dict[int, Any]) -> "Offers":
        return self
