"""Read a piece of HTML as a list of elements, to ask what stands in it and in what order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "path"}


@dataclass
class Element:
    """An element with its attributes and all the text inside it."""

    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.parts).split())

    @property
    def classes(self) -> set[str]:
        return set(self.get("class").split())


class Reading(HTMLParser):
    """The elements of a text in HTML, in its order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        assert not self._open, f"never closed: {[element.tag for element in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.parts.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of this kind; `class_="x"` asks for one of the classes."""
        return list(self._matching(tag, attributes))

    def one(self, tag: str, **attributes: str) -> Element:
        """Return the only element of this kind."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}>"
        return found[0]

    def with_id(self, name: str) -> Element:
        """Return the only element with this id."""
        found = [element for element in self.elements if element.get("id") == name]
        assert len(found) == 1, f"{len(found)} elements have the id {name}"
        return found[0]

    def place(self, element: Element) -> int:
        """Return how far in the text the element begins."""
        return next(place for place, each in enumerate(self.elements) if each is element)

    def _matching(self, tag: str, attributes: dict[str, str]) -> Iterator[Element]:
        for element in self.elements:
            if element.tag != tag:
                continue
            if all(
                value in element.classes if name == "class_" else element.get(name.replace("_", "-")) == value
                for name, value in attributes.items()
            ):
                yield element
