"""When the rounds of the demo are, and when people did what in them. Pure rules."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

OPEN_FOR = timedelta(days=80)
CLOSES_AFTER = timedelta(days=22)
SATURDAY = 5
# In the running round: handing in, taking up, adopting or asking a supplement, and handing in again.
STEPS_AT = (0.55, 0.68, 0.8, 0.92)
LATE = 0.9
REVIEWED_AFTER = timedelta(days=16)
MOST_LATER = 5


@dataclass(frozen=True)
class Period:
    """When a round is open, and the days on which something can have happened in it.

    `years_ago` is 0 for the running round. `last_day` is the last day on which a municipality worked on it.
    """

    years_ago: int
    year: int
    opens_on: date
    closes_on: date
    last_day: date

    def day(self, share: float) -> date:
        """Return the working day at this share (0-1) of the time that the round was worked on."""
        return working_day(self.opens_on + (self.last_day - self.opens_on) * share, not_before=self.opens_on)

    def handed_in_at(self) -> float:
        """Return the share of the time after which a municipality hands in; in a round that is over, near its end."""
        return STEPS_AT[0] if self.years_ago == 0 else LATE

    def step_day(self, number: int, later: int = 0) -> date:
        """Return the day of the first (0), second... step, or some days later (at most `MOST_LATER`).

        In a round that is over, the review comes after it.
        """
        if self.years_ago == 0:
            day = self.day(STEPS_AT[number])
        elif number == 0:
            day = self.day(LATE)
        else:
            day = self.closes_on + REVIEWED_AFTER * number
        return working_day(day + timedelta(days=later), not_before=self.opens_on)


def periods(today: date) -> tuple[Period, Period, Period]:
    """Return the running round, the one of last year, and the one of the year before.

    The running one opened some eighty days ago, on the first of a month, and closes in some three weeks.
    """
    opens_on = (today - OPEN_FOR).replace(day=1)
    length = today + CLOSES_AFTER - opens_on
    running = Period(0, today.year, opens_on, opens_on + length, today - timedelta(days=1))
    last, before = (
        Period(ago, today.year - ago, opened, opened + length, opened + length)
        for ago, opened in ((ago, opens_on.replace(year=opens_on.year - ago)) for ago in (1, 2))
    )
    return running, last, before


def working_day(day: date, *, not_before: date) -> date:
    """Return this day, or the Friday before when it is in a weekend (unless that is too early)."""
    friday = day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return max(friday, not_before)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return this time of this day in the Netherlands."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
