"""What the form pack `templates/nl` draws in Python, because a page has hundreds of it."""

from collections.abc import Iterator

from crispy_forms.templatetags.crispy_forms_filters import optgroups
from django import template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

GROUP = '<p class="bf-option__group"{}>{}</p>'
OPTION = '<label class="bf-option"><input type="{}" name="{}" value="{}" id="{}"{}{}><span>{}</span></label>'


@register.simple_tag
def options(field: BoundField) -> SafeString:
    """Return the boxes or radio buttons of a field under each other, with the names of groups between them.

    Looks as a loop in a template would make it, in a quarter of the time (docs/bench.md): ten speerpunten that each
    serve some of twenty goals are two hundred boxes on one page.
    """
    return format_html_join("\n", "{}", ((each,) for each in _lines(field)))


def _lines(field: BoundField) -> Iterator[SafeString]:
    # What all options share, such as `required` or `disabled`: everything but the id, which counts on.
    shared = flatatt({**field.field.widget.attrs, **field.build_widget_attrs({}), "id": None})
    for name, group, index in optgroups(field):
        if name:
            # The error summary leads to <id>_0, which has to be there.
            yield format_html(GROUP, format_html(' id="{}_0"', field.auto_id) if index == 0 else "", name)
        for option in group:
            checked = " checked" if option["selected"] else ""
            values = option["name"], option["value"], option["attrs"]["id"], shared, checked, option["label"]
            yield format_html(OPTION, option["type"], *values)
