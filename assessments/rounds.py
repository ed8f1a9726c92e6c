"""The doors of a round: opening one, changing its dates, letting municipalities join that came later, and removing one.

Each locks the round, checks and changes in one transaction. Of two beheerders at once one succeeds; the other is told,
as each change names the dates that were on the page.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.models import User
from assessments.models import Assessment, Round, Status
from basisfuncties.models import Framework
from municipalities.models import Municipality
from municipalities.refusal import Refused

CHANGED = "Iemand anders heeft de datums net gewijzigd: van {opens} tot en met {closes}. Er is nog niets veranderd."


@dataclass(frozen=True)
class Dates:
    """The first and the last day of a round."""

    opens_on: date
    closes_on: date

    @classmethod
    def of(cls, round_: Round) -> "Dates":
        """Return those of this round."""
        return cls(round_.opens_on, round_.closes_on)


def waiting_to_join(round_: Round | None) -> int:
    """Return how many municipalities have no assessment in this round (of a new one: all). One query."""
    municipalities = Municipality.objects.filter(ended_on=None)
    if round_ is not None:
        municipalities = municipalities.exclude(assessments__round=round_)
    return municipalities.count()


@transaction.atomic
def open_round(by: User, *, year: int, framework: Framework, dates: Dates) -> tuple[Round, int]:
    """Make a round in which every municipality takes part; return it with their number.

    Raises PermissionDenied when `by` is no beheerder, Refused when there is a round of that year or the edition was
    not published.
    """
    _require_beheerder(by)
    if framework.published_at is None:
        raise Refused("Deze editie van het kader is nog niet gepubliceerd.")
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                year=year, framework=framework, opens_on=dates.opens_on, closes_on=dates.closes_on
            )
    except IntegrityError as clash:
        raise Refused(f"Er is al een ronde van {year}, of de datums kloppen niet. Er is niets veranderd.") from clash
    return round_, round_.invite_all()


@transaction.atomic
def change_dates(by: User, round_: Round, dates: Dates, *, seen: Dates) -> Round:
    """Give a round other dates, so prolong, shorten or close it, and return it; `seen` are those on the page.

    Raises PermissionDenied when `by` is no beheerder, Refused when it has other dates by now, ValidationError when
    these can't be.
    """
    current = _locked(by, round_)
    _require_unchanged(current, seen)
    current.opens_on, current.closes_on = dates.opens_on, dates.closes_on
    current.validate_constraints()
    current.save(update_fields=["opens_on", "closes_on"])
    return current


def close_now(by: User, round_: Round, *, today: date, seen: Dates) -> Round:
    """Close a round that is open: yesterday was its last day. Return it.

    Raises what `change_dates` raises, and Refused when it is not open or opened only today.
    """
    if not seen.opens_on <= today <= seen.closes_on:
        raise Refused("Deze ronde is niet open. Er is niets veranderd.")
    if seen.opens_on == today:
        raise Refused(
            "Deze ronde is vandaag pas geopend. Kies een latere dag waarop zij opent, of een andere sluitdag."
        )
    try:
        return change_dates(by, round_, Dates(seen.opens_on, today - timedelta(days=1)), seen=seen)
    except ValidationError as wrong:  # pragma: no cover - the checks above leave no way here
        raise Refused(" ".join(wrong.messages)) from wrong


@transaction.atomic
def let_join(by: User, round_: Round) -> int:
    """Give each municipality that has none its assessment in this round; return how many are new.

    Raises PermissionDenied when `by` is no beheerder.
    """
    return _locked(by, round_).invite_all()


@transaction.atomic
def remove_round(by: User, round_: Round) -> None:
    """Remove a round in which nobody did anything yet, with its empty assessments.

    Raises PermissionDenied when `by` is no beheerder, Refused when anything was filled in, taken or handed in.
    """
    current = _locked(by, round_)
    try:
        with transaction.atomic():
            # Whatever somebody did in an assessment protects it.
            current.assessments.all().delete()
            current.delete()
    except (ProtectedError, IntegrityError) as used:
        raise Refused(
            "In deze ronde is al gewerkt. Daarom kan zij niet weg: wat er staat, blijft bewaard. Sluiten kan wel."
        ) from used


@dataclass(frozen=True)
class Standing:
    """How many take part in a round, and how many are in which position; for the words at a confirmation."""

    total: int
    at_work: int
    to_supplement: int
    handed_in: int
    waiting_to_join: int


def standing_of(round_: Round) -> Standing:
    """Return how a round stands. Two queries."""
    rows = Assessment.objects.filter(round=round_).with_has_begun().order_by()
    statuses = [(each.status, each.has_begun) for each in rows.only("status")]  # type: ignore[attr-defined]
    can_still = [status for status, _ in statuses if status not in (Status.CONCEPT, *HANDED_IN)]
    return Standing(
        total=len(statuses),
        at_work=sum(status == Status.CONCEPT and begun for status, begun in statuses),
        to_supplement=len(can_still),
        handed_in=sum(status != Status.CONCEPT for status, _ in statuses),
        waiting_to_join=waiting_to_join(round_),
    )


# What lies with the adviser or is done; all other statuses but a concept can be filled in after the round has closed.
HANDED_IN = (Status.SUBMITTED, Status.IN_REVIEW, Status.ADOPTED)


def _require_beheerder(by: User) -> None:
    if not by.is_beheerder:
        raise PermissionDenied


def _locked(by: User, round_: Round) -> Round:
    _require_beheerder(by)
    current = Round.objects.select_for_update().filter(pk=round_.pk).first()
    if current is None:
        raise Refused("Deze ronde is er niet meer.")
    return current


def _require_unchanged(round_: Round, seen: Dates) -> None:
    if Dates.of(round_) != seen:
        raise Refused(CHANGED.format(opens=f"{round_.opens_on:%d-%m-%Y}", closes=f"{round_.closes_on:%d-%m-%Y}"))
