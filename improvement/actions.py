"""The doors of verbeteracties: make, change, take away and put back. Each locks, checks, changes and logs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from assessments.forms.deciding import JOINED, THEIRS, take_both
from assessments.forms.parts import PartForm
from assessments.models import Assessment
from assessments.reading import read_snapshot
from assessments.snapshot import Snapshot, from_content
from improvement.action_mail import mail_given
from improvement.forms.actions import PlanForm
from improvement.models import Action, ActionChange, ActionEvent, ActionNote, as_logged
from improvement.proposals import Proposal, proposals
from municipalities.access import Access, May, get_access
from municipalities.models import Municipality

GONE = "Deze actie bestaat niet."


@dataclass(frozen=True)
class Held:
    """One action in the hands of somebody who may read it."""

    access: Access
    action: Action

    @property
    def may_edit(self) -> bool:
        """Whether this person may change it."""
        return self.access.may(May.FILL_IN)


def get_action(user: User, code: str, pk: int, needs: May, *, lock: bool = False) -> Held:
    """Return this action of this municipality, for somebody who may do `needs` there. Two queries.

    With `lock` (in a transaction) nobody else changes it until the transaction ends. Raises what `get_access` raises,
    and Http404 when the municipality has no such action.
    """
    access = get_access(user, code, needs)
    rows = Action.objects.of(access.municipality).select_related("removed_by", "made_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    action = rows.filter(pk=pk).first()
    if action is None:
        raise Http404(GONE)
    return Held(access, action)


def newest_assessment(municipality: Municipality) -> Assessment | None:
    """Return the assessment of the last round of a municipality, or None. One query."""
    return municipality.assessments.select_related("round__framework").order_by("-round__year").first()


def proposal_of(assessment: Assessment, key: str) -> Proposal | None:
    """Return what the finding with this key proposes, as it is now or was in the last submission; None when neither."""
    now = _proposal(read_snapshot(assessment), key)
    if now is not None:
        return now
    submission = assessment.submissions.order_by("-number").first()
    return _proposal(from_content(submission.content), key) if submission else None


def _proposal(snapshot: Snapshot, key: str) -> Proposal | None:
    return next((each for listed in proposals(snapshot).values() for each in listed if each.key == key), None)


def make(user: User, code: str, form: PlanForm, assessment: Assessment, sheet: str) -> Action:
    """Make an action of a valid form, and return it; from a sheet that made one already, return that one."""
    with transaction.atomic():
        access = get_access(user, code, May.FILL_IN)
        # The lock lets a form that was sent twice wait for itself.
        Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk, municipality=access.municipality)
        known = Action.objects.filter(sheet=sheet, made_by=user).first() if sheet else None
        if known is not None:
            return known
        form.apply()
        action = form.row
        action.assessment, action.made_by, action.sheet = assessment, user, sheet
        action.touch(user)
        action.made_at = action.updated_at
        action.save()
        log_change(action, ActionEvent.MADE, user, after=form.typed_lines())
        _tell(action, None, user)
    return action


@dataclass(frozen=True)
class Saved:
    """What became of a form: saved, or shown again with what is wrong; `is_stale` when a colleague was earlier."""

    held: Held
    form: PartForm
    is_saved: bool
    is_stale: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was typed waits for this person."""
        return not (self.form.errors or self.is_stale)


def save(
    user: User, code: str, pk: int, event: ActionEvent, form_of: Callable[[Action], PartForm], decision: str = ""
) -> Saved:
    """Save a part of an action, unless it has errors or a colleague saved since it was read.

    `decision` is the button of the conflict: what a person takes of two texts. Raises what `get_action` raises.
    """
    with transaction.atomic():
        held = get_action(user, code, pk, May.FILL_IN, lock=True)
        action = held.action
        form = form_of(action)
        if not form.is_bound or not form.is_valid():
            return Saved(held, form, is_saved=False)
        if action.removed_at is not None:
            form.add_error(None, f"{action.removed_by} heeft deze actie verwijderd. Zet haar eerst terug.")
            return Saved(held, form, is_saved=False)
        # A note of the meeting is in nobody's way; as long as the person has to choose it stays in its field.
        note = form.cleaned_data.get("note", "")
        if decision == THEIRS:
            log_change(action, event, user, form.stored_lines(), form.typed_lines(), is_refused=True)
            _add_note(action, note, user)
            # Nothing is left to show: the page comes back with what is stored.
            return Saved(held, form, is_saved=False)
        if decision == JOINED and not take_both(form):
            return Saved(held, form, is_saved=False)
        if form.is_changed and form.is_stale and decision != JOINED:
            log_change(action, event, user, form.stored_lines(), form.typed_lines(), is_refused=True)
            return Saved(held, form, is_saved=False, is_stale=True)
        is_changed = form.is_changed
        if is_changed:
            before, person_id = form.stored_lines(), action.person_id
            form.apply()
            action.touch(user)
            action.save()
            log_change(action, event, user, before, form.typed_lines())
            _tell(action, person_id, user)
        _add_note(action, note, user)
        return Saved(held, form, is_saved=is_changed or bool(note))


def remove(user: User, code: str, pk: int, *, removed: bool) -> Action:
    """Take an action away, or put it back; nothing of it is lost. Raises what `get_action` raises."""
    with transaction.atomic():
        action = get_action(user, code, pk, May.FILL_IN, lock=True).action
        if removed != (action.removed_at is not None):
            action.removed_at = timezone.now() if removed else None
            action.removed_by = user if removed else None
            action.touch(user)
            action.save(update_fields=["removed_at", "removed_by", "updated_at", "updated_by"])
            log_change(action, ActionEvent.REMOVED if removed else ActionEvent.PUT_BACK, user)
    return action


def write_note(user: User, code: str, pk: int, text: str) -> ActionNote:
    """Add a note of a meeting. Raises what `get_action` raises."""
    action = get_action(user, code, pk, May.FILL_IN).action
    return ActionNote.objects.create(action=action, text=text, by=user)


def withdraw_note(user: User, code: str, pk: int, note_id: int, *, withdrawn: bool) -> None:
    """Withdraw one's own note, or put it back.

    Raises what `get_action` raises, Http404 when the action has no such note, PermissionDenied when somebody else
    wrote it.
    """
    action = get_action(user, code, pk, May.FILL_IN).action
    note = action.notes.filter(pk=note_id).first()
    if note is None:
        raise Http404("Deze aantekening bestaat niet.")
    if note.by_id != user.pk:
        raise PermissionDenied
    if withdrawn != (note.withdrawn_at is not None):
        note.withdrawn_at = timezone.now() if withdrawn else None
        note.save(update_fields=["withdrawn_at"])


def log_change(
    action: Action,
    what: ActionEvent,
    user: User,
    before: list[tuple[str, str]] | None = None,
    after: list[tuple[str, str]] | None = None,
    *,
    is_refused: bool = False,
) -> None:
    """Write a line of the log of an action: labels and texts before and after, of a refused one what was typed."""
    ActionChange.objects.create(
        action=action,
        what=what,
        before=as_logged(before or []),
        after=as_logged(after or []),
        is_refused=is_refused,
        by=user,
    )


def _add_note(action: Action, text: str, user: User) -> None:
    if text:
        ActionNote.objects.create(action=action, text=text, by=user)


def _tell(action: Action, before: int | None, by: User) -> None:
    """Mail who was given this action by somebody else."""
    if action.person_id and action.person_id not in (before, by.pk):
        mail_given(action, by)
