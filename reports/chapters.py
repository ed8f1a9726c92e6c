"""The chapter on one basisfunctie: two pages at most, so what is long goes to an appendix. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from assessments.amounts import format_amount
from assessments.dutch import counted, dutch_date, listed, sentence
from assessments.findings import Rule
from assessments.findings.drawing import draw_thread
from assessments.findings.listing import FindingsChapter
from assessments.findings.thread import parts_of, thread_of
from assessments.models import Adoption, Execution, MoneyKind, MoneySource
from assessments.money import Money, money_of
from assessments.reviewing.second import Difference, SecondLevel
from assessments.snapshot import BasisfunctiePart, LayerPart, SpeerpuntPart
from basisfuncties.circle import NOT_RATED
from basisfuncties.models import LayerKind
from basisfuncties.words import THREAD
from improvement.reading import AdviceRead
from reports.advice import AdviceView, build_advice
from reports.notes import Notes
from reports.stored_words import NOT_FILLED_IN, amount_of, label_of
from reports.summary import chapter_anchor, money_note

# Characters of a text that stand in the chapter; with these, what is usual fits on two pages.
MOST_REASON = 280
MOST_SAID = 180
STRANDS_IN_DRAWING = 8
# The column says already that it was adopted.
ADOPTED = {Adoption.COLLEGE.value: "college", Adoption.COUNCIL.value: "raad"}


@dataclass(frozen=True)
class LayerView:
    """One layer of the profile; `level_class` is the level or `none`, for the styles.

    `adviser` is the adviser's level where that is another one, with its remark and the municipality's answer;
    `before` the level of the previous round, with its year.
    """

    name: str
    level: str
    level_class: str
    rubric: str
    reason: SafeString
    before: str = ""
    adviser: str = ""
    remark: SafeString | str = ""
    response: SafeString | str = ""


@dataclass(frozen=True)
class SpeerpuntView:
    """One speerpunt as a row of the table; `done` says where the text on what was done stands."""

    label: str
    own: bool
    goals: str
    adoption: str
    document: str
    executors: str
    execution: str
    amount: str
    money: str
    done: SafeString
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
    """One basisfunctie. `drawings` show the thread: one, or some where there are many speerpunten.

    `thread` says from what to what it runs; an edition may lack the layers of execution or money.
    """

    number: int
    anchor: str
    name: str
    definition: str
    in_short: str
    layers: tuple[LayerView, ...]
    drawings: tuple[SafeString, ...]
    speerpunten: tuple[SpeerpuntView, ...]
    no_speerpunten: str
    structural: str
    incidental: str
    money_note: str
    breaks: tuple[BreaksView, ...]
    advice: AdviceView | None
    thread: str = THREAD
    has_execution: bool = True
    has_money: bool = True


def build_chapter(
    part: BasisfunctiePart,
    found: FindingsChapter,
    differ: Iterable[Difference],
    advice: AdviceRead | None,
    notes: Notes,
    thread: str = THREAD,
) -> Chapter:
    """Return the chapter on one basisfunctie; what is long goes into the notes."""
    seconds = {each.second.layer: each.second for each in differ if each.second.basisfunctie == part.slug}
    money = money_of(part.speerpunten)
    notes.begin()
    chapter = Chapter(
        number=part.number,
        anchor=chapter_anchor(part),
        name=part.name,
        definition=part.definition,
        in_short=_in_short(part, found, money),
        layers=tuple(_layer(layer, seconds.get(layer.kind), notes) for layer in part.layers),
        drawings=_drawings(part, found),
        speerpunten=tuple(_speerpunt(each, notes) for each in part.speerpunten),
        no_speerpunten="" if part.speerpunten else f"De gemeente koos bij {part.name} nog geen speerpunten.",
        structural=format_amount(money.structural),
        incidental=format_amount(money.incidental),
        money_note=money_note(money),
        breaks=_breaks(found, notes),
        advice=build_advice(advice, notes, part.slug),
        thread=thread,
        has_execution=part.layer(LayerKind.UITVOERING) is not None,
        has_money=part.layer(LayerKind.FINANCIEN) is not None,
    )
    notes.end(part.name, part.number, chapter.anchor)
    return chapter


def _drawings(part: BasisfunctiePart, found: FindingsChapter) -> tuple[SafeString, ...]:
    if not part.speerpunten:
        return ()
    because: Mapping[str, str] = {each.finding.key: each.because for each in found.answered}
    thread = thread_of(part, (*found.open, *(each.finding for each in found.answered)), because)
    after = [each.lower() for each in (thread.execution_heading, thread.money_heading) if each]
    shown = listed(["doelen", "speerpunten", *after])
    title = f"De draad van {part.name}: {shown}. Hetzelfde staat in de tabel eronder."
    return tuple(draw_thread(each, title=title) for each in parts_of(thread, STRANDS_IN_DRAWING))


def _breaks(found: FindingsChapter, notes: Notes) -> tuple[BreaksView, ...]:
    """Return the findings of one kind together, the heaviest kind first; answered ones after the others."""
    said = [*((finding, "") for finding in found.open), *((each.finding, each.because) for each in found.answered)]
    by_rule: dict[Rule, list[BreakView]] = {}
    for finding, because in sorted(said, key=lambda each: -each[0].rule.weight):
        answer = notes.shown(because, MOST_SAID, f"Bewust zo: {finding.rule.title.lower()}")
        by_rule.setdefault(finding.rule, []).append(BreakView(finding.seen, answer))
    return tuple(BreaksView(rule.title, tuple(breaks)) for rule, breaks in by_rule.items())


def _in_short(part: BasisfunctiePart, found: FindingsChapter, money: Money) -> str:
    number = sentence(counted(len(part.speerpunten), "speerpunt", "speerpunten"))
    if not part.speerpunten:
        return f"{number}."
    breaks = len(found.open)
    broken = f"De draad breekt op {counted(breaks, 'plek', 'plekken')}." if breaks else "De draad breekt nergens."
    if part.layer(LayerKind.FINANCIEN) is None:
        return f"{number}. {broken}"
    return (
        f"{number}, per jaar {format_amount(money.structural)} structureel en "
        f"{format_amount(money.incidental)} incidenteel. {broken}"
    )


def _layer(layer: LayerPart, second: SecondLevel | None, notes: Notes) -> LayerView:
    is_rated = layer.level is not None
    before = layer.before
    view = LayerView(
        layer.name,
        str(layer.level) if is_rated else NOT_RATED,
        str(layer.level) if is_rated else "none",
        layer.level_text if is_rated else "Nog geen niveau gekozen.",
        notes.shown(layer.reason, MOST_REASON, f"{layer.name}: waarom dit niveau"),
        before=f"{before.year}: {before.level}" if before else "",
    )
    if second is None:
        return view
    return replace(
        view,
        adviser=str(second.level),
        remark=notes.shown(second.remark, MOST_SAID, f"{layer.name}: wat de adviseur ziet"),
        response=notes.shown(second.response, MOST_SAID, f"{layer.name}: wat de gemeente de adviseur antwoordt"),
    )


def _speerpunt(part: SpeerpuntPart, notes: Notes) -> SpeerpuntView:
    adoption = ADOPTED.get(part.adoption) or label_of(Adoption, part.adoption)
    if part.adopted_on:
        adoption = ", ".join(words for words in (adoption, dutch_date(part.adopted_on)) if words)
    kinds = [label_of(MoneyKind, part.money_kind), label_of(MoneySource, part.money_source)]
    return SpeerpuntView(
        label=part.label,
        own=part.own,
        goals="; ".join(goal.label for goal in part.goals),
        adoption=adoption or NOT_FILLED_IN,
        document=part.document,
        executors=part.executors or NOT_FILLED_IN,
        execution=label_of(Execution, part.execution) or NOT_FILLED_IN,
        amount=amount_of(part.amount) or NOT_FILLED_IN,
        money=", ".join(kind for kind in kinds if kind),
        done=notes.refer(part.done, "Wat er is gedaan", f"Wat er is gedaan: {part.label}"),
        to_confirm=part.to_confirm,
    )
