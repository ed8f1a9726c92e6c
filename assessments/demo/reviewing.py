"""What advisers of the demo ask, note and think, and what municipalities answer, stored before the step after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from assessments.demo.bank import ReviewPointTexts, ReviewRemarkTexts, ReviewTexts
from assessments.demo.character import Character
from assessments.demo.dice import dice, eight_hex
from assessments.demo.people import People
from assessments.models import (
    AdviserLevel,
    AdviserNote,
    Assessment,
    ReviewRemark,
    ReviewThread,
    Supplement,
    SupplementPoint,
)
from assessments.models.reviewing import ASKING
from assessments.places import LEVEL
from assessments.reading import read_snapshot
from assessments.snapshot import BasisfunctiePart
from assessments.steps import ADOPT, ASK_SUPPLEMENT, TAKE_UP, Step
from basisfuncties.models import LayerKind

ANSWERED_AFTER = timedelta(hours=20)


@dataclass(frozen=True)
class Scene:
    """One review of the demo: who says what about which basisfunctie, and in whose words."""

    assessment: Assessment
    character: Character
    texts: ReviewTexts
    adviser: User
    officer: User
    part: BasisfunctiePart

    def place(self, at: str) -> tuple[str, str, str] | None:
        """Return the layer, part and heading where a text fits, or None when this basisfunctie has no such place."""
        if at == LEVEL:
            return LayerKind.UITVOERING, LEVEL, "Niveau van de laag uitvoering"
        if at == LayerKind.VISIE:
            answer = next((each for each in self.part.answers if each.explanation), self.part.answers[0])
            return at, answer.code, answer.text
        if not self.part.speerpunten:
            return None
        speerpunt = self.part.speerpunten[0]
        return at, speerpunt.code, speerpunt.label


def scene_of(assessment: Assessment, character: Character, texts: ReviewTexts, people: People) -> Scene:
    """Return the review of this municipality: about the basisfunctie with most speerpunten."""
    parts = read_snapshot(assessment).basisfuncties
    part = max(parts, key=lambda each: (len(each.speerpunten), each.number))
    municipality = assessment.municipality
    colleagues = people.colleagues[character.code]
    return Scene(assessment, character, texts, people.adviser(municipality), colleagues[-1], part)


def before_step(step: Step, scene: Scene, at: datetime, *, is_again: bool) -> None:
    """Store what was said before this step was taken."""
    if step is ASK_SUPPLEMENT:
        talk(scene, at)
        level(scene, at, is_sent=True)
        prepare_supplement(scene, at)
    elif is_again:
        answer_supplement(scene, at)
    elif step is ADOPT:
        talk(scene, at, settled=True)
        level(scene, at, is_sent=True)


def at_the_end(last: Step, scene: Scene, at: datetime) -> None:
    """Store what is being written now: the adviser reads, or the municipality works on what was asked."""
    if last is TAKE_UP:
        talk(scene, at, with_draft=True)
        level(scene, at, is_sent=False)
    else:
        answer_supplement(scene, at, most=1)


def talk(scene: Scene, at: datetime, *, settled: bool = False, with_draft: bool = False) -> None:
    """Let the adviser send its remarks and the municipality answer some; `settled` when all is done."""
    for each in scene.texts.remarks:
        _say(scene, each, at, settled=settled)
    if with_draft:
        _say(scene, scene.texts.draft, at, is_draft=True)
    AdviserNote.objects.bulk_create(
        AdviserNote(
            assessment=scene.assessment,
            basisfunctie=scene.part.slug,
            written_by=scene.adviser,
            is_shared=is_shared,
            text=scene.character.say(text),
            updated_at=at,
        )
        for is_shared, text in ((False, scene.texts.notes.own), (True, scene.texts.notes.shared))
    )


def _say(
    scene: Scene, texts: ReviewRemarkTexts, at: datetime, *, settled: bool = False, is_draft: bool = False
) -> None:
    place = scene.place(texts.at)
    if place is None:
        return
    layer, part, _ = place
    thread, _ = ReviewThread.objects.get_or_create(
        assessment=scene.assessment, basisfunctie=scene.part.slug, layer=layer, part=part
    )
    said = [ReviewRemark(kind=texts.kind, from_adviser=True, text=texts.text, written_by=scene.adviser, written_at=at)]
    if texts.reply:
        later = at + ANSWERED_AFTER
        said.append(
            ReviewRemark(
                kind="reactie", from_adviser=False, text=texts.reply, written_by=scene.officer, written_at=later
            )
        )
    for number, remark in enumerate(said):
        remark.thread = thread
        remark.text = scene.character.say(remark.text)
        remark.key = eight_hex(scene.character.code, texts.text, number)
        remark.sent_at = None if is_draft else remark.written_at
    ReviewRemark.objects.bulk_create(said)
    if is_draft:
        return
    if texts.kind in ASKING:
        thread.asked_at = at
        if settled or (texts.reply and texts.kind == "suggestie"):
            thread.settled_at, thread.settled_by = at + 2 * ANSWERED_AFTER, scene.adviser
    thread.save()


def level(scene: Scene, at: datetime, *, is_sent: bool) -> None:
    """Let the adviser think a layer lower than the municipality does, and the municipality answer when it knows."""
    layer = next((each for each in scene.part.layers if each.kind == LayerKind.UITVOERING and each.level), None)
    if layer is None or layer.level is None:
        return
    info = scene.character.structure.basisfunctie(scene.part.slug)
    kind = info.layer(layer.kind) if info else None
    if kind is None:
        return
    texts = scene.texts.levels[dice(scene.character.code, "second").randrange(len(scene.texts.levels))]
    row = AdviserLevel(
        assessment=scene.assessment,
        layer_id=kind.pk,
        level=layer.level - 1,
        remark=scene.character.say(texts.remark),
        set_by=scene.adviser,
        set_at=at,
    )
    if is_sent:
        row.sent_level, row.sent_remark, row.sent_at = row.level, row.remark, at
        row.response = scene.character.say(texts.response)
        row.responded_by, row.responded_at = scene.officer, at + ANSWERED_AFTER
    row.save()


def prepare_supplement(scene: Scene, at: datetime) -> None:
    """Put the points on the list that goes with the step."""
    supplement = Supplement.objects.create(
        assessment=scene.assessment,
        message=scene.character.say(scene.texts.message),
        due_on=scene.character.period.last_day + timedelta(days=9),
    )
    for texts in scene.texts.points:
        place = scene.place(texts.at)
        if place is not None:
            SupplementPoint.objects.create(
                supplement=supplement,
                basisfunctie=scene.part.slug,
                layer=place[0],
                part=place[1],
                heading=place[2],
                asked=scene.character.say(texts.asked),
                key=eight_hex(scene.character.code, texts.asked),
                written_at=at,
            )


def answer_supplement(scene: Scene, at: datetime, *, most: int = 9) -> None:
    """Let the municipality say what it did with the points, as far as it has come (`most` of them)."""
    texts: dict[str, ReviewPointTexts] = {scene.character.say(each.asked): each for each in scene.texts.points}
    for point in SupplementPoint.objects.filter(supplement__assessment=scene.assessment).order_by("pk")[:most]:
        said = texts[point.asked]
        if point.layer == LayerKind.VISIE:
            answer = scene.assessment.answers.get(question__code=point.part)
            answer.explanation = f"{answer.explanation}\n\n{scene.character.say(scene.texts.added)}".strip()
            answer.save()
        point.outcome, point.answer = said.outcome, scene.character.say(said.answer)
        point.answered_by, point.answered_at = scene.officer, at
        point.save()
