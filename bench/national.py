"""Time the national page with one round of the whole country and with ten, in this process, in one run."""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock
from statistics import median

from django.urls import reverse
from django.utils import timezone

from assessments.models import Round, Submission
from assessments.snapshot import from_content
from bench.counting import count, login
from bench.loading import Place
from comparison.counting import count as count_figures
from comparison.models import Figures

TURNS = 15


@dataclass(frozen=True)
class NationalTimes:
    """Seconds of the page with one round and with all, over how many municipalities, and its queries."""

    rounds: int
    municipalities: int
    one_seconds: float
    all_seconds: float
    one_queries: int
    all_queries: int
    data_seconds: float


def measure_national(place: Place) -> NationalTimes:
    """Measure the page of the newest round, as if all were adopted; ends the program when there is nothing on it."""
    over = list(Round.objects.order_by("-year"))
    newest = over[0]
    browser = login(place.beheerder)
    url = f"{reverse('national')}?ronde={newest.year}"

    def once(address: str = url) -> float:
        began = time.perf_counter()
        answer = browser.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"bench: {address} answers {answer.status_code}.")
        return time.perf_counter() - began

    adopt(newest)
    once()
    one, one_queries = median(once() for _ in range(TURNS)), count(lambda: browser.get(url))
    for round_ in over[1:]:
        adopt(round_)
    once()
    every, queries = median(once() for _ in range(TURNS)), count(lambda: browser.get(url))
    if 'id="spreiding"' not in browser.get(url).content.decode():
        raise SystemExit("bench: the national page shows nothing.")
    data = median(once(reverse("national_json")) for _ in range(TURNS))
    number = Figures.objects.filter(year=newest.year).count()
    return NationalTimes(len(over), number, one, every, one_queries, queries, data)


def adopt(round_: Round) -> None:
    """Write figures of what every municipality handed in, as if it was adopted some time after the round; once."""
    if Figures.objects.filter(year=round_.year).exists():
        return
    submissions = list(
        Submission.objects.filter(assessment__round=round_, number=1)
        .select_related("assessment__municipality")
        .defer("content")
    )
    content = Submission.objects.filter(pk=submissions[0].pk).values_list("content", flat=True).get()
    counted = count_figures(from_content(content)).to_content()
    day = min(round_.closes_on + timedelta(days=40), date.today() - timedelta(days=60))
    adopted_at = timezone.make_aware(datetime.combine(day, clock(12)))
    Figures.objects.bulk_create(
        Figures(
            submission=each,
            assessment=each.assessment,
            number=1,
            municipality=each.assessment.municipality,
            province_id=each.assessment.municipality.province_id,
            framework_id=round_.framework_id,
            year=round_.year,
            adopted_at=adopted_at,
            counts=True,
            population=each.assessment.municipality.population,
            counted=counted,
        )
        for each in submissions
    )
