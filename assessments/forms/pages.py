"""A page of parts: what stands on it, and what saving it does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from assessments.forms.deciding import SentParts
from assessments.forms.findings import response_forms
from assessments.forms.key_figures import KeyFiguresForm
from assessments.forms.parts import PartForm
from assessments.forms.rating import RatingForm
from assessments.forms.speerpunten import BeleidForm, FinancienForm, GoalsField, SpeerpuntenForm, UitvoeringForm
from assessments.forms.visie import AnswerForm
from assessments.models import Answer, Assessment, Change, How, KeyFigures, Rating, Speerpunt
from assessments.models.answers import Edited
from assessments.reading import Filled
from assessments.wording import so_far
from basisfuncties.models import LayerKind
from basisfuncties.structure import BasisfunctieInfo, LayerInfo
from basisfuncties.words import in_sentence
from database.writing import insert, update

Data = Mapping[str, Any] | None
KEY_FIGURES = "kerncijfers"
LOOK_BACK = 10  # how many changes back a save looks for one of its own


@dataclass
class Page(SentParts[PartForm]):
    """The parts of one page of filling in.

    `key` says in the log which page of the assessment it is; `changes` are the lines of the log of a save.
    """

    key: str = field(kw_only=True)
    assessment: Assessment = field(kw_only=True)
    changes: list[Change] = field(default_factory=list)

    @property
    def is_bound(self) -> bool:
        """Return whether something was posted for this page."""
        return any(part.is_bound for part in self.parts)

    @property
    def loose(self) -> list[PartForm]:
        """Return the parts that were posted but have no place on the page any more: what was typed stays in sight."""
        return [part for part in self.parts if not part.is_place and not part.is_inside]

    @property
    def to_confirm(self) -> list[PartForm]:
        """Return the parts that came from the previous round and that nobody looked at yet."""
        return [part for part in self.parts if part.to_confirm]

    def undo(self, changes: Iterable[Change]) -> list[Change]:
        """Hold what stood before these changes; return those after which something else was saved."""
        too_late = []
        for change in changes:
            part = self.part(change.part)
            if part is None or part.stored != part.from_log(change.content):
                too_late.append(change)
            else:
                part.take(part.from_log(change.before), How.UNDONE)
        return too_late

    def save(self, user: User, sheet: str = "") -> list[Edited]:
        """Save each part that was changed, is right and is in nobody's way; the others keep what was typed.

        Both what is saved and what is refused goes into the log. `sheet` tells this opening of the page from
        others. To be called in a transaction that has locked the assessment. Returns the rows that were written.
        """
        changed = [part for part in self.parts if part.is_ready and not part.errors and part.is_changed]
        stale = [part for part in changed if part.is_stale]
        last = self._last_changes([*stale, *self.given_up])
        own = [part for part in stale if part not in self.given_up and _is_own(last[part.prefix], user, sheet)]
        self.conflicts = [part for part in stale if part not in own and part not in self.given_up]
        self.saved = [part for part in changed if part not in self.conflicts and part not in self.given_up]
        refused = [part for part in changed if part not in self.saved]
        entries = [
            self._entry(part, user, sheet, How.CONFIRMED if part.new == part.stored else part.how)
            for part in self.saved
        ]
        entries += [
            self._entry(part, user, sheet, How.REFUSED)
            for part in refused
            if not _is_same_refusal(part, last[part.prefix], user)
        ]
        # Two parts can change the same row: it is written once.
        rows = list({id(row): row for part in self.saved for row in part.apply()}.values())
        for row in rows:
            row.touch(user)
        _write(rows)
        if len(entries) == 1:
            insert(entries[0])  # the usual case
        else:
            Change.objects.bulk_create(entries)
        self.changes = entries
        return rows

    def _last_changes(self, parts: Sequence[PartForm]) -> dict[str | None, list[Change]]:
        """Return of each of these parts the last changes, the newest first; one query when there are parts."""
        last: dict[str | None, list[Change]] = {part.prefix: [] for part in parts}
        if parts:
            rows = self.assessment.changes.filter(page=self.key, part__in=last).order_by("-id").defer("before")
            for change in rows[: LOOK_BACK * len(last)]:
                last[change.part].append(change)
        return last

    def _entry(self, part: PartForm, user: User, sheet: str, how: How) -> Change:
        return Change(
            assessment=self.assessment,
            page=self.key,
            part=str(part.prefix),
            how=how,
            before=part.stored,
            content=part.new,
            sheet=sheet,
            by=user,
            at=timezone.now(),
        )


def _is_own(changes: Sequence[Change], user: User, sheet: str) -> bool:
    """Whether the last save came from this same sheet: its answer got lost on the way, so it is no colleague's."""
    last = next((change for change in changes if change.how != How.REFUSED), None)
    return bool(sheet) and last is not None and last.by_id == user.pk and last.sheet == sheet


def _is_same_refusal(part: PartForm, changes: Sequence[Change], user: User) -> bool:
    """Whether the log already holds that this text of this person was refused."""
    return any(
        change.how == How.REFUSED and change.by_id == user.pk and part.from_log(change.content) == part.new
        for change in changes
    )


def _write(rows: Iterable[Edited]) -> None:
    """Write the rows, in at most two queries for each kind."""
    by_model: dict[type[Model], list[Edited]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, same in by_model.items():
        new = [row for row in same if row.pk is None]
        known = [row for row in same if row.pk is not None]
        model._default_manager.bulk_create(new)
        if len(known) == 1:
            update(known[0])  # the usual case
        elif known:
            fields = [each.name for each in model._meta.concrete_fields if not each.primary_key]
            model._default_manager.bulk_update(known, fields)


def step_page(
    filled: Filled, basisfunctie: BasisfunctieInfo, layer: LayerInfo, data: Data = None, findings: Sequence[str] = ()
) -> Page:
    """Return the page of one layer of one basisfunctie, empty or with what was posted.

    `findings` are the keys of those that the page has an answer to.
    """
    build = {
        LayerKind.VISIE: _visie,
        LayerKind.BELEID: _beleid,
        LayerKind.UITVOERING: _uitvoering,
        LayerKind.FINANCIEN: _financien,
    }[LayerKind(layer.kind)]
    rating = filled.ratings.get(layer.pk) or Rating(assessment=filled.assessment, layer_id=layer.pk)
    parts = [*build(filled, basisfunctie, layer, data), RatingForm(data, layer=layer, row=rating)]
    if findings:
        parts += response_forms(data, findings, filled.assessment, filled.finding_responses)
    return Page(parts, key=step_key(basisfunctie, layer), assessment=filled.assessment)


def key_figures_page(filled: Filled, data: Data = None) -> Page:
    """Return the page of the key figures, empty or with what was posted."""
    row = filled.key_figures or KeyFigures(assessment=filled.assessment)
    form = KeyFiguresForm(data, row=row, subject=filled.structure.words.subject)
    return Page([form], key=KEY_FIGURES, assessment=filled.assessment)


def step_key(basisfunctie: BasisfunctieInfo, layer: LayerInfo) -> str:
    """Return the key of this page in the log and in the list of who is here."""
    return f"{basisfunctie.slug}/{layer.kind}"


def _visie(filled: Filled, basisfunctie: BasisfunctieInfo, layer: LayerInfo, data: Data) -> list[PartForm]:
    return [
        AnswerForm(
            data,
            question=question,
            offered=filled.offered(question),
            row=filled.answers.get(question.code) or Answer(assessment=filled.assessment, question_id=question.pk),
        )
        for question in layer.questions
    ]


def _beleid(filled: Filled, basisfunctie: BasisfunctieInfo, layer: LayerInfo, data: Data) -> list[PartForm]:
    words = filled.structure.words
    goals = GoalsField(filled.goals(basisfunctie), in_sentence(LayerKind.VISIE, words.asking, "uw"))
    choose = SpeerpuntenForm(
        data,
        layer=layer,
        rows=filled.of_basisfunctie(basisfunctie),
        assessment=filled.assessment,
        basisfunctie_id=basisfunctie.pk,
    )
    return [
        choose,
        *(BeleidForm(data, row=row, goals=goals) for row in _shown(filled, basisfunctie, data)),
    ]


def _uitvoering(filled: Filled, basisfunctie: BasisfunctieInfo, layer: LayerInfo, data: Data) -> list[PartForm]:
    return [
        UitvoeringForm(data, row=row, so_far=so_far(filled.speerpunt(row, basisfunctie)))
        for row in _shown(filled, basisfunctie, data)
    ]


def _financien(filled: Filled, basisfunctie: BasisfunctieInfo, layer: LayerInfo, data: Data) -> list[PartForm]:
    return [
        FinancienForm(data, row=row, so_far=so_far(filled.speerpunt(row, basisfunctie)))
        for row in _shown(filled, basisfunctie, data)
    ]


def _shown(filled: Filled, basisfunctie: BasisfunctieInfo, data: Data) -> list[Speerpunt]:
    """Return the chosen speerpunten, and those that were when the browser read the page.

    A colleague may deselect a speerpunt while somebody types about it: what was typed is kept with it.
    """
    rows = filled.of_basisfunctie(basisfunctie)
    return [row for row in rows if row.chosen or (data is not None and f"{row.code}-read" in data)]
