"""Make a drawing (SVG) that somebody sends safe: nothing of it is kept, a new one is drawn from what we know. Pure.

An SVG can hold scripts, ask for other files, or blow up when it is read. So the file is read with all of that switched
off, and then each shape is written anew from a list of elements, attributes and values that only draw
(docs/decisions/0013-house-style.md). What can't be drawn that way is refused when the logo would look different
without it, and left out when it would not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from municipalities.house_style.colours import WHITE, contrast
from municipalities.house_style.geometry import GEOMETRY, GRADIENT, GRADIENT_ALWAYS, TRANSFORM, fits, kept_of, number
from municipalities.house_style.painting import LENGTH, NUMBER, Stylesheet, painted
from municipalities.house_style.refusal import LogoError

MAX_TEXT = 512 * 1024  # characters that we read
MAX_CLEAN = 256 * 1024  # characters that we keep
MAX_DEPTH = 40
MAX_ELEMENTS = 4_000  # also after what is used several times is written out
MOST_STRETCHED = 20  # times as wide as high, or the reverse
SEEN_ON_WHITE = 1.3  # contrast from which a colour can be seen on white

SVG = "{http://www.w3.org/2000/svg}"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

_GROUPS = ("g", "a", "switch", "symbol")
_KEPT_APART = ("defs", "style")  # read beforehand
_SAYS_NOTHING = ("title", "desc", "metadata", "namedview")
_NEEDED = {
    "text": "In dit logo staan letters als tekst, en die zien er overal anders uit. Zet ze in uw tekenprogramma om in "
    "contouren (paden), of lever een PNG.",
    "image": "In dit SVG-bestand zit een foto of bitmap. Lever het logo zonder, of lever een PNG.",
    "svg": "In dit SVG-bestand zit een tekening in een tekening. Voeg ze in uw tekenprogramma samen, of lever een PNG.",
}
_EFFECTS = ("filter", "mask", "marker")
_REMOVED = {
    "script": "een script",
    "foreignObject": "een stuk webpagina",
    "a": "een link",
    "animate": "beweging",
    "animateTransform": "beweging",
    "animateMotion": "beweging",
    "set": "beweging",
}

_NOT_READ = "Dit SVG-bestand is beschadigd, of het is geen SVG. Sla het in uw tekenprogramma opnieuw op."
_TOO_MUCH = "Deze tekening is te ingewikkeld voor een logo. Vereenvoudig haar in uw tekenprogramma, of lever een PNG."
_ENTITIES = (
    "In dit SVG-bestand staan eigen afkortingen (‘entities’), en die nemen we niet over. "
    "Sla het in uw tekenprogramma op als ‘gewone SVG’, of lever een PNG."
)
_EFFECT = (
    "Dit logo gebruikt een effect (zoals schaduw, masker of patroon) dat we niet overnemen. "
    "Maak er in uw tekenprogramma gewone vlakken van, of lever een PNG."
)
_EMPTY = "In dit SVG-bestand staat niets dat we kunnen tekenen. Lever een ander bestand, of een PNG."
_NO_SIZE = "Dit SVG-bestand zegt niet hoe groot het is. Sla het in uw tekenprogramma opnieuw op, of lever een PNG."
STRETCHED = "Dit logo is wel erg langgerekt. Lever een bestand waar het logo zelf strak in past."


@dataclass(frozen=True)
class Drawing:
    """A clean drawing. `removed` says in Dutch what was left out that did not belong there."""

    markup: str
    width: int
    height: int
    on_dark: bool
    removed: tuple[str, ...]


def clean_svg(content: bytes) -> Drawing:
    """Return the drawing anew. Raises LogoError when it can't be taken."""
    root = _parse(content)
    cleaner = _Cleaner(root)
    markup = cleaner.draw()
    width, height = cleaner.size
    colours = cleaner.colours
    return Drawing(
        markup=markup,
        width=max(1, round(width)),
        height=max(1, round(height)),
        on_dark=all(contrast(colour, WHITE) < SEEN_ON_WHITE for colour in colours),
        removed=tuple(dict.fromkeys(cleaner.removed)),
    )


def _parse(content: bytes) -> etree._Element:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LogoError(_NOT_READ) from None
    if len(text) > MAX_TEXT:
        raise LogoError(_TOO_MUCH)
    if "<!ENTITY" in text:
        raise LogoError(_ENTITIES)
    parser = etree.XMLParser(
        encoding="utf-8",  # whatever the file says of itself: this is what was looked at
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise LogoError(_NOT_READ) from None
    if root.tag not in (f"{SVG}svg", "svg"):
        raise LogoError(_NOT_READ)
    for count, _ in enumerate(root.iter(), 1):
        if count > MAX_ELEMENTS:
            raise LogoError(_TOO_MUCH)
    return root


@dataclass
class _Node:
    """An element of the new drawing."""

    name: str
    attributes: dict[str, str]
    children: list["_Node"] = field(default_factory=list)

    def write(self) -> str:
        # Values went through the patterns above: none of them lets a quote or a bracket of XML through.
        written = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        inside = "".join(child.write() for child in self.children)
        return f"<{self.name}{written}>{inside}</{self.name}>" if inside else f"<{self.name}{written}/>"


class _Cleaner:
    """Draws one file anew. What it comes across on the way is in `colours` and `removed`."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.colours: set[str] = set()
        self.removed: list[str] = []
        self.left = MAX_ELEMENTS
        self.in_outline = False
        self.by_id = {each.get("id"): each for each in root.iter() if each.get("id")}
        self.styles = Stylesheet("".join("".join(each.itertext()) for each in root.iter(f"{SVG}style", "style")))
        self.defined: dict[str, _Node] = {}
        self.box = _box(root)
        self.size = self.box[2:]

    def draw(self) -> str:
        """Return the whole new drawing."""
        drawn = self._children(self.root, self._paint(self.root, {}), 1)
        if not any(_shapes(drawn)):
            raise LogoError(_EMPTY)
        defs = [_Node("defs", {}, list(self.defined.values()))] if self.defined else []
        paint = {name: value for name, value in self._paint(self.root, {}).items() if name != "clip-path"}
        width, height = self.size
        head = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": " ".join(f"{part:g}" for part in self.box),
            "width": f"{width:g}",
            "height": f"{height:g}",
        }
        markup = _Node("svg", head | paint, defs + drawn).write()
        if len(markup) > MAX_CLEAN:
            raise LogoError(_TOO_MUCH)
        return markup

    def _children(self, parent: etree._Element, inherited: dict[str, str], depth: int) -> list[_Node]:
        return [node for child in parent for node in self._element(child, inherited, depth + 1)]

    def _element(self, element: etree._Element, inherited: dict[str, str], depth: int) -> Iterator[_Node]:
        """Yield what is drawn of this element: nothing, one node, or those inside it."""
        self.left -= 1
        if depth > MAX_DEPTH or self.left < 0:
            raise LogoError(_TOO_MUCH)
        name = _name(element)
        if name is None or name in _KEPT_APART or name in _SAYS_NOTHING:
            return
        self._note(element, name)
        if name in _NEEDED:
            raise LogoError(_NEEDED[name])
        if name not in GEOMETRY and name not in _GROUPS and name != "use":
            return
        paint = self._paint(element, inherited)
        if paint.pop("display", "") == "none":
            return
        attributes = self._geometry(element, name) | paint
        if name == "use":
            yield from self._used(element, attributes, inherited | paint, depth)
        elif name in _GROUPS:
            if name != "symbol":
                inside = self._children(element, inherited | paint, depth)
                if inside:
                    yield _Node("g", attributes, inside)
        else:
            self._see(inherited | paint)
            yield _Node(name, attributes)

    def _used(
        self, element: etree._Element, attributes: dict[str, str], inherited: dict[str, str], depth: int
    ) -> Iterator[_Node]:
        """Yield a copy of what is used, so that the new drawing needs no references."""
        target = self.by_id.get(_local(element))
        if target is None:
            return
        if _name(target) == "symbol":
            if target.get("viewBox"):
                raise LogoError(_TOO_MUCH)
            inside = self._children(target, inherited | self._paint(target, inherited), depth + 1)
        else:
            inside = list(self._element(target, inherited, depth + 1))
        x, y = (number(element.get(name, "0")) for name in ("x", "y"))
        if x or y:
            moved = f"{attributes.get('transform', '')} translate({x:g} {y:g})".strip()
            attributes = attributes | {"transform": moved}
        if inside:
            yield _Node("g", attributes, inside)

    def _geometry(self, element: etree._Element, name: str) -> dict[str, str]:
        kept = {}
        for each in GEOMETRY.get(name, ()):
            value = element.get(each)
            if value is not None and fits(each, value):
                kept[each] = " ".join(value.split())
        transform = element.get("transform")
        if transform and TRANSFORM.fullmatch(transform):
            kept["transform"] = " ".join(transform.split())
        return kept

    def _paint(self, element: etree._Element, inherited: dict[str, str]) -> dict[str, str]:
        """Return how the element is painted, with what it refers to drawn as well."""
        properties = self.styles.of(element)
        for effect in _EFFECTS:
            if any(each.startswith(effect) and properties[each] != "none" for each in properties):
                raise LogoError(_EFFECT)
        paint = painted(properties)
        if self.in_outline:  # of which only the shape counts; and one that cuts itself would never end
            paint = {name: value for name, value in paint.items() if name in ("clip-rule", "display")}
        for name, value in list(paint.items()):
            if value.startswith("#:"):  # painted() marks a reference so
                target = value[2:]
                if not self._define(target, is_clip=name == "clip-path"):
                    del paint[name]
                    if name != "clip-path":
                        paint[name] = "none"
                else:
                    paint[name] = f"url(#{_new_id(target)})"
        return paint

    def _define(self, target: str, *, is_clip: bool) -> bool:
        """Draw a gradient or an outline that something refers to; say whether there is one."""
        element = self.by_id.get(target)
        if element is None:
            return False
        name = _name(element) or ""
        if is_clip != (name == "clipPath") or (name not in GRADIENT and not is_clip):
            if name == "pattern":
                raise LogoError(_EFFECT)
            return False
        if target in self.defined:
            return True
        self.left -= 1
        self.defined[target] = node = _Node(name, {"id": _new_id(target)})
        if is_clip:
            node.attributes |= kept_of(element, ("clipPathUnits",)) | self._geometry(element, name)
            seen, self.in_outline = set(self.colours), True
            node.children = [_flat(each) for each in self._children(element, {}, MAX_DEPTH // 2)]
            self.colours, self.in_outline = seen, False
        else:
            self._gradient(element, name, node)
        return True

    def _gradient(self, element: etree._Element, name: str, node: _Node) -> None:
        """Write out a gradient, with what it takes from another one."""
        chain: list[etree._Element] = []
        each = element
        while each is not None and each not in chain and len(chain) < 10:
            chain.append(each)
            each = self.by_id.get(_local(each))
        for one in reversed(chain):
            node.attributes |= kept_of(one, (*GRADIENT[name], *GRADIENT_ALWAYS))
        stops = next((found for one in chain if (found := [each for each in one if _name(each) == "stop"])), [])
        for stop in stops[:100]:
            paint = {name: value for name, value in painted(self.styles.of(stop)).items() if name.startswith("stop-")}
            offset = stop.get("offset", "0").strip()
            if LENGTH.fullmatch(offset):
                paint["offset"] = offset
            self.colours.add(paint.get("stop-color", "#000000"))
            node.children.append(_Node("stop", paint))

    def _see(self, paint: dict[str, str]) -> None:
        """Note which colours a shape is drawn in."""
        self.colours |= {
            value for value in (paint.get("fill", "#000000"), paint.get("stroke", "none")) if value.startswith("#")
        }

    def _note(self, element: etree._Element, name: str) -> None:
        if name in _REMOVED:
            self.removed.append(_REMOVED[name])
        if any(str(attribute).lower().startswith("on") for attribute in element.attrib):
            self.removed.append("een script")


def _name(element: etree._Element) -> str | None:
    """Return the name of an element of SVG; None for what another program put in for itself."""
    tag = element.tag
    if not isinstance(tag, str):
        return None
    if tag.startswith(SVG):
        return tag[len(SVG) :]
    return None if tag.startswith("{") else tag


def _local(element: etree._Element) -> str:
    """Return the id in this file that the element refers to, or nothing."""
    href = next((element.get(name) for name in HREFS if element.get(name)), "")
    return href[1:] if href.startswith("#") else ""


def _new_id(target: str) -> str:
    """Return a name of our own, that no other drawing on a page has."""
    return "logo-" + re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):x}", target)[:80]


def _flat(node: _Node) -> _Node:
    """Return the shape inside a group of an outline, which may hold shapes only."""
    while node.name == "g" and len(node.children) == 1:
        [inside] = node.children
        moved = " ".join(each.attributes["transform"] for each in (node, inside) if "transform" in each.attributes)
        node = _Node(inside.name, inside.attributes | ({"transform": moved} if moved else {}), inside.children)
    if node.name == "g":
        raise LogoError(_TOO_MUCH)
    return node


def _shapes(nodes: list[_Node]) -> Iterator[_Node]:
    for node in nodes:
        if node.name in GEOMETRY:
            yield node
        yield from _shapes(node.children)


def _box(root: etree._Element) -> tuple[float, float, float, float]:
    """Return x, y, width and height of what is drawn. Raises LogoError when that is nothing, or very stretched."""
    parts = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if len(parts) == 4 and all(re.fullmatch(NUMBER, part) for part in parts):
        x, y, width, height = (float(part) for part in parts)
    else:
        x, y = 0.0, 0.0
        sizes = [root.get(name) or "" for name in ("width", "height")]
        width, height = (0.0 if size.strip().endswith("%") else number(size) for size in sizes)
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise LogoError(_NO_SIZE)
    if not 1 / MOST_STRETCHED <= width / height <= MOST_STRETCHED:
        raise LogoError(STRETCHED)
    return x, y, width, height
