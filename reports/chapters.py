"""The chapters of the report: one per basisfunctie, the key figures, and all answers. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.safestring import SafeString

from assessments.amounts import format_amount, format_number
from assessments.dutch import counted, decimal_text, dutch_date, format_size, sentence
from assessments.findings import Rule
from assessments.findings.listing import FindingsChapter
from assessments.key_figures import reference_values
from assessments.models import Adoption, Execution, Keurmerk, MoneyKind, MoneySource, Steunpunt, SteunpuntForm
from assessments.money import Money, money_of
from assessments.reviewing.second import Difference, SecondLevel
from assessments.snapshot import AnswerPart, BasisfunctiePart, EvidencePart, LayerPart, Snapshot, SpeerpuntPart
from basisfuncties.circle import NOT_RATED
from improvement.reading import AdviceRead
from reports.advice import AdviceView, build_advice
from reports.summary import chapter_anchor, money_note
from reports.typed import typed_html

NOT_FILLED_IN = "niet ingevuld"
CBS = "Bron: CBS"


@dataclass(frozen=True)
class LayerView:
    """One layer of the profile; `level_class` is the level or `none`, for the styles.

    `adviser` is the adviser's level where that is another one, with its remark and the municipality's answer.
    """

    name: str
    level: str
    level_class: str
    rubric: str
    reason: SafeString
    adviser: str = ""
    remark: SafeString | str = ""
    response: SafeString | str = ""


@dataclass(frozen=True)
class SpeerpuntView:
    """One speerpunt as a row of the table; `done` is the longer text under the table."""

    label: str
    own: bool
    goals: tuple[str, ...]
    adoption: str
    document: str
    executors: str
    execution: str
    amount: str
    money: str
    done: SafeString
    to_confirm: bool


@dataclass(frozen=True)
class ExplanationView:
    """An explanation of the visie under its question, with what was chosen there."""

    anchor: str
    number: int
    question: str
    choices: str
    text: SafeString
    to_confirm: bool


@dataclass(frozen=True)
class BreakView:
    """Where the thread breaks; `because` is what the municipality says to it, empty when it said nothing."""

    seen: str
    because: SafeString


@dataclass(frozen=True)
class BreaksView:
    """The breaks of one kind."""

    title: str
    breaks: tuple[BreakView, ...]


@dataclass(frozen=True)
class Chapter:
    """One basisfunctie."""

    number: int
    anchor: str
    name: str
    definition: str
    in_short: str
    layers: tuple[LayerView, ...]
    speerpunten: tuple[SpeerpuntView, ...]
    no_speerpunten: str
    structural: str
    incidental: str
    money_note: str
    breaks: tuple[BreaksView, ...]
    done: tuple[SpeerpuntView, ...]
    explanations: tuple[ExplanationView, ...]
    advice: AdviceView | None = None


@dataclass(frozen=True)
class AnswerView:
    """One guiding question with its answer; the explanation itself is in the chapter, at `explanation_anchor`."""

    number: int
    question: str
    choices: tuple[str, ...]
    own_choices: tuple[str, ...]
    not_applicable: SafeString
    explanation_anchor: str
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


@dataclass(frozen=True)
class KeyFigureRow:
    """A key figure, the municipality's own value, and what it may be compared with."""

    name: str
    value: str
    reference: str
    source: str


@dataclass(frozen=True)
class KeyFiguresChapter:
    """The key figures beside their reference values."""

    rows: tuple[KeyFigureRow, ...]
    explanation: SafeString
    to_confirm: bool


def build_chapter(
    part: BasisfunctiePart,
    found: FindingsChapter,
    differ: Iterable[Difference] = (),
    advice: AdviceRead | None = None,
) -> Chapter:
    """Return the chapter on one basisfunctie: findings, where the adviser sees another level, and what it advises."""
    seconds = {each.second.layer: each.second for each in differ if each.second.basisfunctie == part.slug}
    money = money_of(part.speerpunten)
    speerpunten = tuple(_speerpunt(each) for each in part.speerpunten)
    return Chapter(
        number=part.number,
        anchor=chapter_anchor(part),
        name=part.name,
        definition=part.definition,
        in_short=_in_short(len(speerpunten), money),
        layers=tuple(_layer(layer, seconds.get(layer.kind)) for layer in part.layers),
        speerpunten=speerpunten,
        no_speerpunten="" if speerpunten else f"De gemeente koos bij {part.name} nog geen speerpunten.",
        structural=format_amount(money.structural),
        incidental=format_amount(money.incidental),
        money_note=money_note(money),
        breaks=_breaks(found),
        done=tuple(each for each in speerpunten if each.done),
        explanations=tuple(_explanation(answer) for answer in part.answers if answer.explanation),
        advice=build_advice(advice, part.slug),
    )


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


def build_key_figures(snapshot: Snapshot) -> KeyFiguresChapter:
    """Return the key figures, each beside its reference value."""
    figures, municipality = snapshot.key_figures, snapshot.municipality
    references = {reference.field: reference for reference in reference_values(municipality.population)}
    own = (
        ("fte", "Fte voor het beleid", _decimal(figures.fte)),
        ("budget", "Budget per jaar", _amount(figures.budget)),
        ("steunpunt", "Steunpunt", _label(Steunpunt, figures.steunpunt)),
        ("steunpunt_form", "Vorm van het steunpunt", _label(SteunpuntForm, figures.steunpunt_form)),
        ("steunpunt_fte", "Betaalde fte van het steunpunt", _decimal(figures.steunpunt_fte)),
        ("steunpunt_budget", "Budget van het steunpunt per jaar", _amount(figures.steunpunt_budget)),
        ("keurmerk", "Keurmerk van het steunpunt", _label(Keurmerk, figures.keurmerk)),
    )
    inhabitants = KeyFigureRow(
        "Inwoners",
        format_number(municipality.population),
        f"Op {dutch_date(municipality.population_date)}.",
        CBS,
    )
    rows = tuple(
        KeyFigureRow(name, value or NOT_FILLED_IN, references[field].text, f"Bron: {references[field].source}")
        for field, name, value in own
    )
    return KeyFiguresChapter((inhabitants, *rows), typed_html(figures.explanation), figures.to_confirm)


def explanation_anchor(answer: AnswerPart) -> str:
    """Return the id of an explanation, for who comes from the appendix; empty when there is none."""
    return f"toelichting-{answer.code}" if answer.explanation else ""


def _breaks(found: FindingsChapter) -> tuple[BreaksView, ...]:
    """Return the findings of one kind together, the heaviest kind first; answered ones after the others."""
    said = [*((finding, "") for finding in found.open), *((each.finding, each.because) for each in found.answered)]
    by_rule: dict[Rule, list[BreakView]] = {}
    for finding, because in sorted(said, key=lambda each: -each[0].rule.weight):
        by_rule.setdefault(finding.rule, []).append(BreakView(finding.seen, typed_html(because)))
    return tuple(BreaksView(rule.title, tuple(breaks)) for rule, breaks in by_rule.items())


def _in_short(speerpunten: int, money: Money) -> str:
    number = sentence(counted(speerpunten, "speerpunt", "speerpunten"))
    if not speerpunten:
        return f"{number}."
    return (
        f"{number}, per jaar {format_amount(money.structural)} structureel en "
        f"{format_amount(money.incidental)} incidenteel."
    )


def _layer(layer: LayerPart, second: SecondLevel | None) -> LayerView:
    is_rated = layer.level is not None
    view = LayerView(
        layer.name,
        str(layer.level) if is_rated else NOT_RATED,
        str(layer.level) if is_rated else "none",
        layer.level_text if is_rated else "Nog geen niveau gekozen.",
        typed_html(layer.reason),
    )
    if second is None:
        return view
    return replace(
        view, adviser=str(second.level), remark=typed_html(second.remark), response=typed_html(second.response)
    )


def _speerpunt(part: SpeerpuntPart) -> SpeerpuntView:
    adoption = _label(Adoption, part.adoption)
    if part.adopted_on:
        adoption = f"{adoption or 'vastgesteld'} op {dutch_date(part.adopted_on)}"
    kinds = [_label(MoneyKind, part.money_kind), _label(MoneySource, part.money_source)]
    return SpeerpuntView(
        label=part.label,
        own=part.own,
        goals=tuple(goal.label for goal in part.goals),
        adoption=adoption or NOT_FILLED_IN,
        document=part.document,
        executors=part.executors or NOT_FILLED_IN,
        execution=_label(Execution, part.execution) or NOT_FILLED_IN,
        amount=_amount(part.amount) or NOT_FILLED_IN,
        money=", ".join(kind for kind in kinds if kind),
        done=typed_html(part.done),
        to_confirm=part.to_confirm,
    )


def _explanation(answer: AnswerPart) -> ExplanationView:
    return ExplanationView(
        anchor=explanation_anchor(answer),
        number=answer.number,
        question=answer.text,
        choices="; ".join(choice.label for choice in answer.choices),
        text=typed_html(answer.explanation),
        to_confirm=answer.to_confirm,
    )


def _answer(answer: AnswerPart) -> AnswerView:
    because = answer.not_applicable_because if answer.not_applicable else ""
    return AnswerView(
        number=answer.number,
        question=answer.text,
        choices=tuple(choice.label for choice in answer.choices if not choice.own),
        own_choices=tuple(choice.label for choice in answer.choices if choice.own),
        not_applicable=typed_html(because),
        explanation_anchor=explanation_anchor(answer),
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


def _label(
    choices: type[Adoption | Execution | Keurmerk | MoneyKind | MoneySource | Steunpunt | SteunpuntForm], value: str
) -> str:
    """Return the words for a stored value; a value that no longer exists speaks for itself."""
    return next((str(label) for stored, label in choices.choices if stored == value), value)


def _amount(euros: int | None) -> str:
    return "" if euros is None else format_amount(euros)


def _decimal(value: Decimal | None) -> str:
    return "" if value is None else decimal_text(value)
