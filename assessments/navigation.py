"""What the bars and the steps around a page show."""

from dataclasses import dataclass

from django.urls import reverse

from assessments.access import Opened
from assessments.findings import Place
from assessments.findings.listing import FindingsChapter
from assessments.models import Status
from assessments.scoring import BasisfunctieProgress, LayerProgress
from municipalities.access import May

# An adviser writes an advice once it has read something; before that a link to it would lead nowhere.
TOO_EARLY = frozenset({Status.CONCEPT, Status.SUBMITTED})


@dataclass(frozen=True)
class Item:
    """A link in the bar of an assessment; `group` is empty for what is about this assessment."""

    label: str
    url: str
    group: str = ""


@dataclass(frozen=True)
class StepItem:
    """A layer in the side navigation of a basisfunctie; `state` is done, busy or todo, `broken` says what breaks."""

    label: str
    url: str
    note: str
    state: str
    current: bool
    broken: str


def subnav(opened: Opened) -> list[Item]:
    """Return the links that this person has within the assessment."""
    place: list[object] = [opened.access.municipality.code, opened.assessment.round.year]
    if opened.is_guest_only:
        named = [
            ("Mijn deel", "my_part", place, May.READ_LIVE),
            ("Alle antwoorden", "overview", place, May.READ_LIVE),
            ("De draad", "thread", place, May.READ_LIVE),
            ("Indiening", "submission", place, May.READ_SUBMITTED),
            ("Andere jaren", "municipality", place[:1], May.SEE),
        ]
        return _links(opened, named)
    named = [
        (f"Zelfevaluatie {opened.assessment.round.year}", "assessment", place, May.FILL_IN),
        ("Kerncijfers", "key_figures", place, May.FILL_IN),
        ("Verdelen", "divide", place, May.DIVIDE),
        ("De draad", "thread", place, May.FILL_IN),
        ("Overzicht en indienen", "overview", place, May.FILL_IN),
        ("Indiening", "submission", place, May.READ_SUBMITTED),
        ("Rapport", "report", place, May.READ_SUBMITTED),
        ("Delen", "share_links", place, May.UNSHARE),
        *([("Advies", "advice", place, May.READ_SUBMITTED)] if opened.assessment.status not in TOO_EARLY else []),
        ("Verbeteracties", "actions", place[:1], May.READ_SUBMITTED),
        ("Vergelijken", "compare", place[:1], May.READ_SUBMITTED),
        ("Andere jaren", "municipality", place[:1], May.SEE),
        ("Mensen", "people", place[:1], May.MANAGE_PEOPLE),
        ("Huisstijl", "house_style", place[:1], May.SET_STYLE),
    ]
    return _links(opened, named)


def _links(opened: Opened, named: list[tuple[str, str, list[object], May]]) -> list[Item]:
    return [
        Item(label, reverse(name, args=args), group="" if len(args) > 1 else "De gemeente")
        for label, name, args, needs in named
        if opened.may(needs)
    ]


def place_url(opened: Opened, place: Place) -> str:
    """Return the address of the field where a finding can be mended."""
    step = [opened.access.municipality.code, opened.assessment.round.year, place.basisfunctie, place.layer]
    return f"{reverse('step', args=step)}#{place.field}"


def layer_steps(
    opened: Opened, basisfunctie: BasisfunctieProgress, current: str, breaks: FindingsChapter
) -> list[StepItem]:
    """Return the layers of a basisfunctie as steps; `current` is the kind of the layer on this page."""
    place = [opened.access.municipality.code, opened.assessment.round.year, basisfunctie.slug]
    return [
        StepItem(
            label=layer.name,
            url=reverse("step", args=[*place, layer.kind]),
            note=layer_note(basisfunctie, layer),
            state="done" if layer.is_complete else "busy" if layer.done else "todo",
            current=layer.kind == current,
            broken=_broken(sum(1 for finding in breaks.open if finding.place.layer == layer.kind)),
        )
        for layer in basisfunctie.layers
    ]


def layer_note(basisfunctie: BasisfunctieProgress, layer: LayerProgress) -> str:
    """Return how far a layer is in a few words, such as '5 van 6 klaar · niveau 2'."""
    level = "nog geen niveau" if layer.level is None else f"niveau {layer.level}"
    return f"{layer.done} van {layer.total} klaar · {level}"


def _broken(breaks: int) -> str:
    if not breaks:
        return ""
    return "Hier breekt de draad" if breaks == 1 else f"Hier breekt de draad {breaks} keer"
