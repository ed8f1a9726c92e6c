"""What the data says of one layer, beside the level that the municipality chooses. Pure rules over a snapshot."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.models import Adoption, Execution, MoneyKind
from assessments.snapshot import BasisfunctiePart

ADOPTED = frozenset({Adoption.COLLEGE, Adoption.COUNCIL})
CARRIED_OUT = frozenset({Execution.RUNNING, Execution.DONE})


@dataclass(frozen=True)
class Measure:
    """A count such as '3 van 5 speerpunten hebben geld'. Only what the rubric asks for `weighs` on the level."""

    have: int
    of: int
    words: str
    weighs: bool = True

    @property
    def share(self) -> Fraction:
        """Return the part that there is, from 0 to 1; of nothing there is nothing."""
        return Fraction(self.have, self.of) if self.of else Fraction(0)


def evidence(part: BasisfunctiePart, kind: str) -> tuple[Measure, ...]:
    """Return what the data says of the layer of this kind.

    The brochure asks the same (Vertalen, Beleid): is there a vision, is it laid down in policy, is it in the budget,
    and what happens in practice? The rubric of level 3 asks for all of it.
    """
    if kind == "visie":
        return (_visie(part),)
    if not part.speerpunten:
        return (Measure(0, 0, "Er zijn geen speerpunten gekozen."),)
    return {"beleid": _beleid, "uitvoering": _uitvoering, "financien": _financien}[kind](part)


def _visie(part: BasisfunctiePart) -> Measure:
    done, total = sum(1 for answer in part.answers if answer.is_answered), len(part.answers)
    return Measure(
        done, total, f"{done} van {total} {'vraag' if total == 1 else 'vragen'} {_verb(done, 'is', 'zijn')} beantwoord."
    )


def _beleid(part: BasisfunctiePart) -> tuple[Measure, ...]:
    adopted = [each for each in part.speerpunten if each.adoption in ADOPTED]
    serving = [each for each in part.speerpunten if each.goals]
    return (
        _measure(part, len(adopted), ("is", "zijn"), "vastgesteld door college of raad"),
        _measure(part, len(serving), ("dient", "dienen"), f"een doel uit {part.named('visie')}", weighs=False),
    )


def _uitvoering(part: BasisfunctiePart) -> tuple[Measure, ...]:
    with_executor = [each for each in part.speerpunten if each.executors]
    carried_out = [each for each in part.speerpunten if each.execution in CARRIED_OUT]
    return (
        _measure(part, len(with_executor), ("heeft", "hebben"), "een uitvoerder"),
        _measure(part, len(carried_out), ("loopt of is", "lopen of zijn"), "afgerond"),
    )


def _financien(part: BasisfunctiePart) -> tuple[Measure, ...]:
    paid = [each for each in part.speerpunten if each.amount]
    yearly = [each for each in paid if each.money_kind == MoneyKind.STRUCTURAL]
    return (
        _measure(part, len(paid), ("heeft", "hebben"), "geld"),
        _measure(part, len(yearly), ("heeft", "hebben"), "geld dat elk jaar terugkomt", weighs=False),
    )


def _measure(part: BasisfunctiePart, have: int, verb: tuple[str, str], rest: str, *, weighs: bool = True) -> Measure:
    of = len(part.speerpunten)
    noun = "speerpunt" if of == 1 else "speerpunten"
    return Measure(have, of, f"{have} van {of} {noun} {verb[0] if 1 in (have, of) else verb[1]} {rest}.", weighs)


def _verb(count: int, one: str, more: str) -> str:
    return one if count == 1 else more
