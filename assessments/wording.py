"""What is filled in, in words for a reader. Pure rules over a snapshot; used on screen and in the report."""

from decimal import Decimal

from assessments.amounts import format_amount, format_number
from assessments.dutch import decimal_text, dutch_date
from assessments.models import Adoption, Execution, Keurmerk, MoneyKind, MoneySource, Steunpunt, SteunpuntForm
from assessments.snapshot import AnswerPart, Snapshot, SpeerpuntPart


def goals(speerpunt: SpeerpuntPart) -> str:
    """Return the goals that a speerpunt serves, with commas; empty when there are none."""
    return ", ".join(goal.label for goal in speerpunt.goals)


def adoption(speerpunt: SpeerpuntPart) -> str:
    """Return where a speerpunt was adopted, with document and date; empty when nothing was filled in."""
    if not speerpunt.adoption:
        return ""
    words = [Adoption(speerpunt.adoption).label]
    if speerpunt.document:
        words.append(speerpunt.document)
    if speerpunt.adopted_on:
        words.append(dutch_date(speerpunt.adopted_on))
    return ", ".join(words)


def execution(speerpunt: SpeerpuntPart) -> str:
    """Return who carries a speerpunt out and how far it is."""
    stand = Execution(speerpunt.execution).label if speerpunt.execution else ""
    return ", ".join(words for words in (speerpunt.executors, stand) if words)


def money(speerpunt: SpeerpuntPart) -> str:
    """Return the money of a speerpunt: amount, kind and source."""
    if speerpunt.amount is None:
        return ""
    words = [f"{format_amount(speerpunt.amount)} per jaar"]
    if speerpunt.money_kind:
        words.append(MoneyKind(speerpunt.money_kind).label)
    if speerpunt.money_source:
        words.append(MoneySource(speerpunt.money_source).label)
    return ", ".join(words)


def so_far(speerpunt: SpeerpuntPart) -> str:
    """Return in one or two sentences what visie and beleid say about a speerpunt."""
    served = f"Dient: {goals(speerpunt)}." if speerpunt.goals else "Dient nog geen doel."
    adopted = adoption(speerpunt)
    return f"{served} {adopted[0].upper()}{adopted[1:]}." if adopted else served


def chosen(answer: AnswerPart) -> str:
    """Return what was chosen under a question, with commas."""
    return ", ".join(choice.label for choice in answer.choices)


def answer_lines(answer: AnswerPart) -> list[tuple[str, str]]:
    """Return an answer as (label, words), without what is empty."""
    because = answer.not_applicable_because if answer.not_applicable else ""
    return _filled_in(
        ("Gekozen", chosen(answer)),
        ("Toelichting", answer.explanation),
        ("Niet van toepassing, omdat", because),
        _evidence(answer),
    )


def speerpunt_lines(speerpunt: SpeerpuntPart, layer: str = "") -> list[tuple[str, str]]:
    """Return what stands about a speerpunt as (label, words), without what is empty; in this layer, or in all."""
    by_layer = {
        "beleid": [("Doelen", goals(speerpunt)), ("Vastgesteld", adoption(speerpunt)), _evidence(speerpunt)],
        "uitvoering": [("Uitvoering", execution(speerpunt)), ("Wat er is gedaan", speerpunt.done)],
        "financien": [("Geld", money(speerpunt))],
    }
    return _filled_in(*(line for kind, lines in by_layer.items() if layer in ("", kind) for line in lines))


def _evidence(part: AnswerPart | SpeerpuntPart) -> tuple[str, str]:
    return "Bewijs", ", ".join(piece.title for piece in part.evidence)


def _filled_in(*lines: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, text) for label, text in lines if text]


def key_figures(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return the key figures as (name, words); the words are empty where nothing was filled in."""
    figures, place = snapshot.key_figures, snapshot.municipality
    return [
        (f"Inwoners op {dutch_date(place.population_date)} (bron: CBS)", format_number(place.population)),
        ("Fte voor het beleid", _fte(figures.fte)),
        ("Budget per jaar", _amount(figures.budget)),
        ("Steunpunt", Steunpunt(figures.steunpunt).label if figures.steunpunt else ""),
        ("Vorm van het steunpunt", SteunpuntForm(figures.steunpunt_form).label if figures.steunpunt_form else ""),
        ("Betaalde fte van het steunpunt", _fte(figures.steunpunt_fte)),
        ("Budget van het steunpunt per jaar", _amount(figures.steunpunt_budget)),
        ("Keurmerk", Keurmerk(figures.keurmerk).label if figures.keurmerk else ""),
        ("Toelichting", figures.explanation),
    ]


def _fte(fte: Decimal | None) -> str:
    return "" if fte is None else decimal_text(fte)


def _amount(euros: int | None) -> str:
    return "" if euros is None else format_amount(euros)
