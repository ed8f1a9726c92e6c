"""What a municipality sets of its own report, as a plain value. Pure.

The limits keep the summary on one page; the form, the table and the page are held to the same ones.
"""

from dataclasses import dataclass, fields

MOST_POINTS = 3
MOST_TITLE = 80
MOST_POINT = 100
MOST_ASK = 300
MOST_FOREWORD = 6_000

Points = tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """Title, foreword, what is asked of the council, the points of the summary, and which chapters there are.

    An empty title is the usual one. Points are None as long as the municipality leaves them to what its own answers
    say (`reports.points`); then they change along with those. The chapters on the basisfuncties, the advice and the
    method are always there: a report that leaves out what is weak says something else than what was adopted.
    """

    title: str = ""
    foreword: str = ""
    ask: str = ""
    good: Points | None = None
    attention: Points | None = None
    with_plan: bool = True
    with_trend: bool = True
    with_comparison: bool = True
    with_key_figures: bool = True
    with_answers: bool = True


USUAL = Settings()
CHAPTERS = tuple(each.name for each in fields(Settings) if each.name.startswith("with_"))
