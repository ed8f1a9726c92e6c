"""Add advice, replies and the library to the demo: sent ones for what was adopted, and drafts in review."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from assessments.demo.dice import dice
from assessments.models import Assessment, Status, StepTaken, Submission
from assessments.snapshot import from_content
from assessments.steps import ADOPT, SUBMIT, TAKE_UP
from basisfuncties.structure import structure_of
from improvement.chapters import Chapter, chapters_of
from improvement.demo.texts import AdviceTexts, read_advice_texts, read_practices
from improvement.models import (
    Advice,
    AdviceText,
    AttachedPractice,
    Choice,
    Practice,
    PracticeStatus,
    Recommendation,
    Reply,
    ReplyChange,
)
from improvement.proposals import Proposal, opening, proposals, targets

T = TypeVar("T")
AT_MOST = 2  # recommendations in one chapter
REPLIED = 0.75  # of the recommendations in the last round
CHOICES = (Choice.WHOLLY, Choice.WHOLLY, Choice.PARTLY, Choice.NOT)


@dataclass
class Rows:
    """What is made, kept together so that each table is written at once."""

    texts: list[AdviceText] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    attached: list[AttachedPractice] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    changes: list[ReplyChange] = field(default_factory=list)
    sent: list[Advice] = field(default_factory=list)


def make_advice_and_library() -> None:
    """Make the library, and an advice for each assessment of the demo that was adopted or is in review."""
    rounds = Assessment.objects.filter(round__is_demo=True)
    practices = make_library()
    texts = read_advice_texts()
    newest = rounds.aggregate(newest=Max("round__year"))["newest"]
    rows = Rows()
    wanted = rounds.filter(status__in=(Status.ADOPTED, Status.IN_REVIEW))
    for assessment in wanted.select_related("round__framework", "municipality").order_by("round__year", "pk"):
        _make_advice(assessment, texts, practices, rows, is_newest=assessment.round.year == newest)
    AdviceText.objects.bulk_create(rows.texts)
    Recommendation.objects.bulk_create(rows.recommendations)
    AttachedPractice.objects.bulk_create(rows.attached)
    Advice.objects.bulk_update(rows.sent, ["submission", "sent_at", "sent_by"])
    Reply.objects.bulk_create(rows.replies)
    ReplyChange.objects.bulk_create(rows.changes)


def make_library() -> list[Practice]:
    """Fill the library with what the report tells, and with invented practices that say so."""
    maker = User.objects.filter(is_beheerder=True).order_by("pk").first()
    if maker is None:
        return []
    texts = read_practices()
    now = timezone.now()
    made = [
        Practice(
            **each.model_dump(),
            is_example=is_example,
            status=PracticeStatus.PUBLISHED,
            published_at=now,
            made_by=maker,
            updated_by=maker,
        )
        for listed, is_example in ((texts.report, False), (texts.invented, True))
        for each in listed
    ]
    return Practice.objects.bulk_create(made)


def _make_advice(
    assessment: Assessment, texts: AdviceTexts, practices: list[Practice], rows: Rows, *, is_newest: bool
) -> None:
    steps = {each.step: each for each in assessment.steps.select_related("taken_by").order_by("taken_at")}
    submission = assessment.submissions.order_by("-number").first()
    adopted, taken_up, submitted = (steps.get(step.slug) for step in (ADOPT, TAKE_UP, SUBMIT))
    if submission is None or taken_up is None or submitted is None:
        return
    adviser = (adopted or taken_up).taken_by
    began = taken_up.taken_at + timedelta(hours=1)
    advice = Advice.objects.create(assessment=assessment, number=1, started_by=adviser, started_at=began)
    written = _write(advice, submission, texts, rows, adviser, began)
    _attach(written, practices, rows, adviser, began)
    if assessment.status != Status.ADOPTED or adopted is None:
        _leave_unread(written)
        return
    advice.submission, advice.sent_at, advice.sent_by = submission, adopted.taken_at, adviser
    rows.sent.append(advice)
    _answer(written, texts, rows, submitted, adopted.taken_at, share=REPLIED if is_newest else 1.0)


def _write(
    advice: Advice, submission: Submission, texts: AdviceTexts, rows: Rows, by: User, at: datetime
) -> list[Recommendation]:
    assessment = advice.assessment
    snapshot = from_content(submission.content)
    offered = proposals(snapshot)
    seed = (assessment.municipality.code, assessment.round.year)
    written: list[Recommendation] = []
    for chapter in chapters_of(structure_of(assessment.round.framework)):
        said = _pick(texts.whole if chapter.is_whole else texts.chapter, *seed, chapter.slug)
        found = list(offered.get(chapter.slug, ()))[:AT_MOST]
        if chapter.is_whole or found:
            text = f"{opening(snapshot, chapter)}\n\n{said}"
            rows.texts.append(
                AdviceText(
                    advice=advice,
                    basisfunctie=chapter.slug,
                    number=chapter.number,
                    text=text,
                    looked_at=at,
                    updated_by=by,
                    updated_at=at,
                )
            )
        written += [_recommend(advice, chapter, each, place, by, at) for place, each in enumerate(found, start=1)]
    own = _pick(texts.own, *seed, "own")
    last = chapters_of(structure_of(assessment.round.framework))[-1]
    part = next(each for each in snapshot.basisfuncties if each.slug == last.slug)
    target = targets(part)[0]
    proposal = Proposal("", last.slug, target, own.title, own.explanation, "")
    written.append(_recommend(advice, last, proposal, AT_MOST + 1, by, at))
    rows.recommendations += written
    return written


def _recommend(
    advice: Advice, chapter: Chapter, proposal: Proposal, place: int, by: User, at: datetime
) -> Recommendation:
    return Recommendation(
        advice=advice,
        basisfunctie=chapter.slug,
        basisfunctie_name=chapter.name,
        number=chapter.number,
        layer=proposal.target.layer,
        speerpunt=proposal.target.speerpunt,
        about=proposal.target.about,
        title=proposal.title,
        explanation=proposal.explanation,
        finding=proposal.key,
        position=place,
        looked_at=at,
        updated_by=by,
        updated_at=at,
    )


def _attach(written: list[Recommendation], practices: list[Practice], rows: Rows, by: User, at: datetime) -> None:
    """Let one practice of the same basisfunctie go with the first recommendation of some chapters."""
    seen: set[str] = set()
    for each in written:
        fitting = [practice for practice in practices if practice.basisfunctie == each.basisfunctie]
        if fitting and each.basisfunctie not in seen:
            seen.add(each.basisfunctie)
            practice = _pick(fitting, each.advice.pk, each.basisfunctie)
            rows.attached.append(
                AttachedPractice(
                    recommendation=each, practice=practice, title=practice.title, attached_by=by, attached_at=at
                )
            )


def _leave_unread(written: list[Recommendation]) -> None:
    """Let an adviser be halfway: the last chapters hold proposals that nobody looked at yet."""
    for each in written[len(written) // 2 :]:
        each.looked_at = None


def _answer(
    written: list[Recommendation],
    texts: AdviceTexts,
    rows: Rows,
    submitted: StepTaken,
    sent_at: datetime,
    *,
    share: float,
) -> None:
    """Let who handed in answer, a week later; in the last round some answers are still to come."""
    why = {Choice.WHOLLY: texts.reply_wholly, Choice.PARTLY: texts.reply_partly, Choice.NOT: texts.reply_not}
    at = min(sent_at + timedelta(days=7), timezone.now())
    for each in written:
        seed = (each.advice.assessment.municipality.code, each.advice.assessment.round.year, each.title)
        if dice(*seed, "answers").random() > share:
            continue
        choice = _pick(CHOICES, *seed, "choice")
        said = _pick(why[choice], *seed, "why")
        rows.replies.append(
            Reply(recommendation=each, choice=choice, why=said, updated_by=submitted.taken_by, updated_at=at)
        )
        rows.changes.append(ReplyChange(recommendation=each, choice=choice, why=said, by=submitted.taken_by, at=at))


def _pick(items: "tuple[T, ...] | list[T]", *seeds: object) -> T:
    return dice(*seeds).choice(items)
