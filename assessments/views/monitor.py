"""The monitor of a round, for the beheerder: pictures, tables, and the same as files for a spreadsheet."""

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from accounts.requests import PersonRequest, beheerder_only
from assessments.dutch import sentence
from assessments.models import Round
from assessments.models.rounds import round_to_show
from assessments.monitor.drawing import draw_course, draw_places
from assessments.monitor.figures import LINES
from assessments.monitor.reading import Monitor, read_monitor
from assessments.worklist.rows import STANDS
from audit.log import Event, record
from audit.spreadsheet import CONTENT_TYPE, csv_lines

Table = tuple[Sequence[str], Iterable[Sequence[object]]]


@require_GET
@beheerder_only
def monitor(request: PersonRequest) -> HttpResponse:
    """Show how a round stands: the figures, its course over time, and each province."""
    rounds = list(Round.objects.newest_first())
    round_ = round_to_show(rounds, request.GET.get("ronde", ""), timezone.localdate())
    context: dict[str, object] = {"rounds": rounds, "round": round_}
    if round_ is not None:
        read = read_monitor(request.user, round_, timezone.localdate())
        course = read.course
        context |= {
            "is_demo": round_.is_demo,
            "monitor": read,
            "lines": [sentence(line.label) for line in LINES],
            "stands": [sentence(label) for label in STANDS.values()],
            "course": draw_course(course, title=f"Het verloop van de ronde van {round_.year}") if course else "",
            "places": draw_places(read.places, title=f"De ronde van {round_.year} per provincie") if read.rows else "",
        }
    return render(request, "assessments/monitor.html", context)


@require_GET
@beheerder_only
@cache_control(private=True, no_store=True)
def monitor_csv(request: PersonRequest, year: int, table: str) -> StreamingHttpResponse:
    """Give one of the tables as a file, which is written down; no names of people stand in any."""
    round_ = Round.objects.filter(year=year).first()
    make = TABLES.get(table)
    if round_ is None or make is None:
        raise Http404("Deze tabel bestaat niet.")
    columns, rows = make(read_monitor(request.user, round_, timezone.localdate()))
    record(request, Event.EXPORTED, f"monitor {year}, {table}, als CSV")
    return StreamingHttpResponse(
        csv_lines(columns, rows),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="monitor-{year}-{table}.csv"'},
    )


def _course(read: Monitor) -> Table:
    rows = read.course.table() if read.course else []
    return ["datum", *(line.label for line in LINES)], ([day.isoformat(), *numbers] for day, numbers in rows)


def _provinces(read: Monitor) -> Table:
    columns = ["provincie", *STANDS.values(), "totaal"]
    return columns, ([place.name, *place.numbers, place.total] for place in read.places)


def _municipalities(read: Monitor) -> Table:
    columns = ["code", "gemeente", "provincie", "status", *(f"{line.label} op" for line in LINES), "indieningen"]
    rows = []
    for row in read.rows:
        # The last time counts: what was adopted, reopened and adopted again has the later day.
        days = {key: day.isoformat() for key, day, change in read.lives[row.pk].events() if change > 0}
        if row.stand != "vastgesteld":
            days.pop("vastgesteld", None)
        moments = [days.get(line.key, "") for line in LINES]
        rows.append([row.code, row.name, row.province, row.stand_label, *moments, row.number])
    return columns, rows


TABLES = {"verloop": _course, "provincies": _provinces, "gemeenten": _municipalities}
