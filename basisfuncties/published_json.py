"""The framework as JSON, for who wants to build on it; the shape is a promise to them."""

from typing import Any

from basisfuncties.models import LayerKind
from basisfuncties.structure import LayerInfo, OptionItem, Question, Structure


def as_json(structure: Structure) -> dict[str, Any]:
    """Return the framework as plain values; codes, never row numbers, tie its parts together."""
    return {
        "edition": structure.edition,
        "series": structure.series,
        "title": structure.title,
        "subject": structure.words.subject,
        "layers": [
            {"kind": layer.kind, "name": layer.name, "meaning": layer.meaning} for layer in structure.words.layers
        ],
        "levels": list(structure.words.levels),
        "basisfuncties": [
            {
                "number": each.number,
                "slug": each.slug,
                "name": each.name,
                "definition": each.definition,
                "layers": {layer.kind: _layer(layer) for layer in each.layers},
            }
            for each in structure.basisfuncties
        ],
    }


def _layer(layer: LayerInfo) -> dict[str, Any]:
    values: dict[str, Any] = {"guidance": layer.guidance, "levels": list(layer.levels)}
    if layer.kind == LayerKind.VISIE:
        values["questions"] = [_question(question) for question in layer.questions]
    if layer.kind == LayerKind.BELEID:
        values["elements"] = _terms(layer.elements)
        values["own_additions"] = layer.own_additions
    return values


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "number": question.number,
        "text": question.text,
        "kind": question.kind,
        "own_additions": question.own_additions,
        "choose_from": list(question.choose_from),
        "options": _terms(question.options),
        "source": question.source,
    }


def _terms(terms: tuple[OptionItem, ...]) -> list[dict[str, str]]:
    return [{"code": term.code, "label": term.label} for term in terms]
