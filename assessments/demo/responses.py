"""What municipalities of the demo say to some of their findings: 'bewust zo, omdat…'."""

from collections.abc import Mapping, Sequence

from accounts.models import User
from assessments.demo.character import Character
from assessments.demo.dates import moment
from assessments.demo.dice import dice
from assessments.demo.stages import Stage
from assessments.findings import find
from assessments.models import Assessment, FindingResponse
from assessments.reading import read_snapshot

ANSWERED = 0.2  # of the findings that there are texts for


def answer_findings(
    assessment: Assessment,
    stage: Stage,
    character: Character,
    texts: Mapping[str, tuple[str, ...]],
    people: Sequence[User],
) -> None:
    """Store an answer to some findings of what was just filled in; who has hardly begun answers none."""
    if stage in (Stage.UNTOUCHED, Stage.BEGUN):
        return
    share = character.period.handed_in_at() * 0.95 if stage.steps else 1.0
    at = moment(character.period.day(share), 16, 45)
    FindingResponse.objects.bulk_create(
        FindingResponse(
            assessment=assessment,
            key=finding.key,
            because=character.pick(texts[finding.rule.code], finding.key),
            updated_by=people[0],
            updated_at=at,
        )
        for finding in find(read_snapshot(assessment))
        if finding.rule.code in texts and dice(character.code, finding.key, "answered").random() < ANSWERED
    )
