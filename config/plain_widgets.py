"""The plain inputs of a form, drawn in Python to the same HTML as Django's templates; a page has some fifty of them."""

from collections.abc import Callable
from html import escape
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

Attributes = dict[str, Any]


def escaped(value: Any) -> str:
    """Return a value as HTML, what is HTML already as it is.

    Django's `conditional_escape` without its care for texts that are translated later, which takes half of its time.
    """
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def attributes(values: Attributes) -> str:
    """Return attributes as HTML, each with a space before it; True has no value, None and False are left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in values.items()
        if value is not None and value is not False
    )


def draw_widget(field: BoundField, look: str = "") -> SafeString:
    """Return the widget of a field as HTML, with the classes `look` beside its own; who is not plain, Django draws."""
    widget = field.field.widget
    own = widget.attrs.get("class")
    classes: Attributes = {"class": f"{own} {look}" if own else look} if look else {}
    draw = DRAWN.get(type(widget))  # the very class: one that is made of it can have a template of its own
    if draw is None or field.field.localize:
        return field.as_widget(attrs=classes)
    own_and_ours = {**widget.attrs, **field.build_widget_attrs(classes)}
    if field.auto_id:
        own_and_ours.setdefault("id", field.auto_id)
    return SafeString(draw(field, own_and_ours))


def _input(field: BoundField, values: Attributes) -> str:
    widget = field.field.widget
    value = widget.format_value(field.value())
    written = "" if value is None else f' value="{escaped(value)}"'
    return f'<input type="{widget.input_type}" name="{escaped(field.html_name)}"{written}{attributes(values)}>'


def _checkbox(field: BoundField, values: Attributes) -> str:
    checked = field.field.widget.check_test(field.value())
    return _input(field, {**values, "checked": True} if checked else values)


def _textarea(field: BoundField, values: Attributes) -> str:
    # HTML drops a line feed right after the tag, so one that was typed there would be lost without it.
    value = escaped(field.field.widget.format_value(field.value()) or "")
    return f'<textarea name="{escaped(field.html_name)}"{attributes(values)}>\n{value}</textarea>'


def _select(field: BoundField, values: Attributes) -> str:
    widget = field.field.widget
    chosen = widget.format_value(field.value())[:1]
    pieces = []
    for value, label in widget.choices:
        if isinstance(label, list | tuple):
            inside = "".join(_option(one, words, chosen) for one, words in label)
            pieces.append(f'<optgroup label="{escaped(value)}">{inside}</optgroup>')
        else:
            pieces.append(_option(value, label, chosen))
    return f'<select name="{escaped(field.html_name)}"{attributes(values)}>{"".join(pieces)}</select>'


def _option(value: Any, label: Any, chosen: list[str]) -> str:
    selected = " selected" if str(value) in chosen else ""
    return f'<option value="{escaped(value)}"{selected}>{escaped(label)}</option>'


DRAWN: dict[type[forms.Widget], Callable[[BoundField, Attributes], str]] = {
    forms.CheckboxInput: _checkbox,
    forms.DateInput: _input,
    forms.EmailInput: _input,
    forms.NumberInput: _input,
    forms.Select: _select,
    forms.TextInput: _input,
    forms.Textarea: _textarea,
}
