"""The thread of one basisfunctie: goals, speerpunten, their execution and their money. Pure rules over a snapshot."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from assessments.amounts import format_amount
from assessments.findings import catalogue
from assessments.findings.evidence import CARRIED_OUT
from assessments.findings.finding import Finding, Place, Rule
from assessments.findings.goals import own_goals
from assessments.models import Execution, MoneyKind
from assessments.snapshot import BasisfunctiePart, Choice, SpeerpuntPart
from basisfuncties.models import LayerKind

AT_EXECUTION = frozenset({catalogue.WITHOUT_EXECUTOR, catalogue.WITHOUT_STATUS, catalogue.MONEY_WITHOUT_EXECUTION})
AT_MONEY = frozenset({catalogue.RUNS_WITHOUT_MONEY, catalogue.TEMPORARY_MONEY})
AT_SPEERPUNT = frozenset({catalogue.SPEERPUNT_WITHOUT_GOAL})
NOT_YET = "nog niet ingevuld"
ELSEWHERE = "wel bij een andere basisfunctie"


@dataclass(frozen=True)
class Snag:
    """Where the thread breaks, in a few words; `answered` when the municipality says that it is so on purpose."""

    words: str
    place: Place
    answered: bool


@dataclass(frozen=True)
class Knot:
    """One thing on the thread; `is_open` when nothing is said of it yet, `snag` when the thread breaks here."""

    label: str
    note: str = ""
    is_open: bool = False
    snag: Snag | None = None


@dataclass(frozen=True)
class Strand:
    """One speerpunt with what comes before and after it; `goals` are the places of its goals in the thread.

    `is_carried_out` when it runs or is done, `is_paid` when there is money for it.
    """

    code: str
    speerpunt: Knot
    execution: Knot
    money: Knot
    goals: tuple[int, ...]
    goal_labels: tuple[str, ...]
    is_carried_out: bool
    is_paid: bool


@dataclass(frozen=True)
class Thread:
    """The whole thread of one basisfunctie.

    `goals` are those that a speerpunt serves, `loose` the others; `breaks` counts the findings that nobody answered.
    A heading is empty where the edition has no such layer.
    """

    number: int
    slug: str
    name: str
    goals: tuple[Knot, ...]
    loose: tuple[Knot, ...]
    strands: tuple[Strand, ...]
    breaks: int
    execution_heading: str = "Uitvoering"
    money_heading: str = "Geld"

    @property
    def last_heading(self) -> str:
        """Return where the thread ends."""
        return self.money_heading or self.execution_heading or "Speerpunt"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not self.goals and not self.loose and not self.strands

    @property
    def all_goals(self) -> int:
        """Return how many goals there are."""
        return len(self.goals) + len(self.loose)

    @property
    def serving(self) -> int:
        """Return how many speerpunten serve a goal."""
        return sum(1 for each in self.strands if each.goals)

    @property
    def carried_out(self) -> int:
        """Return how many speerpunten run or are done."""
        return sum(1 for each in self.strands if each.is_carried_out)

    @property
    def paid(self) -> int:
        """Return how many speerpunten have money."""
        return sum(1 for each in self.strands if each.is_paid)


def thread_of(
    part: BasisfunctiePart,
    findings: Iterable[Finding],
    because: Mapping[str, str],
    served: Collection[str] = frozenset(),
) -> Thread:
    """Return the thread of one basisfunctie with its findings; `because` has what the municipality says, by key.

    `served` are the codes of all that a speerpunt serves, of any basisfunctie: a development may be served elsewhere.
    """
    found = tuple(findings)
    about: dict[str, list[Finding]] = {}
    for finding in found:
        for code in (finding.subject, *finding.goals):
            about.setdefault(code, []).append(finding)

    def snag(subject: str, rules: frozenset[Rule] | None = None) -> Snag | None:
        here = [each for each in about.get(subject, ()) if rules is None or each.rule in rules]
        if not here:
            return None
        heaviest = max(here, key=lambda each: (not because.get(each.key), each.rule.weight))
        return Snag(heaviest.rule.title, heaviest.place, answered=bool(because.get(heaviest.key)))

    goals, loose = _goals(part)
    places = {goal.code: place for place, goal in enumerate(goals)}
    return Thread(
        number=part.number,
        slug=part.slug,
        name=part.name,
        goals=tuple(Knot(goal.label) for goal in goals),
        loose=tuple(
            Knot(goal.label, ELSEWHERE if goal.code in served else "", is_open=True, snag=snag(goal.code))
            for goal in loose
        ),
        strands=tuple(
            Strand(
                code=each.code,
                speerpunt=Knot(each.label, is_open=not each.goals, snag=snag(each.code, AT_SPEERPUNT)),
                execution=_execution(each, snag(each.code, AT_EXECUTION)),
                money=_money(each, snag(each.code, AT_MONEY)),
                goals=tuple(places[goal.code] for goal in each.goals),
                goal_labels=tuple(goal.label for goal in each.goals),
                is_carried_out=each.execution in CARRIED_OUT,
                is_paid=bool(each.amount),
            )
            for each in part.speerpunten
        ),
        breaks=sum(1 for finding in found if not because.get(finding.key)),
        execution_heading=_heading(part, LayerKind.UITVOERING),
        money_heading=_heading(part, LayerKind.FINANCIEN),
    )


def parts_of(thread: Thread, most: int) -> tuple[Thread, ...]:
    """Return a thread as threads of at most `most` speerpunten, each with the goals that those serve.

    Goals without a speerpunt stand in the last one. For paper, which a drawing of many speerpunten does not fit.
    """
    parts = []
    for start in range(0, len(thread.strands), most):
        strands = thread.strands[start : start + most]
        served = sorted({place for strand in strands for place in strand.goals})
        places = {place: now for now, place in enumerate(served)}
        is_last = start + most >= len(thread.strands)
        parts.append(
            replace(
                thread,
                goals=tuple(thread.goals[place] for place in served),
                loose=thread.loose if is_last else (),
                strands=tuple(
                    replace(strand, goals=tuple(places[place] for place in strand.goals)) for strand in strands
                ),
            )
        )
    return tuple(parts)


def _heading(part: BasisfunctiePart, kind: LayerKind) -> str:
    layer = part.layer(kind)
    if layer is None:
        return ""
    return "Geld" if layer.name == LayerKind.FINANCIEN.label else layer.name


def _goals(part: BasisfunctiePart) -> tuple[list[Choice], list[Choice]]:
    """Return the goals that are served here, developments of Vertalen too, and those of the visie that are not."""
    own = own_goals(part)
    known = {goal.code for goal in own}
    served = {goal.code: goal for each in part.speerpunten for goal in each.goals}
    elsewhere = [goal for goal in served.values() if goal.code not in known]
    return [*(goal for goal in own if goal.code in served), *elsewhere], [g for g in own if g.code not in served]


def _execution(speerpunt: SpeerpuntPart, snag: Snag | None) -> Knot:
    status = Execution(speerpunt.execution).label if speerpunt.execution else ""
    label = speerpunt.executors or status
    note = status if speerpunt.executors else ""
    return Knot(label or NOT_YET, note, is_open=not label, snag=snag)


def _money(speerpunt: SpeerpuntPart, snag: Snag | None) -> Knot:
    if speerpunt.amount is None:
        return Knot(NOT_YET, is_open=True, snag=snag)
    if not speerpunt.amount:
        return Knot("geen geld", snag=snag)
    kind = MoneyKind(speerpunt.money_kind).label if speerpunt.money_kind else ""
    return Knot(format_amount(speerpunt.amount), kind, snag=snag)
