"""Everything that one municipality filled in, in one round: as far as its stage, and who did it when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from accounts.models import User
from assessments.demo.bank import Bank
from assessments.demo.breaks import break_thread
from assessments.demo.character import Character
from assessments.demo.dates import Period, moment
from assessments.demo.dice import dice
from assessments.demo.key_figures import key_figures_of
from assessments.demo.ratings import rate_all
from assessments.demo.speerpunten import choose_speerpunten, put_one_aside
from assessments.demo.stages import ALL_LAYERS, Stage
from assessments.demo.visie import answer_all
from assessments.models import Answer, Assessment, KeyFigures, Rating, Speerpunt
from basisfuncties.models import LayerKind
from basisfuncties.structure import BasisfunctieInfo, LayerInfo

# What a layer asks about a speerpunt: empty again as long as that layer is not reached.
FIELDS: dict[LayerKind, dict[str, str | list[str] | None]] = {
    LayerKind.BELEID: {"goals": [], "adoption": "", "document": "", "adopted_on": None},
    LayerKind.UITVOERING: {"executors": "", "execution": "", "done": ""},
    LayerKind.FINANCIEN: {"amount": None, "money_kind": "", "money_source": ""},
}
Row = TypeVar("Row", Answer, Speerpunt, Rating, KeyFigures)


@dataclass
class Filled:
    """Unsaved rows of one assessment, or of many after `+=`."""

    answers: list[Answer] = field(default_factory=list)
    speerpunten: list[Speerpunt] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    key_figures: list[KeyFigures] = field(default_factory=list)

    def __iadd__(self, other: "Filled") -> "Filled":
        """Add the rows of another assessment."""
        self.answers += other.answers
        self.speerpunten += other.speerpunten
        self.ratings += other.ratings
        self.key_figures += other.key_figures
        return self

    def save(self) -> None:
        """Save all rows, in one query per kind."""
        Answer.objects.bulk_create(self.answers)
        Speerpunt.objects.bulk_create(self.speerpunten)
        Rating.objects.bulk_create(self.ratings)
        KeyFigures.objects.bulk_create(self.key_figures)


def fill_in(assessment: Assessment, stage: Stage, character: Character, bank: Bank, people: Sequence[User]) -> Filled:
    """Return the unsaved rows of this assessment at this stage, filled in by these people in turn."""
    filled = Filled()
    if stage.layers == 0:
        return filled
    answers = answer_all(character, bank.questions)
    speerpunten = {
        each.slug: choose_speerpunten(character, each, answers, bank.speerpunten)
        for each in character.structure.basisfuncties
    }
    put_one_aside(character, speerpunten)
    ratings = rate_all(character, bank.ratings)
    break_thread(character, speerpunten, ratings, bank.speerpunten, may_leave_open=stage is not Stage.COMPLETE)
    desk = Desk(assessment, character.period, stage, people)
    if stage is not Stage.BEGUN:
        rows = [row for each in speerpunten.values() for row in each]
        filled.key_figures.append(desk.stamp(key_figures_of(character, rows, bank.key_figures), 0))
    for place, basisfunctie, layer in _layers(character):
        reached = place < stage.layers
        if place > stage.layers:
            break
        if layer.questions:
            questions = layer.questions if reached else layer.questions[: len(layer.questions) // 2]
            filled.answers += [desk.stamp(answers[question.code], place) for question in questions]
        if reached:
            filled.ratings.append(desk.stamp(ratings[basisfunctie.slug, layer.kind], place))
        if layer.kind == LayerKind.BELEID:
            rows = speerpunten[basisfunctie.slug]
            _cut(rows, place, stage)
            filled.speerpunten += [desk.stamp(row, place) for row in rows]
    return filled


def _layers(character: Character) -> Iterator[tuple[int, BasisfunctieInfo, LayerInfo]]:
    pairs = ((each, layer) for each in character.structure.basisfuncties for layer in each.layers)
    return ((place, each, layer) for place, (each, layer) in enumerate(pairs))


def _cut(rows: Sequence[Speerpunt], beleid: int, stage: Stage) -> None:
    """Empty what the layers from beleid on ask, when they are not reached; of the layer that is begun, one is done."""
    for later, empty in enumerate(FIELDS.values()):
        if beleid + later < stage.layers:
            continue
        keep = 1 if beleid + later == stage.layers else 0
        for row in rows[keep:]:
            for name, value in empty.items():
                setattr(row, name, value)


@dataclass(frozen=True)
class Desk:
    """Where the rows of one assessment get their stamp: whose they are, who changed them last, and when."""

    assessment: Assessment
    period: Period
    stage: Stage
    people: Sequence[User]

    def stamp(self, row: Row, place: int) -> Row:
        """Return the row with its assessment, and with who and when by the place of its layer."""
        until = self.period.handed_in_at() * 0.95 if self.stage.steps else 1.0
        chance = dice(self.assessment.municipality.code, self.period.years_ago, place)
        day = self.period.day(until * (place + 1) / (min(self.stage.layers, ALL_LAYERS - 1) + 1))
        row.assessment = self.assessment
        row.updated_by = chance.choice(self.people)
        row.updated_at = moment(day, chance.randint(9, 16), chance.randint(0, 59))
        return row
