"""The JSON Schema of the open data, made from the same columns as the data itself. Pure."""

from typing import Any

from basisfuncties.circle import HIGHEST_LEVEL
from comparison.national.open_data import KINDS, LICENSE, VERSION, Column, Kind, level_column

LEAST_LEVELS = 4  # of a framework; the fifth is there for those that have five
DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 0}


def schema(address: str) -> dict[str, Any]:
    """Return the schema that is published at this address."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Landelijk beeld van zelfevaluaties van gemeenten, als open gegevens",
        "description": "Cijfers van één ronde, over groepen van gemeenten. Wat niet wordt getoond, is null.",
        **_object(
            {
                "$schema": {"type": "string", "description": "Het adres van dit schema."},
                "titel": TEXT,
                "versie": {"const": VERSION, "description": "De versie van de kolommen en hun betekenis."},
                "ronde": {"type": "integer", "description": "Het jaar van de ronde."},
                "editie": {"type": "string", "description": "De editie van het kader; de codes horen daarbij."},
                "kader": TEXT,
                "voorbeeld": {"type": "boolean", "description": "Of de antwoorden verzonnen zijn."},
                "gemaakt_op": DAY,
                "licentie": _object({"code": {"const": LICENSE}, "naam": TEXT, "adres": TEXT}),
                "uitleg": {"type": "string", "description": "De pagina met uitleg."},
                "toelichting": {"type": "array", "items": TEXT},
                "kolommen": _list(_object({"soort": TEXT, "kolom": TEXT, "betekenis": TEXT})),
                "codes": _list(_object({"codelijst": TEXT, "code": TEXT, "betekenis": TEXT})),
                **{kind.name: {"description": kind.about, **_list(_row(kind))} for kind in KINDS},
            }
        ),
    }


def _row(kind: Kind) -> dict[str, Any]:
    levels = [level_column(level) for level in range(HIGHEST_LEVEL + 1)] if kind.has_levels else []
    columns = [*kind.columns, *levels]
    always = [column.name for column in (*kind.columns, *levels[:LEAST_LEVELS])]
    return _object({column.name: _value(column) for column in columns}, always)


def _value(column: Column) -> dict[str, Any]:
    value: dict[str, Any] = {"description": column.meaning, **(NUMBER if column.is_number else TEXT)}
    if column.one_of:
        value["enum"] = list(column.one_of)
    if column.may_be_empty:
        value["type"] = [value["type"], "null"]
    return value


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any], always: list[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if always is None else always,
        "additionalProperties": False,
    }
