"""A line of a log in the words of then, shared by the logs of this app."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class LoggedInWords(models.Model):
    """What stood somewhere before and after, as pairs of a label and a text, by whom and when.

    Of a refused one (a colleague was earlier) `after` is what the person had typed.
    """

    before = models.JSONField("eerst", default=list)
    after = models.JSONField("daarna", default=list)
    is_refused = models.BooleanField("geweigerd: een collega was eerder", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now)

    class Meta:
        abstract = True

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Return what changed as (label, before, after)."""
        return differences(self.before, self.after)


def differences(before: list[list[Any]], after: list[list[Any]]) -> list[tuple[str, str, str]]:
    """Return where two contents of a log differ, as (label, before, after)."""
    old, new = ({str(label): str(text) for label, text in side} for side in (before, after))
    rows = ((label, old.get(label, ""), new.get(label, "")) for label in dict.fromkeys([*old, *new]))
    return [row for row in rows if row[1] != row[2]]


def as_logged(lines: list[tuple[str, str]]) -> list[list[Any]]:
    """Return labels and texts as the log keeps them."""
    return [[label, text] for label, text in lines]
