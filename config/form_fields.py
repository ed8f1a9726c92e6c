"""How a field with all that belongs to it is drawn: label, help text, errors and input, in this order.

Who listens hears help and errors before typing. Django itself ties both to the input (aria-describedby) by the ids
<id>_helptext and <id>_error, and says aria-invalid. Drawn in Python, since a page has some sixty fields with hundreds
of options, and as templates they were half of its time (docs/bench.md).
"""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorList, flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from config.plain_widgets import draw_widget

NOTHING = SafeString("")
MANY = 6  # options; more of them stand in columns
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
TEXTAREA = "utrecht-textarea utrecht-textarea--html-textarea"
SELECT = "utrecht-select utrecht-select--html-select"
OPTIONAL = SafeString(' <span class="bf-optional">(niet verplicht)</span>')
HIDDEN_LABEL = SafeString(' class="bf-visually-hidden"')


def draw_field(
    field: BoundField, *, label_is_shown: bool = True, wrapper_class: str = "", mark_optional: bool = True
) -> SafeString:
    """Return one field of a form as HTML.

    With `mark_optional` an optional field says so, when the form has required fields as well; the form or the field
    can leave that out with an attribute of this name. A widget that we do not know is drawn by Django.
    """
    if field.is_hidden:
        return field.as_widget()
    errors = field.errors
    beside = NOTHING
    if field.help_text or errors:
        beside = _help_and_errors(field, errors)
    classes = f" {wrapper_class}" if wrapper_class else ""
    if isinstance(field.field.widget, forms.CheckboxInput):
        return _checkbox(field, beside, f"{' bf-field--invalid' if errors else ''}{classes}")
    mark = OPTIONAL if mark_optional and _is_optional_among_required(field) else NOTHING
    if field.use_fieldset:
        shown = NOTHING if label_is_shown else HIDDEN_LABEL
        return _group(field, shown, mark, beside, f"{' bf-group--invalid' if errors else ''}{classes}")
    return format_html(
        '<div class="bf-field{}{}"><label class="utrecht-form-label{}" for="{}">{}{}</label>{}{}</div>',
        " bf-field--invalid" if errors else "",
        classes,
        "" if label_is_shown else " bf-visually-hidden",
        field.id_for_label,
        field.label,
        mark,
        beside,
        draw_widget(field, _look(field.field.widget)),
    )


def _help_and_errors(field: BoundField, errors: ErrorList) -> SafeString:
    help_text = errors_text = NOTHING
    if field.help_text:
        help_text = format_html(
            '<div class="utrecht-form-field-description" id="{}_helptext">{}</div>', field.auto_id, field.help_text
        )
    if errors:
        errors_text = format_html(
            '<div class="utrecht-form-field-error-message" id="{}_error">{}</div>',
            field.auto_id,
            format_html_join("", "<p>Fout: {}</p>", ((error,) for error in errors)),
        )
    return help_text + errors_text


def _is_optional_among_required(field: BoundField) -> bool:
    """Whether to say that this field may stay empty: where all may, it would stand everywhere and say nothing."""
    if field.field.required:
        return False
    if getattr(field.form, "mark_optional", True) is False or getattr(field.field, "mark_optional", True) is False:
        return False
    return any(each.field.required for each in field.form.visible_fields())


def _checkbox(field: BoundField, beside: SafeString, classes: str) -> SafeString:
    """Return one box to tick; its label is the sentence that one agrees with."""
    return format_html(
        '<div class="bf-field bf-field--checkbox{}">{}'
        '<label class="bf-option" for="{}">{}<span>{}</span></label></div>',
        classes,
        beside,
        field.id_for_label,
        draw_widget(field),
        field.label,
    )


def _group(field: BoundField, shown: SafeString, mark: SafeString, beside: SafeString, classes: str) -> SafeString:
    """Return a question with options, or with another widget that asks for a fieldset."""
    described_by = field.aria_describedby
    widget = field.field.widget
    # Boxes to tick are a kind of radio buttons to Django.
    inside = _options(field) if isinstance(widget, forms.RadioSelect) else field.as_widget()
    return format_html(
        '<fieldset class="bf-group{}"{}><legend{}>{}{}</legend>{}{}</fieldset>',
        classes,
        format_html(' aria-describedby="{}"', described_by) if described_by else "",
        shown,
        field.label,
        mark,
        beside,
        inside,
    )


def _options(field: BoundField) -> SafeString:
    """Return the boxes or radio buttons under each other, with the names of groups between them.

    The error summary leads to <id>_0, which is there also when there is nothing to choose.
    """
    drawn = mark_safe("\n".join(_lines(field)))  # noqa: S308 - each line is escaped below
    if not drawn:
        drawn = format_html('<p class="bf-quiet" id="{}_0">Er is nog niets om uit te kiezen.</p>', field.auto_id)
    many = " bf-options--many" if len(field.field.widget.choices) > MANY else ""
    return format_html('<div class="bf-options{}">{}</div>', many, drawn)


def _lines(field: BoundField) -> Iterator[str]:
    """Return each option as HTML, escaped."""
    widget = field.field.widget
    # What all options share, such as `required` or `disabled`: everything but the id, which counts on.
    shared = flatatt({**widget.attrs, **field.build_widget_attrs({}), "id": None})
    begin = format_html('<label class="bf-option"><input type="{}" name="{}"', widget.input_type, field.html_name)
    begin_of_id = conditional_escape(field.auto_id)
    chosen = widget.format_value(field.value())
    for place, (value, label) in enumerate(widget.choices):
        is_group = isinstance(label, list | tuple)
        if is_group:
            # The error summary leads to <id>_0, which has to be there.
            own_id = format_html(' id="{}_0"', field.auto_id) if place == 0 else NOTHING
            yield format_html('<p class="bf-option__group"{}>{}</p>', own_id, value)
        for index, (one, words) in enumerate(label if is_group else ((value, label),)):
            place_in_id = f"{place}_{index}" if is_group else place
            checked = " checked" if str(one) in chosen else ""
            # Not format_html: it takes four times as long, and a page can have hundreds of these.
            yield (
                f'{begin} value="{conditional_escape(one)}" id="{begin_of_id}_{place_in_id}"{shared}{checked}>'
                f"<span>{conditional_escape(words)}</span></label>"
            )


def _look(widget: forms.Widget) -> str:
    """Return the classes that give this widget the look of the design system."""
    if isinstance(widget, forms.Select):
        return SELECT
    if isinstance(widget, forms.Textarea):
        return TEXTAREA
    has_text = getattr(widget, "input_type", None) and not isinstance(widget, forms.FileInput)
    return TEXTBOX if has_text else ""
