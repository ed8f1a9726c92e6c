"""The thread from goal to money, in words, for templates."""

from typing import Any

from django import template
from django.urls import reverse

from assessments.findings.thread import Knot, Snag, Thread

register = template.Library()


@register.filter
def thread_in_short(thread: Thread) -> str:
    """Return how much there is in a thread, in one sentence."""
    goals = _counted(thread.all_goals, "doel", "doelen")
    speerpunten = _counted(len(thread.strands), "speerpunt", "speerpunten")
    breaks = _counted(thread.breaks, "breuk", "breuken") if thread.breaks else "geen breuken"
    return f"{goals}, {speerpunten}, {breaks}."


@register.simple_tag
def knot(knot: Knot) -> str:
    """Return one thing on the thread in words."""
    return f"{knot.label}, {knot.note}" if knot.note else knot.label


@register.inclusion_tag("assessments/thread/snag.html", takes_context=True)
def snag(context: dict[str, Any], snag: Snag | None) -> dict[str, Any]:
    """Show where the thread breaks, if it does, with a link to the field that mends it.

    For who does not fill in, `place_url` in the context gives the address where that field is read.
    """
    if snag is None:
        return {"snag": None}
    place = snag.place
    if "place_url" in context:
        return {"snag": snag, "url": context["place_url"](place)}
    step = [context["municipality"].code, context["assessment"].round.year, place.basisfunctie, place.layer]
    return {"snag": snag, "url": f"{reverse('step', args=step)}#{place.field}"}


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
