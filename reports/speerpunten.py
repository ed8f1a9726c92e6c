"""The speerpunten of a chapter as rows of a table; what has no room there goes to the appendix. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.dutch import counted, dutch_date
from assessments.models import Adoption, Execution, MoneyKind, MoneySource
from assessments.snapshot import BasisfunctiePart, SpeerpuntPart
from basisfuncties.models import LayerKind
from reports.detail import Detail
from reports.notes import Notes, cut_short
from reports.stored_words import NOT_FILLED_IN, amount_of, label_of
from reports.typed import typed_html

# The column says already that it was adopted.
ADOPTED = {Adoption.COLLEGE.value: "college", Adoption.COUNCIL.value: "raad"}
OWN = "eigen speerpunt"
NO_GOALS = "Nog geen doel gekozen"
TO_CONFIRM = "Uit een eerdere ronde, nog niet herbevestigd"


@dataclass(frozen=True)
class SpeerpuntView:
    """One speerpunt as a row of the table; `done` says where the text on what was done stands.

    When it `is_short`, `done` says where all of it stands, its goals too.
    """

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
    is_short: bool = False


def build_speerpunten(
    part: BasisfunctiePart, notes: Notes, detail: Detail
) -> tuple[tuple[SpeerpuntView, ...], SafeString]:
    """Return the rows of the table, and where the speerpunten stand that it has no room for."""
    one = _short if detail.has_short_rows else _usual
    shown = tuple(one(each, part, notes, detail) for each in part.speerpunten[: detail.speerpunten])
    return shown, _more(part.speerpunten[detail.speerpunten :], part, len(shown), notes)


def _usual(each: SpeerpuntPart, part: BasisfunctiePart, notes: Notes, detail: Detail) -> SpeerpuntView:
    return replace(_row(each), done=notes.refer(each.done, "Wat er is gedaan", f"Wat er is gedaan: {each.label}"))


def _short(each: SpeerpuntPart, part: BasisfunctiePart, notes: Notes, detail: Detail) -> SpeerpuntView:
    row = _row(each)
    label = cut_short(row.label, detail.label)
    return replace(
        row,
        label=label,
        goals="",
        document="",
        executors=cut_short(row.executors, detail.label // 2),
        done=notes.refer_to(
            partial(_whole, each, part, is_named=label != row.label), "Volledig", f"Speerpunt: {label}"
        ),
        is_short=True,
    )


def _more(parts: Iterable[SpeerpuntPart], part: BasisfunctiePart, before: int, notes: Notes) -> SafeString:
    rest = tuple(parts)
    if not rest:
        return SafeString("")
    number = counted(len(rest), "speerpunt", "speerpunten")
    words = f"Nog {number}" if before else f"{number} van {part.name}"
    return notes.refer_to(partial(_all, rest, part), words, words)


def _all(speerpunten: tuple[SpeerpuntPart, ...], part: BasisfunctiePart) -> SafeString:
    return format_html_join("", "{}", ((_whole(each, part, is_named=True),) for each in speerpunten))


def _row(part: SpeerpuntPart) -> SpeerpuntView:
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
        done=SafeString(""),
        to_confirm=part.to_confirm,
    )


def _whole(each: SpeerpuntPart, part: BasisfunctiePart, *, is_named: bool) -> SafeString:
    """Return all of a speerpunt as paragraphs: for the appendix. `is_named` when its name stands not above it yet."""
    row = _row(each)
    lines = [
        ("Dient", row.goals or NO_GOALS),
        ("Vastgesteld", _together(row.adoption, row.document)),
        *(
            (name, words)
            for kind, name, words in (
                (LayerKind.UITVOERING, "Uitvoering", _together(row.executors, row.execution)),
                (LayerKind.FINANCIEN, "Geld per jaar", _together(row.amount, row.money)),
            )
            if part.layer(kind) is not None
        ),
    ]
    own = f" ({OWN})" if row.own else ""
    name = format_html("<strong>{}</strong>{}<br>", row.label, own) if is_named else ""
    return format_html(
        "<p>{}{}</p>{}{}",
        name,
        format_html_join(SafeString("<br>"), "{}: {}", lines),
        format_html('<p class="bf-report-said">Wat er is gedaan:</p>{}', typed_html(each.done)) if each.done else "",
        format_html("<p>{}</p>", TO_CONFIRM) if row.to_confirm else "",
    )


def _together(one: str, other: str) -> str:
    return "; ".join(words for words in (one, other) if words)
