"""The plain inputs of a form, drawn in Python to the same HTML as Django's templates; a page has some fifty of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

Attributes = dict[str, Any]


def draw_widget(field: BoundField, look: str = "") -> SafeString:
    """Return the widget of a field as HTML, with the classes `look` beside its own; who is not plain, Django draws."""
    widget = field.field.widget
    own = widget.attrs.get("class")
    classes: Attributes = {"class": f"{own} {look}" if own else look} if look else {}
    draw = DRAWN.get(type(widget))  # the very class: one that is made of it can have a template of its own
    if draw is None or field.field.localize:
        return field.as_widget(attrs=classes)
    attributes = {**widget.attrs, **field.build_widget_attrs(classes)}
    if field.auto_id:
        attributes.setdefault("id", field.auto_id)
    return draw(field, attributes)


def _input(field: BoundField, attributes: Attributes) -> SafeString:
    widget = field.field.widget
    value = widget.format_value(field.value())
    written = "" if value is None else format_html(' value="{}"', value)
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget.input_type, field.html_name, written, flatatt(attributes)
    )


def _checkbox(field: BoundField, attributes: Attributes) -> SafeString:
    checked = field.field.widget.check_test(field.value())
    return _input(field, {**attributes, "checked": True} if checked else attributes)


def _textarea(field: BoundField, attributes: Attributes) -> SafeString:
    # HTML drops a line feed right after the tag, so one that was typed there would be lost without it.
    value = field.field.widget.format_value(field.value()) or ""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', field.html_name, flatatt(attributes), value)


def _select(field: BoundField, attributes: Attributes) -> SafeString:
    widget = field.field.widget
    chosen = widget.format_value(field.value())[:1]
    pieces = []
    for value, label in widget.choices:
        if isinstance(label, list | tuple):
            inside = "".join(_option(one, words, chosen) for one, words in label)
            pieces.append(f'<optgroup label="{conditional_escape(value)}">{inside}</optgroup>')
        else:
            pieces.append(_option(value, label, chosen))
    options = mark_safe("".join(pieces))  # noqa: S308 - each piece is escaped
    return format_html('<select name="{}"{}>{}</select>', field.html_name, flatatt(attributes), options)


def _option(value: Any, label: Any, chosen: list[str]) -> str:
    selected = " selected" if str(value) in chosen else ""
    return f'<option value="{conditional_escape(value)}"{selected}>{conditional_escape(label)}</option>'


DRAWN: dict[type[forms.Widget], Callable[[BoundField, Attributes], SafeString]] = {
    forms.CheckboxInput: _checkbox,
    forms.DateInput: _input,
    forms.EmailInput: _input,
    forms.NumberInput: _input,
    forms.Select: _select,
    forms.TextInput: _input,
    forms.Textarea: _textarea,
}
