"""The speerpunten through their layers, as far as the levels say. Pure rules: nothing is saved here."""

from collections.abc import Mapping, Sequence
from datetime import date

from assessments.demo.bank import SpeerpuntenTexts, SpeerpuntTexts
from assessments.demo.character import Character
from assessments.demo.dice import dice, eight_hex, shuffled
from assessments.demo.visie import choices_of
from assessments.models import Adoption, Answer, Execution, MoneyKind, MoneySource, Speerpunt
from assessments.reading import DEVELOPMENTS_IN_POLICY, GOALS
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
    elements = shuffled(beleid.elements, character.code, basisfunctie.slug, "elements")
    if character.player.steunpunt == "geen":
        elements = [element for element in elements if texts.elements[element.code].cost != "groot"]
    else:
        # Where there is a steunpunt, keeping it is policy.
        elements.sort(key=lambda element: texts.elements[element.code].cost != "groot")
    rows = [
        _fill_in(
            character,
            basisfunctie,
            Speerpunt(element_id=element.pk, code=element.code),
            texts.elements[element.code],
            texts,
            _goals(character.structure, basisfunctie, answers),
            place,
        )
        for place, element in enumerate(elements[:level])
    ]
    if level > PARTLY or (level and dice(character.code, basisfunctie.slug, "own").random() < 0.3):
        own = dice(character.code, basisfunctie.slug, "own").choice(texts.own[basisfunctie.slug])
        code = f"{basisfunctie.slug}-beleid-eigen-{eight_hex(character.code, own.label)}"
        row = Speerpunt(own_label=own.label, code=code)
        goals = _goals(character.structure, basisfunctie, answers)
        rows.append(_fill_in(character, basisfunctie, row, own, texts, goals, len(rows)))
    for row in rows:
        row.basisfunctie_id = basisfunctie.pk
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


def _fill_in(
    character: Character,
    basisfunctie: BasisfunctieInfo,
    row: Speerpunt,
    own_texts: SpeerpuntTexts,
    texts: SpeerpuntenTexts,
    goals: list[str],
    place: int,
) -> Speerpunt:
    """Fill in all layers of a speerpunt; `place` is its place among those of its basisfunctie."""
    fitting = [code for code in own_texts.serves if code in goals] or goals[:1]
    row.goals = sorted(fitting[:MOST_GOALS])
    _adopt(character, row, character.level(basisfunctie.slug, LayerKind.BELEID), place, texts)
    _carry_out(character, row, character.level(basisfunctie.slug, LayerKind.UITVOERING), place, own_texts, texts)
    _pay(character, row, character.level(basisfunctie.slug, LayerKind.FINANCIEN), place, own_texts)
    return row


def _adopt(character: Character, row: Speerpunt, level: int, place: int, texts: SpeerpuntenTexts) -> None:
    if level >= FIXED:
        row.adoption, documents = Adoption.COUNCIL, texts.council_documents
    elif level == PARTLY and place == 0:
        row.adoption, documents = Adoption.COLLEGE, texts.college_documents
    else:
        row.adoption, documents = Adoption.NOT_YET, texts.draft_documents
    row.document = character.pick(documents, "documents")
    if row.adoption != Adoption.NOT_YET:
        # A nota is adopted in the spring before its first year.
        chance = dice(character.code, row.adoption)
        row.adopted_on = date(character.nota_from - 1, chance.randint(3, 6), chance.randint(1, 28))


def _carry_out(
    character: Character,
    row: Speerpunt,
    level: int,
    place: int,
    own_texts: SpeerpuntTexts,
    texts: SpeerpuntenTexts,
) -> None:
    if level >= FIXED or (level and place < level):
        row.execution = Execution.RUNNING
        row.done = character.pick(own_texts.done, row.code, "done")
        if level >= FIXED and own_texts.cost == "klein" and dice(character.code, row.code).random() < 0.2:
            row.execution = Execution.DONE
    elif level == PARTLY:
        row.execution = Execution.PREPARING
        row.done = character.pick(texts.preparing, row.code, "done")
    else:
        row.execution = Execution.NOT_STARTED
        row.done = character.pick(texts.not_started, row.code, "done")
    if row.execution == Execution.NOT_STARTED:
        row.executors = character.pick(texts.nobody_yet, row.code, "executors")
    else:
        row.executors = character.pick(own_texts.executors, row.code, "executors")


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
