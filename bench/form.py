"""What a browser sends back for a page on which nobody touches anything."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]
Attributes = list[tuple[str, str | None]]


class _FormReader(HTMLParser):
    """Reads all fields of a page; the other form on our pages, to log out, has none but the token."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.select = ""
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = dict(attrs)
        name, value = values.get("name") or "", values.get("value")
        if tag == "select":
            self.select = name
        elif tag == "option" and "selected" in values:
            self._add(self.select, value or "")
        elif tag == "textarea":
            self.textarea = name
            self._add(name, "")
        elif tag == "input" and name and (values.get("type") not in ("checkbox", "radio") or "checked" in values):
            self._add(name, "on" if value is None else value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # HTML drops the line feed that Django writes after <textarea>.
            self.fields[self.textarea][-1] = self.fields[self.textarea][-1].removeprefix("\n")
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.fields[self.textarea][-1] += data

    def _add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)


def read_form(page: str) -> Fields:
    """Return the values of all fields of the page, by name."""
    reader = _FormReader()
    reader.feed(page)
    reader.fields.pop("csrfmiddlewaretoken", None)
    return reader.fields
