"""A part of a page: one small form that is saved by itself, and that notices a colleague's change.

A page is a list of parts in one HTML form. Each part carries the fingerprint of what it showed; after
posting it is untouched, to be saved, or in conflict with what a colleague saved in the meantime.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import Field

from accounts.models import User
from assessments.dutch import dutch_date
from assessments.findings import Finding
from assessments.fingerprint import fingerprint
from assessments.models import How
from assessments.models.answers import MAX_TEXT, Edited
from assessments.previous import Before

Content = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """Who saved a part last, and when, of a row that knows it of all its parts together only."""

    updated_by: User
    updated_at: datetime


AnyForm = TypeVar("AnyForm", bound=forms.Form)

# The button that confirms what came from the previous round: its value is the prefix of a part, or this for all.
CONFIRM_BUTTON = "bevestig"
CONFIRM_ALL = "alles"


class ShortText(forms.CharField):
    """A text on a line, or a few, whose length the server checks: what is too long stays there to be made shorter."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "max_length": "Deze tekst heeft %(show_value)s tekens. Maak hem korter: %(limit_value)s is het meeste."
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave `maxlength` out: a browser would cut off a pasted text without a word."""
        return {}


class LongText(ShortText):
    """A text of up to 20,000 characters, with line ends as one character whatever the browser sends."""

    def __init__(self, *, label: str, rows: int = 4, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=MAX_TEXT,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={
                "max_length": "Deze tekst heeft %(show_value)s tekens. Maak hem korter: 20.000 is het meeste."
            },
        )

    def to_python(self, value: Any) -> str:
        """Return the text with a single line feed as the end of each line."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class PartForm(forms.Form):
    """One part of a page. A subclass says what it holds and writes it to its row.

    A part that the browser did not send is not bound: it stays as it is stored.
    """

    # Nothing has to be filled in here, so no field says that it is optional; the template need not find that out.
    mark_optional = False

    template: ClassVar[str]
    fields_of_row: ClassVar[tuple[str, ...]]
    confirm_field: ClassVar[str] = ""  # the field of the row that says whether this part is to be confirmed
    find_before: Callable[[], Before | None] | None = None  # set by `assessments.forms.before`
    # Where the thread breaks at this part; the view puts them here once the findings are known.
    breaks: "Sequence[Break]" = ()
    # Whether it is a question, a speerpunt or a level: what a page is made of, and what people talk about.
    is_place = True
    # Whether it stands inside another part.
    is_inside = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, prefix: str, heading: str, row: Edited, **initial: Any
    ) -> None:
        self.heading = heading
        self.row = row
        self.stored = self.stored_content(row)
        self.taken: Content | None = None
        self.how = How.SAVED
        sent = data is not None and read_name(prefix) in data
        super().__init__(data if sent else None, prefix=prefix, initial={**self.stored, **initial})

    def stored_content(self, row: Edited) -> Content:
        """Return what is stored now, in the shape that `content` gives."""
        return {name: getattr(row, name) for name in self.fields_of_row}

    def content(self) -> Content:
        """Return what was typed, cleaned; only of a valid part."""
        return {name: self.cleaned_data[name] for name in self.fields_of_row}

    def from_log(self, logged: Mapping[str, Any]) -> Content:
        """Return a content of the log in the shape that `content` gives; a field that it lacks stays as stored."""
        known = {name: self.value_from_log(name, logged[name]) for name in self.fields_of_row if name in logged}
        return {**self.stored, **known}

    def value_from_log(self, name: str, value: Any) -> Any:
        """Return a value of the log as the row holds it: JSON knows no dates and no decimals."""
        column = self.row._meta.get_field(name)
        return column.to_python(value) if isinstance(column, Field) else value

    def take(self, content: Content, how: How) -> None:
        """Hold this content, in place of what was typed."""
        self.taken, self.how = content, how

    @property
    def new(self) -> Content:
        """Return what is to be stored; only of a part that `is_ready`."""
        return self.content() if self.taken is None else self.taken

    @property
    def is_ready(self) -> bool:
        """Whether there is something right to store."""
        return self.taken is not None or self.is_valid()

    @property
    def read_name(self) -> str:
        """Return the name of the hidden field with the fingerprint."""
        return read_name(self.prefix)

    @property
    def read(self) -> str:
        """Return the fingerprint that the page carries: of what is stored, which is what it now shows beside it."""
        return fingerprint(self.stored)

    @property
    def is_changed(self) -> bool:
        """Whether this person changed or confirmed something since reading, and storing it would make a difference."""
        # In this order: most parts of a page that is sent are as they were, and a fingerprint takes its time.
        return (self.new != self.stored and self._is_touched) or self.is_confirmed_as_it_is

    @property
    def _is_touched(self) -> bool:
        return self.taken is not None or fingerprint(self.new) != self._read_by_browser

    @cached_property
    def before(self) -> Before | None:
        """Return what stood here in the previous round; read when first asked for."""
        return self.find_before() if self.find_before else None

    @property
    def is_stale(self) -> bool:
        """Whether somebody stored something else since this person read the part."""
        # What the log restores is compared where it is chosen, under the lock; who restores has read nothing here.
        return self.how not in (How.UNDONE, How.RESTORED) and self._read_by_browser != self.read

    @property
    def _read_by_browser(self) -> str:
        return str(self.data.get(self.read_name, ""))

    @property
    def to_confirm(self) -> bool:
        """Whether this came from the previous round and nobody looked at it yet."""
        return bool(self.confirm_field and getattr(self.row, self.confirm_field))

    @property
    def is_confirmed_as_it_is(self) -> bool:
        """Whether this person says that what came from the previous round, and what it read here, still holds."""
        asked = self.data.get(CONFIRM_BUTTON) in (self.prefix, CONFIRM_ALL)
        return asked and self.to_confirm and self._read_by_browser == self.read

    @property
    def last_edit(self) -> Edited | Seen | None:
        """Return the stored row when it was saved before; it knows who and when."""
        return self.row if self.row.pk else None

    def apply(self) -> list[Edited]:
        """Put the new content into the row, without saving it; return the rows to save. What changed is confirmed."""
        for name, value in self.new.items():
            setattr(self.row, name, value)
        if self.confirm_field:
            setattr(self.row, self.confirm_field, False)
        return [self.row]

    def fitted(self, joined: Content) -> Content:
        """Return what two people wrote, joined, put right where not all of it can stand; a subclass knows where."""
        return joined

    def depends_on(self, parts: Sequence["PartForm"]) -> bool:
        """Whether what can be chosen here comes from one of these parts of the same page."""
        return False

    def typed_codes(self) -> list[str]:
        """Return the codes of the own additions that were typed, in the order of their lines; of a valid part."""
        return [item["code"] for item in self.cleaned_data.get("own", ())]

    @property
    def shows_something_else(self) -> bool:
        """Whether the fields have to be drawn anew once this part is stored; of a valid part."""
        return self.taken is not None

    def lines(self, content: Content) -> list[tuple[str, str]]:
        """Return a content as (label, text), of the fields that this part has and that hold something."""
        shown = ((name, self.display(name, content[name])) for name in self.fields if name in content)
        return [(str(self.fields[name].label), text) for name, text in shown if text]

    def stored_lines(self) -> list[tuple[str, str]]:
        """Return what is stored as (label, text), to show beside what was typed."""
        return self.lines(self.stored)

    def typed_lines(self) -> list[tuple[str, str]]:
        """Return what is to be stored as (label, text)."""
        return self.lines(self.new)

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        if value is None or value == "":
            return ""
        if isinstance(value, date):
            return dutch_date(value)
        choices = dict(getattr(self.fields[name], "choices", ()) or ())
        if isinstance(value, list):
            return ", ".join(str(choices.get(code, code)) for code in value)
        return str(choices.get(value, value))

    @property
    def open_breaks(self) -> "list[Break]":
        """Return the breaks that nobody answered yet."""
        return [each for each in self.breaks if not each.because]

    @property
    def answered_breaks(self) -> "list[Break]":
        """Return the breaks that are so on purpose, as the municipality says."""
        return [each for each in self.breaks if each.because]


class _SharedFields(dict[str, forms.Field]):
    def __deepcopy__(self, _: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


def shares_fields(form: type[AnyForm]) -> type[AnyForm]:
    """Let all forms of this kind use the same fields: a page has ten of them, and copying took a tenth of its save.

    For a kind that changes nothing in a field; one of its forms may add or leave out fields.
    """
    form.base_fields = _SharedFields(form.base_fields)
    return form


@dataclass(frozen=True)
class Break:
    """A finding on the page where it can be mended, with the part that answers it."""

    finding: Finding
    response: PartForm

    @property
    def because(self) -> str:
        """Return what is stored as the reason, or nothing."""
        return str(self.response.stored["because"])


def read_name(prefix: str | None) -> str:
    """Return the name of the hidden field with the fingerprint of the part with this prefix."""
    return f"{prefix}-read"
