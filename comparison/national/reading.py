"""Read the national picture of a round: five queries, however many rounds there are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Subquery
from django.utils import timezone

from assessments.models import Assessment, Round
from basisfuncties.structure import structure_of
from comparison.groups import LEAST
from comparison.knowing import read_people
from comparison.lines import Line
from comparison.models import Figures
from comparison.national.choosing import chooser
from comparison.national.figures import Earlier, Picture, Taking, build_picture


@dataclass(frozen=True)
class Offer:
    """A round in which something was adopted, and of how many municipalities."""

    round: Round
    adopted: int

    @property
    def year(self) -> int:
        """Return its year."""
        return self.round.year

    @property
    def may_have_figures(self) -> bool:
        """Whether so many were adopted that there can be figures."""
        return self.adopted >= LEAST


def rounds_to_show() -> list[Offer]:
    """Return the rounds in which anything was adopted, newest first. One query."""
    adopted = (
        Figures.objects.filter(year=OuterRef("year"), counts=True)
        .order_by()
        .values("year")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rounds = Round.objects.annotate(adopted=Subquery(adopted)).filter(adopted__gt=0).select_related("framework")
    return [Offer(each, each.adopted) for each in rounds.newest_first()]  # type: ignore[attr-defined]


def read_picture(offer: Offer, offers: Sequence[Offer], today: date) -> Picture:
    """Return the picture of this round as it is on this day; `offers` are all that can be shown. Four queries."""
    round_ = offer.round
    # of the same series: another framework asked other things
    series = round_.framework.series
    earlier = (each.round for each in offers if each.year < round_.year and each.round.framework.series == series)
    previous = next(earlier, None)
    years = [round_.year, *([previous.year] if previous else [])]
    lines = Figures.objects.filter(year__in=years, counts=True).lines()
    now = [line for line in lines if line.year == round_.year]
    return build_picture(
        structure_of(round_.framework),
        year=round_.year,
        as_of=_as_of(now, today),
        is_demo=round_.is_demo,
        takings=_takings(round_, Counter(line.member.province for line in now)),
        lines=now,
        choose=chooser(tuple(read_people()), today),
        earlier=Earlier(previous.year, previous.framework.edition, [line for line in lines if line.year != round_.year])
        if previous
        else None,
    )


def _takings(round_: Round, adopted: Counter[int]) -> list[Taking]:
    """Return how many take part in each province, by name. One query."""
    province = "municipality__province"
    rows = (
        Assessment.objects.filter(round=round_)
        .order_by(f"{province}__name")
        .values_list(F(province), F(f"{province}__code"), F(f"{province}__name"))
        .annotate(total=Count("pk"))
    )
    return [Taking(key, code, name, total, adopted[key]) for key, code, name, total in rows]


def _as_of(lines: Sequence[Line], today: date) -> date:
    """Return the last day on which the figures can have changed: the first of the month, or something was adopted."""
    return max([today.replace(day=1), *(timezone.localdate(line.member.adopted_at) for line in lines)])
