"""The answers to the guiding questions. Pure rules: nothing is saved here."""

from assessments.demo.bank import QuestionTexts
from assessments.demo.character import Character
from assessments.demo.dice import dice, eight_hex, shuffled
from assessments.models import Answer
from assessments.models.answers import LocalRegional
from assessments.roles import DEVELOPMENTS_IN_POLICY
from basisfuncties.models import LayerKind
from basisfuncties.structure import BasisfunctieInfo, Question

SMALL = 30_000  # inhabitants; below this a question may not apply
OF_A_STEUNPUNT = "-steunpunt-vrij"  # in the codes of what one can only choose where there is a steunpunt
MOST_OWN = 2


def answer_all(character: Character, texts: dict[str, QuestionTexts]) -> dict[str, Answer]:
    """Return the unsaved answers to all questions by code, in the order of the framework."""
    answers: dict[str, Answer] = {}
    for basisfunctie in character.structure.basisfuncties:
        for layer in basisfunctie.layers:
            for question in layer.questions:
                answers[question.code] = _answer(
                    character, basisfunctie, question, texts[question.code], earlier=_chosen(question, answers)
                )
    return answers


def choices_of(answer: Answer) -> list[str]:
    """Return the codes of what is chosen, own additions too."""
    return [*answer.chosen, *(item["code"] for item in answer.own)]


def _chosen(question: Question, answers: dict[str, Answer]) -> list[str]:
    return [code for earlier in question.choose_from for code in choices_of(answers[earlier])]


def _answer(
    character: Character, basisfunctie: BasisfunctieInfo, question: Question, texts: QuestionTexts, earlier: list[str]
) -> Answer:
    level = character.level(basisfunctie.slug, LayerKind.VISIE)
    answer = Answer(question_id=question.pk)
    yearly = dice(character.code, question.code, character.years_ago)
    if texts.not_applicable and character.population < SMALL and level <= 1:
        answer.not_applicable = True
        answer.not_applicable_because = character.pick(texts.not_applicable, question.code, "not applicable")
        return answer
    if question.kind == "local_regional":
        answer.chosen = [_local_regional(character)]
    else:
        offered = earlier if question.kind == "earlier" else [option.code for option in question.options]
        answer.chosen = sorted(_some(character, question, offered, level))
    if question.own_additions and level:
        answer.own = _own(character, question, texts, level)
    if question.kind == "local_regional":
        answer.explanation = character.pick(texts.by_choice[answer.chosen[0]], question.code)
    elif level and yearly.random() < 0.4 + level * 0.15:
        # People write more as they have thought more.
        answer.explanation = character.pick(texts.explanations, question.code)
    return answer


def _local_regional(character: Character) -> str:
    return {
        "geen": LocalRegional.LOCAL,
        "lokaal": dice(character.code, "area").choice([LocalRegional.LOCAL, LocalRegional.BOTH]),
        "regionaal": LocalRegional.REGIONAL,
    }[character.player.steunpunt].value


def _some(character: Character, question: Question, offered: list[str], level: int) -> list[str]:
    """Return some of what is offered: more at a higher level, and each year what it had the year before."""
    count = 1 + level + dice(character.code, question.code).randint(0, 1)
    if question.role == DEVELOPMENTS_IN_POLICY:
        count = 1 + level
    if character.player.steunpunt == "geen":
        offered = [code for code in offered if OF_A_STEUNPUNT not in code]
    in_order = sorted(offered, key=lambda code: eight_hex(character.code, question.code, code))
    return in_order[:count]


def _own(character: Character, question: Question, texts: QuestionTexts, level: int) -> list[dict[str, str]]:
    count = min(max(level - dice(character.code, question.code, "own").randint(0, 2), 0), MOST_OWN)
    own = shuffled(texts.own, character.code, question.code, "own")[:count]
    return [
        {"code": f"{question.code}-eigen-{eight_hex(character.code, question.code, text)}", "text": character.say(text)}
        for text in own
    ]
