"""The questionnaire on paper: blank for a meeting, or with what is filled in. View-model, pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from assessments import wording
from assessments.dutch import dutch_date
from assessments.snapshot import AnswerPart, BasisfunctiePart, LayerPart, Snapshot, SpeerpuntPart
from basisfuncties.models import LayerKind
from basisfuncties.structure import BasisfunctieInfo, LayerInfo, Question, Structure
from municipalities.house_style.style import HouseStyle
from reports.house import Head, head_of
from reports.typed import typed_html

# Room to write on, also below what is filled in.
SPARE_LINES = {"blank": 3, "filled": 2}
ROWS = 5

LOCAL_REGIONAL = ("lokaal", "regionaal", "lokaal en regionaal")
GOALS = "Dient welke doelen?"
COLUMNS = {
    "beleid": ("Speerpunt", GOALS, "Vastgesteld: nog niet, college of raad? Document en datum"),
    "uitvoering": ("Speerpunt", "Wie voert uit, en hoe ver is het?", "Wat is er gedaan?"),
    "financien": ("Speerpunt", "Bedrag per jaar", "Structureel of incidenteel? Uit welk budget?"),
}


@dataclass(frozen=True)
class Box:
    """Something to tick."""

    label: str
    is_ticked: bool = False


@dataclass(frozen=True)
class QuestionSheet:
    """One guiding question with room to answer."""

    number: int
    text: str
    help: str
    boxes: tuple[Box, ...]
    choose_from: str
    writes: str
    own: tuple[str, ...]
    explanation: SafeString
    not_applicable: Box
    not_applicable_because: SafeString


@dataclass(frozen=True)
class LayerSheet:
    """One layer: questions for visie, a table of speerpunten for the others, and the level."""

    kind: str
    name: str
    guidance: str
    questions: tuple[QuestionSheet, ...]
    elements: tuple[Box, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    levels: tuple[Box, ...]
    reason: SafeString


@dataclass(frozen=True)
class FunctionSheet:
    """One basisfunctie."""

    number: int
    name: str
    definition: str
    layers: tuple[LayerSheet, ...]


@dataclass(frozen=True)
class Questionnaire:
    """The whole questionnaire, or one basisfunctie of it."""

    title: str
    municipality: str
    standing: str
    lead: str
    demo: str
    dated_on: date
    source: str
    functions: tuple[FunctionSheet, ...]
    key_figures: tuple[tuple[str, str], ...]
    lines: range
    house: Head


def build_questionnaire(
    structure: Structure,
    snapshot: Snapshot,
    *,
    is_blank: bool,
    only: str | None,
    dated_on: date,
    style: HouseStyle | None = None,
) -> Questionnaire:
    """Return the questionnaire of this municipality, blank or filled in; `only` is the slug of one basisfunctie.

    The key figures are on it when it is whole. Raises LookupError when there is no such basisfunctie.
    """
    wanted = [each for each in structure.basisfuncties if only in (None, each.slug)]
    if not wanted:
        raise LookupError(only)
    filled = {part.slug: part for part in snapshot.basisfuncties}
    named = f": {wanted[0].name}" if only else ""
    return Questionnaire(
        title=f"Vragenlijst zelfevaluatie {snapshot.year}{named}",
        municipality=f"Gemeente {snapshot.municipality.name}",
        standing=f"{'Blanco vragenlijst' if is_blank else 'Ingevulde vragenlijst'} van {dutch_date(dated_on)}",
        lead="Om samen door te nemen en op te schrijven. Vul daarna de antwoorden in op de site."
        if is_blank
        else "Wat er nu is ingevuld, met ruimte om erbij te schrijven.",
        demo="Voorbeeldgegevens: verzonnen antwoorden" if snapshot.is_demo and not is_blank else "",
        dated_on=dated_on,
        source=structure.source,
        functions=tuple(
            _function(each, structure, None if is_blank else snapshot, None if is_blank else filled.get(each.slug))
            for each in wanted
        ),
        key_figures=()
        if only
        else tuple(
            (name, "" if is_blank and place else words)
            for place, (name, words) in enumerate(wording.key_figures(snapshot))
        ),
        lines=range(SPARE_LINES["blank" if is_blank else "filled"]),
        house=head_of(style, f"Gemeente {snapshot.municipality.name}"),
    )


def _function(
    info: BasisfunctieInfo, structure: Structure, snapshot: Snapshot | None, part: BasisfunctiePart | None
) -> FunctionSheet:
    return FunctionSheet(
        number=info.number,
        name=info.name,
        definition=info.definition,
        layers=tuple(_layer(layer, structure, snapshot, part) for layer in info.layers),
    )


def _layer(
    info: LayerInfo, structure: Structure, snapshot: Snapshot | None, part: BasisfunctiePart | None
) -> LayerSheet:
    rated = part.layer(info.kind) if part else None
    speerpunten = part.speerpunten if part else ()
    chosen = {speerpunt.code for speerpunt in speerpunten}
    answers = {answer.code: answer for answer in part.answers} if part else {}
    # Without a layer in which goals are chosen there are none to serve.
    has_goals = structure.words.has(LayerKind.VISIE)
    places = [place for place, name in enumerate(COLUMNS.get(info.kind, ())) if has_goals or name != GOALS]
    return LayerSheet(
        kind=info.kind,
        name=info.name,
        guidance=info.guidance,
        questions=tuple(_question(each, structure, snapshot, answers.get(each.code)) for each in info.questions),
        elements=tuple(Box(element.label, element.code in chosen) for element in info.elements),
        columns=tuple(COLUMNS.get(info.kind, ())[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in _rows(info.kind, speerpunten)),
        levels=tuple(
            Box(f"{value}. {text}", rated is not None and rated.level == value)
            for value, text in enumerate(info.levels)
        ),
        reason=typed_html(_reason(rated)),
    )


def _reason(rated: LayerPart | None) -> str:
    return rated.reason if rated else ""


def _question(
    info: Question, structure: Structure, snapshot: Snapshot | None, answer: AnswerPart | None
) -> QuestionSheet:
    choices = answer.choices if answer else ()
    chosen = {choice.code for choice in choices}
    numbers = [str(structure.questions[code].number) for code in info.choose_from]
    if info.kind == "local_regional":
        labels = {choice.label for choice in choices}
        boxes = tuple(Box(label, label in labels) for label in LOCAL_REGIONAL)
    elif info.kind == "earlier":
        boxes = tuple(Box(label, code in chosen) for code, label in _earlier(info, snapshot))
    else:
        boxes = tuple(Box(option.label, option.code in chosen) for option in info.options)
    return QuestionSheet(
        number=info.number,
        text=info.text,
        help=info.help,
        boxes=boxes,
        choose_from=f"Kies uit uw antwoorden op vraag {' en '.join(numbers)}." if numbers else "",
        writes="Zelf aanvullen" if info.own_additions else "Uw keuze" if info.kind == "earlier" and not boxes else "",
        own=tuple(choice.label for choice in choices if choice.own and info.kind != "earlier"),
        explanation=typed_html(answer.explanation if answer else ""),
        not_applicable=Box("Niet van toepassing, omdat:", bool(answer and answer.not_applicable)),
        not_applicable_because=typed_html(answer.not_applicable_because if answer else ""),
    )


def _earlier(info: Question, snapshot: Snapshot | None) -> list[tuple[str, str]]:
    """Return what was chosen under the questions that this one chooses from, as (code, label)."""
    if snapshot is None:
        return []
    answers = {answer.code: answer for part in snapshot.basisfuncties for answer in part.answers}
    return [
        (choice.code, choice.label) for code in info.choose_from if code in answers for choice in answers[code].choices
    ]


def _rows(kind: str, speerpunten: tuple[SpeerpuntPart, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table of speerpunten, with empty ones to write on below."""
    if kind not in COLUMNS:
        return ()
    filled = [_row(kind, speerpunt) for speerpunt in speerpunten]
    spare = max(ROWS - len(filled), 1 if kind == "beleid" or not filled else 0)
    return (*filled, *((("",) * len(COLUMNS[kind]),) * spare))


def _row(kind: str, speerpunt: SpeerpuntPart) -> tuple[str, ...]:
    if kind == "beleid":
        return (speerpunt.label, wording.goals(speerpunt), wording.adoption(speerpunt))
    if kind == "uitvoering":
        return (speerpunt.label, wording.execution(speerpunt), speerpunt.done)
    amount, _, rest = wording.money(speerpunt).partition(", ")
    return (speerpunt.label, amount, rest)
