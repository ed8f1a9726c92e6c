"""The one thing to do now, for the start page of an assessment and for who has a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from assessments.access import Opened
from assessments.models import Status, SupplementPoint
from assessments.reading import Filled
from assessments.returning import LastPlace, last_place
from assessments.scopes import scope_code
from assessments.scoring import BasisfunctieProgress, LayerProgress, Progress
from assessments.steps import SUBMIT


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now; `also` is what is open elsewhere, as a label and its address."""

    title: str
    text: str
    url: str
    label: str
    also: tuple[str, str] | None = None


@dataclass(frozen=True)
class OpenPlace:
    """The first thing that is open: where, what, and its address."""

    where: str
    text: str
    url: str


def next_step(
    opened: Opened, filled: Filled, done: Progress, mine: frozenset[str], asked: Sequence[SupplementPoint] = ()
) -> NextStep:
    """Return the one next step. One query. `asked` are the points of a supplement, which come first.

    As long as something is open: go on where one was, or begin with what is open (one's own parts first, then the key
    figures). Then submit.
    """
    place = [opened.access.municipality.code, opened.assessment.round.year]
    status = opened.assessment.status
    if not opened.assessment.can_be_filled_in(timezone.localdate()):
        if status == Status.CONCEPT:
            title, text = _closed(opened.assessment.round.opens_on)
            return NextStep(title, text, reverse("overview", args=place), "Naar het overzicht")
        return NextStep(
            f"De zelfevaluatie is {opened.assessment.get_status_display()}",
            "U kunt de antwoorden lezen en het rapport bekijken. Wijzigen kan nu niet.",
            reverse("report", args=place),
            "Bekijk het rapport",
        )
    unanswered = [point for point in asked if not point.is_answered]
    if unanswered:
        first = unanswered[0]
        done_of = f"{len(asked) - len(unanswered)} van {len(asked)} punten beantwoord."
        return NextStep(
            "Vul aan wat de adviseur vraagt",
            f"{done_of} Eerst: {first.heading}",
            reverse("supplement", args=place),
            "Naar de gevraagde punten",
        )
    where = _first_of(opened, done, mine) or _open_place(opened, done.next_step())
    if where is None and done.key_figures:
        text = "Formatie, budget en het steunpunt: drie cijfers die de raad altijd wil weten."
        where = OpenPlace("de kerncijfers", text, reverse("key_figures", args=place))
        if (last := _last(opened, filled)) is not None:
            return _go_on(last, where)
        return NextStep("Vul de kerncijfers in", text, where.url, "Naar de kerncijfers")
    if where is not None:
        if (last := _last(opened, filled)) is not None:
            return _go_on(last, where)
        return _begin(where, begun=done.done > 0)
    may_submit = opened.access.may(SUBMIT.needs)
    return NextStep(
        "Alles is ingevuld",
        "Lees het overzicht door en dien in." if may_submit else "Uw coördinator kan de zelfevaluatie nu indienen.",
        reverse("overview", args=place),
        "Naar het overzicht",
    )


def next_in_own(opened: Opened, filled: Filled, done: Progress, mine: frozenset[str]) -> NextStep | None:
    """Return where to go on in the parts that this person was given, or None when nothing is open in them."""
    where = _first_of(opened, done, mine)
    if where is None or not opened.assessment.can_be_filled_in(timezone.localdate()):
        return None
    last = _last(opened, filled)
    return _begin(where, begun=False) if last is None else _go_on(last, where)


def _last(opened: Opened, filled: Filled) -> LastPlace | None:
    return last_place(opened, filled.structure, {row.code: str(row) for row in filled.speerpunten if row.chosen})


def _go_on(last: LastPlace, where: OpenPlace) -> NextStep:
    also = None if where.url == last.url else (f"{where.where}: {where.text}", where.url)
    return NextStep(f"U gaat verder met {last.name}", last.text, last.url, "Verder waar u was", also)


def _begin(where: OpenPlace, *, begun: bool) -> NextStep:
    title = f"{'U gaat verder met' if begun else 'U begint met'} {where.where}"
    return NextStep(title, where.text, where.url, "Verder waar u was" if begun else "Beginnen")


def _first_of(opened: Opened, done: Progress, mine: frozenset[str]) -> OpenPlace | None:
    """Return the first open place among these parts."""
    for each in done.basisfuncties:
        for layer in each.layers:
            if layer.open and scope_code(each.slug, layer.kind) in mine:
                return _open_place(opened, (each, layer))
    return None


def _open_place(opened: Opened, found: tuple[BasisfunctieProgress, LayerProgress] | None) -> OpenPlace | None:
    if found is None:
        return None
    each, layer = found
    item = layer.open[0]
    text = item.text if item.text.endswith("?") else f"{item.text}."
    return OpenPlace(f"{each.name}, {layer.name.lower()}", text, f"{step_url(opened, each, layer)}#{item.code}")


def _closed(opens_on: date) -> tuple[str, str]:
    if timezone.localdate() < opens_on:
        return "De ronde is nog niet open", "Zodra de ronde opent, kunt u beginnen met invullen."
    return "De ronde is gesloten", "Invullen en indienen kan niet meer. Vraag de beheerder om uitstel."


def step_url(opened: Opened, each: BasisfunctieProgress, layer: LayerProgress) -> str:
    """Return the address where this layer is filled in."""
    place = [opened.access.municipality.code, opened.assessment.round.year]
    return reverse("step", args=[*place, each.slug, layer.kind])
