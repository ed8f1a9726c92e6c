"""The kinds of findings: how heavy each weighs, and which place in the sources asks for what is missing."""

from assessments.findings.finding import Rule
from assessments.roles import DEVELOPMENTS_IN_POLICY, EVALUATION
from basisfuncties.models import LayerKind
from basisfuncties.structure import Structure

BROCHURE = "Brochure Basisfuncties"
REPORT = "Eindrapport AVI 130"
GOAL_TO_SPEERPUNT = (LayerKind.VISIE.value, LayerKind.BELEID.value)
EXECUTION_AND_MONEY = (LayerKind.UITVOERING.value, LayerKind.FINANCIEN.value)

GOAL_WITHOUT_SPEERPUNT = Rule(
    "doel-zonder-speerpunt",
    weight=2,
    title="Doel zonder speerpunt",
    several="Bij {} vragen zijn er doelen zonder speerpunt.",
    source=f"{BROCHURE}, Vertalen, Beleid, en Versterken, Beleid: met het beleid maakt u de visie waar",
    layer=LayerKind.BELEID,
    needs=GOAL_TO_SPEERPUNT,
)
SPEERPUNT_WITHOUT_GOAL = Rule(
    "speerpunt-zonder-doel",
    weight=2,
    title="Speerpunt zonder doel",
    several="{} speerpunten dienen geen doel.",
    source=f"{BROCHURE}, Versterken, Beleid: het beleid sluit aan op de visie",
    layer=LayerKind.BELEID,
    needs=GOAL_TO_SPEERPUNT,
)
DEVELOPMENT_WITHOUT_SPEERPUNT = Rule(
    "ontwikkeling-zonder-speerpunt",
    weight=3,
    title="Ontwikkeling zonder speerpunt",
    several="{} ontwikkelingen krijgen aandacht in het beleid, maar hebben geen speerpunt.",
    source=f"{BROCHURE}, Vertalen, Visie, vraag 5, en Beleid",
    layer=LayerKind.BELEID,
    needs=GOAL_TO_SPEERPUNT,
    asks=DEVELOPMENTS_IN_POLICY,
)
WITHOUT_EXECUTOR = Rule(
    "geen-uitvoerder",
    weight=3,
    title="Geen uitvoerder",
    several="{} speerpunten hebben geen uitvoerder.",
    source=f"{BROCHURE}, Vertalen, Uitvoering, en Verbreiden, Uitvoering: leg vast wie wat doet",
    layer=LayerKind.UITVOERING,
    needs=(LayerKind.UITVOERING.value,),
)
WITHOUT_STATUS = Rule(
    "geen-stand",
    weight=1,
    title="Stand onbekend",
    several="Van {} speerpunten is niet bekend hoe ver ze zijn.",
    source=f"{BROCHURE}, Vertalen, Uitvoering: ga per speerpunt na of het is opgepakt",
    layer=LayerKind.UITVOERING,
    needs=(LayerKind.UITVOERING.value,),
)
RUNS_WITHOUT_MONEY = Rule(
    "geen-geld",
    weight=3,
    title="Loopt zonder geld",
    several="{} speerpunten lopen zonder geld.",
    source=f"{BROCHURE}, Financiële middelen, bij elke basisfunctie",
    layer=LayerKind.FINANCIEN,
    needs=EXECUTION_AND_MONEY,
)
MONEY_WITHOUT_EXECUTION = Rule(
    "geld-zonder-uitvoering",
    weight=3,
    title="Geld zonder uitvoering",
    several="Voor {} speerpunten is er geld, maar ze lopen niet.",
    source=f"{BROCHURE}, Versterken, Financiële middelen: maak concreet welk geld waarvoor is",
    layer=LayerKind.UITVOERING,
    needs=EXECUTION_AND_MONEY,
)
TEMPORARY_MONEY = Rule(
    "tijdelijk-geld",
    weight=2,
    title="Vaste taak, tijdelijk geld",
    several="{} vaste taken worden betaald met incidenteel geld.",
    source=f"{REPORT}, paragraaf 4.1 en bijlage 5.4: vaste formatie en vast budget",
    layer=LayerKind.FINANCIEN,
    needs=EXECUTION_AND_MONEY,
)
HIGH_LEVEL = Rule(
    "hoog-niveau",
    weight=2,
    title="Hoog niveau, weinig ingevuld",
    several="Bij {} lagen is het niveau hoger dan de antwoorden laten zien.",
    source=f"{BROCHURE}, Vertalen, Beleid; kader, niveau 3: vastgesteld en volledig",
)
LOW_LEVEL = Rule(
    "laag-niveau",
    weight=1,
    title="Laag niveau, veel ingevuld",
    several="Bij {} lagen is het niveau lager dan de antwoorden laten zien.",
    source=f"{BROCHURE}, Vertalen, Beleid; kader, niveaus 0 en 1",
)
NO_EVALUATION = Rule(
    "geen-evaluatie",
    weight=2,
    title="Geen evaluatie",
    several="Bij {} vragen staat niet hoe u evalueert.",
    source=f"{BROCHURE}, Verankeren, Beschrijving, en Visie, vraag 5",
    layer=LayerKind.VISIE,
    asks=EVALUATION,
)
LEVEL_FELL = Rule(
    "lager-niveau",
    weight=2,
    title="Niveau gedaald",
    several="Bij {} lagen is het niveau gedaald.",
    source=f"{REPORT}, paragraaf 3.4: vasthouden wat er is bereikt, is een punt van zorg",
)

RULES = {
    rule.code: rule
    for rule in (
        GOAL_WITHOUT_SPEERPUNT,
        SPEERPUNT_WITHOUT_GOAL,
        DEVELOPMENT_WITHOUT_SPEERPUNT,
        WITHOUT_EXECUTOR,
        WITHOUT_STATUS,
        RUNS_WITHOUT_MONEY,
        MONEY_WITHOUT_EXECUTION,
        TEMPORARY_MONEY,
        HIGH_LEVEL,
        LOW_LEVEL,
        NO_EVALUATION,
        LEVEL_FELL,
    )
}


def rules_of(structure: Structure) -> tuple[Rule, ...]:
    """Return the kinds of findings that this edition can have: of another one some never occur."""
    kinds = {layer.kind for layer in structure.words.layers}
    roles = {question.role for question in structure.questions.values()}
    return tuple(rule for rule in RULES.values() if kinds.issuperset(rule.needs) and rule.asks in {"", *roles})


def layer_of(key: str) -> str:
    """Return the layer in which the finding with this key is mended; empty for a key of no rule."""
    code, _, subject = key.split(":")
    rule = RULES.get(code)
    return (rule.layer or subject) if rule else ""
