"""Read a live assessment from the database into a snapshot."""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TypeVar

from assessments.findings.goals import Whole
from assessments.models import (
    Answer,
    Assessment,
    Evidence,
    FindingResponse,
    KeyFigures,
    Rating,
    Speerpunt,
)
from assessments.models.answers import Edited
from assessments.roles import DEVELOPMENTS_IN_POLICY, GOALS
from assessments.snapshot import (
    AnswerPart,
    BasisfunctiePart,
    Choice,
    FindingResponsePart,
    MunicipalityPart,
    PreviousLevel,
    Snapshot,
    SpeerpuntPart,
)
from assessments.step_queries import (
    PlacedLevel,
    answers_in,
    answers_of,
    evidence_in,
    evidence_of,
    goals_served_outside,
    levels_now_and_before,
    levels_now_and_before_of,
    levels_of,
    speerpunten_in,
    speerpunten_of,
)
from assessments.stored import evidence_parts, key_figures_part, layer_part, speerpunt_part
from basisfuncties.structure import BasisfunctieInfo, Question, Structure, structure_of
from basisfuncties.words import words_of

Own = TypeVar("Own", Answer, Evidence, Rating, Speerpunt)
TWO = 2
LOCAL_REGIONAL = {"lokaal": "lokaal", "regionaal": "regionaal", "beide": "lokaal en regionaal"}


class Filled:
    """What is stored of one assessment, by code; each table is read once, when first asked for.

    For the page of one basisfunctie, `only` leaves the levels and speerpunten of the others unread, and the answers
    that it does not choose from. Without `with_last_round` the levels of the last
    round are read when they are asked for, and not with those of this round: a save has no need of them.
    """

    def __init__(
        self, assessment: Assessment, *, only: BasisfunctieInfo | None = None, with_last_round: bool = True
    ) -> None:
        self.assessment = assessment
        self.only = only
        self.with_last_round = with_last_round
        self.structure = structure_of(assessment.round.framework)
        self._choices: dict[str, tuple[Choice, ...]] = {}

    def add(self, rows: Iterable[Edited]) -> None:
        """Take in rows that were just stored, so that nothing has to be read again. Known ones are the same objects."""
        codes = {question.pk: question.code for question in self.structure.questions.values()}
        for row in rows:
            if isinstance(row, Answer):
                self.answers[codes[row.question_id]] = row
                self._choices.clear()
            elif isinstance(row, Rating):
                self.ratings[row.layer_id] = row
            elif isinstance(row, Speerpunt) and row not in self.speerpunten:
                # A new one has to come in its place, with its label.
                self.__dict__.pop("speerpunten")
            elif isinstance(row, KeyFigures):
                self.key_figures = row
            elif isinstance(row, FindingResponse):
                self.finding_responses[row.key] = row

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Return the answers by code of their question."""
        codes = {question.pk: question.code for question in self.structure.questions.values()}
        return {codes[answer.question_id]: answer for answer in self._own(self._answers())}

    def _answers(self) -> list[Answer]:
        key = self.assessment.pk
        asked = sorted(where_answers_matter(self.structure, self.only)) if self.only is not None else []
        # The shape of a compiled query is fixed, and in the framework so far a page needs two basisfuncties at most.
        return answers_of(key, asked[0], asked[-1]) if 0 < len(asked) <= TWO else answers_in(key)

    @cached_property
    def speerpunten(self) -> list[Speerpunt]:
        """Return all speerpunten, deselected ones too: suggested ones in the order of the source, then own ones."""
        if self.only is None:
            return self._own(speerpunten_in(self.assessment.pk))
        return self._own(speerpunten_of(self.assessment.pk, self.only.pk))

    @cached_property
    def ratings(self) -> dict[int, Rating]:
        """Return the levels by primary key of their layer."""
        if self.only is None or self.with_last_round:
            return {rating.layer_id: rating for rating in self._placed_levels if self._is_of_now(rating)}
        return {rating.layer_id: rating for rating in self._own(levels_of(self.assessment.pk, self.only.pk))}

    @cached_property
    def _placed_levels(self) -> list[PlacedLevel]:
        """Return the levels of this round, and those of the last round before it that was handed in."""
        place = (
            self.assessment.pk,
            self.assessment.municipality_id,
            self.assessment.round.year,
            self.structure.series,
        )
        found = levels_now_and_before(*place) if self.only is None else levels_now_and_before_of(*place, self.only.slug)
        self._own([rating for rating in found if self._is_of_now(rating)])
        return found

    def _is_of_now(self, rating: Rating) -> bool:
        return rating.assessment_id == self.assessment.pk

    def _own(self, rows: list[Own]) -> list[Own]:
        """Return the rows, with the assessment that they are of at hand."""
        for row in rows:
            row.assessment = self.assessment
        return rows

    @cached_property
    def key_figures(self) -> KeyFigures | None:
        """Return the key figures, or None when nothing was filled in."""
        return KeyFigures.objects.select_related("updated_by").filter(assessment=self.assessment).first()

    @cached_property
    def previous_levels(self) -> dict[tuple[str, str], PreviousLevel]:
        """Return the levels of the municipality's previous round, by slug and kind: an edition keeps those.

        A round in which nothing was handed in does not count.
        """
        return {
            (row.slug, row.kind): PreviousLevel(row.year, row.level, row.reason, words_of(row.words).highest)
            for row in self._placed_levels
            if not self._is_of_now(row) and row.level is not None
        }

    @cached_property
    def finding_responses(self) -> dict[str, FindingResponse]:
        """Return what the municipality says to findings, by key of the finding."""
        rows = self.assessment.finding_responses.select_related("updated_by").order_by()
        return {response.key: response for response in rows}

    @property
    def whole(self) -> Whole:
        """Return what the rules on findings have to know of all basisfuncties.

        With `only`, `served` is of that basisfunctie alone, but where developments are chosen: a speerpunt of any
        basisfunctie can serve those.
        """
        in_policy = [
            question
            for question in self.structure.questions.values()
            if question.role == DEVELOPMENTS_IN_POLICY and not self._does_not_apply(question)
        ]
        return Whole(
            developments=frozenset(choice.code for question in in_policy for choice in self.choices(question)),
            served=frozenset(code for row in self.speerpunten if row.chosen for code in row.goals)
            | self._served_elsewhere,
        )

    @cached_property
    def _served_elsewhere(self) -> frozenset[str]:
        if self.only is None or not chooses_developments(self.only):
            return frozenset()
        outside = goals_served_outside(self.assessment.pk, self.only.pk)
        return frozenset(code for goals in outside for code in goals)

    def _does_not_apply(self, question: Question) -> bool:
        answer = self.answers.get(question.code)
        return answer is not None and answer.not_applicable

    @cached_property
    def evidence(self) -> dict[tuple[str, str], tuple[Evidence, ...]]:
        """Return the evidence that was not removed, by basisfunctie and code of its question or speerpunt."""
        key = self.assessment.pk
        rows = evidence_in(key) if self.only is None else evidence_of(key, self.only.slug)
        found: dict[tuple[str, str], tuple[Evidence, ...]] = {}
        for row in self._own(rows):
            found[row.basisfunctie, row.part] = (*found.get((row.basisfunctie, row.part), ()), row)
        return found

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """Return what is chosen now under this question, in the order of the source, own additions last."""
        if question.code not in self._choices:
            self._choices[question.code] = self._choices_of(question)
        return self._choices[question.code]

    def _choices_of(self, question: Question) -> tuple[Choice, ...]:
        answer = self.answers.get(question.code)
        if answer is None:
            return ()
        chosen = set(answer.chosen)
        own = tuple(Choice(item["code"], item["text"], own=True) for item in answer.own)
        return self.offered(question, chosen) + own

    def offered(self, question: Question, among: Collection[str] | None = None) -> tuple[Choice, ...]:
        """Return what can be chosen under this question: suggestions, or what was chosen earlier.

        With `among` only what is among these codes.
        """
        if question.kind == "earlier":
            earlier = (self.choices(self.structure.questions[code]) for code in question.choose_from)
            return tuple(each for several in earlier for each in several if among is None or each.code in among)
        if question.kind == "local_regional":
            pairs = list(LOCAL_REGIONAL.items())
        else:
            pairs = [(option.code, option.label) for option in question.options]
        return tuple(Choice(code, label, own=False) for code, label in pairs if among is None or code in among)

    def goals(self, basisfunctie: BasisfunctieInfo) -> tuple[Choice, ...]:
        """Return the goals that a speerpunt of this basisfunctie can serve.

        Those of its own visie, and the developments that get attention in policy: policy follows vision,
        and the developments of Vertalen run on into all the basisfuncties (brochure, Vertalen, Visie and Beleid).
        """
        own = tuple(c for q in _questions(basisfunctie) if q.role == GOALS for c in self.choices(q))
        developments = tuple(
            c for q in self.structure.questions.values() if q.role == DEVELOPMENTS_IN_POLICY for c in self.choices(q)
        )
        return own + developments

    def speerpunt(self, row: Speerpunt, basisfunctie: BasisfunctieInfo) -> SpeerpuntPart:
        """Return one stored speerpunt as it stands in a snapshot."""
        return speerpunt_part(row, self.goals(basisfunctie), ())

    def of_basisfunctie(self, basisfunctie: BasisfunctieInfo) -> list[Speerpunt]:
        """Return all stored speerpunten of this basisfunctie, deselected ones too."""
        return [each for each in self.speerpunten if each.basisfunctie_id == basisfunctie.pk]


def where_answers_matter(structure: Structure, basisfunctie: BasisfunctieInfo) -> set[int]:
    """Return the keys of the basisfuncties whose answers the pages of this one need.

    Its own, those that it chooses from, and those where the developments stand that all speerpunten can serve.
    """
    place = {question.code: each.pk for each in structure.basisfuncties for question in _questions(each)}
    needed = [question.code for question in _questions(basisfunctie)]
    needed += [question.code for question in structure.questions.values() if question.role == DEVELOPMENTS_IN_POLICY]
    for code in needed:  # grows as it goes: what is chosen from can itself be chosen from something earlier
        needed += [source for source in structure.questions[code].choose_from if source not in needed]
    return {place[code] for code in needed}


def chooses_developments(basisfunctie: BasisfunctieInfo) -> bool:
    """Whether developments are chosen here that speerpunten of all basisfuncties can take up."""
    return any(question.role == DEVELOPMENTS_IN_POLICY for question in _questions(basisfunctie))


def _questions(basisfunctie: BasisfunctieInfo) -> Iterable[Question]:
    return (question for layer in basisfunctie.layers for question in layer.questions)


def read_snapshot(assessment: Assessment) -> Snapshot:
    """Return the assessment as it is now; six queries, plus the framework once per process."""
    return snapshot_of(assessment, Filled(assessment))


def snapshot_of(assessment: Assessment, filled: Filled) -> Snapshot:
    """Return what was read as a snapshot; no queries when municipality, province and round are at hand."""
    structure: Structure = filled.structure
    municipality = assessment.municipality
    return Snapshot(
        municipality=MunicipalityPart(
            code=municipality.code,
            name=municipality.name,
            province=municipality.province.name,
            population=municipality.population,
            population_date=municipality.population_date,
        ),
        year=assessment.round.year,
        is_demo=assessment.round.is_demo,
        edition=structure.edition,
        framework_title=structure.title,
        framework_source=structure.source,
        basisfuncties=tuple(basisfunctie_part(each, filled) for each in structure.basisfuncties),
        key_figures=key_figures_part(filled.key_figures),
        finding_responses=tuple(
            FindingResponsePart(response.key, response.because)
            for _, response in sorted(filled.finding_responses.items())
            if response.because
        ),
        words=structure.words,
    )


def basisfunctie_part(info: BasisfunctieInfo, filled: Filled, *, with_evidence: bool = True) -> BasisfunctiePart:
    """Return one basisfunctie as it stands in a snapshot; needs no more of `filled` than what is read of this one.

    Progress and findings don't look at the evidence: without it a save costs a query less.
    """
    goals = filled.goals(info)
    evidence = filled.evidence if with_evidence else {}
    return BasisfunctiePart(
        number=info.number,
        slug=info.slug,
        name=info.name,
        definition=info.definition,
        answers=tuple(
            _answer(question, filled, evidence.get((info.slug, question.code), ())) for question in _questions(info)
        ),
        speerpunten=tuple(
            speerpunt_part(each, goals, evidence.get((info.slug, each.code), ()))
            for each in filled.of_basisfunctie(info)
            if each.chosen
        ),
        layers=tuple(
            layer_part(layer, filled.ratings.get(layer.pk), filled.previous_levels.get((info.slug, layer.kind)))
            for layer in info.layers
        ),
    )


def _answer(question: Question, filled: Filled, rows: Iterable[Evidence]) -> AnswerPart:
    answer = filled.answers.get(question.code)
    evidence = evidence_parts(rows)
    wording = AnswerPart(question.code, question.number, question.text, question.kind, question.role, evidence=evidence)
    if answer is None:
        return wording
    return AnswerPart(
        code=question.code,
        number=question.number,
        text=question.text,
        kind=question.kind,
        role=question.role,
        choices=filled.choices(question),
        explanation=answer.explanation,
        not_applicable=answer.not_applicable,
        not_applicable_because=answer.not_applicable_because,
        evidence=evidence,
        to_confirm=answer.to_confirm,
    )
