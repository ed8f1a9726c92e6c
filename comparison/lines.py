"""One adopted submission in figures, as plain values, and what can be measured of it. Pure rules."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from comparison.counting import Counted
from comparison.groups import Member


@dataclass(frozen=True)
class Line:
    """The figures of one adopted submission."""

    member: Member
    year: int
    edition: str
    counted: Counted
    fte: Decimal | None = None
    budget: int | None = None
    steunpunt: str = ""
    steunpunt_form: str = ""
    steunpunt_fte: Decimal | None = None
    steunpunt_budget: int | None = None
    keurmerk: str = ""

    def per_thousand(self, amount: Decimal | int | None) -> float | None:
        """Return this amount per 1,000 inhabitants; None when it was not filled in or nobody lives there."""
        if amount is None or not self.member.population:
            return None
        return float(amount) * 1000 / self.member.population

    def level(self, basisfunctie: str, layer: str) -> int | None:
        """Return the level of this layer; None when the edition doesn't have it."""
        return self.counted.levels.get(basisfunctie, {}).get(layer)


@dataclass(frozen=True)
class Figure:
    """One key figure that is compared per 1,000 inhabitants."""

    code: str
    label: str
    is_money: bool
    of: Callable[[Line], Decimal | int | None]

    def measure(self, line: Line) -> float | None:
        """Return it per 1,000 inhabitants, or None when it was not filled in."""
        return line.per_thousand(self.of(line))


KEY_FIGURES = (
    Figure("fte", "Fte voor het beleid", is_money=False, of=lambda line: line.fte),
    Figure("budget", "Budget voor het beleid", is_money=True, of=lambda line: line.budget),
    Figure("steunpunt_fte", "Betaalde fte van het steunpunt", is_money=False, of=lambda line: line.steunpunt_fte),
    Figure("steunpunt_budget", "Budget van het steunpunt", is_money=True, of=lambda line: line.steunpunt_budget),
)
MONEY = Figure("geld", "Geld voor speerpunten", is_money=True, of=lambda line: line.counted.total_money)
