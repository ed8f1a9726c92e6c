"""Read what was exported back: a workbook with openpyxl, tables with csv, and a JSON object into a snapshot."""

import csv
import io
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from assessments.snapshot import (
    AnswerPart,
    BasisfunctiePart,
    Choice,
    EvidencePart,
    FindingResponsePart,
    KeyFiguresPart,
    LayerPart,
    MunicipalityPart,
    PreviousLevel,
    Snapshot,
    SpeerpuntPart,
)

Table = list[dict[str, object]]


def workbook(path: Path) -> dict[str, Table]:
    """Return the rows of each sheet, by name of the sheet and of the column."""
    book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
    found = {}
    for page in book.worksheets:
        heads, *rows = page.iter_rows(values_only=True)
        found[page.title] = [dict(zip(heads, row, strict=True)) for row in rows]
    book.close()
    return found


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each table in the ZIP, as texts."""
    with ZipFile(path) as archive:
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""), delimiter=";"))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))


def decimal(number: object) -> Decimal | None:
    return None if number is None else Decimal(str(number)).quantize(Decimal("0.01"))


def snapshot_from(values: dict) -> Snapshot:
    """Return the snapshot that a JSON object of one assessment tells of, without what it leaves out."""
    about, figures = values["zelfevaluatie"], values["kerncijfers"]
    slugs = list(dict.fromkeys(row["basisfunctie"] for row in values["niveaus"]))
    return Snapshot(
        municipality=MunicipalityPart(
            values["gemeentecode"],
            values["gemeente"],
            about["provincie"],
            about["inwoners"],
            date.fromisoformat(about["inwoners_peildatum"]),
        ),
        year=values["jaar"],
        is_demo=about["voorbeeld"],
        edition=values["editie"],
        framework_title=about["kader"],
        framework_source=about["kader_bron"],
        basisfuncties=tuple(_part(values, slug, number) for number, slug in enumerate(slugs, start=1)),
        key_figures=KeyFiguresPart(
            fte=decimal(figures["fte"]),
            budget=figures["budget"],
            steunpunt=figures["steunpunt"] or "",
            steunpunt_form=figures["steunpunt_vorm"] or "",
            steunpunt_fte=decimal(figures["steunpunt_fte"]),
            steunpunt_budget=figures["steunpunt_budget"],
            keurmerk=figures["keurmerk"] or "",
            explanation=figures["toelichting"] or "",
            to_confirm=figures["te_herbevestigen"],
        ),
        finding_responses=tuple(
            sorted(
                (
                    FindingResponsePart(row["bevinding"], row["bewust_omdat"])
                    for row in values["bevindingen"]
                    if row["bewust_omdat"]
                ),
                key=lambda each: each.key,
            )
        ),
    )


def _part(values: dict, slug: str, number: int) -> BasisfunctiePart:
    def of(kind: str) -> list[dict]:
        return [row for row in values[kind] if row["basisfunctie"] == slug]

    chosen: dict[str, list[Choice]] = defaultdict(list)
    for row in of("keuzes"):
        chosen[row["vraag"]].append(Choice(row["keuze"], row["keuze_tekst"], row["eigen"]))
    goals: dict[str, list[Choice]] = defaultdict(list)
    for row in of("doelen"):
        goals[row["speerpunt"]].append(Choice(row["doel"], row["doel_tekst"], row["eigen"]))
    evidence: dict[str, list[EvidencePart]] = defaultdict(list)
    for row in of("bewijs"):
        evidence[row["onderdeel"]].append(
            EvidencePart(
                row["nummer"],
                row["soort"],
                row["titel"],
                date.fromisoformat(row["toegevoegd_op"]),
                row["adres"] or "",
                row["bestandsnaam"] or "",
                row["grootte"],
                row["controlegetal"] or "",
            )
        )
    return BasisfunctiePart(
        number=number,
        slug=slug,
        name=of("niveaus")[0]["basisfunctie_naam"],
        definition="",
        answers=tuple(
            AnswerPart(
                code=row["vraag"],
                number=row["nummer"],
                text=row["vraag_tekst"],
                kind=row["soort"],
                role="",
                choices=tuple(chosen[row["vraag"]]),
                explanation=row["toelichting"] or "",
                not_applicable=row["niet_van_toepassing"],
                not_applicable_because=row["niet_van_toepassing_omdat"] or "",
                evidence=tuple(evidence[row["vraag"]]),
                to_confirm=row["te_herbevestigen"],
            )
            for row in of("antwoorden")
        ),
        speerpunten=tuple(
            SpeerpuntPart(
                code=row["speerpunt"],
                label=row["speerpunt_tekst"],
                own=row["eigen"],
                goals=tuple(goals[row["speerpunt"]]),
                adoption=row["vastgesteld"] or "",
                document=row["document"] or "",
                adopted_on=day(row["vastgesteld_op"]),
                executors=row["uitvoerders"] or "",
                execution=row["stand"] or "",
                done=row["gedaan"] or "",
                amount=row["bedrag"],
                money_kind=row["geld_soort"] or "",
                money_source=row["geld_bron"] or "",
                evidence=tuple(evidence[row["speerpunt"]]),
                beleid_to_confirm=row["beleid_te_herbevestigen"],
                uitvoering_to_confirm=row["uitvoering_te_herbevestigen"],
                financien_to_confirm=row["financien_te_herbevestigen"],
            )
            for row in of("speerpunten")
        ),
        layers=tuple(_layer(row) for row in of("niveaus")),
    )


def _layer(row: dict) -> LayerPart:
    previous = None
    if row["vorig_jaar"] is not None:
        previous = PreviousLevel(row["vorig_jaar"], row["vorig_niveau"], row["vorige_reden"] or "")
    return LayerPart(row["laag"], "", row["niveau"], row["niveau_betekenis"] or "", row["reden"] or "", previous)


def without_what_is_left_out(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot without the words of the framework that the public file of the framework has."""
    return replace(
        snapshot,
        basisfuncties=tuple(
            replace(
                part,
                definition="",
                answers=tuple(replace(answer, role="") for answer in part.answers),
                layers=tuple(replace(layer, name="") for layer in part.layers),
            )
            for part in snapshot.basisfuncties
        ),
    )
