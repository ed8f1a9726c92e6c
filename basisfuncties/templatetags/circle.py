"""The circle in a template, always with the same figures in a table."""

from collections.abc import Sequence
from typing import Any

from django import template

from basisfuncties.circle import Sector, draw_circle, figures_of
from basisfuncties.words import WORDS

register = template.Library()


@register.inclusion_tag("components/circle.html")
def circle(sectors: Sequence[Sector], title: str, prefix: str = "cirkel", middle: str = WORDS.middle) -> dict[str, Any]:
    """Show the circle of these sectors: `{% circle sectors title="De cirkel van Voorbeeldstad" %}`.

    `title` says what it is for who can't see it, and names the table; `prefix` is unique on the page; `middle` is
    what the edition puts in the middle.
    """
    return {
        "drawing": draw_circle(sectors, title=title, prefix=prefix, middle=middle or WORDS.middle),
        "figures": figures_of(sectors),
        "title": title,
    }
