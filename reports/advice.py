"""The adviser's advice and the municipality's answers, as ready-to-print words. Pure, but for `advice_on`."""

from dataclasses import dataclass
from functools import partial

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.dutch import counted
from assessments.models import Assessment
from basisfuncties.structure import structure_of
from improvement.models import Advice
from improvement.models.advice import WHOLE
from improvement.reading import AdviceRead, RecommendationLine, read_advice
from reports.detail import USUAL, Detail
from reports.issue import Issue
from reports.notes import Notes, cut_short
from reports.typed import typed_html

NOT_ANSWERED = "De gemeente heeft nog niet geantwoord."
MOST_WHOLE = 2_400  # characters of the advice on the whole that stand in its chapter


@dataclass(frozen=True)
class RecommendationView:
    """One recommendation with the practices beside it and the municipality's answer; `why` may be empty."""

    heading: str
    about: str
    explanation: SafeString
    practices: str
    answer: str
    why: SafeString


@dataclass(frozen=True)
class AdviceView:
    """What the advice says in one chapter; `more` says where the other recommendations stand."""

    text: SafeString
    recommendations: tuple[RecommendationView, ...]
    more: SafeString | str = ""


def advice_on(assessment: Assessment, issue: Issue) -> AdviceRead | None:
    """Return the last advice that was sent on the version in this issue; None for what is not final. Six queries."""
    if not issue.is_final or issue.number is None:
        return None
    rows = Advice.objects.sent().filter(assessment=assessment, submission__number=issue.number)
    advice = rows.with_content().order_by("-number").first()
    return read_advice(advice, structure_of(assessment.round.framework)) if advice else None


def build_advice(
    advice: AdviceRead | None, notes: Notes, slug: str = WHOLE, detail: Detail = USUAL
) -> AdviceView | None:
    """Return what the advice says on this basisfunctie (or on the whole); None when it says nothing there."""
    chapter = advice.of(slug) if advice else None
    if chapter is None:
        return None
    one = _short if detail.has_short_advice else _recommendation
    text = notes.shown(chapter.text, detail.advice if slug else MOST_WHOLE, "Advies van de adviseur")
    shown = tuple(one(each, notes, detail) for each in chapter.recommendations[: detail.recommendations])
    return AdviceView(text, shown, _more(chapter.recommendations[detail.recommendations :], len(shown), notes))


def _recommendation(line: RecommendationLine, notes: Notes, detail: Detail) -> RecommendationView:
    return RecommendationView(
        heading=line.heading,
        about=line.about,
        explanation=notes.shown(line.explanation, detail.explained, f"Aanbeveling: {line.heading}"),
        practices=_practices(line),
        answer=_answer(line),
        why=notes.shown(_why(line), detail.why, f"Antwoord op: {line.heading}"),
    )


def _short(line: RecommendationLine, notes: Notes, detail: Detail) -> RecommendationView:
    """Return what is recommended and whether the municipality does it; the rest stands in the appendix."""
    heading, about = cut_short(line.heading, detail.label), cut_short(line.about, detail.label)
    is_whole = (heading, about) == (line.heading, line.about) and not (line.explanation or line.practices or _why(line))
    whole, about_it = partial(_whole, line, is_named=heading != line.heading), f"Aanbeveling: {heading}"
    reference = SafeString("") if is_whole else notes.refer_to(whole, "Volledig", about_it)
    explanation = format_html('<p class="bf-report-note">{}</p>', reference) if reference else reference
    return RecommendationView(heading, about, explanation, "", _answer(line), SafeString(""))


def _more(lines: tuple[RecommendationLine, ...], before: int, notes: Notes) -> SafeString:
    if not lines:
        return SafeString("")
    number = counted(len(lines), "aanbeveling", "aanbevelingen")
    words = (
        f"Nog {number}, met het antwoord van de gemeente" if before else f"{number}, met het antwoord van de gemeente"
    )
    return notes.refer_to(partial(_all, lines), words, words)


def _all(lines: tuple[RecommendationLine, ...]) -> SafeString:
    return format_html_join("", "{}", ((_whole(each, is_named=True),) for each in lines))


def _whole(line: RecommendationLine, *, is_named: bool) -> SafeString:
    """Return all of a recommendation: for the appendix. `is_named` when what it is called stands not above it yet."""
    practices = _practices(line)
    return format_html(
        "<p>{}{}</p>{}{}<p><strong>{}</strong></p>{}",
        format_html("<strong>{}</strong><br>", line.heading) if is_named else "",
        line.about,
        typed_html(line.explanation),
        format_html("<p>Praktijkvoorbeelden: {}</p>", practices) if practices else "",
        _answer(line),
        typed_html(_why(line)),
    )


def _practices(line: RecommendationLine) -> str:
    return "; ".join(each.title for each in line.practices)


def _answer(line: RecommendationLine) -> str:
    return f"{line.reply.words}." if line.reply else NOT_ANSWERED


def _why(line: RecommendationLine) -> str:
    return line.reply.why if line.reply else ""
