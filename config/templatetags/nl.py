"""What the form pack `templates/nl` draws in Python."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from config.form_fields import draw_field

register = template.Library()


@register.simple_tag(takes_context=True)
def drawn_field(context: Context) -> SafeString:
    """Return `field` as HTML, with what crispy puts around it in the context."""
    return draw_field(
        context["field"],
        label_is_shown=context.get("form_show_labels") is not False,
        wrapper_class=context.get("wrapper_class") or "",
        mark_optional=context.get("mark_optional") is not False,
    )
