"""How a field with all that belongs to it is drawn: label, help text, errors and input, in this order.

Who listens hears help and errors before typing. Django itself ties both to the input (aria-describedby) by the ids
<id>_helptext and <id>_error, and says aria-invalid. Drawn in Python, since a page has some sixty fields with hundreds
of options, and as templates they were half of its time (docs/bench.md).
"""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorList
from django.utils.safestring import SafeString

from config.plain_widgets import attributes, draw_widget, escaped

MANY = 6  # options; more of them stand in columns
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
TEXTAREA = "utrecht-textarea utrecht-textarea--html-textarea"
SELECT = "utrecht-select utrecht-select--html-select"
OPTIONAL = ' <span class="bf-optional">(niet verplicht)</span>'


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
    beside = _help_and_errors(field, errors) if field.help_text or errors else ""
    classes = f" {escaped(wrapper_class)}" if wrapper_class else ""
    if isinstance(field.field.widget, forms.CheckboxInput):
        return SafeString(_checkbox(field, beside, f"{' bf-field--invalid' if errors else ''}{classes}"))
    mark = OPTIONAL if mark_optional and _is_optional_among_required(field) else ""
    if field.use_fieldset:
        shown = "" if label_is_shown else ' class="bf-visually-hidden"'
        return SafeString(_group(field, shown, mark, beside, f"{' bf-group--invalid' if errors else ''}{classes}"))
    invalid = " bf-field--invalid" if errors else ""
    hidden = "" if label_is_shown else " bf-visually-hidden"
    return SafeString(
        f'<div class="bf-field{invalid}{classes}">'
        f'<label class="utrecht-form-label{hidden}" for="{escaped(field.id_for_label)}">{escaped(field.label)}{mark}'
        f"</label>{beside}{draw_widget(field, _look(field.field.widget))}</div>"
    )


def _help_and_errors(field: BoundField, errors: ErrorList) -> str:
    own_id = escaped(field.auto_id)
    drawn = ""
    if field.help_text:
        words = escaped(field.help_text)
        drawn += f'<div class="utrecht-form-field-description" id="{own_id}_helptext">{words}</div>'
    if errors:
        faults = "".join(f"<p>Fout: {escaped(error)}</p>" for error in errors)
        drawn += f'<div class="utrecht-form-field-error-message" id="{own_id}_error">{faults}</div>'
    return drawn


def _is_optional_among_required(field: BoundField) -> bool:
    """Whether to say that this field may stay empty: where all may, it would stand everywhere and say nothing."""
    if field.field.required:
        return False
    if getattr(field.form, "mark_optional", True) is False or getattr(field.field, "mark_optional", True) is False:
        return False
    return any(each.field.required for each in field.form.visible_fields())


def _checkbox(field: BoundField, beside: str, classes: str) -> str:
    """Return one box to tick; its label is the sentence that one agrees with."""
    return (
        f'<div class="bf-field bf-field--checkbox{classes}">{beside}'
        f'<label class="bf-option" for="{escaped(field.id_for_label)}">{draw_widget(field)}'
        f"<span>{escaped(field.label)}</span></label></div>"
    )


def _group(field: BoundField, shown: str, mark: str, beside: str, classes: str) -> str:
    """Return a question with options, or with another widget that asks for a fieldset."""
    by = field.aria_describedby
    described_by = f' aria-describedby="{escaped(by)}"' if by else ""
    # Boxes to tick are a kind of radio buttons to Django.
    inside = _options(field) if isinstance(field.field.widget, forms.RadioSelect) else field.as_widget()
    return (
        f'<fieldset class="bf-group{classes}"{described_by}><legend{shown}>{escaped(field.label)}{mark}</legend>'
        f"{beside}{inside}</fieldset>"
    )


def _options(field: BoundField) -> str:
    """Return the boxes or radio buttons under each other, with the names of groups between them.

    The error summary leads to <id>_0, which is there also when there is nothing to choose.
    """
    drawn = "\n".join(_lines(field))
    if not drawn:
        drawn = f'<p class="bf-quiet" id="{escaped(field.auto_id)}_0">Er is nog niets om uit te kiezen.</p>'
    many = " bf-options--many" if len(field.field.widget.choices) > MANY else ""
    return f'<div class="bf-options{many}">{drawn}</div>'


def _lines(field: BoundField) -> Iterator[str]:
    """Return each option as HTML, escaped."""
    widget = field.field.widget
    # What all options share, such as `required` or `disabled`: everything but the id, which counts on.
    shared = attributes({**widget.attrs, **field.build_widget_attrs({}), "id": None})
    begin = f'<label class="bf-option"><input type="{widget.input_type}" name="{escaped(field.html_name)}"'
    begin_of_id = escaped(field.auto_id)
    chosen = widget.format_value(field.value())
    for place, (value, label) in enumerate(widget.choices):
        is_group = isinstance(label, list | tuple)
        if is_group:
            # The error summary leads to <id>_0, which has to be there.
            own_id = f' id="{begin_of_id}_0"' if place == 0 else ""
            yield f'<p class="bf-option__group"{own_id}>{escaped(value)}</p>'
        for index, (one, words) in enumerate(label if is_group else ((value, label),)):
            place_in_id = f"{place}_{index}" if is_group else place
            checked = " checked" if str(one) in chosen else ""
            yield (
                f'{begin} value="{escaped(one)}" id="{begin_of_id}_{place_in_id}"{shared}{checked}>'
                f"<span>{escaped(words)}</span></label>"
            )


def _look(widget: forms.Widget) -> str:
    """Return the classes that give this widget the look of the design system."""
    if isinstance(widget, forms.Select):
        return SELECT
    if isinstance(widget, forms.Textarea):
        return TEXTAREA
    has_text = getattr(widget, "input_type", None) and not isinstance(widget, forms.FileInput)
    return TEXTBOX if has_text else ""
