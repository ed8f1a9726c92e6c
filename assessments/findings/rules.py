"""The rules that see where the thread from vision to money breaks. Pure rules over a snapshot.

A finding is about what was said, an open item (`assessments.scoring`) about what was not. What is empty counts as said
once the municipality has judged its layer with a level, or has filled in something that can't go without it.
A basisfunctie that nobody touched has no findings.
"""

from collections.abc import Iterator, Sequence

from assessments.amounts import format_amount
from assessments.findings.catalogue import (
    DEVELOPMENT_WITHOUT_SPEERPUNT,
    GOAL_WITHOUT_SPEERPUNT,
    HIGH_LEVEL,
    LEVEL_FELL,
    LOW_LEVEL,
    MONEY_WITHOUT_EXECUTION,
    NO_EVALUATION,
    RUNS_WITHOUT_MONEY,
    SPEERPUNT_WITHOUT_GOAL,
    TEMPORARY_MONEY,
    WITHOUT_EXECUTOR,
    WITHOUT_STATUS,
)
from assessments.findings.evidence import ADOPTED, Measure, evidence
from assessments.findings.finding import Finding, Place
from assessments.findings.goals import Whole, answers_with, own_goals, serving
from assessments.models import Execution, MoneyKind
from assessments.roles import DEVELOPMENTS_IN_POLICY, EVALUATION, GOALS
from assessments.snapshot import BasisfunctiePart, Choice, SpeerpuntPart
from basisfuncties.models import LayerKind

THIN = 0.5
LOW = {LayerKind.VISIE: 0, LayerKind.BELEID: 1, LayerKind.UITVOERING: 1, LayerKind.FINANCIEN: 1}
MUCH = 0.75
# Of one speerpunt, all is said too soon.
FEWEST = 2
ENDED = frozenset({Execution.DONE, Execution.STOPPED})
NOT_RUNNING = {
    Execution.NOT_STARTED: "maar het is nog niet begonnen",
    Execution.STOPPED: "maar het is gestopt",
    Execution.DONE: "maar het is afgerond, en het geld komt elk jaar terug",
}


def touched(part: BasisfunctiePart) -> bool:
    """Whether anything was filled in for this basisfunctie."""
    return (
        bool(part.speerpunten)
        or any(answer.is_answered for answer in part.answers)
        or any(layer.level is not None for layer in part.layers)
    )


def findings_of(part: BasisfunctiePart, whole: Whole) -> Iterator[Finding]:
    """Return the findings of one basisfunctie, in the order of the thread.

    `whole` is what the rules have to know of the other ones; only where the developments in policy are chosen does
    it matter which of them are served elsewhere.
    """
    if not touched(part):
        return
    yield from _evaluation(part)
    yield from _goals(part)
    yield from _developments(part, whole)
    for speerpunt in part.speerpunten:
        yield from _speerpunt(part, speerpunt, has_goals=bool(own_goals(part) or whole.developments))
    for layer in part.layers:
        yield from _levels(part, layer.kind)


def _is_judged(part: BasisfunctiePart, kind: str) -> bool:
    layer = part.layer(kind)
    return layer is not None and layer.level is not None


def _policy_is_said(part: BasisfunctiePart) -> bool:
    """Whether it is known which goals the policy serves: each speerpunt says it, or the layer is judged."""
    all_say = bool(part.speerpunten) and all(each.goals for each in part.speerpunten)
    return all_say or _is_judged(part, LayerKind.BELEID)


def _goals(part: BasisfunctiePart) -> Iterator[Finding]:
    if not _policy_is_said(part):
        return
    for answer in answers_with(GOALS, [part]):
        unserved = [goal for goal in answer.choices if not serving(goal.code, part)]
        if unserved:
            # One finding for a question: who ticks many goals should not drown in as many breaks.
            yield Finding(
                GOAL_WITHOUT_SPEERPUNT,
                Place(part.slug, LayerKind.BELEID, "speerpunten"),
                answer.code,
                seen=f"Geen speerpunt dient {_named(unserved)}.",
                mend="Kies een speerpunt voor wat u wilt bereiken, of vink het aan bij een speerpunt dat er al is.",
                goals=tuple(goal.code for goal in unserved),
            )


def _developments(part: BasisfunctiePart, whole: Whole) -> Iterator[Finding]:
    """Look at the developments where they are chosen; a speerpunt of any basisfunctie may serve them."""
    if not _policy_is_said(part):
        return
    for answer in answers_with(DEVELOPMENTS_IN_POLICY, [part]):
        for development in answer.choices:
            if development.code not in whole.served:
                yield _development(part, development)


def _development(part: BasisfunctiePart, development: Choice) -> Finding:
    return Finding(
        DEVELOPMENT_WITHOUT_SPEERPUNT,
        Place(part.slug, LayerKind.BELEID, "speerpunten"),
        development.code,
        seen=f"‘{development.label}’ krijgt aandacht in het beleid, maar geen enkel speerpunt gaat erover.",
        mend="Vink deze ontwikkeling aan bij een speerpunt. Dat kan bij elke basisfunctie.",
    )


def _speerpunt(part: BasisfunctiePart, speerpunt: SpeerpuntPart, *, has_goals: bool) -> Iterator[Finding]:
    name = f"‘{speerpunt.label}’"
    # Where the visie has no goals yet there is nothing to choose, so a speerpunt can't be blamed for it.
    if not speerpunt.goals and has_goals and (speerpunt.adoption or _is_judged(part, LayerKind.BELEID)):
        yield Finding(
            SPEERPUNT_WITHOUT_GOAL,
            Place(part.slug, LayerKind.BELEID, speerpunt.code),
            speerpunt.code,
            f"{name} dient geen doel uit {part.named(LayerKind.VISIE)}.",
            f"Kies welk doel het dient, of neem dat doel op in {part.named(LayerKind.VISIE, 'uw')}.",
        )
    yield from _execution(part, speerpunt)
    yield from _money(part, speerpunt, broken_at=Place(part.slug, LayerKind.FINANCIEN, speerpunt.code))


def _execution(part: BasisfunctiePart, speerpunt: SpeerpuntPart) -> Iterator[Finding]:
    if part.layer(LayerKind.UITVOERING) is None:
        return
    name, place = f"‘{speerpunt.label}’", Place(part.slug, LayerKind.UITVOERING, speerpunt.code)
    execution, amount = speerpunt.execution, speerpunt.amount or 0
    judged = _is_judged(part, LayerKind.UITVOERING)
    if not speerpunt.executors and execution not in ENDED and (execution or amount or judged):
        yield Finding(
            WITHOUT_EXECUTOR,
            place,
            speerpunt.code,
            f"Bij {name} staat niet wie het uitvoert.",
            "Vul in wie het doet: de gemeente, het steunpunt of een andere organisatie.",
        )
    if not execution and (speerpunt.executors or amount or judged):
        yield Finding(
            WITHOUT_STATUS,
            place,
            speerpunt.code,
            f"Bij {name} staat niet hoe ver het is.",
            "Kies de stand. Ook ‘nog niet begonnen’ is een antwoord.",
        )


def _money(part: BasisfunctiePart, speerpunt: SpeerpuntPart, *, broken_at: Place) -> Iterator[Finding]:
    name = f"‘{speerpunt.label}’"
    runs = speerpunt.execution == Execution.RUNNING
    no_money = speerpunt.amount == 0 or (speerpunt.amount is None and _is_judged(part, LayerKind.FINANCIEN))
    if runs and no_money:
        yield Finding(
            RUNS_WITHOUT_MONEY,
            broken_at,
            speerpunt.code,
            seen=f"{name} loopt, maar heeft geen geld.",
            mend="Vul een bedrag in, of regel het in de volgende begroting.",
        )
    idle = speerpunt.execution in NOT_RUNNING and (
        speerpunt.execution != Execution.DONE or speerpunt.money_kind == MoneyKind.STRUCTURAL
    )
    if speerpunt.amount and idle:
        yield Finding(
            MONEY_WITHOUT_EXECUTION,
            Place(part.slug, LayerKind.UITVOERING, speerpunt.code),
            speerpunt.code,
            seen=f"Voor {name} is er {format_amount(speerpunt.amount)} per jaar, "
            f"{NOT_RUNNING[Execution(speerpunt.execution)]}.",
            mend="Laat het lopen en pas de stand aan, of geef het geld bij "
            f"{part.named(LayerKind.FINANCIEN, '')} een ander doel.",
        )
    if runs and speerpunt.amount and speerpunt.money_kind == MoneyKind.INCIDENTAL and speerpunt.adoption in ADOPTED:
        yield Finding(
            TEMPORARY_MONEY,
            broken_at,
            speerpunt.code,
            seen=f"{name} is een vaste taak: het staat in het beleid en het loopt. Het geld is incidenteel.",
            mend="Regel geld dat elk jaar terugkomt, en kies dan ‘structureel’.",
        )


def _levels(part: BasisfunctiePart, kind: str) -> Iterator[Finding]:
    layer = part.layer(kind)
    if layer is None or layer.level is None:
        return
    place = Place(part.slug, kind, "niveau")
    weighed = [measure for measure in evidence(part, kind) if measure.weighs]
    weakest = min(weighed, key=lambda measure: measure.share)
    name = layer.name.lower()
    # from the last level but one on the rubric asks for all of it
    if layer.level >= layer.highest - 1 and weakest.share < THIN:
        yield Finding(
            HIGH_LEVEL,
            place,
            kind,
            seen=f"De laag {name} heeft niveau {layer.level}, maar de antwoorden zeggen: {_quoted(weakest)}.",
            mend="Vul aan wat er wel is, of kies een niveau dat bij de antwoorden past.",
        )
    if layer.level <= LOW[LayerKind(kind)] and weakest.of >= FEWEST and weakest.share >= MUCH:
        yield Finding(
            LOW_LEVEL,
            place,
            kind,
            seen=f"De laag {name} heeft niveau {layer.level}, maar de antwoorden zeggen: {_quoted(weakest)}.",
            mend="Lees de niveaus nog eens. Misschien bent u verder dan u dacht.",
        )
    if layer.before is not None and layer.level < layer.before.level:
        yield Finding(
            LEVEL_FELL,
            place,
            kind,
            seen=f"De laag {name} had in {layer.before.year} niveau {layer.before.level}, nu niveau {layer.level}.",
            mend="Schrijf bij de reden op wat er is veranderd, of kijk of het niveau klopt.",
        )


def _named(goals: Sequence[Choice]) -> str:
    if len(goals) == 1:
        return f"het doel ‘{goals[0].label}’"
    return f"deze doelen: {'; '.join(goal.label for goal in goals)}"


def _quoted(measure: Measure) -> str:
    words = measure.words.rstrip(".")
    return f"{words[0].lower()}{words[1:]}"


def _evaluation(part: BasisfunctiePart) -> Iterator[Finding]:
    """Look for evaluation where the visie is judged, or where the highest level says that there was one."""
    renewed = any(layer.level == layer.highest for layer in part.layers)
    if not (_is_judged(part, LayerKind.VISIE) or renewed):
        return
    for answer in answers_with(EVALUATION, [part]):
        if not answer.is_answered:
            yield Finding(
                NO_EVALUATION,
                Place(part.slug, LayerKind.VISIE, answer.code),
                answer.code,
                seen="Er staat niet hoe u evalueert wat er is gedaan.",
                mend="Kies hoe u evalueert, met wie en hoe vaak.",
            )
