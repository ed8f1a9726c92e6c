"""The doors through which parts of an assessment change hands.

Each locks the assessment, checks, changes and logs in one transaction, and calls `notify` in it with a `News`;
`assessments.assignment_mail` posts that, to be mailed once the data is safe.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.dutch import dutch_date
from assessments.models import WITH_MUNICIPALITY, Assessment, Assignment, Given
from assessments.reading import read_snapshot
from assessments.scopes import Scope, described, how_far, scopes_of
from assessments.scoring import progress
from basisfuncties.structure import structure_of
from municipalities import invitations
from municipalities.access import May
from municipalities.models import FILLING_IN_ROLES, Invitation, Membership, Municipality, Role
from municipalities.refusal import Refused

NOT_TOO_OFTEN = timedelta(hours=20)  # so once a day, whatever the hour
NOT_BACK = "Dit deel kan niet meer terug naar wie het had. Er is niets veranderd."
GONE = "Dit deel is al teruggegeven of ingetrokken. Er is niets veranderd."


@dataclass(frozen=True)
class Stranger:
    """Somebody who is invited for a part: an address, and perhaps a name."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class News:
    """What happened with parts, for the mail: `what` is given, reminded, due, handed_back, taken_back or taken_away.

    `parts` says in words which; `person` is whose parts they are or were.
    """

    what: str
    assessment: Assessment
    by: User
    person: User
    parts: str
    due_on: date | None = None
    word: str = ""


Notify = Callable[[News], None]


def people_to_give_to(municipality: Municipality) -> list[Membership]:
    """Return who can be given a part: who works there and can log in, by name. One query."""
    members = municipality.memberships.filter(role__in=FILLING_IN_ROLES, user__is_active=True)
    return list(members.select_related("user").order_by("user__name", "user__email"))


def give(
    by: User,
    code: str,
    year: int,
    parts: Collection[str],
    *,
    to: User | Stranger,
    due_on: date | None = None,
    word: str = "",
    notify: Notify | None = None,
) -> list[Assignment]:
    """Give these parts (codes) to a colleague, or to somebody who is invited for them, and return them.

    A Stranger is mailed an invitation with what is asked.
    Raises Refused when a part is with somebody already, when this person can't be given one, or when the
    assessment was submitted; and what `get_assessment` raises. Nothing has changed then.
    """
    with transaction.atomic():
        opened = get_assessment(by, code, year, May.DIVIDE, lock=True)
        assessment = opened.assessment
        _require_not_submitted(assessment)
        scopes = _free_scopes(assessment, parts)
        receiver: dict[str, Any]
        if isinstance(to, Stranger):
            to = _known(to, assessment.municipality) or to
        if isinstance(to, Stranger):
            receiver = {"invitation": _invite(to, by, assessment, _asked(assessment, scopes, due_on, word))}
        else:
            _require_worker(to, assessment.municipality)
            receiver = {"user": to}
        given = Assignment.objects.bulk_create(
            Assignment(
                assessment=assessment,
                layer_id=scope.layer_pk,
                given_by=by,
                due_on=due_on,
                word=word,
                **receiver,
            )
            for scope in scopes
        )
        _tell(notify, "given", assessment, by, given, due_on=due_on, word=word)
    return given


def hand_back(
    by: User, code: str, year: int, ids: Collection[int], *, word: str = "", notify: Notify | None = None
) -> str:
    """Give one's own parts back to the coördinator, with a word; return in words which.

    Raises Refused when one of them is not (any more) with this person, and what `get_assessment` raises.
    """
    with transaction.atomic():
        opened = get_assessment(by, code, year, May.READ_LIVE, lock=True)
        rows = _open(opened, ids, user=by)
        for row in rows:
            row.end(Given.HANDED_BACK, by)
            row.last_word = word
        _save_ended(rows)
        _tell(notify, "handed_back", opened.assessment, by, rows, word=word)
    return in_words(opened.assessment, rows)


def take_back(by: User, code: str, year: int, ids: Collection[int], *, notify: Notify | None = None) -> str:
    """Give parts that were handed back to the same person again, in one step; return in words which.

    That person does it, by whom it is told to the coördinatoren, or a coördinator, and then the person is told.
    A meewerker can't by itself: it gave the right to fill in out of its hands. Raises Refused when one of them was
    not handed back, is with somebody now, or can't be given to this person any more, PermissionDenied when they
    are somebody else's and `by` does not divide the work, and what `get_assessment` raises.
    """
    with transaction.atomic():
        opened = get_assessment(by, code, year, May.FILL_IN, lock=True)
        assessment = opened.assessment
        old = list(assessment.assignments.filter(pk__in=ids, status=Given.HANDED_BACK).with_names())
        if not old or len(old) < len(set(ids)):
            raise Refused(NOT_BACK)
        (person, *others) = {row.user for row in old}
        if person is None or others:
            raise Refused(NOT_BACK)
        if person.pk != by.pk:
            opened.access.require(May.DIVIDE)
        _require_not_submitted(assessment)
        _free_scopes(assessment, {row.code for row in old})
        _require_worker(person, assessment.municipality)
        new = Assignment.objects.bulk_create(
            Assignment(
                assessment=assessment,
                layer_id=row.layer_id,
                user=person,
                given_by=row.given_by if person.pk == by.pk else by,
                due_on=row.due_on,
                word=row.word,
            )
            for row in {row.layer_id: row for row in old}.values()
        )
        _tell(notify, "taken_back" if person.pk == by.pk else "given", assessment, by, new, due_on=old[0].due_on)
    return in_words(assessment, new)


def remind(
    by: User,
    code: str,
    year: int,
    ids: Collection[int],
    *,
    notify: Notify | None = None,
) -> str:
    """Remind of these parts; return in words of which.

    Who was invited and did not accept gets the invitation once more. Raises Refused when they were handed
    back, when there is nothing left to fill in or when it can't be done now, or when there was a reminder
    within the day; and what `get_assessment` raises.
    """
    with transaction.atomic():
        opened = get_assessment(by, code, year, May.DIVIDE, lock=True)
        assessment = opened.assessment
        rows = _open(opened, ids)
        now = timezone.now()
        if not assessment.can_be_filled_in(timezone.localdate()):
            raise Refused("Invullen kan nu niet. Daarom is er geen herinnering verstuurd.")
        far = how_far(progress(read_snapshot(assessment)))
        if all(far[row.code].is_complete for row in rows):
            raise Refused("Hier is alles al ingevuld. Een herinnering is niet nodig.")
        if any(row.reminded_at and now - row.reminded_at < NOT_TOO_OFTEN for row in rows):
            raise Refused("U hebt hier vandaag al aan herinnerd.")
        for row in rows:
            row.reminded_at = now
        Assignment.objects.bulk_update(rows, ["reminded_at"])
        for invitation in {row.invitation for row in rows if row.invitation is not None}:
            invitations.resend(invitation, by=by)
        _tell(notify, "reminded", assessment, by, rows)
    return in_words(assessment, rows)


def take_over(by: User, code: str, year: int, ids: Collection[int], *, notify: Notify | None = None) -> str:
    """Take these parts over: they are with `by` from now on. Return in words which.

    Raises Refused when one of them is not open or is with `by` already, and what `get_assessment` raises.
    """
    with transaction.atomic():
        opened = get_assessment(by, code, year, May.DIVIDE, lock=True)
        rows = _open(opened, ids)
        if any(row.user_id == by.pk for row in rows):
            raise Refused("Dit deel is al bij u.")
        move(rows, to=by, by=by, status=Given.TAKEN_OVER)
        _let_nobody_come(rows, by)
        _tell(notify, "taken_away", opened.assessment, by, rows)
    return in_words(opened.assessment, rows)


def withdraw(by: User, code: str, year: int, ids: Collection[int], *, notify: Notify | None = None) -> str:
    """Withdraw these parts: they are with nobody any more. Return in words which.

    An invitation that was for nothing else is withdrawn too.
    Raises Refused when one of them is not open, and what `get_assessment` raises.
    """
    with transaction.atomic():
        opened = get_assessment(by, code, year, May.DIVIDE, lock=True)
        rows = _open(opened, ids)
        for row in rows:
            row.end(Given.WITHDRAWN, by)
        _save_ended(rows)
        _let_nobody_come(rows, by)
        _tell(notify, "taken_away", opened.assessment, by, rows)
    return in_words(opened.assessment, rows)


def move(rows: Sequence[Assignment], *, to: User, by: User, status: Given) -> list[Assignment]:
    """End these open parts with this status and give the same to somebody else; return the new ones.

    To be called in a transaction that has locked the assessment, by a door that has checked.
    """
    for row in rows:
        row.end(status, by)
    _save_ended(rows)
    return Assignment.objects.bulk_create(
        Assignment(
            assessment_id=row.assessment_id,
            layer_id=row.layer_id,
            user=to,
            given_by=by,
            due_on=row.due_on,
            word=row.word,
        )
        for row in rows
    )


def in_words(assessment: Assessment, rows: Iterable[Assignment]) -> str:
    """Return in words which parts these are; no queries when the rows know their layers."""
    structure = structure_of(assessment.round.framework)
    by_layer = {scope.layer_pk: scope for scope in scopes_of(structure).values()}
    return described((by_layer[row.layer_id] for row in rows), structure)


def _require_not_submitted(assessment: Assessment) -> None:
    if assessment.status not in WITH_MUNICIPALITY:
        raise Refused(
            f"De zelfevaluatie is {assessment.get_status_display()}. Verdelen kan weer als de adviseur om een "
            "aanvulling vraagt."
        )


def _free_scopes(assessment: Assessment, parts: Collection[str]) -> list[Scope]:
    structure = structure_of(assessment.round.framework)
    scopes = scopes_of(structure)
    wanted = [scope for code, scope in scopes.items() if code in parts]
    if not wanted or len(wanted) < len(set(parts)):
        raise Refused("Kies een of meer delen uit de tabel.")
    layers = {scope.layer_pk for scope in wanted}
    taken = [row for row in assessment.assignments.open().with_names() if row.layer_id in layers]
    if taken:
        named = "; ".join(f"{scopes[row.code].label} is bij {row.who}" for row in taken)
        raise Refused(f"{named}. Neem dat deel eerst over of trek het in.")
    return wanted


def _known(stranger: Stranger, municipality: Municipality) -> User | None:
    """Return the person with this address when it has a role here already."""
    membership = Membership.objects.select_related("user").filter(
        municipality=municipality, user__email=stranger.email.strip().lower()
    )
    found = membership.first()
    return found.user if found else None


def _require_worker(user: User, municipality: Municipality) -> None:
    membership = Membership.objects.filter(user=user, municipality=municipality).first()
    if membership is None or not user.is_active:
        raise Refused(f"{user} werkt niet (meer) mee in {municipality}.")
    if membership.role not in FILLING_IN_ROLES:
        raise Refused(f"{user} is {membership.get_role_display()} en vult niets in. Wijzig eerst de rol, bij Mensen.")


def _asked(assessment: Assessment, scopes: list[Scope], due_on: date | None, word: str) -> str:
    """Return what is asked, for the invitation."""
    lines = [f"U vult een deel in van de zelfevaluatie: {described(scopes, structure_of(assessment.round.framework))}."]
    if due_on:
        lines.append(f"Graag klaar op {dutch_date(due_on)}.")
    return "\n".join([*lines, *(["", word] if word else [])])


def _invite(stranger: Stranger, by: User, assessment: Assessment, asked: str) -> Invitation:
    """Return the open invitation of this person, with what is asked in it: a new one, or the one that there is."""
    municipality = assessment.municipality
    email = stranger.email.strip().lower()
    for waiting in municipality.invitations.open().filter(email=email):
        if waiting.role not in FILLING_IN_ROLES:
            raise Refused(
                f"{email} is uitgenodigd als {waiting.get_role_display()} en vult dan niets in. "
                "Trek die uitnodiging eerst in, bij Mensen."
            )
        return invitations.resend(waiting, by=by, also_about=asked)
    return invitations.invite(email, role=Role.GUEST, place=municipality, by=by, name=stranger.name, about=asked)


def _open(opened: Opened, ids: Collection[int], user: User | None = None) -> list[Assignment]:
    """Return these open parts (with `user`, if given), locked. Raises Refused when one is not there (any more)."""
    rows = opened.assessment.assignments.open().filter(pk__in=ids).with_names()
    if user is not None:
        rows = rows.filter(user=user)
    else:
        # First the invitation and then its parts, as accepting does; the other way round both would wait for ever.
        waiting = Invitation.objects.select_for_update().filter(pk__in=rows.values("invitation")).order_by("pk")
        list(waiting.values_list("pk", flat=True))
    found = list(rows.select_for_update(of=("self",)))
    if not found or len(found) < len(set(ids)):
        raise Refused(GONE)
    return found


def _save_ended(rows: Sequence[Assignment]) -> None:
    Assignment.objects.bulk_update(rows, ["status", "ended_at", "ended_by", "last_word"])


def _let_nobody_come(rows: Sequence[Assignment], by: User) -> None:
    """Withdraw the invitations that were for these parts only."""
    for invitation in {row.invitation for row in rows if row.invitation is not None}:
        if invitation.role == Role.GUEST and invitation.is_open and not invitation.assignments.open().exists():
            invitations.withdraw(invitation, by=by)


def _tell(
    notify: Notify | None,
    what: str,
    assessment: Assessment,
    by: User,
    rows: Sequence[Assignment],
    due_on: date | None = None,
    word: str = "",
) -> None:
    """Have each person's parts told; who has no account yet gets an invitation instead."""
    if notify is None:
        return
    people = {row.user.pk: row.user for row in rows if row.user is not None}
    for person in people.values():
        theirs = [row for row in rows if row.user_id == person.pk]
        news = News(what, assessment, by, person, in_words(assessment, theirs), due_on, word)
        if what == "reminded":
            news = replace(news, due_on=min((row.due_on for row in theirs if row.due_on), default=None))
        notify(news)
