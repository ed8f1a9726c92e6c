"""Let the two advisers of one province in the demo share their work: one takes, the other hands over."""

from datetime import timedelta

from assessments.demo.bank import Colleague
from assessments.demo.dates import Period, moment, working_day
from assessments.demo.people import People
from assessments.models import Assessment
from assessments.reviewers import hand_over, take


def share(assessments: dict[str, Assessment], colleague: Colleague, period: Period, people: People) -> None:
    """Let the colleague take what the cast says, and get what the first adviser hands over, some days ago."""
    at = moment(working_day(period.last_day - timedelta(days=3), not_before=period.opens_on), 10)
    for code in colleague.taken:
        take(people.second_adviser, code, period.year, at=at)
    for code in colleague.handed_over:
        first = people.adviser(assessments[code].municipality)
        hand_over(first, code, period.year, to=people.second_adviser, word=colleague.word, at=at)
