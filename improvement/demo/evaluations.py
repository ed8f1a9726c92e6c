"""Evaluations of the demo: most municipalities that were adopted in an earlier round gave one, some rather did not."""

from datetime import timedelta

import yaml
from django.utils import timezone

from accounts.models import User
from assessments.demo.bank import FOLDER
from assessments.demo.dates import moment
from assessments.demo.dice import dice
from assessments.models import Assessment
from improvement.models import Evaluation
from improvement.models.evaluation import MARKS, open_until

DECLINED, GIVEN = 0.08, 0.85  # of all; the others did not answer
WITH_A_WORD = 0.4
AFTER = timedelta(days=9)


def make_evaluation(assessment: Assessment, years_ago: int, by: User) -> None:
    """Give the evaluation of an adopted assessment, some days after its adoption."""
    until = open_until(assessment)
    if until is None or assessment.adopted_at is None:
        return
    dies = dice(assessment.municipality.code, years_ago, "evaluation")
    chance = dies.random()
    if chance > GIVEN:
        return
    at = moment(timezone.localdate(assessment.adopted_at) + AFTER, 14)
    row = Evaluation(
        assessment=assessment,
        declined=chance < DECLINED,
        given_by=by,
        given_at=at,
        updated_by=by,
        updated_at=at,
        open_until=until,
    )
    if not row.declined:
        # AVI 130 was given 7,7 on average (final report, figure 5).
        for name in MARKS:
            setattr(row, name, dies.choice((6, 7, 7, 8, 8, 8, 9)))
        words = yaml.safe_load((FOLDER / "evaluaties.yaml").read_text(encoding="utf-8"))
        row.word = dies.choice(words) if dies.random() < WITH_A_WORD else ""
    row.save()
