"""Leave out what people wrote, for who wants to share or count: a name of a person can stand in any text. Pure.

Where there was a text, a mark says so. So what can be seen from whether something was written (has this speerpunt an
executor? is this question answered?) can still be seen, and the findings are the same.
"""

from dataclasses import replace

from assessments.findings import Finding
from assessments.snapshot import (
    AnswerPart,
    BasisfunctiePart,
    Choice,
    EvidencePart,
    FindingResponsePart,
    LayerPart,
    SpeerpuntPart,
)
from exports.source import Source

MARK = "[tekst]"
OWN_CHOICE = "[eigen aanvulling]"
OWN_SPEERPUNT = "[eigen speerpunt]"


def without_texts(source: Source) -> Source:
    """Return the assessment with only what was chosen, counted and dated."""
    snapshot = source.snapshot
    bare = replace(
        snapshot,
        basisfuncties=tuple(_basisfunctie(part) for part in snapshot.basisfuncties),
        key_figures=replace(snapshot.key_figures, explanation=_mark(snapshot.key_figures.explanation)),
        finding_responses=tuple(
            FindingResponsePart(response.key, _mark(response.because)) for response in snapshot.finding_responses
        ),
    )
    return replace(
        source,
        snapshot=bare,
        seconds=tuple(
            replace(each, remark=_mark(each.remark), response=_mark(each.response)) for each in source.seconds
        ),
        texts=tuple(replace(each, text=_mark(each.text)) for each in source.texts),
        recommendations=tuple(
            replace(
                each,
                about=_mark(each.about) if each.speerpunt else each.about,
                title=_mark(each.title),
                explanation=_mark(each.explanation),
                reply_why=_mark(each.reply_why),
            )
            for each in source.recommendations
        ),
        found=tuple(_finding(finding) for finding in source.findings),
    )


def _mark(text: str) -> str:
    return MARK if text else ""


def _basisfunctie(part: BasisfunctiePart) -> BasisfunctiePart:
    return replace(
        part,
        answers=tuple(_answer(answer) for answer in part.answers),
        speerpunten=tuple(_speerpunt(speerpunt) for speerpunt in part.speerpunten),
        layers=tuple(_layer(layer) for layer in part.layers),
    )


def _answer(answer: AnswerPart) -> AnswerPart:
    return replace(
        answer,
        choices=_choices(answer.choices),
        explanation=_mark(answer.explanation),
        not_applicable_because=_mark(answer.not_applicable_because),
        evidence=_evidence(answer.evidence),
    )


def _speerpunt(speerpunt: SpeerpuntPart) -> SpeerpuntPart:
    return replace(
        speerpunt,
        label=OWN_SPEERPUNT if speerpunt.own else speerpunt.label,
        goals=_choices(speerpunt.goals),
        document=_mark(speerpunt.document),
        executors=_mark(speerpunt.executors),
        done=_mark(speerpunt.done),
        evidence=_evidence(speerpunt.evidence),
    )


def _layer(layer: LayerPart) -> LayerPart:
    previous = layer.previous and replace(layer.previous, reason=_mark(layer.previous.reason))
    return replace(layer, reason=_mark(layer.reason), previous=previous)


def _choices(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(replace(choice, label=OWN_CHOICE) if choice.own else choice for choice in choices)


def _evidence(pieces: tuple[EvidencePart, ...]) -> tuple[EvidencePart, ...]:
    return tuple(replace(piece, title=MARK, url=_mark(piece.url), file_name=_mark(piece.file_name)) for piece in pieces)


def _finding(finding: Finding) -> Finding:
    # What was seen names own additions in the words of the municipality; the rule says the same without them.
    return replace(finding, seen=finding.rule.title)
