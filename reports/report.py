"""The council report as ready-to-print words and figures: one view-model for screen and PDF. Pure.

The templates make no queries and decide nothing about the data; whoever wants to know what a report says reads here.
"""

from dataclasses import dataclass
from datetime import date

from assessments.dutch import dutch_date
from assessments.findings.listing import chapters as findings_by_chapter
from assessments.reviewing.second import differences
from assessments.snapshot import Snapshot
from reports.advice import AdviceView, build_advice
from reports.chapters import (
    AppendixPart,
    Chapter,
    KeyFiguresChapter,
    build_appendix_part,
    build_chapter,
    build_key_figures,
)
from reports.content import Content
from reports.issue import Issue
from reports.summary import Summary, build_summary

CONCEPT = "Concept"
DEMO = "Voorbeeldgegevens: verzonnen antwoorden"

LEVELS = (
    "Er is nog niets.",
    "Het gebeurt toevallig, of het hangt af van één persoon.",
    "Het is deels geregeld.",
    "Het is vastgesteld en volledig.",
    "Het is daarna geëvalueerd en vernieuwd, samen met het veld.",
)
LAYERS = (
    ("Visie", "Wat de gemeente wil bereiken, en waarom."),
    ("Beleid", "Welke speerpunten zij koos, en wat daarvan is vastgesteld."),
    ("Uitvoering", "Wie het doet, en hoe ver het is."),
    ("Financiën", "Welk geld er is, en of het elk jaar terugkomt."),
)


@dataclass(frozen=True)
class Fact:
    """A name with its value."""

    name: str
    value: str


@dataclass(frozen=True)
class Cover:
    """What stands on the front."""

    kind: str
    title: str
    municipality: str
    framework: str
    status: str
    status_explained: str
    facts: tuple[Fact, ...]
    checksum: str


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents; `number` is that of the basisfunctie, or 0."""

    anchor: str
    title: str
    number: int


@dataclass(frozen=True)
class Method:
    """How to read the report."""

    paragraphs: tuple[str, ...]
    layers: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Report:
    """A whole council report. `mark` and `demo` stand on each page when they are not empty."""

    title: str
    running_title: str
    mark: str
    demo: str
    standing: str
    dated_on: date
    cover: Cover
    contents: tuple[ContentsEntry, ...]
    summary: Summary
    method: Method
    chapters: tuple[Chapter, ...]
    key_figures: KeyFiguresChapter
    appendix: tuple[AppendixPart, ...]
    advice: AdviceView | None = None  # on the whole


def build_report(content: Content) -> Report:
    """Return the report that is made of this."""
    snapshot, issue, advice = content.snapshot, content.issue, content.advice
    differ = differences(snapshot, content.seconds)
    municipality = f"Gemeente {snapshot.municipality.name}"
    name = f"Zelfevaluatie vrijwilligerswerk {snapshot.year}"
    status, explained = _standing(issue)
    whole = build_advice(advice)
    chapters = tuple(
        build_chapter(part, found, differ, advice)
        for part, found in zip(snapshot.basisfuncties, findings_by_chapter(snapshot), strict=True)
    )
    return Report(
        title=f"{name}, gemeente {snapshot.municipality.name}",
        running_title=f"{municipality} · {name}",
        mark="" if issue.is_final else CONCEPT,
        demo=DEMO if snapshot.is_demo else "",
        standing=f"Kenmerk {issue.reference}" if issue.is_final else status,
        dated_on=issue.adopted_on or issue.submitted_on or issue.made_on,
        cover=Cover(
            kind="Rapport voor de gemeenteraad",
            title=name,
            municipality=municipality,
            framework=f"{snapshot.framework_title}, editie {snapshot.edition}",
            status=status,
            status_explained=explained,
            facts=_facts(snapshot, issue),
            checksum=issue.sha256,
        ),
        contents=_contents(chapters, with_advice=whole is not None),
        summary=build_summary(snapshot, differ),
        method=_method(snapshot, with_adviser=bool(differ)),
        chapters=chapters,
        key_figures=build_key_figures(snapshot),
        appendix=tuple(build_appendix_part(part) for part in snapshot.basisfuncties),
        advice=whole,
    )


def _standing(issue: Issue) -> tuple[str, str]:
    """Return the standing of this version in a few words, and what that means."""
    if issue.adopted_on is not None:
        return (
            f"Vastgesteld op {dutch_date(issue.adopted_on)}",
            "Dit is de vastgestelde versie. De inhoud verandert niet meer.",
        )
    if issue.submitted_on is not None:
        return (
            f"Ingediend op {dutch_date(issue.submitted_on)}, nog niet vastgesteld",
            "De adviseur leest deze versie. Tot die is vastgesteld, is dit rapport een concept.",
        )
    return (
        f"Concept van {dutch_date(issue.made_on)}",
        "De gemeente vult de zelfevaluatie nog in. De inhoud kan nog veranderen.",
    )


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


def _contents(chapters: tuple[Chapter, ...], *, with_advice: bool) -> tuple[ContentsEntry, ...]:
    return (
        ContentsEntry("in-een-oogopslag", "In één oogopslag", 0),
        ContentsEntry("leeswijzer", "Zo leest u dit rapport", 0),
        *((ContentsEntry("advies", "Advies van de adviseur", 0),) if with_advice else ()),
        *(ContentsEntry(chapter.anchor, chapter.name, chapter.number) for chapter in chapters),
        ContentsEntry("kerncijfers", "Kerncijfers", 0),
        ContentsEntry("alle-antwoorden", "Bijlage: alle antwoorden", 0),
    )


def _method(snapshot: Snapshot, *, with_adviser: bool) -> Method:
    beside = "Waar de adviseur een ander niveau ziet, staat dat ernaast, met wat beide erover zeggen."
    return Method(
        paragraphs=(
            f"De gemeente {snapshot.municipality.name} keek in de ronde van {snapshot.year} zelf naar haar beleid voor "
            f"vrijwilligerswerk. Dat deed zij met het kader ‘{snapshot.framework_title}’, editie {snapshot.edition}. "
            "De basisfuncties vormen samen een cirkel: wat de ene oplevert, gebruikt de volgende.",
            "Elke basisfunctie heeft vier lagen. Een speerpunt is een onderdeel van het beleid dat de gemeente koos; "
            "het loopt door alle lagen. Zo ziet u waar de draad van visie naar geld breekt. Dat leidt de website zelf "
            "af uit de antwoorden. Waar het bewust zo is, schreef de gemeente op waarom.",
            "Bij elke laag koos de gemeente zelf een niveau van 0 tot en met 4, met een reden erbij. Gemiddelden gaan "
            "alleen over lagen die een niveau hebben. Bedragen zijn hele euro's per jaar.",
            *([beside] if with_adviser else []),
        ),
        layers=LAYERS,
        levels=LEVELS,
        source=f"Bron van het kader: {snapshot.framework_source}.",
    )
