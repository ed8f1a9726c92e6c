"""Reference values beside the key figures, with their source and year. Pure rules."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

REPORT = "eindrapport AVI 130 (2008)"


@dataclass(frozen=True)
class ReferenceValue:
    """A figure of the field: which key figure it stands beside, what it says, and where it comes from."""

    field: str
    text: str
    source: str


# The AVI 130 report calls this a minimum to support volunteer work in its whole breadth (appendix 5.4).
RULE_OF_THUMB_POPULATION = 50_000
RULE_OF_THUMB_FTE = Decimal(2)
RULE_OF_THUMB_BUDGET = 200_000


def rule_of_thumb(population: int) -> tuple[Decimal, int]:
    """Return the fte (one decimal) and euros (whole thousands) of the rule of thumb, scaled to this population.

    Source: AVI 130 report, appendix 5.4: 2 fte and € 200,000 for 50,000 inhabitants.
    """
    share = Decimal(population) / RULE_OF_THUMB_POPULATION
    fte = (RULE_OF_THUMB_FTE * share).quantize(Decimal("0.1"), ROUND_HALF_UP)
    thousands = (RULE_OF_THUMB_BUDGET * share / 1000).quantize(Decimal(1), ROUND_HALF_UP)
    return fte, int(thousands) * 1000


def reference_values(population: int) -> tuple[ReferenceValue, ...]:
    """Return the reference values for a municipality with this many inhabitants, by key figure."""
    fte, budget = rule_of_thumb(population)
    scaled_fte = str(fte).replace(".", ",")
    scaled_budget = f"€\N{NO-BREAK SPACE}{budget:,}".replace(",", ".")
    people = f"{population:,}".replace(",", ".")
    return (
        ReferenceValue(
            "fte",
            "Gemiddeld hadden gemeenten 0,43 fte voor dit beleid.",
            f"CIVIQ, 0-meting gemeentelijk vrijwilligerswerkbeleid (2006), in {REPORT}",
        ),
        ReferenceValue(
            "steunpunt_fte",
            f"Vuistregel: 2 fte bij 50.000 inwoners is het minste om vrijwilligers breed te ondersteunen. Bij {people} "
            f"inwoners is dat naar verhouding {scaled_fte} fte.",
            f"{REPORT}, bijlage 5.4",
        ),
        ReferenceValue(
            "budget",
            "Vuistregel: € 200.000 bij 50.000 inwoners is het minste om vrijwilligers breed te ondersteunen. Bij "
            f"{people} inwoners is dat naar verhouding {scaled_budget}.",
            f"{REPORT}, bijlage 5.4",
        ),
        ReferenceValue(
            "steunpunt",
            "In 2006 had 48 procent van de gemeenten een steunpunt; ruim 83 procent daarvan werkte lokaal.",
            f"{REPORT}, bijlage 5.3",
        ),
        ReferenceValue(
            "steunpunt_form",
            "In 2006 was 16 procent van de steunpunten zelfstandig; de andere hoorden meestal bij een "
            "welzijnsorganisatie of de gemeente.",
            f"{REPORT}, bijlage 5.3",
        ),
        ReferenceValue(
            "steunpunt_budget",
            "Een klein steunpunt (een of twee betaalde krachten) had gemiddeld € 50.000, een middelgroot zo'n "
            "€ 120.000, een groot zo'n € 900.000 per jaar.",
            f"CIVIQ, 0-meting vrijwilligerscentrales (2006), in {REPORT}",
        ),
        ReferenceValue(
            "keurmerk",
            "Eind 2007 hadden 39 van de 220 steunpunten een keurmerk: 3 keer A, 15 keer B, 14 keer C en 7 keer D.",
            f"{REPORT}, bijlage 5.3",
        ),
    )
