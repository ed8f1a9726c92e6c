"""The start that the findings offer to an advice, in words of our own. Pure rules over a submission.

Nothing of this is sent by itself: the adviser picks what fits and reads it first.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assessments.dutch import counted, listed
from assessments.findings import Finding
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
from assessments.findings.listing import FindingsChapter, chapters
from assessments.snapshot import BasisfunctiePart, LayerPart, Snapshot
from improvement.chapters import Chapter

LONGEST_NAME = 120  # characters of a speerpunt or goal in the title of a recommendation

# By rule: what is recommended about the thing with this name, and why. `seen` stands before the why.
Words = tuple[Callable[[str], str], str]
WORDS: dict[str, Words] = {
    GOAL_WITHOUT_SPEERPUNT.code: (
        lambda name: "Maak van de doelen zonder speerpunt een keuze: nu, later of niet",
        "Een doel waar geen speerpunt bij hoort, blijft een voornemen. Kies per doel of u er de komende jaren aan "
        "werkt. Zo ja, kies er een speerpunt bij. Zo nee, schrijf op waarom het wacht.",
    ),
    SPEERPUNT_WITHOUT_GOAL.code: (
        lambda name: f"Leg vast waarvoor {name} dient",
        "Wie niet weet welk doel een speerpunt dient, kan later ook niet zeggen of het lukte. Kies het doel dat "
        "het dient, of leg een nieuw doel vast.",
    ),
    DEVELOPMENT_WITHOUT_SPEERPUNT.code: (
        lambda name: f"Geef {name} een plek in een speerpunt",
        "U wilt deze ontwikkeling aandacht geven in het beleid. Bespreek met het veld welk speerpunt daar het beste "
        "bij past. Dat mag ook bij een andere basisfunctie zijn.",
    ),
    WITHOUT_EXECUTOR.code: (
        lambda name: f"Spreek af wie {name} uitvoert",
        "Zonder naam erachter blijft het liggen als het druk is. Spreek af wie trekt, wie meedoet en wanneer u samen "
        "kijkt hoe het gaat.",
    ),
    WITHOUT_STATUS.code: (
        lambda name: f"Ga na hoe ver {name} is",
        "Vraag het aan wie het uitvoert en houd het twee keer per jaar bij. Dan kunt u op tijd bijsturen.",
    ),
    RUNS_WITHOUT_MONEY.code: (
        lambda name: f"Zoek geld voor {name}, of beslis dat het zonder kan",
        "Wat loopt zonder geld, hangt af van de inzet van een paar mensen. Vraag in de volgende begroting een bedrag "
        "aan, of schrijf op waarom het zonder geld kan.",
    ),
    MONEY_WITHOUT_EXECUTION.code: (
        lambda name: f"Zet het geld voor {name} aan het werk",
        "Er is geld, maar er gebeurt nu niets mee. Beslis voor de volgende begroting: begint het, of krijgt het geld "
        "een ander doel?",
    ),
    TEMPORARY_MONEY.code: (
        lambda name: f"Regel vast geld voor {name}",
        "Dit is een vaste taak, maar het geld houdt een keer op. Bereid nu al een voorstel voor de begroting voor, met "
        "wat het de afgelopen tijd heeft opgeleverd.",
    ),
    HIGH_LEVEL.code: (
        lambda name: f"Bekijk het niveau van de laag {name} nog eens met elkaar",
        "Het niveau en de antwoorden vertellen niet hetzelfde verhaal. Leg vast wat er al is maar nog niet op papier "
        "staat, of kies een niveau dat past bij wat er nu is.",
    ),
    LOW_LEVEL.code: (
        lambda name: f"Laat zien wat er bij de laag {name} al staat",
        "U bent strenger voor uzelf dan de antwoorden. Lees samen de niveaus nog eens. Wat er is, mag gezien worden, "
        "ook door de raad.",
    ),
    NO_EVALUATION.code: (
        lambda name: "Spreek af hoe en wanneer u evalueert",
        "Zonder evaluatie weet u niet wat werkt. Houd het klein: één gesprek per jaar met het veld, "
        "over een paar vragen die u elk jaar stelt.",
    ),
    LEVEL_FELL.code: (
        lambda name: f"Zoek uit waarom de laag {name} lager uitkomt dan vorige keer",
        "Vasthouden wat er was, is vaak moeilijker dan beginnen. Bespreek wat er veranderde en wat nodig is om het "
        "terug te brengen.",
    ),
}
# What these rules find is about one speerpunt; the others are about a layer.
ABOUT_A_SPEERPUNT = frozenset(
    rule.code
    for rule in (
        SPEERPUNT_WITHOUT_GOAL,
        WITHOUT_EXECUTOR,
        WITHOUT_STATUS,
        RUNS_WITHOUT_MONEY,
        MONEY_WITHOUT_EXECUTION,
        TEMPORARY_MONEY,
    )
)


@dataclass(frozen=True)
class Target:
    """What a recommendation points at: a layer, or a speerpunt by its code; `about` is how it is called now."""

    about: str
    layer: str = ""
    speerpunt: str = ""


@dataclass(frozen=True)
class Proposal:
    """A recommendation that a finding offers. `because` is what the municipality says to the finding, if anything."""

    key: str
    basisfunctie: str
    target: Target
    title: str
    explanation: str
    seen: str
    because: str = ""


def proposals(snapshot: Snapshot) -> dict[str, tuple[Proposal, ...]]:
    """Return by slug of the basisfunctie what its findings propose, the heaviest first.

    A finding that is so on purpose comes last, with the reason of the municipality: the adviser may think otherwise.
    """
    return {
        part.slug: _of_chapter(part, found, _developments(snapshot))
        for part, found in zip(snapshot.basisfuncties, chapters(snapshot), strict=True)
    }


def targets(part: BasisfunctiePart) -> tuple[Target, ...]:
    """Return what a recommendation on this basisfunctie can point at: its layers and its speerpunten."""
    return (
        *(Target(layer.name, layer=layer.kind) for layer in part.layers),
        *(Target(each.label, speerpunt=each.code) for each in part.speerpunten),
    )


def opening(snapshot: Snapshot, chapter: Chapter) -> str:
    """Return a text to begin a chapter of the advice with; empty where nothing was filled in."""
    if chapter.is_whole:
        return _opening_of_whole(snapshot)
    for part, found in zip(snapshot.basisfuncties, chapters(snapshot), strict=True):
        if part.slug == chapter.slug:
            return _opening_of(part, found, snapshot.words.thread)
    return ""


def _of_chapter(part: BasisfunctiePart, found: FindingsChapter, names: dict[str, str]) -> tuple[Proposal, ...]:
    return (
        *(_proposal(part, finding, names) for finding in found.open),
        *(_proposal(part, each.finding, names, each.because) for each in found.answered),
    )


def _proposal(part: BasisfunctiePart, finding: Finding, names: dict[str, str], because: str = "") -> Proposal:
    title, why = WORDS[finding.rule.code]
    target = _target(part, finding)
    name = f"‘{_short(target.about)}’" if target.speerpunt else target.about.lower()
    if finding.rule is DEVELOPMENT_WITHOUT_SPEERPUNT:
        name = f"‘{_short(names.get(finding.subject, 'deze ontwikkeling'))}’"
    return Proposal(
        key=finding.key,
        basisfunctie=part.slug,
        target=target,
        title=title(name),
        explanation=f"{finding.seen} {why}",
        seen=finding.seen,
        because=because,
    )


def _target(part: BasisfunctiePart, finding: Finding) -> Target:
    if finding.rule.code in ABOUT_A_SPEERPUNT:
        for speerpunt in part.speerpunten:
            if speerpunt.code == finding.subject:
                return Target(speerpunt.label, speerpunt=speerpunt.code)
    layer = part.layer(finding.place.layer)
    return Target(layer.name if layer else finding.place.layer, layer=finding.place.layer)


def _developments(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of all that was chosen in the visie, by code."""
    answers = (answer for part in snapshot.basisfuncties for answer in part.answers)
    return {choice.code: choice.label for answer in answers for choice in answer.choices}


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _opening_of(part: BasisfunctiePart, found: FindingsChapter, thread: str) -> str:
    levels = _levels(part.layers)
    if not (levels or part.speerpunten):
        return ""
    speerpunten = counted(len(part.speerpunten), "speerpunt", "speerpunten")
    words = [f"U koos bij {part.name} {speerpunten}.", levels, _breaks(len(found.open), thread)]
    return " ".join(each for each in words if each)


def _opening_of_whole(snapshot: Snapshot) -> str:
    averages = [
        (sum(levels) / len(levels), part.name)
        for part in snapshot.basisfuncties
        if (levels := [layer.level for layer in part.layers if layer.level is not None])
    ]
    if not averages:
        return ""
    best, least = max(averages)[0], min(averages)[0]
    words = [f"Dank voor uw zelfevaluatie over {snapshot.year}."]
    if best == least:
        words.append("De basisfuncties zijn in uw ogen even ver.")
    else:
        furthest = listed([name for average, name in averages if average == best])
        behind = listed([name for average, name in averages if average == least])
        words.append(f"Het verst bent u naar eigen zeggen met {furthest}. De meeste ruimte is er bij {behind}.")
    words.append(_breaks(sum(len(found.open) for found in chapters(snapshot)), snapshot.words.thread))
    return " ".join(words)


def _levels(layers: tuple[LayerPart, ...]) -> str:
    rated = [(layer.level, layer.name.lower()) for layer in layers if layer.level is not None]
    if not rated:
        return ""
    highest, lowest = max(rated)[0], min(rated)[0]
    if highest == lowest:
        return f"Alle lagen die u beoordeelde, hebben niveau {highest}."
    high = listed([name for level, name in rated if level == highest])
    low = listed([name for level, name in rated if level == lowest])
    return f"Het hoogste niveau geeft u aan {high} ({highest}), het laagste aan {low} ({lowest})."


def _breaks(count: int, thread: str) -> str:
    if not count:
        return f"De draad {thread} loopt door."
    places = "één plek" if count == 1 else f"{count} plekken"
    return f"Op {places} sluit de lijn {thread} nog niet aan; daar gaan de aanbevelingen over."
