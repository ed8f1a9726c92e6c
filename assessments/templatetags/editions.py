"""What pages about editions of the framework show of the rounds: the app of these pages lies a floor below."""

from typing import Any

from django import template
from django.utils import timezone

from assessments.comparing import compare, shorten
from assessments.models import Round
from basisfuncties.models import Framework

register = template.Library()


@register.inclusion_tag("assessments/edition_rounds.html")
def edition_rounds(framework: Framework) -> dict[str, Any]:
    """Show which rounds there are on this edition, and for a draft which ones it leaves as they are. One query."""
    rows = Round.objects.newest_first().select_related("framework").filter(framework__series=framework.series)
    today = timezone.localdate()
    return {
        "framework": framework,
        "own": [each for each in rows if each.framework_id == framework.pk],
        "others": [(each, each.is_open(today)) for each in rows if each.framework_id != framework.pk],
    }


@register.inclusion_tag("components/pieces.html")
def word_by_word(old: str, new: str) -> dict[str, Any]:
    """Show what went from a text and what came into it."""
    return {"pieces": shorten(compare(old, new))}
