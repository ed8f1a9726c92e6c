"""Where a person was last, to go on at the very question."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from assessments.access import Opened
from assessments.places import CHOOSING, LEVEL, heading_of
from assessments.scopes import KEY_FIGURES
from basisfuncties.structure import BasisfunctieInfo, LayerInfo, Structure
from municipalities.access import May


@dataclass(frozen=True)
class LastPlace:
    """The part that a person changed last: `name` says where it stands, `text` what is asked there, if anything."""

    name: str
    text: str
    url: str


def last_place(opened: Opened, structure: Structure, speerpunten: Mapping[str, str]) -> LastPlace | None:
    """Return where the person who opened this was last, by the log; None who saved nothing or may not go on there.

    `speerpunten` are the labels, by code, of those that are chosen now. What was refused counts too: it was typed
    there. One query.
    """
    last = opened.assessment.changes.defer("before", "content").last_of(opened.access.user)
    if last is None or not opened.may(May.FILL_IN, last.page):
        return None
    place = [opened.access.municipality.code, opened.assessment.round.year]
    if last.page == KEY_FIGURES:
        return LastPlace("de kerncijfers", "", f"{reverse('key_figures', args=place)}#{last.part}")
    slug, _, kind = last.page.partition("/")
    basisfunctie = structure.basisfunctie(slug)
    layer = basisfunctie.layer(kind) if basisfunctie else None
    if basisfunctie is None or layer is None:
        return None
    url = reverse("step", args=[*place, slug, kind])
    heading = heading_of(layer, last.part, speerpunten)
    if not heading:
        # A speerpunt that was put aside since, or the answer to a finding that is no longer there.
        return LastPlace(_name(basisfunctie, layer), "", url)
    named, text = _part(layer, last.part, heading)
    return LastPlace(f"{_name(basisfunctie, layer)}, {named}", text, f"{url}#{last.part}")


def _name(basisfunctie: BasisfunctieInfo, layer: LayerInfo) -> str:
    return f"{basisfunctie.name}: {layer.name.lower()}"


def _part(layer: LayerInfo, part: str, heading: str) -> tuple[str, str]:
    """Return the part in a few words, and what is asked there when these do not say it."""
    question = next((each for each in layer.questions if each.code == part), None)
    if question:
        return f"vraag {question.number}", question.text
    if part == LEVEL:
        return "het niveau", ""
    if part == CHOOSING:
        return "speerpunten kiezen", ""
    return f"speerpunt {heading}", ""
