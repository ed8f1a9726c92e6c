"""What came after a final report: the advice with the answers, and the verbeteracties, as they stand on one day. Pure.

The final report never changes, so this is a file of its own, with its own date.
"""

from dataclasses import dataclass
from datetime import date

from assessments.dutch import counted, dutch_date, sentence
from reports.advice import AdviceView, build_advice
from reports.content import Content
from reports.house import Head, head_of
from reports.notes import Notes, NotesPart
from reports.plan import Plan, build_plan
from reports.report import DEMO, Fact

NO_ADVICE = "De adviseur stuurde nog geen advies."
NO_RECOMMENDATIONS = "De adviseur stuurde een advies zonder aanbevelingen."


@dataclass(frozen=True)
class FollowUpChapter:
    """The advice on one basisfunctie, or on the whole (`number` 0), with the answers."""

    anchor: str
    number: int
    name: str
    advice: AdviceView


@dataclass(frozen=True)
class FollowUp:
    """The whole file."""

    title: str
    running_title: str
    municipality: str
    demo: str
    standing: str
    dated_on: date
    lead: str
    facts: tuple[Fact, ...]
    in_short: str
    chapters: tuple[FollowUpChapter, ...]
    plan: Plan
    notes: tuple[NotesPart, ...]
    house: Head


def build_follow_up(content: Content) -> FollowUp:
    """Return the follow-up of the final report with this content, in which advice and plan are those of `made_on`."""
    snapshot, issue, advice = content.snapshot, content.issue, content.advice
    place = f"Gemeente {snapshot.municipality.name}"
    notes = Notes()
    chapters = []
    for chapter in (each.chapter for each in advice.chapters) if advice else ():
        anchor = f"advies-{chapter.in_address}"
        notes.begin()
        view = build_advice(advice, notes, chapter.slug)
        notes.end(chapter.name, chapter.colour, anchor)
        if view is not None:
            chapters.append(FollowUpChapter(anchor, chapter.colour, chapter.name, view))
    plan = build_plan(content.plan, snapshot, notes, today=issue.made_on)
    return FollowUp(
        title="Vervolg op het rapport",
        running_title=f"{place} · Vervolg op het rapport van {snapshot.year}",
        municipality=place,
        demo=DEMO if snapshot.is_demo else "",
        standing=f"Stand van {dutch_date(issue.made_on)}",
        dated_on=issue.made_on,
        lead="Wat er gebeurde nadat het rapport was vastgesteld. Dat rapport zelf verandert niet.",
        facts=(
            Fact("Stand van", dutch_date(issue.made_on)),
            Fact("Hoort bij", f"Rapport met kenmerk {issue.reference}"),
            *((Fact("Vastgesteld op", dutch_date(issue.adopted_on)),) if issue.adopted_on else ()),
        ),
        in_short=_in_short(content),
        chapters=tuple(chapters),
        plan=plan,
        notes=tuple(notes.parts),
        house=head_of(content.style, place),
    )


def _in_short(content: Content) -> str:
    advice = content.advice
    if advice is None:
        return NO_ADVICE
    if not advice.total:
        return NO_RECOMMENDATIONS
    number = sentence(counted(advice.total, "aanbeveling", "aanbevelingen"))
    if not advice.answered:
        return f"{number}. De gemeente heeft nog niet geantwoord."
    answered = "elke aanbeveling" if advice.answered == advice.total else f"{advice.answered} daarvan"
    return f"{number}. De gemeente heeft op {answered} geantwoord."
