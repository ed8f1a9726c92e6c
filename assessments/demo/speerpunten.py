"""The speerpunten through their layers, as far as the levels say. Pure rules: nothing is saved here."""

from collections.abc import Mapping, Sequence
from datetime import date

from assessments.demo.bank import SpeerpuntenTexts, SpeerpuntTexts
from assessments.demo.character import Character
from assessments.demo.dates import working_day
from assessments.demo.dice import dice, eight_hex, shuffled
from assessments.demo.visie import choices_of
from assessments.models import Adoption, Answer, Execution, MoneyKind, MoneySource, Speerpunt
from assessments.roles import DEVELOPMENTS_IN_POLICY, GOALS
from basisfuncties.models import LayerKind
from basisfuncties.structure import BasisfunctieInfo, Structure

EUROS_PER_INHABITANT = {"groot": 1.6, "middel": 0.25, "klein": 0.08}
MOST_GOALS = 3
FIXED = 3  # from this level on all is adopted, carried out and paid for
PARTLY = 2


def choose_speerpunten(
    character: Character, basisfunctie: BasisfunctieInfo, answers: dict[str, Answer], texts: SpeerpuntenTexts
) -> list[Speerpunt]:
    """Return the unsaved speerpunten of this basisfunctie: one more for each level of beleid."""
    beleid = basisfunctie.layer(LayerKind.BELEID)
    if beleid is None:
        return []
    level = character.level(basisfunctie.slug, LayerKind.BELEID)
    goals = _goals(character.structure, basisfunctie, answers)
    elements = shuffled(beleid.elements, character.code, basisfunctie.slug, "elements")
    # Policy follows vision, and where there is a steunpunt, keeping it is policy.
    elements.sort(key=lambda element: not _fitting(texts.elements[element.code], goals))
    elements.sort(key=lambda element: texts.elements[element.code].cost != "groot")
    if character.player.steunpunt == "geen":
        elements = [element for element in elements if texts.elements[element.code].cost != "groot"]
    rows = [Speerpunt(element_id=element.pk, code=element.code) for element in elements[:level]]
    chance = dice(character.code, basisfunctie.slug, "own")
    if level > PARTLY or (level and chance.random() < 0.3):
        label = chance.choice(texts.own[basisfunctie.slug]).label
        code = f"{basisfunctie.slug}-beleid-eigen-{eight_hex(character.code, label)}"
        rows.append(Speerpunt(own_label=label, code=code))
    for place, row in enumerate(rows):
        row.basisfunctie_id = basisfunctie.pk
        own_texts = texts.of(row.code, row.own_label)
        fitting = _fitting(own_texts, goals) or [dice(character.code, row.code, "goal").choice(goals)]
        row.goals = sorted(fitting[:MOST_GOALS])
        _adopt(character, row, level, place, texts)
        _carry_out(character, row, character.level(basisfunctie.slug, LayerKind.UITVOERING), place, texts)
        _pay(character, row, character.level(basisfunctie.slug, LayerKind.FINANCIEN), place, own_texts)
    return rows


def put_one_aside(character: Character, speerpunten: Mapping[str, Sequence[Speerpunt]]) -> None:
    """Deselect the second speerpunt of the longest list: it keeps its data and counts nowhere."""
    rows = max(speerpunten.values(), key=len)
    if character.years_ago == 0 and len(rows) > FIXED:
        rows[1].chosen = False


def _goals(structure: Structure, basisfunctie: BasisfunctieInfo, answers: dict[str, Answer]) -> list[str]:
    """Return what a speerpunt can serve: `assessments.reading.Filled.goals` says the same of stored answers."""
    own = {question.code for layer in basisfunctie.layers for question in layer.questions}
    return [
        code
        for question in structure.questions.values()
        if question.role == DEVELOPMENTS_IN_POLICY or (question.role == GOALS and question.code in own)
        for code in choices_of(answers[question.code])
    ]


def _fitting(own_texts: SpeerpuntTexts, goals: list[str]) -> list[str]:
    return [code for code in own_texts.serves if code in goals]


def _adopt(character: Character, row: Speerpunt, level: int, place: int, texts: SpeerpuntenTexts) -> None:
    if level >= FIXED:
        row.adoption, documents = Adoption.COUNCIL, texts.council_documents
    elif level == PARTLY and place == 0:
        row.adoption, documents = Adoption.COLLEGE, texts.college_documents
    else:
        row.adoption, documents = Adoption.NOT_YET, texts.draft_documents
    chance = dice(character.code, row.adoption)
    row.document = character.say(chance.choice(documents))
    if row.adoption != Adoption.NOT_YET:
        # A nota is adopted in the spring before its first year.
        day = date(character.nota_from - 1, chance.randint(3, 6), chance.randint(1, 28))
        row.adopted_on = working_day(day, not_before=date.min)


def _carry_out(character: Character, row: Speerpunt, level: int, place: int, texts: SpeerpuntenTexts) -> None:
    if level >= FIXED or (level and place < level):
        let_run(character, row, texts)
        small = texts.of(row.code, row.own_label).cost == "klein"
        if level >= FIXED and small and dice(character.code, row.code).random() < 0.2:
            row.execution = Execution.DONE
    elif level == PARTLY:
        let_run(character, row, texts)
        row.execution = Execution.PREPARING
        row.done = character.pick(texts.preparing, row.code, "done")
    else:
        row.execution = Execution.NOT_STARTED
        row.executors = character.pick(texts.nobody_yet, row.code, "executors")
        row.done = character.pick(texts.not_started, row.code, "done")


def let_run(character: Character, row: Speerpunt, texts: SpeerpuntenTexts) -> None:
    """Let somebody carry out this speerpunt."""
    own_texts = texts.of(row.code, row.own_label)
    row.execution = Execution.RUNNING
    row.executors = character.pick(own_texts.executors, row.code, "executors")
    row.done = character.pick(own_texts.done, row.code, "done")


def _pay(character: Character, row: Speerpunt, level: int, place: int, own_texts: SpeerpuntTexts) -> None:
    if level < FIXED and place >= level:
        row.amount = 0
        return
    row.amount = amount_for(character, row.code, own_texts.cost)
    row.money_kind = MoneyKind.STRUCTURAL if level >= PARTLY else MoneyKind.INCIDENTAL
    if own_texts.cost == "groot" or dice(character.code, row.code, "source").random() < 0.6:
        row.money_source = MoneySource.OWN
    else:
        others = [MoneySource.STEUNPUNT, MoneySource.REGION, MoneySource.OTHER]
        if character.player.steunpunt == "geen":
            others.remove(MoneySource.STEUNPUNT)
        row.money_source = dice(character.code, row.code, "source").choice(others)


def amount_for(character: Character, code: str, cost: str) -> int:
    """Return whole euros a year that fit the size of the municipality; about three percent more each year."""
    chance = dice(character.code, code, "amount").uniform(0.7, 1.3)
    amount = character.population * EUROS_PER_INHABITANT[cost] * chance * 0.97**character.years_ago
    step = 250 if amount < 10_000 else 1_000
    return max(round(amount / step) * step, 250)
