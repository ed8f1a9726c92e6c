"""The JSON Schema of the JSON export, made from the same columns as the export itself. Pure."""

from typing import Any

from exports.about import VERSION
from exports.columns import KEYS, Column, Kind, Sheet
from exports.sheets import SHEETS

# Of one assessment there is one of these, under this name; the other kinds of data are lists.
SINGLE = {"zelfevaluaties": "zelfevaluatie", "kerncijfers": "kerncijfers"}

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.WHOLE: {"type": "integer", "minimum": 0},
    Kind.EUROS: {"type": "integer", "minimum": 0},
    Kind.DECIMAL: {"type": "number", "minimum": 0},
    Kind.DATE: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Kind.YES_NO: {"type": "boolean"},
}


def name_of(sheet: Sheet) -> str:
    """Return under which name a kind of data stands in the object of an assessment."""
    return SINGLE.get(sheet.name, sheet.name)


def schema(address: str) -> dict[str, Any]:
    """Return the schema that is published at this address."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Gegevens van zelfevaluaties van het vrijwilligerswerkbeleid",
        "description": "Wat elke gemeente antwoordde, koos en vond, per ronde. Een leeg veld is null.",
        **_object(
            {
                "$schema": {"type": "string", "description": "Het adres van dit schema."},
                "versie": {"const": VERSION, "description": "De versie van de kolommen en hun betekenis."},
                "titel": {"type": "string"},
                "gemaakt_op": _TYPES[Kind.DATE],
                "toelichting": {"type": "array", "items": {"type": "string"}},
                "edities": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
                "kolommen": _list_of_texts(("soort_gegevens", "kolom", "betekenis")),
                "codes": _list_of_texts(("codelijst", "code", "betekenis"), nullable="editie"),
                "zelfevaluaties": {"type": "array", "items": _assessment()},
            }
        ),
    }


def _assessment() -> dict[str, Any]:
    kinds: dict[str, Any] = {}
    for sheet in SHEETS:
        row = _row(sheet.columns)
        described = {"description": sheet.about}
        kinds[name_of(sheet)] = described | (row if sheet.single else {"type": "array", "items": row})
    return _object({**_row(KEYS)["properties"], **kinds})


def _row(columns: tuple[Column, ...]) -> dict[str, Any]:
    return _object({column.name: _value(column) for column in columns})


def _value(column: Column) -> dict[str, Any]:
    value = {"description": column.full_meaning, **_TYPES[column.kind]}
    if column.codes:
        value["enum"] = [code for code, _ in column.codes.codes]
    if not column.always:
        value["type"] = [value["type"], "null"]
        if "enum" in value:
            value["enum"] = [*value["enum"], None]
    return value


def _list_of_texts(names: tuple[str, ...], nullable: str = "") -> dict[str, Any]:
    properties: dict[str, Any] = {name: {"type": "string"} for name in names}
    if nullable:
        properties[nullable] = {"type": ["string", "null"]}
    return {"type": "array", "items": _object(properties)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
