"""The table that `make bench` prints."""

from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("what", "measured", "goal", "reached")


@dataclass(frozen=True)
class Line:
    """One measurement. Without `most` or `least` it has no goal and is there to compare."""

    what: str
    measured: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def is_missed(self) -> bool:
        """Whether there is a goal and this is not it."""
        too_much = self.most is not None and self.measured > self.most
        return too_much or (self.least is not None and self.measured < self.least)

    @property
    def goal(self) -> str:
        """The goal in words."""
        if self.most is not None:
            return f"≤ {self.most:g}"
        return "" if self.least is None else f"≥ {self.least:g}"

    @property
    def verdict(self) -> str:
        """Whether the goal is reached; empty when there is none."""
        if not self.goal:
            return ""
        return "MISSED" if self.is_missed else "ok"


def show(lines: Sequence[Line]) -> str:
    """Return the table as Markdown, with the missed goals under it."""
    cells = [
        HEADINGS,
        *((line.what, f"{_figure(line.measured)} {line.unit}".strip(), line.goal, line.verdict) for line in lines),
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADINGS))]
    rows = [_row([cell.ljust(width) for cell, width in zip(row, widths, strict=True)]) for row in cells]
    rows.insert(1, _row(["-" * width for width in widths]))
    missed = [line.what for line in lines if line.is_missed]
    summary = f"Missed: {'; '.join(missed)}." if missed else "Every goal is reached."
    return "\n".join([*rows, "", summary])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.2f}"
