"""Where the thread of a chapter breaks, per kind; what has no room there goes to the appendix. Pure."""

from dataclasses import dataclass
from functools import partial

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.dutch import counted
from assessments.findings import Rule
from assessments.findings.listing import FindingsChapter
from basisfuncties.shapes import text_width
from reports.detail import ALL, Detail
from reports.fitting import POINT_MM
from reports.notes import Notes, cut_short, is_shown_whole
from reports.typed import typed_html

MOST_SEEN = 220  # characters of what was seen, in less detail than usual
ON_PURPOSE = "Bewust zo, omdat:"


@dataclass(frozen=True)
class BreakView:
    """Where the thread breaks; `because` is what the municipality says to it, empty when it said nothing."""

    seen: str
    because: SafeString


@dataclass(frozen=True)
class BreaksView:
    """The breaks of one kind; `more` says where all of them stand, when not all that is said of them stands here."""

    title: str
    breaks: tuple[BreakView, ...]
    more: SafeString | str = ""

    @property
    def has_long_title(self) -> bool:
        """Whether the title takes two lines beside the breaks: as it is out of the flow, they must leave the room."""
        return text_width(self.title, TITLE_SIZE, bold=True) > TITLE_ROOM / POINT_MM


Said = list[tuple[str, str]]
TITLE_SIZE, TITLE_ROOM = 8.5, 41  # points and millimetres: see static/css/pdf/4-chapters.css


def build_breaks(found: FindingsChapter, notes: Notes, detail: Detail) -> tuple[tuple[BreaksView, ...], SafeString]:
    """Return the breaks of each kind, the heaviest kind first; answered ones after the others.

    With little room they are only counted, in the words that come second.
    """
    said = [*((finding, "") for finding in found.open), *((each.finding, each.because) for each in found.answered)]
    by_rule: dict[Rule, Said] = {}
    for finding, because in sorted(said, key=lambda each: -each[0].rule.weight):
        by_rule.setdefault(finding.rule, []).append((finding.seen, because))
    if not detail.breaks and by_rule:
        return (), _counted(by_rule, len(said), notes)
    one = _usual if detail.breaks == ALL else _less
    return tuple(one(rule, breaks, notes, detail) for rule, breaks in by_rule.items()), SafeString("")


def _usual(rule: Rule, said: Said, notes: Notes, detail: Detail) -> BreaksView:
    about = f"Bewust zo: {rule.title.lower()}"
    return BreaksView(
        rule.title, tuple(BreakView(seen, notes.shown(because, detail.said, about)) for seen, because in said)
    )


def _less(rule: Rule, said: Said, notes: Notes, detail: Detail) -> BreaksView:
    """Return the first of a kind; when anything of it is left out, all of the kind stands in the appendix."""
    shown = said[: detail.breaks]
    is_whole = len(said) == len(shown) and all(
        len(seen) <= MOST_SEEN and is_shown_whole(because, detail.said) for seen, because in said
    )
    words = "Volledig" if len(said) == 1 else f"Alle {len(said)}"
    return BreaksView(
        rule.title,
        tuple(_beginning(seen, because, detail) for seen, because in shown),
        "" if is_whole else notes.refer_to(partial(_whole, said), words, f"Breuken: {rule.title.lower()}"),
    )


def _beginning(seen: str, because: str, detail: Detail) -> BreakView:
    if not because or is_shown_whole(because, detail.said):
        return BreakView(cut_short(seen, MOST_SEEN), typed_html(because))
    return BreakView(f"{cut_short(seen, MOST_SEEN)} (Bewust zo.)", SafeString(""))


def _counted(by_rule: dict[Rule, Said], total: int, notes: Notes) -> SafeString:
    kinds = ", ".join(f"{rule.title.lower()} ({len(said)})" for rule, said in by_rule.items())
    number = counted(total, "plek", "plekken")
    reference = notes.refer_to(partial(_all, by_rule), f"Alle {number}", "Waar de draad breekt")
    return format_html("{}. {}", kinds[0].upper() + kinds[1:], reference)


def _all(by_rule: dict[Rule, Said]) -> SafeString:
    return format_html_join(
        "", "<p><strong>{}</strong></p>{}", ((rule.title, _whole(said)) for rule, said in by_rule.items())
    )


def _whole(said: Said) -> SafeString:
    return format_html_join(
        "",
        "<p>{}</p>{}",
        (
            (
                seen,
                format_html('<p class="bf-report-said">{}</p>{}', ON_PURPOSE, typed_html(because)) if because else "",
            )
            for seen, because in said
        ),
    )
