"""The pictures of the monitor as SVG: the course of a round, and how it stands per province. Pure.

Both hold in greyscale: lines differ by their dashes, bars by light and hatching, and both have their words and numbers
beside them. The same figures stand in a table under each.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.dutch import MONTHS, dutch_date
from assessments.models import Status
from assessments.monitor.figures import LINES, Course, Place
from assessments.worklist.rows import BUSY, NOT_BEGUN, STANDS
from basisfuncties.charts import GRID, SIZE, box, hatching, picture
from basisfuncties.shapes import COLOURS, INK, QUIET, WHITE, joined, number, readable_on, text_width, tint

WIDTH = 824
# Of the course: where the axes are, and the room for words behind the lines.
LEFT, RIGHT, TOP, BOTTOM = 46, 640, 16, 300
HEIGHT = 334
LEADING = 20
MOST_TICKS = 6
LOOKS = {
    "begonnen": (QUIET, "2 4", 2),
    "ingediend": (COLOURS[0], "10 4", 2.5),
    "in_beoordeling": (COLOURS[2], "10 3 2 3", 2.5),
    "vastgesteld": (INK, "none", 3),
}


Scale = Callable[[int], float]


def draw_course(course: Course, *, title: str) -> SafeString:
    """Return the course of a round as lines, each with its name and its last number behind it."""
    top = _round_up(max(max(numbers) for numbers in course.counts.values()))
    length = len(course.days)

    def x(place: int) -> float:
        return LEFT + (RIGHT - LEFT) * place / max(1, length - 1)

    def y(value: int) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / top

    lines = [
        _line([(x(place), y(value)) for place, value in _corners(course.counts[line.key])], x(length - 1), line.key)
        for line in LINES
    ]
    words = [f"{line.label} {course.last[line.key]}" for line in LINES]
    heights = _apart([y(course.last[line.key]) for line in LINES])
    labels = [
        format_html(
            '<path d="M{} {}L{} {}" stroke="{}" stroke-width="1"/>'
            '<text x="{}" y="{}" font-weight="600" fill="{}">{}</text>',
            number(RIGHT + 3),
            number(y(course.last[line.key])),
            number(RIGHT + 18),
            number(height),
            GRID,
            RIGHT + 22,
            number(height + SIZE * 0.35),
            LOOKS[line.key][0],
            text,
        )
        for line, text, height in zip(LINES, words, heights, strict=True)
    ]
    days = f"Van {dutch_date(course.days[0])} tot en met {dutch_date(course.days[-1])}."
    return picture(
        WIDTH,
        HEIGHT,
        title,
        f"{days} Op de laatste dag: {', '.join(words)}.",
        [*_levels(top, y), *_ticks(course.days, x), *lines, *labels],
    )


def _round_up(most: int) -> int:
    """Return a number of at least 5 that the axis can be divided by in five even steps that people count in."""
    tens = 1
    while True:
        for step in (1, 2, 3, 4, 5, 6, 8):
            if step * tens * 5 >= most:
                return step * tens * 5
        tens *= 10


def _corners(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return where a line changes: the first day, and each day that has another number than the one before."""
    for place, value in enumerate(numbers):
        if place == 0 or value != numbers[place - 1]:
            yield place, value


def _line(points: list[tuple[float, float]], end: float, key: str) -> SafeString:
    (left, height), *rest = points
    path = f"M{number(left)} {number(height)}" + "".join(f"H{number(x)}V{number(y)}" for x, y in rest)
    colour, dashes, width = LOOKS[key]
    return format_html(
        '<path d="{}H{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>',
        path,
        number(end),
        colour,
        width,
        dashes,
    )


def _apart(heights: list[float]) -> list[float]:
    """Return heights for the words behind the lines, in the same order, that don't lie over each other."""
    order = sorted(range(len(heights)), key=lambda place: (heights[place], -place))
    placed = list(heights)
    lowest = float(TOP) - LEADING
    for place in order:
        lowest = placed[place] = max(placed[place], lowest + LEADING)
    highest = float(BOTTOM) + LEADING
    for place in reversed(order):
        highest = placed[place] = min(placed[place], highest - LEADING)
    return placed


def _levels(top: int, y: Scale) -> Iterator[SafeString]:
    for step in range(6):
        value = top * step // 5
        height = y(value)
        yield format_html(
            '<path d="M{} {}H{}" stroke="{}" stroke-width="1"/>'
            '<text x="{}" y="{}" text-anchor="end" fill="{}">{}</text>',
            LEFT,
            number(height),
            RIGHT,
            QUIET if step == 0 else GRID,
            LEFT - 8,
            number(height + SIZE * 0.35),
            QUIET,
            value,
        )


def _ticks(days: list[date], x: Scale) -> Iterator[SafeString]:
    step = max(1, -(-len(days) // MOST_TICKS))
    for place in range(0, len(days), step):
        day = days[place]
        yield format_html(
            '<path d="M{0} {1}v5" stroke="{2}"/><text x="{0}" y="{3}" text-anchor="{4}" fill="{2}">{5} {6}</text>',
            number(x(place)),
            BOTTOM,
            QUIET,
            BOTTOM + 22,
            "start" if place == 0 else "middle",
            day.day,
            "mrt" if day.month == 3 else MONTHS[day.month - 1][:3],
        )


@dataclass(frozen=True)
class Kind:
    """One part of a bar: which stands it holds, its words, and how it looks."""

    stands: tuple[str, ...]
    label: str
    fill: str
    hatched: bool = False


BLUE = COLOURS[0]
_OWN_PART = (NOT_BEGUN, BUSY, Status.SUBMITTED, Status.IN_REVIEW, Status.ADOPTED)
# What the municipality can change again, for whichever reason.
_BACK = tuple(stand for stand in STANDS if stand not in _OWN_PART)
KINDS = (
    Kind((NOT_BEGUN,), "niet begonnen", WHITE),
    Kind((BUSY,), "bezig", tint(BLUE, 1)),
    Kind((Status.SUBMITTED,), "ingediend", tint(BLUE, 2)),
    Kind(_BACK, "terug bij de gemeente", WHITE, hatched=True),
    Kind((Status.IN_REVIEW,), "in beoordeling", tint(BLUE, 3)),
    Kind((Status.ADOPTED,), "vastgesteld", BLUE),
)
BAR_LEFT, BAR_RIGHT, BAR, GAP = 150, 770, 22, 12
SWATCH = 16


def draw_places(places: Sequence[Place], *, title: str) -> SafeString:
    """Return a bar for each place: as long for each, divided by how its assessments stand, with the numbers in it."""
    pieces, top = _legend()
    for place in places:
        pieces += _bar(place, top)
        top += BAR + GAP
    return picture(WIDTH, top, title, "De tabel hieronder heeft dezelfde getallen.", pieces)


def _legend() -> tuple[list[SafeString], float]:
    """Return what each part of a bar means, in as many lines as it needs, and where the bars begin."""
    pieces: list[SafeString] = []
    left, top = float(BAR_LEFT), 0.0
    for kind in KINDS:
        width = SWATCH + 6 + text_width(kind.label, SIZE, bold=False) + 20
        if left + width > WIDTH:
            left, top = float(BAR_LEFT), top + LEADING + 4
        pieces += _part(kind, left, top, SWATCH, SWATCH)
        pieces.append(
            format_html(
                '<text x="{}" y="{}" fill="{}">{}</text>', number(left + SWATCH + 6), number(top + 13), INK, kind.label
            )
        )
        left += width
    return pieces, top + SWATCH + 18


def _bar(place: Place, top: float) -> list[SafeString]:
    middle = number(top + BAR / 2 + SIZE * 0.35)
    pieces = [
        format_html(
            '<text x="{}" y="{}" text-anchor="end" fill="{}">{}</text>', BAR_LEFT - 10, middle, INK, place.name
        ),
        format_html('<text x="{}" y="{}" fill="{}">{}</text>', BAR_RIGHT + 10, middle, QUIET, place.total),
    ]
    left = float(BAR_LEFT)
    for kind in KINDS:
        count = sum(place.counts.get(stand, 0) for stand in kind.stands)
        if not count:
            continue
        width = (BAR_RIGHT - BAR_LEFT) * count / place.total
        part = _part(kind, left, top, width, BAR)
        if text_width(str(count), SIZE) + 8 <= width:
            part.append(_count(count, kind, left + width / 2, top))
        pieces.append(format_html("<g><title>{}: {} {}</title>{}</g>", place.name, count, kind.label, joined(part)))
        left += width
    return pieces


def _count(count: int, kind: Kind, middle: float, top: float) -> SafeString:
    width = text_width(str(count), SIZE) + 6
    ground = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        number(middle - width / 2),
        number(top + 3),
        number(width),
        BAR - 6,
        kind.fill,
    )
    return format_html(
        '{}<text x="{}" y="{}" text-anchor="middle" font-weight="600" fill="{}">{}</text>',
        ground if kind.hatched else "",
        number(middle),
        number(top + BAR / 2 + SIZE * 0.35),
        readable_on(kind.fill),
        count,
    )


def _part(kind: Kind, left: float, top: float, width: float, height: float) -> list[SafeString]:
    """Return a piece of a bar, with its hatching when it has one."""
    pieces = [box(left, top, width, height, fill=kind.fill, line=BLUE)]
    if kind.hatched:
        pieces.append(hatching(left, top, width, height, BLUE))
    return pieces
