"""What earlier rounds left to do, and what became of it: the first thing to see in the next round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.forms.deciding import JOINED, THEIRS, read_decision, take_both
from assessments.models import Assessment
from improvement.action_list import Counts, count
from improvement.actions import log_change
from improvement.forms.look_back import DROP, GoesOnForm
from improvement.models import Action, ActionEvent, ActionStatus, CarriedOn
from municipalities.access import May


@dataclass(frozen=True)
class Kept:
    """One action of an earlier round, with what the municipality says of it in this round, if anything."""

    action: Action
    carried_on: CarriedOn | None

    @property
    def waits(self) -> bool:
        """Whether it is still open and nobody said what happens with it."""
        return not self.action.is_closed and self.carried_on is None


@dataclass(frozen=True)
class Year:
    """The actions that began in one earlier round."""

    year: int
    counts: Counts
    rows: tuple[Kept, ...]


def look_back(assessment: Assessment) -> tuple[Year, ...]:
    """Return what earlier rounds left, the last year first.

    That is what is open, and what closed since the round before this one opened. Empty when there is nothing. One
    query without such actions, else two.
    """
    rows = list(Action.objects.of_late_before(assessment))
    if not rows:
        return ()
    said = {each.action_id: each for each in assessment.carried_actions.select_related("updated_by")}
    return _by_year(Kept(row, said.get(row.pk)) for row in rows)


def _by_year(rows: Iterable[Kept]) -> tuple[Year, ...]:
    found: dict[int, list[Kept]] = {}
    for row in rows:
        found.setdefault(row.action.year, []).append(row)
    return tuple(
        Year(year, count(each.action for each in found[year]), tuple(sorted(found[year], key=_urgency)))
        for year in sorted(found, reverse=True)
    )


def _urgency(row: Kept) -> tuple[bool, bool, int]:
    return row.action.is_closed, not row.action.is_late, row.action.pk


@dataclass
class LookBack:
    """The forms of what is still open; after saving it knows which were saved, faulty or in conflict."""

    opened: Opened
    forms: list[GoesOnForm]
    saved: list[GoesOnForm] = field(default_factory=list)
    conflicts: list[GoesOnForm] = field(default_factory=list)

    @property
    def faulty(self) -> list[GoesOnForm]:
        """Return the forms in which something can't be taken."""
        return [form for form in self.forms if form.is_bound and form.errors]

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was typed waits for this person."""
        return not (self.faulty or self.conflicts)


def read_forms(opened: Opened) -> list[GoesOnForm]:
    """Return a form for each action of an earlier round that is still open."""
    return [
        GoesOnForm(None, action=each.action, row=each.carried_on or _new(each.action, opened.assessment))
        for year in look_back(opened.assessment)
        for each in year.rows
        if not each.action.is_closed
    ]


def save_look_back(user: User, code: str, year: int, data: Mapping[str, Any], decision: str = "") -> LookBack:
    """Store of each action that is still open whether it goes on or is dropped, with a word or the reason.

    What is right is saved, also when another form is not; what a colleague changed meanwhile is left, and shown.
    Raises what `get_assessment` raises.
    """
    with transaction.atomic():
        opened = get_assessment(user, code, year, May.FILL_IN, lock=True)
        rows = Action.objects.before(opened.assessment).select_for_update(of=("self",))
        said = {each.action_id: each for each in opened.assessment.carried_actions.select_related("updated_by")}
        forms = [GoesOnForm(data, action=row, row=said.get(row.pk) or _new(row, opened.assessment)) for row in rows]
        page = LookBack(opened, [form for form in forms if form.is_bound])
        prefix, what = read_decision(decision)
        for form in page.forms:
            if not form.is_valid():
                continue
            decided = what if prefix == form.prefix else ""
            if decided == JOINED and not take_both(form):
                continue
            if not form.is_changed:
                continue
            if decided == THEIRS:
                _log_refused(form, user)
            elif form.action.is_closed:
                form.add_error(
                    None, f"Deze actie is intussen {form.action.get_status_display()}. Uw tekst is niet opgeslagen."
                )
            elif form.is_stale:
                _log_refused(form, user)
                page.conflicts.append(form)
            else:
                _store(form, user)
                page.saved.append(form)
    return page


def _store(form: GoesOnForm, user: User) -> None:
    action, before = form.action, form.stored_lines()
    if form.new["choice"] == DROP:
        action.reason = form.new["word"]
        action.set_status(ActionStatus.DROPPED, timezone.localdate())
        action.touch(user)
        action.save()
        what, after = ActionEvent.MOVED, [("Stand", "Vervallen"), ("Waarom vervalt het?", action.reason)]
    else:
        form.apply()
        form.row.touch(user)
        form.row.save()
        what, after = ActionEvent.CARRIED_ON, form.typed_lines()
    log_change(action, what, user, before, after)


def _log_refused(form: GoesOnForm, user: User) -> None:
    log_change(form.action, ActionEvent.CARRIED_ON, user, form.stored_lines(), form.typed_lines(), is_refused=True)


def _new(action: Action, assessment: Assessment) -> CarriedOn:
    return CarriedOn(action=action, assessment=assessment)
