"""The line that says that answers are invented, on pages of a municipality of the app below, which knows no rounds."""

from django import template

from assessments.models import Round
from municipalities.models import Municipality

register = template.Library()


@register.inclusion_tag("components/demo.html")
def demo_line(municipality: Municipality) -> dict[str, bool]:
    """Show the line when this municipality takes part in a round of the demo. One query."""
    return {"is_demo": Round.objects.filter(is_demo=True, assessments__municipality=municipality).exists()}
