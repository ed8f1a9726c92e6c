"""Turn stored rows into the parts of a snapshot. No queries: a speerpunt comes with its element."""

from collections.abc import Iterable

from django.utils import timezone

from assessments.models import Evidence, KeyFigures, Rating, Speerpunt
from assessments.snapshot import Choice, EvidencePart, KeyFiguresPart, LayerPart, PreviousLevel, SpeerpuntPart
from basisfuncties.structure import LayerInfo


def speerpunt_part(row: Speerpunt, goals: tuple[Choice, ...], evidence: Iterable[Evidence]) -> SpeerpuntPart:
    """Return a stored speerpunt with those of these goals that it serves."""
    served = set(row.goals)
    return SpeerpuntPart(
        code=row.code,
        label=str(row),
        own=row.element_id is None,
        goals=tuple(goal for goal in goals if goal.code in served),
        adoption=row.adoption,
        document=row.document,
        adopted_on=row.adopted_on,
        executors=row.executors,
        execution=row.execution,
        done=row.done,
        amount=row.amount,
        money_kind=row.money_kind,
        money_source=row.money_source,
        beleid_to_confirm=row.beleid_to_confirm,
        uitvoering_to_confirm=row.uitvoering_to_confirm,
        financien_to_confirm=row.financien_to_confirm,
        evidence=evidence_parts(evidence),
    )


def evidence_parts(rows: Iterable[Evidence]) -> tuple[EvidencePart, ...]:
    """Return stored evidence, without the files."""
    return tuple(
        EvidencePart(
            id=row.pk,
            kind=row.kind,
            title=row.title,
            added_on=timezone.localdate(row.added_at),
            url=row.url,
            file_name=row.file_name,
            size=row.size or 0,
            sha256=row.sha256,
        )
        for row in rows
    )


def layer_part(info: LayerInfo, rating: Rating | None, previous: PreviousLevel | None) -> LayerPart:
    """Return a layer with its level of now, if there is one, and of the previous round."""
    level = rating.level if rating else None
    return LayerPart(
        kind=info.kind,
        name=info.name,
        level=level,
        level_text="" if level is None else info.levels[level],
        reason=rating.reason if rating else "",
        previous=previous,
        highest=len(info.levels) - 1,
    )


def key_figures_part(row: KeyFigures | None) -> KeyFiguresPart:
    """Return the stored key figures; empty ones when there are none."""
    if row is None:
        return KeyFiguresPart()
    return KeyFiguresPart(
        fte=row.fte,
        budget=row.budget,
        steunpunt=row.steunpunt,
        steunpunt_form=row.steunpunt_form,
        steunpunt_fte=row.steunpunt_fte,
        steunpunt_budget=row.steunpunt_budget,
        keurmerk=row.keurmerk,
        explanation=row.explanation,
        to_confirm=row.to_confirm,
    )
