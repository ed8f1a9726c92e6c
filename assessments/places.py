"""A place in an assessment: one question, one speerpunt in a layer, or a level."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from assessments.models import Assessment
from basisfuncties.structure import BasisfunctieInfo, LayerInfo, Structure, structure_of

# The parts of a page that are no question and no speerpunt; the names are those of their forms.
LEVEL = "niveau"
CHOOSING = "speerpunten"


@dataclass(frozen=True)
class Place:
    """One part of the page of one layer; `part` is the prefix of its form, `heading` what it is called."""

    basisfunctie: BasisfunctieInfo
    layer: LayerInfo
    part: str
    heading: str


def step_of(structure: Structure, slug: str, kind: str) -> tuple[BasisfunctieInfo, LayerInfo]:
    """Return the basisfunctie and its layer. Raises Http404 when the framework has no such step."""
    basisfunctie = structure.basisfunctie(slug)
    layer = basisfunctie.layer(kind) if basisfunctie else None
    if basisfunctie is None or layer is None:
        raise Http404("Deze stap staat niet in het kader van deze ronde.")
    return basisfunctie, layer


def place_of(assessment: Assessment, slug: str, kind: str, part: str) -> Place:
    """Return the place with this part. Raises Http404 when there is none. At most one query, for a speerpunt."""
    basisfunctie, layer = step_of(structure_of(assessment.round.framework), slug, kind)
    heading = heading_of(layer, part, {})
    if not heading and not layer.questions:
        row = assessment.speerpunten.select_related("element").filter(basisfunctie=basisfunctie.pk, code=part).first()
        heading = str(row or "")
    if not heading:
        raise Http404("Deze vraag staat niet in het kader van deze ronde.")
    return Place(basisfunctie, layer, part, heading)


def takes_evidence(part: str) -> bool:
    """Whether evidence can stand at this part: at a question or a speerpunt."""
    return part not in (LEVEL, CHOOSING)


def heading_of(layer: LayerInfo, part: str, speerpunten: Mapping[str, str]) -> str:
    """Return what this part of a layer is called, or nothing when it is not there; `speerpunten` are labels by code."""
    if part == LEVEL:
        return f"Niveau van de laag {layer.name.lower()}"
    if part == CHOOSING and layer.elements:
        return "Speerpunten kiezen"
    question = next((each for each in layer.questions if each.code == part), None)
    return question.text if question else speerpunten.get(part, "")
