"""The adviser's level beside the municipality's, as plain values, and where the two differ. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from assessments.snapshot import Snapshot


@dataclass(frozen=True)
class SecondLevel:
    """What the adviser thinks of one layer, with the municipality's answer to it."""

    basisfunctie: str
    layer: str
    level: int
    remark: str
    response: str = ""
    by: str = ""
    responded_by: str = ""

    def as_content(self) -> dict[str, object]:
        """Return it as JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class Difference:
    """One layer in which adviser and municipality see another level; `own` is the municipality's, if it has one."""

    number: int
    name: str
    layer_name: str
    own: int | None
    second: SecondLevel


Seconds = Mapping[tuple[str, str], SecondLevel]


def by_layer(seconds: Iterable[SecondLevel]) -> dict[tuple[str, str], SecondLevel]:
    """Return the levels by slug of their basisfunctie and kind of their layer."""
    return {(each.basisfunctie, each.layer): each for each in seconds}


def differences(snapshot: Snapshot, seconds: Iterable[SecondLevel]) -> tuple[Difference, ...]:
    """Return where the two differ, in the order of the circle."""
    known = by_layer(seconds)
    return tuple(
        Difference(part.number, part.name, layer.name, layer.level, second)
        for part in snapshot.basisfuncties
        for layer in part.layers
        if (second := known.get((part.slug, layer.kind))) is not None and second.level != layer.level
    )
