"""The shapes of a drawing: which attributes each has, and what may stand in them. Pure."""

import re

from lxml import etree

from municipalities.house_style.painting import LENGTH, NUMBER

GEOMETRY = {
    "path": ("d",),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
}
GRADIENT = {
    "linearGradient": ("x1", "y1", "x2", "y2"),
    "radialGradient": ("cx", "cy", "r", "fx", "fy"),
}
GRADIENT_ALWAYS = ("gradientUnits", "gradientTransform", "spreadMethod")
IN_WORDS = ("gradientUnits", "spreadMethod", "clipPathUnits")

# Each of these matches in one way only, so that no value takes long to be refused.
_NUMBERS = re.compile(r"[0-9eE+\-.,\s]*")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE+\-.,\s]*")
TRANSFORM = re.compile(r"\s*(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([0-9eE+\-.,\s]*\)[\s,]*)+")
_WORDS = re.compile(r"userSpaceOnUse|objectBoundingBox|pad|reflect|repeat")


def fits(attribute: str, value: str) -> bool:
    """Whether the value of an attribute of a shape only draws."""
    if attribute == "d":
        return bool(_PATH.fullmatch(value))
    if attribute == "points":
        return bool(_NUMBERS.fullmatch(value))
    return bool(LENGTH.fullmatch(value.strip()))


def kept_of(element: etree._Element, names: tuple[str, ...]) -> dict[str, str]:
    """Return those of these attributes of a gradient or an outline of which the value only draws."""
    kept = {}
    for name in names:
        value = (element.get(name) or "").strip()
        pattern = TRANSFORM if name.endswith("Transform") else _WORDS if name in IN_WORDS else LENGTH
        if value and pattern.fullmatch(value):
            kept[name] = " ".join(value.split())
    return kept


def number(written: str) -> float:
    """Return the number with which this begins, or 0."""
    found = re.match(NUMBER, written.strip())
    return float(found[0]) if found else 0.0
