"""A part of a page: one small form that is saved by itself, and that notices a colleague's change.

A page is a list of parts in one HTML form. Each part carries the fingerprint of what it showed; after
posting it is untouched, to be saved, or in conflict with what a colleague saved in the meantime.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from assessments.fingerprint import fingerprint
from assessments.models.answers import MAX_TEXT, Edited

Content = dict[str, Any]


class LongText(forms.CharField):
    """A text of up to 20,000 characters, with line ends as one character whatever the browser sends."""

    def __init__(self, *, label: str, rows: int = 4, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=MAX_TEXT,
            widget=forms.Textarea(attrs={"rows": rows, "maxlength": None}),
            error_messages={
                "max_length": "Deze tekst heeft %(show_value)s tekens. Maak hem korter: 20.000 is het meeste."
            },
        )

    def to_python(self, value: Any) -> str:
        """Return the text with a single line feed as the end of each line."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave `maxlength` out: a browser would cut off a pasted text without a word."""
        return {}


class PartForm(forms.Form):
    """One part of a page. A subclass says what it holds and writes it to its row."""

    # Nothing has to be filled in here, so no field says that it is optional; the template need not find that out.
    mark_optional = False

    template: ClassVar[str]
    fields_of_row: ClassVar[tuple[str, ...]]

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, prefix: str, heading: str, row: Edited, **initial: Any
    ) -> None:
        self.heading = heading
        self.row = row
        self.stored = self.stored_content(row)
        super().__init__(data, prefix=prefix, initial={**self.stored, **initial})

    def stored_content(self, row: Edited) -> Content:
        """Return what is stored now, in the shape that `content` gives."""
        return {name: getattr(row, name) for name in self.fields_of_row}

    def content(self) -> Content:
        """Return what was typed, cleaned; only of a valid part."""
        return {name: self.cleaned_data[name] for name in self.fields_of_row}

    @property
    def read_name(self) -> str:
        """Return the name of the hidden field with the fingerprint."""
        return f"{self.prefix}-read"

    @property
    def read(self) -> str:
        """Return the fingerprint that the page carries: of what is stored, which is what it now shows beside it."""
        return fingerprint(self.stored)

    @property
    def _read_by_browser(self) -> str:
        return str(self.data.get(self.read_name, ""))

    @property
    def is_touched(self) -> bool:
        """Whether this person changed anything since reading."""
        return fingerprint(self.content()) != self._read_by_browser

    @property
    def is_changed(self) -> bool:
        """Whether saving would change what is stored."""
        return self.is_touched and self.content() != self.stored

    @property
    def is_in_conflict(self) -> bool:
        """Whether a colleague saved something else since this person read the part."""
        return self.is_bound and self.is_valid() and self.is_changed and self._read_by_browser != self.read

    @property
    def last_edit(self) -> Edited | None:
        """Return the stored row when it was saved before; it knows who and when."""
        return self.row if self.row.pk else None

    def apply(self) -> list[Edited]:
        """Put what was typed into the row, without saving it; return the rows to save."""
        for name, value in self.content().items():
            setattr(self.row, name, value)
        return [self.row]

    def stored_lines(self) -> list[tuple[str, str]]:
        """Return what is stored as (label, text), to show beside what was typed."""
        lines = []
        for name in self.fields_of_row:
            text = self.display(name, self.stored[name])
            if text:
                lines.append((str(self.fields[name].label), text))
        return lines

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        if value is None or value == "":
            return ""
        choices = dict(getattr(self.fields[name], "choices", ()) or ())
        if isinstance(value, list):
            return ", ".join(str(choices.get(code, code)) for code in value)
        return str(choices.get(value, value))
