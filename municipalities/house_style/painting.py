"""How the parts of a drawing are painted: its styles as attributes, with only values that paint. Pure."""

import re

import tinycss2
from lxml import etree
from tinycss2.color3 import RGBA, parse_color

MAX_STYLES = 64 * 1024  # characters
MAX_RULES = 500

# Each matches in one way only, so that no value takes long to be refused.
NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?"
LENGTH = re.compile(rf"{NUMBER}(?:px|pt|mm|cm|in|%)?")
_LENGTHS = re.compile(rf"none|{NUMBER}(?:px|%)?(?:[\s,]+{NUMBER}(?:px|%)?){{0,20}}")
_REFERENCE = re.compile(r"""url\(\s*["']?#([\w:.-]{1,200})["']?\s*\).*""", re.DOTALL)
_WORDS = {
    "fill-rule": ("nonzero", "evenodd"),
    "clip-rule": ("nonzero", "evenodd"),
    "stroke-linecap": ("butt", "round", "square"),
    "stroke-linejoin": ("miter", "round", "bevel"),
    "visibility": ("visible", "hidden", "collapse"),
    "display": ("none",),
}
_LENGTH_OF = ("stroke-width", "stroke-dashoffset")
_PLAIN_NUMBER = ("stroke-miterlimit",)
_SHARES = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity")
_COLOURS = {"fill": "fill-opacity", "stroke": "stroke-opacity", "stop-color": "stop-opacity"}
_EFFECTS = ("filter", "mask", "marker", "marker-start", "marker-mid", "marker-end")
_KNOWN = frozenset(
    (*_WORDS, *_LENGTH_OF, *_PLAIN_NUMBER, *_SHARES, *_COLOURS, *_EFFECTS, "stroke-dasharray", "clip-path")
)
_SELECTOR = re.compile(r"([.#]?)([A-Za-z_][\w-]*)")


class Stylesheet:
    """The rules of a drawing that drawing programs write: on a class, an id or an element. Others are passed over."""

    def __init__(self, text: str) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        rules = tinycss2.parse_stylesheet(text[:MAX_STYLES], skip_comments=True, skip_whitespace=True)
        for rule in [each for each in rules if each.type == "qualified-rule"][:MAX_RULES]:
            said = _declared(tinycss2.serialize(rule.content))
            for selector in tinycss2.serialize(rule.prelude).split(","):
                if _SELECTOR.fullmatch(selector.strip()):
                    self._rules.setdefault(selector.strip(), {}).update(said)

    def of(self, element: etree._Element) -> dict[str, str]:
        """Return what is said of how this element is painted: attributes, then the rules, then its own style."""
        said = {name: value.strip() for name, value in element.attrib.items() if name in _KNOWN}
        names = [str(element.tag).rpartition("}")[2]]
        names += [f".{name}" for name in (element.get("class") or "").split()[:20]]
        names += [f"#{element.get('id')}"]
        for name in names:
            said |= self._rules.get(name, {})
        return said | _declared(element.get("style") or "")


def painted(said: dict[str, str]) -> dict[str, str]:
    """Return the properties with the values that we know, as attributes.

    A reference to something in the file comes back as '#:' and its id; colours as #rrggbb, with how much they let
    through in a property of its own.
    """
    paint: dict[str, str] = {}
    for name, value in said.items():
        if name in _COLOURS:
            _paint_colour(name, value, paint)
        elif name == "clip-path":
            found = _REFERENCE.fullmatch(value)
            if found:
                paint[name] = f"#:{found[1]}"
        elif name in _SHARES:
            share = _share(value)
            if share is not None:
                paint[name] = f"{share * float(paint.get(name, 1)):g}"
        elif _may_be(name, value):
            paint[name] = value
    return paint


def _may_be(name: str, value: str) -> bool:
    if name in _WORDS:
        return value in _WORDS[name]
    if name == "stroke-dasharray":
        return bool(_LENGTHS.fullmatch(value))
    if name in _PLAIN_NUMBER:
        return bool(re.fullmatch(NUMBER, value))
    return name in _LENGTH_OF and bool(LENGTH.fullmatch(value))


def _paint_colour(name: str, value: str, paint: dict[str, str]) -> None:
    if value in ("none", "transparent"):
        paint[name] = "none"
        return
    reference = _REFERENCE.fullmatch(value)
    if reference and name != "stop-color":
        paint[name] = f"#:{reference[1]}"
        return
    colour = parse_color(value)
    if colour == "currentColor":  # black, as where no page gives it another
        paint[name] = "#000000"
    elif isinstance(colour, RGBA):
        paint[name] = "#" + "".join(f"{round(255 * min(1, max(0, part))):02x}" for part in colour[:3])
        if colour.alpha < 1:
            through = _COLOURS[name]
            paint[through] = f"{colour.alpha * float(paint.get(through, 1)):g}"


def _share(value: str) -> float | None:
    """Return a part of one, written as 0.5 or 50%."""
    found = re.fullmatch(rf"({NUMBER})(%?)", value)
    if found is None:
        return None
    return min(1.0, max(0.0, float(found[1]) / (100 if found[2] else 1)))


def _declared(text: str) -> dict[str, str]:
    declared = tinycss2.parse_declaration_list(text[:MAX_STYLES], skip_comments=True, skip_whitespace=True)
    return {
        each.lower_name: tinycss2.serialize(each.value).strip()
        for each in declared
        if each.type == "declaration" and each.lower_name in _KNOWN
    }
