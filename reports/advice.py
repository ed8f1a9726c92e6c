"""The adviser's advice and the municipality's answers, as ready-to-print words. Pure, but for `advice_on`."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from assessments.models import Assessment
from basisfuncties.structure import structure_of
from improvement.models import Advice
from improvement.models.advice import WHOLE
from improvement.reading import AdviceRead, RecommendationLine, read_advice
from reports.issue import Issue
from reports.notes import Notes

NOT_ANSWERED = "De gemeente heeft nog niet geantwoord."
# Characters that stand in the chapter.
MOST_TEXT = 480
MOST_WHOLE = 2_400
MOST_EXPLAINED = 240
MOST_WHY = 200


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
    """What the advice says in one chapter."""

    text: SafeString
    recommendations: tuple[RecommendationView, ...]


def advice_on(assessment: Assessment, issue: Issue) -> AdviceRead | None:
    """Return the last advice that was sent on the version in this issue; None for what is not final. Six queries."""
    if not issue.is_final or issue.number is None:
        return None
    rows = Advice.objects.sent().filter(assessment=assessment, submission__number=issue.number)
    advice = rows.with_content().order_by("-number").first()
    return read_advice(advice, structure_of(assessment.round.framework)) if advice else None


def build_advice(advice: AdviceRead | None, notes: Notes, slug: str = WHOLE) -> AdviceView | None:
    """Return what the advice says on this basisfunctie (or on the whole); None when it says nothing there."""
    chapter = advice.of(slug) if advice else None
    if chapter is None:
        return None
    return AdviceView(
        notes.shown(chapter.text, MOST_TEXT if slug else MOST_WHOLE, "Advies van de adviseur"),
        tuple(_recommendation(each, notes) for each in chapter.recommendations),
    )


def _recommendation(line: RecommendationLine, notes: Notes) -> RecommendationView:
    return RecommendationView(
        heading=line.heading,
        about=line.about,
        explanation=notes.shown(line.explanation, MOST_EXPLAINED, f"Aanbeveling: {line.heading}"),
        practices="; ".join(each.title for each in line.practices),
        answer=f"{line.reply.words}." if line.reply else NOT_ANSWERED,
        why=notes.shown(line.reply.why if line.reply else "", MOST_WHY, f"Antwoord op: {line.heading}"),
    )
