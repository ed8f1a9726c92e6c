"""All answers to the guiding questions, with their explanations and the evidence: an appendix. Pure."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from assessments.dutch import dutch_date, format_size
from assessments.snapshot import AnswerPart, BasisfunctiePart, EvidencePart
from reports.summary import chapter_anchor
from reports.typed import typed_html


@dataclass(frozen=True)
class AnswerView:
    """One guiding question with its answer."""

    number: int
    question: str
    choices: tuple[str, ...]
    own_choices: tuple[str, ...]
    not_applicable: SafeString
    explanation: SafeString
    is_answered: bool
    to_confirm: bool


@dataclass(frozen=True)
class EvidenceView:
    """A file or link as evidence: where it belongs, its title, and its file or its address."""

    place: str
    title: str
    file: str
    url: str
    added_on: str


@dataclass(frozen=True)
class AppendixPart:
    """The answers of one basisfunctie, and the list of its evidence."""

    number: int
    name: str
    anchor: str
    chapter: str
    answers: tuple[AnswerView, ...]
    evidence: tuple[EvidenceView, ...] = ()


def build_appendix_part(part: BasisfunctiePart) -> AppendixPart:
    """Return all answers of one basisfunctie."""
    return AppendixPart(
        number=part.number,
        name=part.name,
        anchor=f"antwoorden-{part.slug}",
        chapter=chapter_anchor(part),
        answers=tuple(_answer(answer) for answer in part.answers),
        evidence=tuple(
            _evidence(place, piece)
            for place, pieces in (
                *((f"Vraag {answer.number}", answer.evidence) for answer in part.answers),
                *((each.label, each.evidence) for each in part.speerpunten),
            )
            for piece in pieces
        ),
    )


def _answer(answer: AnswerPart) -> AnswerView:
    because = answer.not_applicable_because if answer.not_applicable else ""
    return AnswerView(
        number=answer.number,
        question=answer.text,
        choices=tuple(choice.label for choice in answer.choices if not choice.own),
        own_choices=tuple(choice.label for choice in answer.choices if choice.own),
        not_applicable=typed_html(because),
        explanation=typed_html(answer.explanation),
        is_answered=answer.is_answered,
        to_confirm=answer.to_confirm,
    )


def _evidence(place: str, piece: EvidencePart) -> EvidenceView:
    return EvidenceView(
        place=place,
        title=piece.title,
        file=f"{piece.file_name}, {format_size(piece.size)}" if piece.file_name else "",
        url=piece.url,
        added_on=dutch_date(piece.added_on),
    )
