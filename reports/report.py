"""The council report as ready-to-print words and figures: one view-model for screen and PDF. Pure.

The templates make no queries and decide nothing about the data; whoever wants to know what a report says reads here.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString

from assessments.dutch import dutch_date
from assessments.findings.goals import whole_of
from assessments.findings.listing import chapters as findings_by_chapter
from assessments.reviewing.second import differences
from assessments.snapshot import Snapshot
from municipalities.house_style.style import HouseStyle
from reports.advice import AdviceView, build_advice
from reports.answers import AppendixPart, build_appendix_part
from reports.chapters import Chapter, build_chapter, together
from reports.content import Content
from reports.figures import FiguresChapter, build_comparison, build_trend
from reports.fitting import is_long_title
from reports.house import css_of, logo_of
from reports.issue import Issue
from reports.key_figures import KeyFiguresChapter, build_key_figures
from reports.method import Method, Reading, build_method, build_reading
from reports.notes import Notes, NotesPart
from reports.plan import Plan, build_plan
from reports.points import offer
from reports.summary import Summary, build_summary
from reports.typed import typed_html

CONCEPT = "Concept"
DEMO = "Voorbeeldgegevens: verzonnen antwoorden"

NOTES_TITLE = "Bijlage A: volledige toelichtingen"


@dataclass(frozen=True)
class Fact:
    """A name with its value."""

    name: str
    value: str


@dataclass(frozen=True)
class Cover:
    """What stands on the front; `subtitle` is the usual title, where the municipality chose its own.

    `is_long` when the title needs smaller type.
    """

    kind: str
    title: str
    subtitle: str
    municipality: str
    framework: str
    status: str
    status_explained: str
    facts: tuple[Fact, ...]
    checksum: str
    is_long: bool = False


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents; `number` is that of the basisfunctie, or 0."""

    anchor: str
    title: str
    number: int


@dataclass(frozen=True)
class Report:
    """A whole council report. `mark` and `demo` stand on each page when they are not empty.

    `foreword` and `answers` are empty, and the chapters that can be None are, when the municipality left them out.
    `advice` is that on the whole.
    """

    title: str
    running_title: str
    mark: str
    demo: str
    standing: str
    dated_on: date
    cover: Cover
    summary: Summary
    foreword: SafeString
    contents: tuple[ContentsEntry, ...]
    reading: Reading
    chapters: tuple[Chapter, ...]
    advice: AdviceView | None
    plan: Plan | None
    trend: FiguresChapter | None
    comparison: FiguresChapter | None
    key_figures: KeyFiguresChapter | None
    method: Method
    notes: tuple[NotesPart, ...]
    answers: tuple[AppendixPart, ...]
    answers_title: str
    style: HouseStyle | None = None

    @property
    def logo(self) -> SafeString:
        """The logo as it stands on the cover; empty without one."""
        return logo_of(self.style, self.cover.municipality)

    @property
    def house_css(self) -> SafeString:
        """The element that sets the colour of the municipality in the PDF; empty without one."""
        return css_of(self.style)


def build_report(content: Content) -> Report:
    """Return the report that is made of this."""
    snapshot, issue, advice, settings = content.snapshot, content.issue, content.advice, content.settings
    differ = differences(snapshot, content.seconds)
    found = findings_by_chapter(snapshot)
    municipality = f"Gemeente {snapshot.municipality.name}"
    usual = f"Zelfevaluatie {snapshot.words.subject} {snapshot.year}"
    name = settings.title or usual
    status, explained = _standing(issue)
    dated_on = issue.adopted_on or issue.submitted_on or issue.made_on
    notes = Notes()
    served = whole_of(snapshot).served
    chapters = together(
        build_chapter(part, of_part, differ, advice, notes, snapshot.words.thread, served)
        for part, of_part in zip(snapshot.basisfuncties, found, strict=True)
    )
    notes.begin()
    whole = build_advice(advice, notes)
    notes.end("Advies over het geheel", 0, "advies")
    plan = build_plan(content.plan, snapshot, notes, today=dated_on) if settings.with_plan else None
    notes.begin()
    key_figures = build_key_figures(snapshot, notes) if settings.with_key_figures else None
    notes.end("Kerncijfers", 0, "kerncijfers")
    report = Report(
        title=f"{name}, gemeente {snapshot.municipality.name}",
        running_title=f"{municipality} · {usual}",
        mark="" if issue.is_final else CONCEPT,
        demo=DEMO if snapshot.is_demo else "",
        standing=f"Kenmerk {issue.reference}" if issue.is_final else status,
        dated_on=dated_on,
        cover=Cover(
            kind="Rapport voor de gemeenteraad",
            title=name,
            subtitle=usual if settings.title else "",
            municipality=municipality,
            framework=f"{snapshot.framework_title}, editie {snapshot.edition}",
            status=status,
            status_explained=explained,
            facts=_facts(snapshot, issue),
            checksum=issue.sha256,
            is_long=is_long_title(name),
        ),
        summary=build_summary(
            snapshot, settings, offer(snapshot, found, differ, advice), differ, is_final=issue.is_final
        ),
        foreword=typed_html(settings.foreword),
        contents=(),
        reading=build_reading(snapshot),
        chapters=chapters,
        advice=whole,
        plan=plan,
        trend=build_trend(content.trend) if settings.with_trend else None,
        comparison=build_comparison(content.comparison, snapshot.municipality.name)
        if settings.with_comparison
        else None,
        key_figures=key_figures,
        method=build_method(snapshot, with_adviser=bool(differ)),
        notes=tuple(notes.parts),
        answers=tuple(build_appendix_part(part) for part in snapshot.basisfuncties) if settings.with_answers else (),
        answers_title=f"Bijlage {'B' if notes.parts else 'A'}: alle antwoorden",
        style=content.style,
    )
    return replace(report, contents=_contents(report))


def _standing(issue: Issue) -> tuple[str, str]:
    """Return the standing of this version in a few words, and what that means."""
    if issue.adopted_on is not None:
        explained = "Dit is de vastgestelde versie. De inhoud verandert niet meer."
    elif issue.submitted_on is not None:
        explained = "De adviseur leest deze versie. Tot die is vastgesteld, is dit rapport een concept."
    else:
        explained = "De gemeente vult de zelfevaluatie nog in. De inhoud kan nog veranderen."
    return issue.in_words, explained


def _facts(snapshot: Snapshot, issue: Issue) -> tuple[Fact, ...]:
    facts = [Fact("Ronde", str(snapshot.year)), Fact("Provincie", snapshot.municipality.province)]
    if issue.number is None:
        facts.append(Fact("Gemaakt op", dutch_date(issue.made_on)))
    if issue.submitted_on is not None:
        facts.append(Fact("Ingediend op", f"{dutch_date(issue.submitted_on)} (indiening {issue.number})"))
    if issue.adopted_on is not None:
        facts.append(Fact("Vastgesteld op", dutch_date(issue.adopted_on)))
    if issue.reference:
        facts.append(Fact("Kenmerk", issue.reference))
    return tuple(facts)


def _contents(report: Report) -> tuple[ContentsEntry, ...]:
    """Return a line for each chapter that is there, in order."""
    entries = (
        ("in-een-oogopslag", "In één oogopslag", True),
        ("voorwoord", "Voorwoord", report.foreword),
        *((chapter.anchor, chapter.name, chapter.number) for chapter in report.chapters),
        ("advies", "Advies over het geheel", report.advice),
        ("verbeterplan", "Verbeterplan", report.plan),
        ("verloop", "Verloop over de rondes", report.trend),
        ("vergelijking", "Vergelijking met andere gemeenten", report.comparison),
        ("kerncijfers", "Kerncijfers", report.key_figures),
        ("werkwijze", "Hoe dit rapport tot stand kwam", True),
        ("toelichtingen", NOTES_TITLE, report.notes),
        ("alle-antwoorden", report.answers_title, report.answers),
    )
    numbers = {chapter.anchor: chapter.number for chapter in report.chapters}
    there = ((anchor, title) for anchor, title, is_there in entries if is_there)
    return tuple(ContentsEntry(anchor, title, numbers.get(anchor, 0)) for anchor, title in there)
