"""The circle of an assessment, from its levels."""

from assessments.snapshot import Snapshot
from basisfuncties.circle import Ring, Sector


def sectors(snapshot: Snapshot) -> list[Sector]:
    """Return a sector for each basisfunctie with a ring for each layer, as the circle draws them."""
    return [
        Sector(each.name, each.number, tuple(Ring(layer.name, layer.level, layer.highest) for layer in each.layers))
        for each in snapshot.basisfuncties
    ]
