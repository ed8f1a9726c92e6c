"""What changed at each place of a basisfunctie between two snapshots, word by word. Pure."""

from collections.abc import Mapping

from assessments import wording
from assessments.difference import Changed
from assessments.places import CHOOSING, LEVEL
from assessments.snapshot import BasisfunctiePart, Snapshot

Lines = dict[str, str]  # words by label
SPEERPUNT_LAYERS = ("beleid", "uitvoering", "financien")


Changes = Mapping[tuple[str, str], tuple[Changed, ...]]  # by layer and part


def changes(before: BasisfunctiePart | None, after: BasisfunctiePart) -> dict[tuple[str, str], tuple[Changed, ...]]:
    """Return what changed at the places of a basisfunctie; those where nothing changed are left out.

    A place that is gone (a speerpunt that was put aside) is there too, with all its words gone.
    """
    was = lines_of(before) if before else {}
    now = lines_of(after)
    found = {}
    for place in [*now, *(each for each in was if each not in now)]:
        changed = _changed(was.get(place, {}), now.get(place, {}))
        if changed:
            found[place] = changed
    return found


def changes_of_all(before: Snapshot, after: Snapshot) -> dict[tuple[str, str, str], tuple[Changed, ...]]:
    """Return what changed at each place of an assessment, by basisfunctie, layer and part."""
    parts = {part.slug: part for part in before.basisfuncties}
    return {
        (part.slug, *place): changed
        for part in after.basisfuncties
        for place, changed in changes(parts.get(part.slug), part).items()
    }


def lines_of(part: BasisfunctiePart) -> dict[tuple[str, str], Lines]:
    """Return what stands at each place of a basisfunctie, as words by label."""
    found: dict[tuple[str, str], Lines] = {}
    for answer in part.answers:
        found["visie", answer.code] = dict(wording.answer_lines(answer))
    labels = "\n".join(each.label for each in part.speerpunten)
    found["beleid", CHOOSING] = {"Speerpunten": labels} if labels else {}
    for layer in SPEERPUNT_LAYERS:
        for speerpunt in part.speerpunten:
            found[layer, speerpunt.code] = dict(wording.speerpunt_lines(speerpunt, layer))
    for each in part.layers:
        level = {} if each.level is None else {"Niveau": str(each.level)}
        found[each.kind, LEVEL] = level | ({"Waarom dit niveau?": each.reason} if each.reason else {})
    return found


def _changed(was: Lines, now: Lines) -> tuple[Changed, ...]:
    labels = dict.fromkeys([*now, *was])
    rows = ((label, was.get(label, ""), now.get(label, "")) for label in labels)
    return tuple(Changed(label, before, after) for label, before, after in rows if before != after)
