"""The improvement plan: what the municipality is going to do, and what became of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString

from assessments.amounts import format_amount
from assessments.dutch import counted, dutch_date, listed, sentence
from assessments.snapshot import Snapshot
from improvement.models.actions import CLOSED, ActionStatus
from improvement.plan import PlannedAction
from reports.notes import Notes
from reports.stored_words import amount_of

MOST_DETAILS = 200  # characters that stand in the table
NO_PLAN = "Er zijn nog geen verbeteracties."
ORDER = (ActionStatus.BUSY, ActionStatus.TODO, ActionStatus.DONE, ActionStatus.DROPPED)


@dataclass(frozen=True)
class ActionRow:
    """One verbeteractie; `said` is what came of it, or why it was dropped. `number` is its basisfunctie's, or 0."""

    title: str
    details: SafeString
    about: str
    number: int
    who: str
    due: str
    cost: str
    status: str
    said: SafeString


@dataclass(frozen=True)
class PlanYear:
    """The actions that began in one round."""

    title: str
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True)
class Plan:
    """The whole plan."""

    in_short: str
    years: tuple[PlanYear, ...]


def build_plan(actions: Iterable[PlannedAction], snapshot: Snapshot, notes: Notes, *, today: date) -> Plan:
    """Return the plan: this round's actions first, in each round what is going on before what is over."""
    standing = list(actions)
    names = {part.slug: (part.number, part.name) for part in snapshot.basisfuncties}
    by_year = groupby(sorted(standing, key=lambda each: (-each.year, *_order(each))), key=lambda each: each.year)
    notes.begin()
    years = tuple(
        PlanYear(
            f"Verbeteracties uit {year}",
            tuple(_row(each, *names.get(each.basisfunctie, (0, "")), notes) for each in rows),
        )
        for year, rows in by_year
    )
    notes.end("Verbeterplan", 0, "verbeterplan")
    return Plan(_in_short(standing, today), years)


def _order(action: PlannedAction) -> tuple[int, date]:
    places = {status.value: place for place, status in enumerate(ORDER)}
    return places.get(action.status, len(ORDER)), action.due_on or date.max


def _in_short(actions: list[PlannedAction], today: date) -> str:
    if not actions:
        return NO_PLAN
    kinds = ((ActionStatus.DONE, "klaar"), (ActionStatus.BUSY, "bezig"), (ActionStatus.TODO, "te doen"))
    counts = [(sum(each.status == status for each in actions), words) for status, words in kinds]
    counts.append((sum(each.status == ActionStatus.DROPPED for each in actions), "vervallen"))
    kinds_in_words = listed([f"{number} {words}" for number, words in counts if number])
    number = sentence(counted(len(actions), "verbeteractie", "verbeteracties"))
    late = sum(each.status not in CLOSED and each.due_on is not None and each.due_on < today for each in actions)
    cost = sum(each.cost or 0 for each in actions if each.status != ActionStatus.DROPPED)
    money = f" Samen kosten zij {format_amount(cost)}." if cost else ""
    behind = f" Van {late} is de datum voorbij." if late else ""
    return f"{number}: {kinds_in_words}.{behind}{money}"


def _row(action: PlannedAction, number: int, name: str, notes: Notes) -> ActionRow:
    said = action.outcome or action.reason
    return ActionRow(
        title=action.title,
        details=notes.shown(action.details, MOST_DETAILS, f"Verbeteractie: {action.title}"),
        about=name,
        number=number,
        who=action.who or "nog niemand",
        due=dutch_date(action.due_on) if action.due_on else "geen datum",
        cost=amount_of(action.cost),
        status=action.status_words,
        said=notes.shown(said, MOST_DETAILS, f"Wat ervan kwam: {action.title}"),
    )
