"""What the places of an assessment are called, for lists of what was said or asked there."""

from dataclasses import dataclass

from django.urls import reverse

from assessments.access import Opened
from assessments.models import Assessment
from assessments.places import heading_of
from assessments.reviewing.conversations import Key
from basisfuncties.structure import Structure, structure_of


@dataclass(frozen=True)
class Named:
    """One place by its names; `order` sorts places as the pages have them."""

    number: int
    basisfunctie: str
    layer: str
    heading: str
    order: tuple[int, int]


class Names:
    """The names of all places of an assessment: speerpunten that were put aside have theirs too."""

    def __init__(self, structure: Structure, labels: dict[tuple[int, str], str]) -> None:
        self._structure = structure
        self._labels = labels

    def of(self, key: Key) -> Named:
        """Return the names of one place; what the framework does not know is called by its code."""
        slug, kind, part = key
        each = self._structure.basisfunctie(slug)
        layer = each.layer(kind) if each else None
        if each is None or layer is None:
            return Named(0, slug, kind, part, (99, 99))
        labels = {code: label for (pk, code), label in self._labels.items() if pk == each.pk}
        heading = heading_of(layer, part, labels) or part
        place = [one.kind for one in each.layers].index(kind)
        return Named(each.number, each.name, layer.name, heading, (each.number, place))


def names_of(assessment: Assessment) -> Names:
    """Return the names of the places of an assessment; one query."""
    rows = assessment.speerpunten.select_related("element").order_by()
    labels = {(row.basisfunctie_id, row.code): str(row) for row in rows}
    return Names(structure_of(assessment.round.framework), labels)


def anchor(layer: str, part: str) -> str:
    """Return the id of a place on the review page of its basisfunctie."""
    return f"{layer}-{part}"


def review_url(opened: Opened, key: Key) -> str:
    """Return the address of a place on the review page."""
    slug, kind, part = key
    place = [opened.access.municipality.code, opened.assessment.round.year, slug]
    return f"{reverse('review', args=place)}#{anchor(kind, part)}"


def step_url(opened: Opened, key: Key) -> str:
    """Return the address of a place where the municipality fills it in."""
    slug, kind, part = key
    place = [opened.access.municipality.code, opened.assessment.round.year, slug, kind]
    return f"{reverse('step', args=place)}#{part}"
