"""What comes along from one round to the next, by code, and what can't. Pure rules over a snapshot."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from assessments import wording
from assessments.models import Answer, KeyFigures, LocalRegional, Speerpunt
from assessments.snapshot import AnswerPart, BasisfunctiePart, Choice, KeyFiguresPart, Snapshot, SpeerpuntPart
from basisfuncties.structure import BasisfunctieInfo, Question, Structure


@dataclass(frozen=True)
class Left:
    """Something that stays behind in the earlier round: where it stood, why, and what it said as (label, text)."""

    place: str
    why: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Turned:
    """A suggestion that the edition dropped and that comes along as the municipality's own."""

    place: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A piece of evidence that comes along: which one, and where it stands in the new round."""

    id: int
    basisfunctie: str
    part: str


@dataclass
class Carried:
    """The unsaved rows of the new round, all of them to be confirmed, and what became of the rest.

    Of evidence it holds which pieces come along: a snapshot does not know the file.
    """

    answers: list[Answer] = field(default_factory=list)
    speerpunten: list[Speerpunt] = field(default_factory=list)
    key_figures: KeyFigures | None = None
    evidence: list[Piece] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)

    @property
    def rows(self) -> list[Answer | Speerpunt | KeyFigures]:
        """Return all rows that come along."""
        return [*self.answers, *self.speerpunten, *([self.key_figures] if self.key_figures else [])]


def carry(earlier: Snapshot, structure: Structure) -> Carried:
    """Return what comes along from this snapshot into an edition, by code. Levels don't.

    Under a question that still exists everything comes along that fits it. A suggestion or policy element that the
    edition dropped becomes an own one with the same code, so that the thread to and from it stays whole.
    """
    carried = Carried()
    # Codes that a later question can choose from, and a speerpunt can serve, with their labels.
    chosen: dict[str, tuple[Choice, ...]] = {}
    answers = {
        part.code: (each, part)
        for each in earlier.basisfuncties
        for part in each.answers
        if part.is_answered or part.evidence
    }
    questions = [(info, q) for info in structure.basisfuncties for layer in info.layers for q in layer.questions]
    for info, question in questions:
        if question.code in answers:
            each, part = answers[question.code]
            _carry_answer(carried, chosen, question, each, part)
            carried.evidence += [Piece(piece.id, info.slug, question.code) for piece in part.evidence]
    for code, (each, part) in answers.items():
        if code not in structure.questions:
            why = "Deze vraag is vervallen."
            carried.left.append(Left(f"{each.name}: {part.text}", why, tuple(wording.answer_lines(part))))
    goals = {choice.code for choices in chosen.values() for choice in choices}
    for each in earlier.basisfuncties:
        for speerpunt in each.speerpunten:
            _carry_speerpunt(carried, goals, structure, each, speerpunt)
    carried.key_figures = _carry_key_figures(earlier.key_figures)
    return carried


def _carry_answer(
    carried: Carried,
    chosen: dict[str, tuple[Choice, ...]],
    question: Question,
    each: BasisfunctiePart,
    part: AnswerPart,
) -> None:
    offered = _offered(question, chosen)
    kept = [choice for choice in part.choices if choice.code in offered]
    rest = [choice for choice in part.choices if choice.code not in offered]
    if question.kind in ("one", "local_regional") and len(kept) > 1:
        rest, kept = [*kept, *rest], []
    taken = {choice.code for choices in chosen.values() for choice in choices}
    own = [choice for choice in rest if question.own_additions and choice.code not in taken]
    stays = [choice for choice in rest if choice not in own]
    place = f"{each.name}, vraag {question.number}"
    carried.turned += [Turned(place, choice.label) for choice in own if not choice.own]
    if stays:
        lines = tuple(("Gekozen", choice.label) for choice in stays)
        carried.left.append(Left(f"{each.name}: {part.text}", "Deze keuze kan niet meer bij deze vraag.", lines))
    row = Answer(
        question_id=question.pk,
        chosen=sorted(choice.code for choice in kept),
        own=[{"code": choice.code, "text": choice.label} for choice in own],
        explanation=part.explanation,
        not_applicable=part.not_applicable,
        not_applicable_because=part.not_applicable_because,
        to_confirm=True,
    )
    if kept or own or part.explanation or part.not_applicable:
        carried.answers.append(row)
        chosen[question.code] = (*kept, *(Choice(choice.code, choice.label, own=True) for choice in own))


def _offered(question: Question, chosen: dict[str, tuple[Choice, ...]]) -> Collection[str]:
    if question.kind == "earlier":
        return {choice.code for code in question.choose_from for choice in chosen.get(code, ())}
    if question.kind == "local_regional":
        return LocalRegional.values
    return {option.code for option in question.options}


def _carry_speerpunt(
    carried: Carried, goals: Collection[str], structure: Structure, each: BasisfunctiePart, part: SpeerpuntPart
) -> None:
    where, element = _place_of(part, each, structure.basisfuncties)
    if where is None:
        why = "Deze basisfunctie is vervallen."
        carried.left.append(Left(f"{each.name}: {part.label}", why, tuple(wording.speerpunt_lines(part))))
        return
    if element is None and not part.own:
        carried.turned.append(Turned(f"{each.name}, beleid", part.label))
    carried.evidence += [Piece(piece.id, where.slug, part.code) for piece in part.evidence]
    gone = [goal.label for goal in part.goals if goal.code not in goals]
    if gone:
        lines = tuple(("Doel", label) for label in gone)
        carried.left.append(
            Left(f"{each.name}: {part.label}", f"Dit doel staat niet meer in {each.named('visie')}.", lines)
        )
    part = _without_lost_layers(carried, structure, each, part)
    carried.speerpunten.append(
        Speerpunt(
            basisfunctie_id=where.pk,
            element_id=element,
            own_label="" if element else part.label,
            code=part.code,
            goals=sorted(goal.code for goal in part.goals if goal.code in goals),
            adoption=part.adoption,
            document=part.document,
            adopted_on=part.adopted_on,
            executors=part.executors,
            execution=part.execution,
            done=part.done,
            amount=part.amount,
            money_kind=part.money_kind,
            money_source=part.money_source,
            # That it is a speerpunt at all is confirmed with the policy; what is empty needs no confirming.
            beleid_to_confirm=True,
            uitvoering_to_confirm=bool(part.executors or part.execution or part.done),
            financien_to_confirm=part.amount is not None or bool(part.money_kind or part.money_source),
        )
    )


# What of a speerpunt goes with the layers that an edition need not have, as it is when nothing was filled in
OF_LAYER: dict[str, dict[str, Any]] = {
    "uitvoering": {"executors": "", "execution": "", "done": ""},
    "financien": {"amount": None, "money_kind": "", "money_source": ""},
}


def _without_lost_layers(
    carried: Carried, structure: Structure, each: BasisfunctiePart, part: SpeerpuntPart
) -> SpeerpuntPart:
    for kind, empty in OF_LAYER.items():
        lines = tuple(wording.speerpunt_lines(part, kind))
        if lines and not structure.words.has(kind):
            carried.left.append(
                Left(f"{each.name}: {part.label}", f"Deze laag ({each.named(kind, '')}) is vervallen.", lines)
            )
            part = replace(part, **empty)
    return part


def _place_of(
    part: SpeerpuntPart, each: BasisfunctiePart, basisfuncties: Iterable[BasisfunctieInfo]
) -> tuple[BasisfunctieInfo | None, int | None]:
    """Return the basisfunctie of this speerpunt in the new edition, and the key of its element if it has one."""
    same = None
    for info in basisfuncties:
        for layer in info.layers:
            for element in layer.elements:
                if element.code == part.code:
                    return info, element.pk
        if info.slug == each.slug:
            same = info
    return same, None


def _carry_key_figures(part: KeyFiguresPart) -> KeyFigures | None:
    if part in (KeyFiguresPart(), KeyFiguresPart(to_confirm=True)):
        return None
    return KeyFigures(
        fte=part.fte,
        budget=part.budget,
        steunpunt=part.steunpunt,
        steunpunt_form=part.steunpunt_form,
        steunpunt_fte=part.steunpunt_fte,
        steunpunt_budget=part.steunpunt_budget,
        keurmerk=part.keurmerk,
        explanation=part.explanation,
        to_confirm=True,
    )
