"""How large the circles of the summary can be, so that the page stays one page. Pure.

The texts are measured with the widths of the letters, as the circle measures its names; what they leave is for the
circles. Sizes in millimetres; they are those of static/css/pdf/3-summary.css.
"""

from math import ceil

from basisfuncties.shapes import split_to_fit, text_width
from reports.settings import Points

SIZES = (94, 86, 78, 70, 62, 54, 46, 38, 30)
# What the page has, less its heading and the room between its parts.
ROOM = 213
POINT_MM = 0.3528


def circle_size(
    *,
    lead: str,
    explained: str,
    good: Points,
    attention: Points,
    ask: str,
    notes: tuple[str, ...],
    rows: int,
    has_last: bool,
) -> int:
    """Return the largest of the sizes with which everything fits, or the smallest."""
    left = ROOM - 5.8 * _lines(lead, 12, 166) - _ask(ask) - 5.6 * (rows + 2)
    left -= sum(4.2 * _lines(note, 8, 166) for note in notes) + 4.2 * (_lines(explained, 8, 84) - 2)
    if has_last:
        # Points stand under the circles, two columns beside each other.
        left -= max(_points(good, 79), _points(attention, 79)) + 5
        return next((size for size in SIZES if size <= left), SIZES[-1])
    # Points stand beside the circle, and get what it leaves of the width.
    left -= 5
    beside = _points(good, 62) + _points(attention, 62) + 6
    return next((size for size in SIZES if size <= left and (beside <= left or size == SIZES[-1])), SIZES[-1])


def is_long_title(title: str) -> bool:
    """Whether a title takes more than two lines on the cover, at the size of the usual one."""
    return _lines(title, 34, 166) > 2


def _points(points: Points, width: float) -> float:
    return 9 + sum(1.6 + 4.5 * _lines(point, 9, width - 5) for point in points)


def _ask(ask: str) -> float:
    return 15 + 5.2 * _lines(ask, 9.5, 152) if ask else 0


def _lines(text: str, size: float, width: float) -> int:
    """Return in how many lines a text of this type size (in points) goes, long words broken."""
    room = width / POINT_MM
    lines = split_to_fit(text, size, room, bold=False)
    return sum(max(1, ceil(text_width(line, size, bold=False) / room)) for line in lines)
