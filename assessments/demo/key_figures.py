"""The key figures, calculated from the number of inhabitants. Pure rules: nothing is saved here."""

from collections.abc import Iterable
from decimal import Decimal

from assessments.demo.bank import KeyFiguresTexts
from assessments.demo.character import Character
from assessments.demo.dice import dice
from assessments.key_figures import rule_of_thumb
from assessments.models import Keurmerk, KeyFigures, MoneySource, Speerpunt, Steunpunt, SteunpuntForm

EUROS_PER_FTE = 68_000
STEUNPUNT_EUROS_PER_INHABITANT = {"lokaal": 1.7, "regionaal": 1.1}


def key_figures_of(character: Character, speerpunten: Iterable[Speerpunt], texts: KeyFiguresTexts) -> KeyFigures:
    """Return the unsaved key figures; the budget covers what the municipality itself pays for its speerpunten."""
    chance = dice(character.code, "key figures")
    _, rule_budget = rule_of_thumb(character.population)
    paid = sum(row.amount or 0 for row in speerpunten if row.chosen and row.money_source == MoneySource.OWN)
    budget = max(paid * 1.15, rule_budget * (0.25 + 0.2 * character.player.ambition) * 0.97**character.years_ago)
    figures = KeyFigures(
        fte=_two_decimals(0.1 + character.population / 50_000 * 0.45 * chance.uniform(0.7, 1.4)),
        budget=round(budget / 500) * 500,
        steunpunt=Steunpunt(character.player.steunpunt),
        explanation=character.pick(texts.explanations[character.player.steunpunt], "key figures"),
    )
    if figures.steunpunt != Steunpunt.NONE:
        per_inhabitant = STEUNPUNT_EUROS_PER_INHABITANT[character.player.steunpunt] * chance.uniform(0.8, 1.2)
        steunpunt_budget = round(character.population * per_inhabitant * 0.97**character.years_ago / 1000) * 1000
        figures.steunpunt_budget = steunpunt_budget
        figures.steunpunt_fte = _two_decimals(steunpunt_budget / EUROS_PER_FTE)
        figures.steunpunt_form = chance.choices(list(SteunpuntForm), weights=(2, 6, 2))[0]
        figures.keurmerk = chance.choices(list(Keurmerk), weights=(6, 1, 2, 2, 1, 1))[0]
    return figures


def _two_decimals(fte: float) -> Decimal:
    return Decimal(f"{fte:.2f}")
