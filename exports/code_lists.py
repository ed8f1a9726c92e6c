"""The codes that are the same in every edition, and those of an edition. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices

from assessments.findings import RULES
from assessments.models import (
    Adoption,
    EvidenceKind,
    Execution,
    Keurmerk,
    MoneyKind,
    MoneySource,
    Status,
    Steunpunt,
    SteunpuntForm,
)
from assessments.reading import LOCAL_REGIONAL
from basisfuncties.models import LayerKind, QuestionKind
from basisfuncties.structure import Structure
from exports.columns import CodeList, Codes
from exports.source import ADOPTED, CONCEPT, SUBMITTED
from improvement.models import Choice as ReplyChoice


def _list(name: str, choices: type[TextChoices]) -> CodeList:
    return CodeList(name, tuple((value, str(label)) for value, label in choices.choices))


STATUS = _list("status", Status)
VERSION = CodeList(
    "versie",
    (
        (CONCEPT, "wat de gemeente nu aan het invullen is"),
        (SUBMITTED, "de laatste indiening, nog niet vastgesteld"),
        (ADOPTED, "de indiening die is vastgesteld"),
    ),
)
LAYER = _list("laag", LayerKind)
QUESTION_KIND = _list("soort vraag", QuestionKind)
ADOPTION = _list("vastgesteld in beleid", Adoption)
EXECUTION = _list("stand van de uitvoering", Execution)
MONEY_KIND = _list("soort geld", MoneyKind)
MONEY_SOURCE = _list("bron van het geld", MoneySource)
STEUNPUNT = _list("steunpunt", Steunpunt)
STEUNPUNT_FORM = _list("vorm van het steunpunt", SteunpuntForm)
KEURMERK = _list("keurmerk", Keurmerk)
EVIDENCE_KIND = _list("soort bewijs", EvidenceKind)
REPLY = _list("antwoord op een aanbeveling", ReplyChoice)
RULE = CodeList("soort bevinding", tuple((rule.code, f"{rule.title}. {rule.source}") for rule in RULES.values()))
RULE_ALONE = CodeList(RULE.name, tuple((rule.code, rule.title) for rule in RULES.values()))
FIXED = (
    STATUS,
    VERSION,
    LAYER,
    QUESTION_KIND,
    ADOPTION,
    EXECUTION,
    MONEY_KIND,
    MONEY_SOURCE,
    STEUNPUNT,
    STEUNPUNT_FORM,
    KEURMERK,
    EVIDENCE_KIND,
    REPLY,
    RULE,
)

# Lists of an edition
BASISFUNCTIES, QUESTIONS, OPTIONS, ELEMENTS, LEVELS = (
    "basisfunctie",
    "richtvraag",
    "suggestie",
    "beleidsonderdeel",
    "niveau",
)


@dataclass(frozen=True)
class CodeLine:
    """One code and what it means; `edition` is empty for a code that is the same in every edition."""

    list: str
    edition: str
    code: str
    meaning: str


def code_lines(editions: Iterable[Structure]) -> Iterator[CodeLine]:
    """Yield every code: first the fixed ones, then those of each edition in the order of its source.

    What the sources of the findings say is about the brochure, so it goes with editions that follow it.
    """
    structures = tuple(editions)
    rules = RULE if any(each.words.follows_brochure for each in structures) or not structures else RULE_ALONE
    for each in FIXED:
        codes = rules.codes if each is RULE else each.codes
        yield from (CodeLine(each.name, "", code, meaning) for code, meaning in codes)
    for structure in structures:
        for name, codes in _of_edition(structure):
            yield from (CodeLine(name, structure.edition, code, meaning) for code, meaning in codes)


def _of_edition(structure: Structure) -> Iterator[tuple[str, Codes]]:
    yield BASISFUNCTIES, tuple((each.slug, each.name) for each in structure.basisfuncties)
    yield LAYER.name, tuple((layer.kind, layer.name) for layer in structure.words.layers)
    layers = [(each, layer) for each in structure.basisfuncties for layer in each.layers]
    for each, layer in layers:
        where = f"{each.slug}/{layer.kind}"
        yield LEVELS, tuple((f"{where}/{number}", text) for number, text in enumerate(layer.levels))
    questions = [question for _, layer in layers for question in layer.questions]
    yield QUESTIONS, tuple((question.code, question.text) for question in questions)
    for question in questions:
        yield OPTIONS, tuple((option.code, option.label) for option in question.options)
    yield OPTIONS, tuple(LOCAL_REGIONAL.items())
    for _, layer in layers:
        yield ELEMENTS, tuple((element.code, element.label) for element in layer.elements)
