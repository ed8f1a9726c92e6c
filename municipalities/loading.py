"""Load the provinces and municipalities of a CSV file: known codes are brought up to date, none removed."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from municipalities.models import Municipality, Province

COLUMNS = ("code", "name", "province_code", "province", "population", "population_date")
UPDATED = ("name", "province_id", "population", "population_date")


@dataclass(frozen=True)
class Row:
    """One municipality as the file has it, checked."""

    code: str
    name: str
    province_code: str
    province: str
    population: int
    population_date: date


@dataclass(frozen=True)
class LoadedMunicipalities:
    """How many provinces and municipalities were added or brought up to date."""

    provinces_changed: int
    created: int
    updated: int
    unchanged: int


class MunicipalitiesFileError(Exception):
    """The file can't be loaded; `faults` are all the reasons, each with its line, in Dutch."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_municipalities_file(path: Path) -> list[Row]:
    """Return the checked rows of the file. Raises MunicipalitiesFileError with every fault; OSError."""
    faults: list[str] = []
    rows: list[Row] = []
    places: dict[str, int] = {}
    provinces: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise MunicipalitiesFileError([f"regel 1: de kolommen moeten zijn: {', '.join(COLUMNS)}"])
        try:
            for raw in reader:
                found = list(_faults(raw, places, provinces))
                faults += [f"regel {reader.line_num}, {fault}" for fault in found]
                places.setdefault(raw["code"], reader.line_num)
                provinces.setdefault(raw["province_code"], raw["province"])
                if not found:
                    rows.append(
                        Row(
                            code=raw["code"],
                            name=raw["name"],
                            province_code=raw["province_code"],
                            province=raw["province"],
                            population=int(raw["population"]),
                            population_date=date.fromisoformat(raw["population_date"]),
                        )
                    )
        except csv.Error as error:
            # the reader counts a line when it has read it, and this one it could not
            faults.append(f"regel {reader.line_num + 1}: dit is geen leesbare CSV ({error})")
    if faults:
        raise MunicipalitiesFileError(faults)
    return rows


def _faults(raw: dict[str, str], places: dict[str, int], provinces: dict[str, str]) -> Iterator[str]:
    if None in raw or None in raw.values():
        yield f"deze regel heeft niet precies {len(COLUMNS)} velden"
        return
    if not re.fullmatch(r"GM[0-9]{4}", raw["code"]):
        yield f"code: '{raw['code']}' is geen CBS-code zoals GM0014"
    elif raw["code"] in places:
        yield f"code: {raw['code']} staat ook al op regel {places[raw['code']]}"
    for column in ("name", "province"):
        if not raw[column].strip() or len(raw[column]) > 60:
            yield f"{column}: hier hoort een naam te staan van ten hoogste 60 tekens"
    if not re.fullmatch(r"PV[0-9]{2}", raw["province_code"]):
        yield f"province_code: '{raw['province_code']}' is geen CBS-code zoals PV20"
    elif provinces.get(raw["province_code"], raw["province"]) != raw["province"]:
        yield f"province: {raw['province_code']} heet hierboven {provinces[raw['province_code']]}"
    if not re.fullmatch(r"[0-9]{1,8}", raw["population"]):
        yield f"population: '{raw['population']}' is geen aantal inwoners"
    try:
        date.fromisoformat(raw["population_date"])
    except ValueError:
        yield f"population_date: '{raw['population_date']}' is geen datum zoals 2026-01-01"


@transaction.atomic
def load_municipalities_file(path: Path) -> LoadedMunicipalities:
    """Add the new municipalities of the file and bring the known ones up to date, all or nothing.

    Raises MunicipalitiesFileError with every fault of the file; OSError. At most six queries.
    """
    rows = read_municipalities_file(path)
    provinces, provinces_changed = _load_provinces(rows)
    known = Municipality.objects.in_bulk(field_name="code")
    new, changed = [], []
    for row in rows:
        values = {
            "name": row.name,
            "province_id": provinces[row.province_code].pk,
            "population": row.population,
            "population_date": row.population_date,
        }
        municipality = known.get(row.code)
        if municipality is None:
            new.append(Municipality(code=row.code, **values))
        elif any(getattr(municipality, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(municipality, name, value)
            changed.append(municipality)
    Municipality.objects.bulk_create(new)
    Municipality.objects.bulk_update(changed, UPDATED)
    return LoadedMunicipalities(provinces_changed, len(new), len(changed), len(rows) - len(new) - len(changed))


def _load_provinces(rows: list[Row]) -> tuple[dict[str, Province], int]:
    wanted = {row.province_code: row.province for row in rows}
    known = Province.objects.in_bulk(field_name="code")
    new = [Province(code=code, name=name) for code, name in wanted.items() if code not in known]
    changed = []
    for code, name in wanted.items():
        if code in known and known[code].name != name:
            known[code].name = name
            changed.append(known[code])
    Province.objects.bulk_create(new)
    Province.objects.bulk_update(changed, ["name"])
    return known | {province.code: province for province in new}, len(new) + len(changed)
