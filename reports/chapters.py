"""The chapter on one basisfunctie: two pages at most, so what is long goes to an appendix. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from assessments.amounts import format_amount
from assessments.dutch import counted, listed, sentence
from assessments.findings.drawing import draw_thread
from assessments.findings.listing import FindingsChapter
from assessments.findings.thread import Thread, parts_of, thread_of
from assessments.money import Money, money_of
from assessments.reviewing.second import Difference, SecondLevel
from assessments.snapshot import BasisfunctiePart, LayerPart
from basisfuncties.circle import NOT_RATED
from basisfuncties.models import LayerKind
from basisfuncties.words import THREAD
from improvement.reading import AdviceRead
from reports.advice import AdviceView, build_advice
from reports.breaks import BreaksView, build_breaks
from reports.detail import DEGREES, FIRST_BACK, Detail
from reports.notes import BARE, Notes, is_shown_whole
from reports.paging import BETWEEN, MOST_PAGES, had_better_turn, height_of, pages_of, room_after
from reports.speerpunten import SpeerpuntView, build_speerpunten
from reports.summary import chapter_anchor, money_note


@dataclass(frozen=True)
class LayerView:
    """One layer of the profile; `level_class` is the level or `none`, for the styles.

    `adviser` is the adviser's level where that is another one, with its remark and the municipality's answer;
    `before` the level of the previous round, with its year. When it `is_brief`, `remark` and `response` say where those
    stand.
    """

    name: str
    level: str
    level_class: str
    rubric: SafeString | str
    reason: SafeString
    before: str = ""
    adviser: str = ""
    remark: SafeString | str = ""
    response: SafeString | str = ""
    is_brief: bool = False


@dataclass(frozen=True)
class Chapter:
    """One basisfunctie. `drawings` show the thread: one, or some where there are many speerpunten.

    `follows` when there is room for it on the page of the chapter before, `turns` when its second page had better begin
    with the speerpunten. What begins with `more` says where the rest
    stands; `breaks_in_short` is there in place of `breaks`. `thread` says from what to what it runs; an edition may
    lack the layers of execution or money.
    """

    number: int
    anchor: str
    name: str
    definition: SafeString
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
    more_drawings: SafeString | str = ""
    more_speerpunten: SafeString | str = ""
    breaks_in_short: SafeString | str = ""
    has_small_drawings: bool = False
    follows: bool = False
    turns: bool = False


def build_chapter(
    part: BasisfunctiePart,
    found: FindingsChapter,
    differ: Iterable[Difference],
    advice: AdviceRead | None,
    notes: Notes,
    thread: str = THREAD,
    served: Collection[str] = frozenset(),
) -> Chapter:
    """Return the chapter on one basisfunctie, in the first degree of detail in which it fits on its pages.

    What it has no room for goes into the notes. `served` are the codes of all that a speerpunt of any basisfunctie
    serves.
    """
    seconds = {each.second.layer: each.second for each in differ if each.second.basisfunctie == part.slug}
    whole = _Whole(part, found, seconds, advice, thread, _thread(part, found, served), money_of(part.speerpunten))
    notes.begin()
    chapter = _in_most_detail(whole, notes)
    chapter = replace(chapter, turns=had_better_turn(chapter))
    notes.end(part.name, part.number, chapter.anchor)
    return chapter


def _in_most_detail(whole: "_Whole", notes: Notes) -> Chapter:
    """Return the chapter in the first degree of detail that fits, with what there still is room for of the first."""
    fits = next((each for each in DEGREES if _does_fit(whole, notes, each)), DEGREES[-1])
    for name in FIRST_BACK:
        more = replace(fits, **{name: getattr(DEGREES[0], name)})
        if more != fits and _does_fit(whole, notes, more):
            fits = more
    notes.begin_again()
    return _in_detail(whole, notes, fits)


def _does_fit(whole: "_Whole", notes: Notes, detail: Detail) -> bool:
    notes.begin_again()
    return pages_of(_in_detail(whole, notes, detail)) <= MOST_PAGES


def together(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Return the chapters, those that can share a page with the one before marked so."""
    shared: list[Chapter] = []
    left = 0.0
    for chapter in chapters:
        height = height_of(chapter)
        follows = height + BETWEEN <= left
        left = left - BETWEEN - height if follows else room_after(chapter)
        shared.append(replace(chapter, follows=follows))
    return tuple(shared)


@dataclass(frozen=True)
class _Whole:
    """All that a chapter is made of."""

    part: BasisfunctiePart
    found: FindingsChapter
    seconds: Mapping[str, SecondLevel]
    advice: AdviceRead | None
    thread: str
    drawn: Thread | None
    money: Money


def _in_detail(whole: _Whole, notes: Notes, detail: Detail) -> Chapter:
    part, money = whole.part, whole.money
    definition = notes.begun(part.definition, detail.definition, f"Waar {part.name} over gaat")
    layers = tuple(_layer(layer, whole.seconds.get(layer.kind), notes, detail) for layer in part.layers)
    drawings, more_drawings = _drawings(whole.drawn, notes, detail)
    speerpunten, more_speerpunten = build_speerpunten(part, notes, detail)
    breaks, breaks_in_short = build_breaks(whole.found, notes, detail)
    return Chapter(
        number=part.number,
        anchor=chapter_anchor(part),
        name=part.name,
        definition=definition,
        in_short=_in_short(part, whole.found, money),
        layers=layers,
        drawings=drawings,
        more_drawings=more_drawings,
        has_small_drawings=detail.is_small,
        speerpunten=speerpunten,
        more_speerpunten=more_speerpunten,
        no_speerpunten="" if part.speerpunten else f"De gemeente koos bij {part.name} nog geen speerpunten.",
        structural=format_amount(money.structural),
        incidental=format_amount(money.incidental),
        money_note=money_note(money),
        breaks=breaks,
        breaks_in_short=breaks_in_short,
        advice=build_advice(whole.advice, notes, part.slug, detail),
        thread=whole.thread,
        has_execution=part.layer(LayerKind.UITVOERING) is not None,
        has_money=part.layer(LayerKind.FINANCIEN) is not None,
    )


def _drawings(thread: Thread | None, notes: Notes, detail: Detail) -> tuple[tuple[SafeString, ...], SafeString]:
    """Return the drawings of the thread that the chapter has room for, and where the others stand."""
    if thread is None:
        return (), SafeString("")
    parts = parts_of(thread, detail.strands)
    shown = tuple(_drawn(each, is_tight=detail.is_tight) for each in parts[: detail.drawings])
    if len(shown) == len(parts):
        return shown, SafeString("")
    words = "De draad van de andere speerpunten, getekend" if shown else "De draad, getekend"
    return shown, notes.refer_to(partial(_all_drawn, parts[detail.drawings :]), words, words)


def _all_drawn(parts: Sequence[Thread]) -> SafeString:
    rest = ((_drawn(each, is_tight=False),) for each in parts)
    return format_html_join("", '<div class="bf-report-thread">{}</div>', rest)


def _thread(part: BasisfunctiePart, found: FindingsChapter, served: Collection[str]) -> Thread | None:
    if not part.speerpunten:
        return None
    because: Mapping[str, str] = {each.finding.key: each.because for each in found.answered}
    return thread_of(part, (*found.open, *(each.finding for each in found.answered)), because, served)


@lru_cache(maxsize=32)  # a chapter is tried in several degrees of detail, most with the same drawing
def _drawn(thread: Thread, *, is_tight: bool) -> SafeString:
    after = [each.lower() for each in (thread.execution_heading, thread.money_heading) if each]
    shown = listed(["doelen", "speerpunten", *after])
    title = f"De draad van {thread.name}: {shown}. Hetzelfde staat in woorden bij de speerpunten."
    return draw_thread(thread, title=title, is_tight=is_tight)


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


def _layer(layer: LayerPart, second: SecondLevel | None, notes: Notes, detail: Detail) -> LayerView:
    is_rated = layer.level is not None
    before = layer.before
    view = LayerView(
        layer.name,
        str(layer.level) if is_rated else NOT_RATED,
        str(layer.level) if is_rated else "none",
        notes.begun(layer.level_text, detail.rubric, f"{layer.name}: niveau {layer.level}")
        if is_rated
        else "Nog geen niveau gekozen.",
        notes.shown(layer.reason, detail.reason, f"{layer.name}: waarom dit niveau"),
        before=f"{before.year}: {before.level}" if before else "",
    )
    if second is None:
        return view
    whys = ((second.remark, "wat de adviseur ziet"), (second.response, "wat de gemeente de adviseur antwoordt"))
    if detail.said <= BARE and any(not is_shown_whole(text, detail.said) for text, _ in whys):
        # Beginnings of nothing would each take a line, with one above it that announces them.
        remark, response = (
            notes.refer(text, words, f"{layer.name}: {about}")
            for words, (text, about) in zip(("Waarom", "Het antwoord van de gemeente"), whys, strict=True)
        )
        return replace(view, adviser=str(second.level), remark=remark, response=response, is_brief=True)
    return replace(
        view,
        adviser=str(second.level),
        remark=notes.shown(second.remark, detail.said, f"{layer.name}: wat de adviseur ziet"),
        response=notes.shown(second.response, detail.said, f"{layer.name}: wat de gemeente de adviseur antwoordt"),
    )
