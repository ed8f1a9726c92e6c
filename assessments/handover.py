"""The work as a successor finds it, on one page: a view-model for screen and PDF, from plain values.

The rules are pure; `read_handover` gets what they need from the database. The template makes no queries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from assessments.access import Opened
from assessments.dividing import Batch, batches
from assessments.dutch import dutch_date
from assessments.findings.listing import FindingsChapter, chapters
from assessments.models import RETURNED, Adoption, Assessment, Given, Handover, Status, StepTaken
from assessments.models.answers import Edited
from assessments.reading import Filled, snapshot_of
from assessments.scopes import how_far
from assessments.scoring import Progress, What, progress
from assessments.snapshot import LayerPart, Snapshot
from assessments.steps import STEPS
from municipalities.access import May
from municipalities.house_style.style import HouseStyle


@dataclass(frozen=True)
class Fact:
    """A name with its value."""

    label: str
    value: str


@dataclass(frozen=True)
class OpenPoint:
    """What is open at one place, such as a layer of a basisfunctie; `number` is that of a basisfunctie, or 0."""

    where: str
    texts: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True)
class OpenPart:
    """What is open of one basisfunctie, by layer; `number` is 0 for what belongs to none of them.

    `levels` are the layers without a level, in words: one line, as each of them would be a heading over nothing.
    """

    number: int
    name: str
    layers: tuple[OpenPoint, ...]
    levels: str


@dataclass(frozen=True)
class Promise:
    """A part that somebody has: what, who, by when, how far, and the word with it."""

    what: str
    who: str
    due: str
    is_late: bool
    how_far: str
    word: str


@dataclass(frozen=True)
class Reason:
    """A level with its reason; `level` is empty where none was chosen."""

    layer: str
    level: str
    level_text: str
    reason: str


@dataclass(frozen=True)
class Reasons:
    """The levels of one basisfunctie."""

    number: int
    name: str
    layers: tuple[Reason, ...]

    @property
    def missing(self) -> str:
        """Return the layers of which nothing is known yet, in words; empty when there are none."""
        return _in_a_row(layer.layer for layer in self.layers if not layer.level and not layer.reason)


@dataclass(frozen=True)
class Knows:
    """Somebody who knows about the work: the role now (empty for who left), what was changed last, and when."""

    name: str
    role: str
    about: str
    last: datetime | None


@dataclass(frozen=True)
class Document:
    """A document that policy was adopted in, and for which speerpunten."""

    name: str
    adopted: str
    speerpunten: tuple[str, ...]


@dataclass(frozen=True)
class Attached:
    """A file or link that shows that something is so: `what` is the file's name or the address."""

    title: str
    what: str
    about: str


@dataclass(frozen=True)
class Said:
    """A step with the words that went with it."""

    when: datetime
    who: str
    what: str
    text: str


@dataclass(frozen=True)
class HandoverPage:
    """All that a successor reads."""

    title: str
    municipality: str
    made_on: date
    is_demo: bool
    facts: tuple[Fact, ...]
    asked: Said | None
    promises: tuple[Promise, ...]
    handed_back: tuple[Promise, ...]
    open_parts: tuple[OpenPart, ...]
    breaks: tuple[OpenPoint, ...]
    on_purpose: tuple[OpenPoint, ...]
    reasons: tuple[Reasons, ...]
    people: tuple[Knows, ...]
    documents: tuple[Document, ...]
    attached: tuple[Attached, ...]
    adviser: tuple[Said, ...]
    own_words: tuple[Said, ...]
    earlier: tuple[Said, ...]
    style: HouseStyle | None = None  # of the PDF: a page on screen has its own way to it


@dataclass(frozen=True)
class Edit:
    """That somebody changed something: who (by key and by name), what it is about in words, when."""

    who: int
    name: str
    about: str
    when: datetime


def facts(assessment: Assessment, done: Progress) -> tuple[Fact, ...]:
    """Return where it stands: status, how far, and the days that count."""
    round_ = assessment.round
    missing = len(done.missing_levels)
    status = assessment.get_status_display()
    since_day = dutch_date(timezone.localdate(assessment.status_since))
    since = "" if assessment.status == Status.CONCEPT else f", sinds {since_day}"
    return (
        Fact("Status", f"{status}{since}"),
        Fact("Ingevuld", f"{done.percentage} procent ({done.done} van {done.total} onderdelen)"),
        Fact("Niveaus", f"nog {missing} te kiezen voor u kunt indienen" if missing else "alle gekozen"),
        Fact("Ronde", f"van {dutch_date(round_.opens_on)} tot en met {dutch_date(round_.closes_on)}"),
    )


def open_parts(done: Progress) -> tuple[OpenPart, ...]:
    """Return what is open, by basisfunctie and layer, in the order of the circle; the key figures last."""
    parts = [
        OpenPart(
            each.number,
            each.name,
            layers=tuple(
                OpenPoint(layer.name, texts)
                for layer in each.layers
                if (texts := tuple(item.text for item in layer.open if item.what is not What.LEVEL))
            ),
            levels=_in_a_row(layer.name for layer in each.layers if layer.level is None),
        )
        for each in done.basisfuncties
        if any(layer.open for layer in each.layers)
    ]
    if done.key_figures:
        figures = OpenPoint("Nog in te vullen", tuple(item.text for item in done.key_figures))
        parts.append(OpenPart(0, "Kerncijfers", (figures,), ""))
    return tuple(parts)


def _in_a_row(names: Iterable[str]) -> str:
    return ", ".join(name.lower() for name in names)


def breaks(listed: Iterable[FindingsChapter]) -> tuple[OpenPoint, ...]:
    """Return where the thread breaks and nobody said why, by basisfunctie."""
    return tuple(
        OpenPoint(chapter.name, tuple(finding.seen for finding in chapter.open), chapter.number)
        for chapter in listed
        if chapter.open
    )


def on_purpose(listed: Iterable[FindingsChapter]) -> tuple[OpenPoint, ...]:
    """Return where it breaks on purpose, with why."""
    return tuple(OpenPoint(each.finding.seen, (each.because,)) for chapter in listed for each in chapter.answered)


def reasons(snapshot: Snapshot) -> tuple[Reasons, ...]:
    """Return the level of each layer with its reason."""
    return tuple(
        Reasons(each.number, each.name, tuple(_reason(layer) for layer in each.layers))
        for each in snapshot.basisfuncties
    )


def _reason(layer: LayerPart) -> Reason:
    return Reason(layer.name, "" if layer.level is None else str(layer.level), layer.level_text, layer.reason)


def who_knows_what(members: Mapping[int, tuple[str, str]], edits: Iterable[Edit]) -> tuple[Knows, ...]:
    """Return each member (name and role, by key) with what it changed, and who changed something but left.

    Who changed something last comes first. What stands there is the last change of each answer: of an answer
    that a colleague changed later, the colleague knows.
    """
    about: dict[int, list[str]] = {}
    last: dict[int, datetime] = {}
    names: dict[int, tuple[str, str]] = {}
    for edit in edits:
        names[edit.who] = (edit.name, "")
        mentioned = about.setdefault(edit.who, [])
        if edit.about not in mentioned:
            mentioned.append(edit.about)
        last[edit.who] = max(edit.when, last.get(edit.who, edit.when))
    names |= members
    known = sorted(last, key=lambda who: last[who], reverse=True)
    everybody = [*known, *(who for who in members if who not in last)]
    return tuple(Knows(*names[who], ", ".join(about.get(who, [])), last.get(who)) for who in everybody)


def documents(snapshot: Snapshot) -> tuple[Document, ...]:
    """Return the documents that speerpunten name, in the order of the circle, each once."""
    by_name: dict[str, tuple[list[str], list[str]]] = {}
    for each in snapshot.basisfuncties:
        for speerpunt in each.speerpunten:
            if not speerpunt.document:
                continue
            adopted, labels = by_name.setdefault(speerpunt.document, ([], []))
            labels.append(f"{speerpunt.label} ({each.name})")
            words = [Adoption(speerpunt.adoption).label] if speerpunt.adoption else []
            words += [dutch_date(speerpunt.adopted_on)] if speerpunt.adopted_on else []
            if words and ", ".join(words) not in adopted:
                adopted.append(", ".join(words))
    return tuple(Document(name, "; ".join(adopted), tuple(of)) for name, (adopted, of) in by_name.items())


def attached(snapshot: Snapshot) -> tuple[Attached, ...]:
    """Return the evidence, in the order of the circle."""
    return tuple(
        Attached(piece.title, piece.file_name or piece.url, f"{each.name}, {about}")
        for each in snapshot.basisfuncties
        for about, pieces in (
            *((f"vraag {answer.number}", answer.evidence) for answer in each.answers),
            *((speerpunt.label, speerpunt.evidence) for speerpunt in each.speerpunten),
        )
        for piece in pieces
    )


def read_handover(opened: Opened) -> HandoverPage:
    """Return the page of this assessment as it is now. Its queries don't grow with what is in it."""
    assessment = opened.assessment
    filled = Filled(assessment)
    snapshot = snapshot_of(assessment, filled)
    done = progress(snapshot)
    listed = chapters(snapshot)
    shown = assessment.assignments.filter(status__in=(Given.OPEN, Given.HANDED_BACK))
    given = batches(shown.with_names(), filled.structure, how_far(done))
    taken = [each for each in assessment.steps.select_related("taken_by") if each.note]
    members = assessment.municipality.memberships.select_related("user").order_by("user__name", "user__email")
    return HandoverPage(
        title=f"Overdracht van de zelfevaluatie {assessment.round.year}",
        municipality=f"Gemeente {assessment.municipality}",
        made_on=timezone.localdate(),
        is_demo=assessment.round.is_demo,
        facts=facts(assessment, done),
        asked=_asked(assessment, taken),
        promises=tuple(_promise(batch) for batch in given if batch.first.is_open),
        handed_back=tuple(_promise(batch) for batch in given if not batch.first.is_open),
        open_parts=open_parts(done),
        breaks=breaks(listed),
        on_purpose=on_purpose(listed),
        reasons=reasons(snapshot),
        people=who_knows_what(
            {each.user_id: (str(each.user), each.get_role_display()) for each in members}, _edits(filled)
        ),
        documents=documents(snapshot),
        attached=attached(snapshot),
        adviser=tuple(_said(each) for each in taken if STEPS[each.step].needs is May.REVIEW),
        own_words=tuple(_said(each) for each in taken if STEPS[each.step].needs is May.SUBMIT),
        earlier=tuple(_handed_over(each) for each in assessment.handovers.select_related("from_user", "to_user")),
    )


def _asked(assessment: Assessment, taken: list[StepTaken]) -> Said | None:
    """Return why the municipality got it back, when it did: a supplement is asked, or it was reopened."""
    if assessment.status not in RETURNED:
        return None
    return next((_said(each) for each in reversed(taken) if each.to_status == assessment.status), None)


def _said(step: StepTaken) -> Said:
    return Said(step.taken_at, str(step.taken_by), STEPS[step.step].label, step.note)


def _handed_over(log: Handover) -> Said:
    with_role = ", met de rol van coördinator" if log.as_coordinator else ""
    return Said(log.made_at, str(log.from_user), f"aan {log.to_user}{with_role}", log.word)


def _promise(batch: Batch) -> Promise:
    row = batch.first
    return Promise(
        what=batch.label,
        who=f"{row.who} (uitgenodigd)" if row.is_waiting else row.who,
        due=dutch_date(row.due_on) if row.due_on else "",
        is_late=row.is_late,
        how_far=str(batch.how_far),
        word=row.word if row.is_open else row.last_word,
    )


def _edits(filled: Filled) -> list[Edit]:
    """Return who changed what last, in the order of the circle."""
    where: dict[int, list[Edited]] = {}
    by_layer = {layer.pk: each.pk for each in filled.structure.basisfuncties for layer in each.layers}
    by_question = {
        question.code: each.pk
        for each in filled.structure.basisfuncties
        for layer in each.layers
        for question in layer.questions
    }
    for code, answer in filled.answers.items():
        where.setdefault(by_question[code], []).append(answer)
    for speerpunt in filled.speerpunten:
        where.setdefault(speerpunt.basisfunctie_id, []).append(speerpunt)
    for layer, rating in filled.ratings.items():
        where.setdefault(by_layer[layer], []).append(rating)
    edits = [
        Edit(row.updated_by_id, str(row.updated_by), each.name, row.updated_at)
        for each in filled.structure.basisfuncties
        for row in where.get(each.pk, [])
    ]
    figures = filled.key_figures
    return [
        *edits,
        *([Edit(figures.updated_by_id, str(figures.updated_by), "Kerncijfers", figures.updated_at)] if figures else []),
    ]
