"""Make the rows of each kind of data from one assessment; the columns are in `exports.sheets`. Pure rules."""

from collections.abc import Iterator

from assessments.snapshot import BasisfunctiePart, EvidencePart
from exports.columns import Row
from exports.source import Source

BETWEEN = "; "


def assessment(source: Source) -> Iterator[Row]:
    """Return the one row that says of whom it is, and which version."""
    snapshot, standing, place = source.snapshot, source.standing, source.snapshot.municipality
    yield (
        place.province,
        place.population,
        place.population_date,
        snapshot.framework_title,
        snapshot.framework_source,
        snapshot.is_demo,
        standing.status,
        standing.version,
        standing.number,
        standing.submitted_on,
        standing.adopted_on,
        standing.sha256,
    )


def key_figures(source: Source) -> Iterator[Row]:
    """Return the one row of the key figures."""
    figures = source.snapshot.key_figures
    yield (
        figures.fte,
        figures.budget,
        figures.steunpunt,
        figures.steunpunt_form,
        figures.steunpunt_fte,
        figures.steunpunt_budget,
        figures.keurmerk,
        figures.explanation,
        figures.to_confirm,
    )


def levels(source: Source) -> Iterator[Row]:
    """Return a row for each layer of each basisfunctie."""
    for part in source.snapshot.basisfuncties:
        for layer in part.layers:
            previous, second = layer.previous, source.second.get((part.slug, layer.kind))
            yield (
                part.slug,
                part.name,
                layer.kind,
                layer.level,
                layer.level_text,
                layer.reason,
                previous.year if previous else None,
                previous.level if previous else None,
                previous.reason if previous else None,
                second.level if second else None,
                second.remark if second else None,
                second.response if second else None,
            )


def answers(source: Source) -> Iterator[Row]:
    """Return a row for each guiding question, answered or not."""
    for part in source.snapshot.basisfuncties:
        for answer in part.answers:
            yield (
                part.slug,
                part.name,
                answer.code,
                answer.number,
                answer.text,
                answer.kind,
                answer.is_answered,
                len(answer.choices),
                BETWEEN.join(choice.label for choice in answer.choices),
                answer.explanation,
                answer.not_applicable,
                answer.not_applicable_because,
                answer.to_confirm,
            )


def choices(source: Source) -> Iterator[Row]:
    """Return a row for each thing that was chosen under a guiding question."""
    for part in source.snapshot.basisfuncties:
        for answer in part.answers:
            for choice in answer.choices:
                yield part.slug, answer.code, choice.code, choice.label, choice.own


def speerpunten(source: Source) -> Iterator[Row]:
    """Return a row for each chosen speerpunt."""
    for part in source.snapshot.basisfuncties:
        for each in part.speerpunten:
            yield (
                part.slug,
                part.name,
                each.code,
                each.label,
                each.own,
                len(each.goals),
                each.adoption,
                each.document,
                each.adopted_on,
                each.executors,
                each.execution,
                each.done,
                each.amount,
                each.money_kind,
                each.money_source,
                each.beleid_to_confirm,
                each.uitvoering_to_confirm,
                each.financien_to_confirm,
            )


def goals(source: Source) -> Iterator[Row]:
    """Return a row for each goal that a speerpunt serves."""
    for part in source.snapshot.basisfuncties:
        for each in part.speerpunten:
            for goal in each.goals:
                yield part.slug, each.code, goal.code, goal.label, goal.own


def findings(source: Source) -> Iterator[Row]:
    """Return a row for each break in the thread, with the municipality's answer to it."""
    for finding in source.findings:
        yield (
            finding.place.basisfunctie,
            finding.place.layer,
            finding.key,
            finding.rule.code,
            finding.rule.title,
            finding.rule.weight,
            finding.subject,
            finding.seen,
            finding.mend,
            " ".join(finding.goals),
            source.because.get(finding.key, ""),
        )


def evidence(source: Source) -> Iterator[Row]:
    """Return a row for each file or link."""
    for part in source.snapshot.basisfuncties:
        for code, piece in _pieces(part):
            yield (
                part.slug,
                code,
                piece.id,
                piece.kind,
                piece.title,
                piece.added_on,
                piece.url,
                piece.file_name,
                piece.size,
                piece.sha256,
            )


def _pieces(part: BasisfunctiePart) -> Iterator[tuple[str, EvidencePart]]:
    for answer in part.answers:
        yield from ((answer.code, piece) for piece in answer.evidence)
    for speerpunt in part.speerpunten:
        yield from ((speerpunt.code, piece) for piece in speerpunt.evidence)


def advised_texts(source: Source) -> Iterator[Row]:
    """Return a row for each text of an advice that was sent."""
    for each in source.texts:
        yield each.advice, each.sent_on, each.basisfunctie, each.text


def recommendations(source: Source) -> Iterator[Row]:
    """Return a row for each recommendation of an advice that was sent."""
    for each in source.recommendations:
        yield (
            each.advice,
            each.sent_on,
            each.basisfunctie,
            each.layer,
            each.speerpunt,
            each.about,
            each.title,
            each.explanation,
            each.finding,
            each.reply,
            each.reply_why,
        )
