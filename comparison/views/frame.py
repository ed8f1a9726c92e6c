"""What every page of comparing shows around its content."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from comparison.agreeing import is_own
from improvement.actions import newest_assessment
from improvement.views.actions import frame_of
from municipalities.access import Access

PAGES = (("compare", "Door de tijd"), ("compare_others", "Met anderen"))
BY_NAME = ("compare_named", "Met één gemeente")  # an agreement between municipalities: for their own people


@dataclass(frozen=True)
class Tab:
    """One of some pages or views next to each other."""

    label: str
    url: str
    current: bool


def frame(access: Access, page: str) -> dict[str, object]:
    """Return the bar of the municipality and the pages of comparing; `page` is the name of this one. One query."""
    newest = newest_assessment(access.municipality)
    pages = (*PAGES, BY_NAME) if is_own(access) else PAGES
    return {
        **frame_of(access, newest),
        "pages": [Tab(label, reverse(name, args=[access.municipality.code]), name == page) for name, label in pages],
    }


def subjects(choices: Sequence[tuple[str, str]], chosen: str, asked: dict[str, str]) -> list[Tab]:
    """Return what a page can be about, each with what else was asked for."""
    return [Tab(label, f"?{urlencode({**asked, 'over': value})}", value == chosen) for value, label in choices]


def one_of(choices: Sequence[tuple[str, str]], asked: str | None) -> str:
    """Return what was asked for when it is one of these, else the first."""
    return asked if asked in dict(choices) and asked is not None else choices[0][0]
