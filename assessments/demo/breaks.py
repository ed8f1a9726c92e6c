"""Breaks in the thread from vision to money, put in on purpose: the findings have something to find. Pure rules.

Two breaks come by themselves: a goal or a development that no speerpunt serves, and a level that fell.
"""

from collections.abc import Callable, Mapping, Sequence

from assessments.demo.bank import SpeerpuntenTexts
from assessments.demo.character import Character
from assessments.demo.dice import dice
from assessments.demo.speerpunten import amount_for, let_run
from assessments.models import Execution, MoneyKind, MoneySource, Rating, Speerpunt
from basisfuncties.models import LayerKind

STRONG = 2.5  # ambition
FEW = 3
HIGH = 3

Break = Callable[[Character, Speerpunt, SpeerpuntenTexts], None]


def without_executor(character: Character, row: Speerpunt, texts: SpeerpuntenTexts) -> None:
    """Let nobody carry it out."""
    row.executors = ""
    row.execution = Execution.PREPARING
    row.done = ""


def runs_without_money(character: Character, row: Speerpunt, texts: SpeerpuntenTexts) -> None:
    """Let it run for nothing."""
    let_run(character, row, texts)
    row.amount, row.money_kind, row.money_source = 0, "", ""


def money_but_does_not_run(character: Character, row: Speerpunt, texts: SpeerpuntenTexts) -> None:
    """Give it money while nothing happens."""
    row.execution = Execution.NOT_STARTED
    row.done = ""
    row.amount = amount_for(character, row.code, "middel")
    row.money_kind, row.money_source = MoneyKind.STRUCTURAL, MoneySource.OWN


def structural_task_on_incidental_money(character: Character, row: Speerpunt, texts: SpeerpuntenTexts) -> None:
    """Let it run on money that ends."""
    let_run(character, row, texts)
    row.amount = row.amount or amount_for(character, row.code, "middel")
    row.money_kind, row.money_source = MoneyKind.INCIDENTAL, MoneySource.OTHER


def serves_no_goal(character: Character, row: Speerpunt, texts: SpeerpuntenTexts) -> None:
    """Let it hang loose from the visie."""
    row.goals = []


# These leave a field empty, so that something stays open.
LEAVES_OPEN: tuple[Break, ...] = (without_executor, serves_no_goal)
BREAKS: tuple[Break, ...] = (
    structural_task_on_incidental_money,
    runs_without_money,
    without_executor,
    money_but_does_not_run,
    serves_no_goal,
)


def break_thread(
    character: Character,
    speerpunten: Mapping[str, Sequence[Speerpunt]],
    ratings: Mapping[tuple[str, str], Rating],
    texts: SpeerpuntenTexts,
    *,
    may_leave_open: bool,
) -> None:
    """Break one speerpunt in each basisfunctie, in the order of the circle; in a strong municipality in three.

    Where one runs without money, the money is rated high all the same: a high level over thin data.
    """
    breaks = [each for each in BREAKS if may_leave_open or each not in LEAVES_OPEN]
    slugs = [slug for slug, rows in speerpunten.items() if any(row.chosen for row in rows)]
    start = dice(character.code, "breaks").randrange(len(breaks))
    for place, slug in enumerate(slugs if character.player.ambition < STRONG else slugs[:FEW]):
        rows = [row for row in speerpunten[slug] if row.chosen]
        apply = breaks[(start + place) % len(breaks)]
        # The last one: the first is the steunpunt, and a steunpunt without anybody would not be believed.
        apply(character, rows[-1], texts)
        if apply is runs_without_money:
            for row in rows:
                row.amount, row.money_kind, row.money_source = 0, "", ""
            rating = ratings[slug, LayerKind.FINANCIEN]
            rating.level = max(rating.level or 0, HIGH)
            rating.reason = "Het geld zit in andere budgetten. Dat is goed geregeld."
