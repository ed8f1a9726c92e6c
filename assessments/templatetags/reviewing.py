"""The fingerprints that the forms of a review carry, for templates."""

from django import template

from assessments.models import AdviserLevel, AdviserNote, ReviewRemark, SupplementPoint
from assessments.reviewing import conversations, levels, notes, supplements

register = template.Library()


@register.filter
def draft_read(draft: ReviewRemark) -> str:
    """Return the fingerprint of a draft."""
    return conversations.draft_read(draft)


@register.filter
def point_read(point: SupplementPoint) -> str:
    """Return the fingerprint of what a point asks."""
    return supplements.point_read(point)


@register.filter
def level_read(row: AdviserLevel | None) -> str:
    """Return the fingerprint of the adviser's level."""
    return levels.level_read(row)


@register.filter
def note_read(note: AdviserNote | None) -> str:
    """Return the fingerprint of a note."""
    return notes.note_read(note.text if note else "")
