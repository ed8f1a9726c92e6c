"""In how much detail a chapter says what it says: what is usual, and less and less of it. Pure.

Nothing is lost by less detail: what leaves the chapter stands whole in the appendix, under a number that the chapter
tells. Which of these a chapter gets, reports/paging.py works out from how high it becomes.
"""

from dataclasses import dataclass, replace

from reports.notes import BARE

ALL = 10_000


@dataclass(frozen=True)
class Detail:
    """What stands in a chapter at most. Of texts it says the characters, of the rest how many.

    `definition` and `rubric` are texts of the framework. `breaks` are those of each kind; with 0 the kinds are only
    counted. `strands` are the speerpunten in one drawing, `drawings` how many of those stand in the chapter,
    `is_tight` and `is_small` when they take less room. Of a speerpunt in a short row the goals and the document are
    left out, of a recommendation in a short row all but what it is called and whether the municipality does it.
    `label` is for what is called by a long name in such a row.
    """

    definition: int = ALL
    rubric: int = ALL
    reason: int = 280
    said: int = 180
    advice: int = 480
    explained: int = 240
    why: int = 200
    breaks: int = ALL
    strands: int = 8
    drawings: int = ALL
    is_tight: bool = False
    is_small: bool = False
    speerpunten: int = ALL
    recommendations: int = ALL
    has_short_rows: bool = False
    has_short_advice: bool = False
    label: int = ALL


USUAL = Detail()
# The first with which a chapter fits on its pages is the one it gets; with the last, all fits that can be typed.
DEGREES = (
    USUAL,
    (less := Detail(is_tight=True)),
    (less := replace(less, is_small=True)),
    (less := replace(less, definition=600, rubric=300)),
    (less := replace(less, reason=240, said=160, advice=400, explained=200, why=160, breaks=4, has_short_rows=True)),
    (less := replace(less, reason=160, said=110, advice=280, explained=130, why=120, breaks=3)),
    (less := replace(less, explained=BARE, breaks=2)),
    (less := replace(less, reason=110, said=BARE, advice=180, why=BARE)),
    (less := replace(less, definition=300, rubric=160)),
    (less := replace(less, reason=BARE, recommendations=5, has_short_advice=True, label=110)),
    (less := replace(less, advice=BARE, breaks=1, recommendations=3, label=80)),
    (less := replace(less, strands=6, drawings=1, speerpunten=8)),
    (less := replace(less, strands=4, breaks=0)),
    replace(less, drawings=0, speerpunten=12, breaks=1),
    (less := replace(less, drawings=0, label=60)),
    (less := replace(less, speerpunten=3, recommendations=2)),
    replace(less, speerpunten=0, recommendations=0),
)
# Of what a degree takes away together, some may still find a place: what is missed most, first.
FIRST_BACK = (
    "speerpunten",
    "recommendations",
    "has_short_advice",
    "breaks",
    "label",
    "definition",
    "rubric",
    "explained",
    "reason",
    "advice",
    "why",
    "said",
    "has_short_rows",
    "strands",
    "drawings",
    "is_small",
)
