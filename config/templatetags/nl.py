"""The tag that draws one field of a form; a whole form is drawn by the tag `crispy`."""

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils.safestring import SafeString

from config.form_fields import draw_field

register = template.Library()


@register.simple_tag(takes_context=True)
def field(context: Context, bound: BoundField) -> SafeString:
    """Return a field as HTML, with what crispy says about it in the context when it stands in a form of crispy's.

    As the filter `as_crispy_field` in half of its time: that makes a template and a context for each field.
    """
    return draw_field(
        bound,
        label_is_shown=context.get("form_show_labels") is not False,
        wrapper_class=context.get("wrapper_class") or "",
        mark_optional=context.get("mark_optional") is not False,
    )
