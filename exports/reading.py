"""Read what an export is made of: one assessment for who opens it, or many submissions, a few at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils import timezone

from assessments.access import Opened
from assessments.models import LevelsAtAdoption, Submission
from assessments.reviewing.levels import levels_shown_to
from assessments.snapshot import from_content
from exports.source import AdvisedText, Recommended, Second, Source, Standing
from exports.without_texts import without_texts
from improvement.models import Advice, Reply
from reports.issue import issued_to

AT_ONCE = 4  # submissions in memory at the same time, each of some hundred kilobytes: more is hardly faster

Advised = tuple[tuple[AdvisedText, ...], tuple[Recommended, ...]]
NOTHING: Advised = ((), ())


def source_for(opened: Opened) -> Source | None:
    """Return the version of this assessment that the person gets, or None when nothing was submitted yet.

    As with the report (`reports.issue`): who fills in gets what stands there now, who reads the last submission.
    """
    issued = issued_to(opened)
    if issued is None:
        return None
    standing = Standing(
        status=opened.assessment.status,
        number=issued.issue.number,
        submitted_on=issued.issue.submitted_on,
        adopted_on=issued.issue.adopted_on,
        sha256=issued.issue.sha256,
    )
    seconds = tuple(
        Second(each.basisfunctie, each.layer, each.level, each.remark, each.response)
        for each in levels_shown_to(opened)
    )
    texts, recommendations = _advised([opened.assessment.pk]).get(opened.assessment.pk, NOTHING)
    return Source(issued.snapshot, standing, seconds, texts, recommendations)


def sources_of(keys: Sequence[int], *, with_texts: bool) -> Iterator[Source]:
    """Yield what the submissions with these keys hold, in this order; never more than a few are in memory."""
    for start in range(0, len(keys), AT_ONCE):
        for source in _read(keys[start : start + AT_ONCE]):
            yield source if with_texts else without_texts(source)


def _read(keys: Sequence[int]) -> Iterator[Source]:
    rows = Submission.objects.filter(pk__in=keys).with_adoption().select_related("assessment").order_by()
    found = {row.pk: row for row in rows}
    seconds = _seconds(keys)
    advised = _advised([row.assessment_id for row in found.values()])
    for key in keys:
        submission = found[key]
        texts, recommendations = advised.get(submission.assessment_id, NOTHING)
        yield Source(
            from_content(submission.content), _standing(submission), seconds.get(key, ()), texts, recommendations
        )


def _standing(submission: Submission) -> Standing:
    adopted_at = submission.adopted_at
    return Standing(
        status=submission.assessment.status,
        number=submission.number,
        submitted_on=timezone.localdate(submission.submitted_at),
        adopted_on=timezone.localdate(adopted_at) if adopted_at else None,
        sha256=submission.sha256,
    )


def _seconds(keys: Sequence[int]) -> dict[int, tuple[Second, ...]]:
    """Return the adviser's levels as they were when these submissions were adopted; one query."""
    rows = LevelsAtAdoption.objects.filter(submission__in=keys).order_by("taken_id")
    return {
        row.submission_id: tuple(
            Second(each["basisfunctie"], each["layer"], each["level"], each["remark"], each["response"])
            for each in row.content
        )
        for row in rows
        if row.submission_id
    }


def _advised(assessments: Sequence[int]) -> dict[int, Advised]:
    """Return what was advised on these assessments, of advice that was sent only. Four queries, or one."""
    texts: dict[int, list[AdvisedText]] = defaultdict(list)
    recommendations: dict[int, list[Recommended]] = defaultdict(list)
    rows = Advice.objects.sent().filter(assessment__in=assessments).prefetch_related("texts", "recommendations__reply")
    for advice in rows.order_by("number"):
        sent_on = timezone.localdate(advice.sent_at)
        of = advice.assessment_id
        texts[of] += [
            AdvisedText(advice.number, sent_on, each.basisfunctie, each.text)
            for each in advice.texts.all()
            if each.text
        ]
        standing = (each for each in advice.recommendations.all() if each.removed_at is None)
        for each in sorted(standing, key=lambda each: (each.number, each.position, each.pk)):
            reply: Reply | None = getattr(each, "reply", None)
            recommendations[of].append(
                Recommended(
                    advice=advice.number,
                    sent_on=sent_on,
                    basisfunctie=each.basisfunctie,
                    layer=each.layer,
                    speerpunt=each.speerpunt,
                    about=each.about,
                    title=each.title,
                    explanation=each.explanation,
                    finding=each.finding,
                    reply=reply.choice if reply else "",
                    reply_why=reply.why if reply else "",
                )
            )
    return {of: (tuple(texts[of]), tuple(recommendations[of])) for of in {*texts, *recommendations}}
