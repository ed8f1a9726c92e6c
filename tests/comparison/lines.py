"""Adopted submissions in figures, as plain values, for the rules."""

from datetime import date, datetime, time

from django.utils import timezone

from basisfuncties.structure import BasisfunctieInfo, LayerInfo, OptionItem, Structure
from comparison.counting import Counted
from comparison.field import Field
from comparison.groups import Member
from comparison.lines import Line

FIRST = date(2026, 1, 5)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def member(
    key: int, *, municipality: int | None = None, province: int = 1, population: int = 50_000, day: date = FIRST
):
    """Return one that was adopted on this day; the key is the municipality too unless it says otherwise."""
    return Member(key, key if municipality is None else municipality, province, population, noon(day))


def members(number: int, *, first: int = 1, **values) -> list[Member]:
    """Return so many, with keys in a row from `first`."""
    return [member(key, **values) for key in range(first, first + number)]


LAYERS = (("visie", "Visie"), ("beleid", "Beleid"), ("uitvoering", "Uitvoering"), ("financien", "Financiën"))


def edition(name: str = "2009", functions=("vertalen", "verbinden"), layers=LAYERS) -> Structure:
    """Return a small edition: these basisfuncties with these layers, and two things to choose in each beleid."""
    return Structure(
        pk=0,
        edition=name,
        title="Kader",
        introduction="",
        source="",
        digest="",
        questions={},
        basisfuncties=tuple(
            BasisfunctieInfo(
                0, number, slug, slug.capitalize(), "", "", "", "", tuple(_layer(slug, *each) for each in layers)
            )
            for number, slug in enumerate(functions, start=1)
        ),
    )


def _layer(slug: str, kind: str, name: str) -> LayerInfo:
    choices = tuple(OptionItem(0, f"{slug}-{word}", word.capitalize()) for word in ("loket", "feest"))
    return LayerInfo(0, kind, name, "", ("",) * 5, (), choices if kind == "beleid" else (), False, "")


def line(key: int, *, year: int = 2026, structure: Structure | None = None, level: int = 2, **values) -> Line:
    """Return the figures of an adopted submission with this level everywhere, and what the values say."""
    structure = structure or edition()
    about = {name: values.pop(name) for name in ("municipality", "province", "population", "day") if name in values}
    counted = {"findings": {}, "speerpunten": {}, "own": {}, "money": {}} | {
        name: values.pop(name) for name in ("findings", "speerpunten", "own", "money") if name in values
    }
    levels = {each.slug: {layer.kind: level for layer in each.layers} for each in structure.basisfuncties}
    return Line(member(key, **about), year, structure.edition, Counted(levels, **counted), **values)


def field(lines, *, people=(), today=date(2026, 3, 1)) -> Field:
    return Field(2026, tuple(lines), frozenset(people), today)
