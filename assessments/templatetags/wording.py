"""What is filled in, in words, for templates."""

from datetime import datetime
from urllib.parse import urlsplit

from django import template
from django.utils import timezone

from assessments import wording
from assessments.amounts import format_amount
from assessments.dutch import dutch_date, format_size
from assessments.snapshot import Snapshot, SpeerpuntPart

register = template.Library()

SPEERPUNT = {
    "goals": wording.goals,
    "adoption": wording.adoption,
    "execution": wording.execution,
    "money": wording.money,
}


@register.filter
def in_words(speerpunt: SpeerpuntPart, what: str) -> str:
    """Return one side of a speerpunt in words; `what` is goals, adoption, execution or money."""
    return SPEERPUNT[what](speerpunt)


@register.filter
def euros(amount: int) -> str:
    """Return whole euros as readers write them: € 12.500."""
    return format_amount(amount)


@register.filter
def as_size(size: int) -> str:
    """Return a number of bytes as people read it."""
    return format_size(size)


@register.filter
def moment(when: datetime) -> str:
    """Return day and time as people say them, in the time zone of the site: 21 november 2026 om 14:02."""
    here = timezone.localtime(when)
    return f"{dutch_date(here.date())} om {here:%H:%M}"


@register.filter
def host(url: str) -> str:
    """Return the name of the site that an address leads to."""
    return urlsplit(url).hostname or url


@register.simple_tag
def key_figures_in_words(snapshot: Snapshot) -> list[dict[str, str]]:
    """Return the key figures as things with `label` and `value`."""
    return [{"label": label, "value": value} for label, value in wording.key_figures(snapshot)]
