"""The adviser's worklist, and the same for the whole country for the beheerder."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.requests import PersonRequest
from assessments.models import Round
from assessments.models.rounds import round_to_show
from assessments.worklist.reading import Advises, Details, List, advised_by
from assessments.worklist.rows import (
    DESCENDING,
    ME,
    NOBODY,
    Asked,
    Row,
    Waiting,
    chosen,
    counts_by_stand,
    days_ago,
    in_order,
    waiting_for,
    waiting_longest,
)
from municipalities.navigation import remember_adviser

PER_PAGE = 50
MOST_WAITING = 5


@dataclass(frozen=True)
class Column:
    """The head of a column. With `url` it can be sorted by; `sorted` is then its aria-sort, when it is."""

    label: str
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Line:
    """One row as it is shown. `ago` says when it was handed in."""

    row: Row
    details: Details
    ago: str


@dataclass(frozen=True)
class ToDo:
    """Something that waits, as it is shown."""

    waiting: Waiting
    ago: str


@require_GET
def worklist(request: PersonRequest) -> HttpResponse:
    """List the assessments of the municipalities that this adviser (or the beheerder) follows, in one round."""
    user = request.user
    advises = advised_by(user)
    remember_adviser(request, advises.anything)
    if not user.is_beheerder and not advises.anything:
        raise Http404("Deze lijst is voor adviseurs.")
    rounds = list(Round.objects.newest_first().select_related("framework"))
    round_ = round_to_show(rounds, request.GET.get("ronde", ""), timezone.localdate())
    context: dict[str, object] = {"rounds": rounds, "round": round_}
    if round_ is not None:
        context |= _list(request, advises, round_)
    return render(request, "assessments/worklist.html", context)


def _list(request: PersonRequest, advises: Advises, round_: Round) -> dict[str, object]:
    me = request.user.pk
    asked = Asked.of(request.GET)
    found = List(request.user, advises, round_)
    rows = in_order(chosen(found.rows, asked, me), asked.sorteer)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    details = found.details(list(page))
    waiting = waiting_for(found.rows, me) if advises.anything else waiting_longest(found.rows)
    provinces = sorted({(row.province, row.province_code) for row in found.rows})
    return {
        "is_demo": round_.is_demo,
        "asked": asked,
        "total": len(found.rows),
        "statuses": [each for each in counts_by_stand(found.rows) if each[2] or each[0] == asked.status],
        "people": _people(found.rows, me, asked.wie),
        "provinces": provinces if len(provinces) > 1 else [],
        "columns": _columns(request.GET, asked.sorteer, with_province=len(provinces) > 1),
        "page": page,
        "lines": [Line(row, details[row.pk], _ago(row)) for row in page],
        "waiting": [ToDo(each, _since(each)) for each in waiting[:MOST_WAITING]],
        "waiting_more": max(0, len(waiting) - MOST_WAITING),
        "is_adviser": advises.anything,
        "query": request.GET.urlencode(),
    }


def _ago(row: Row) -> str:
    if row.submitted_at is None:
        return ""
    return days_ago((timezone.localdate() - timezone.localdate(row.submitted_at)).days)


def _since(waiting: Waiting) -> str:
    return days_ago((timezone.localdate() - timezone.localdate(waiting.since)).days)


def _people(rows: list[Row], me: int, asked: str) -> list[tuple[str, str, int]]:
    """Return whose assessments one can ask for, as (value, label, number)."""
    names = {row.reviewer: row.reviewer_name for row in rows if row.reviewer not in (None, me)}
    offered = [(ME, "Bij mij"), (NOBODY, "Bij niemand")]
    offered += sorted(((str(key), f"Bij {name}") for key, name in names.items()), key=lambda each: each[1])
    counted = [(value, label, len(chosen(rows, Asked(wie=value), me))) for value, label in offered]
    return [each for each in counted if each[2] or each[0] in (asked, NOBODY)]


def _columns(query: QueryDict, sort: str, *, with_province: bool) -> list[Column]:
    """Return the heads of the table; what is worked out for the rows of one page can't sort the whole list."""
    named = [
        ("Gemeente", "gemeente"),
        *([("Provincie", "provincie")] if with_province else []),
        ("Status", "status"),
        ("Ingediend", "ingediend"),
        ("Ingevuld", ""),
        ("Niveaus, vergeleken met de vorige ronde", ""),
        ("Open opmerkingen", "opmerkingen"),
        ("Bij wie", "beoordelaar"),
    ]
    current = sort.removeprefix(DESCENDING)
    columns = []
    for label, key in named:
        if not key:
            columns.append(Column(label))
            continue
        ascending = key == (current or "gemeente") and not sort.startswith(DESCENDING)
        asked = query.copy()
        asked["sorteer"] = f"{DESCENDING}{key}" if ascending else key
        asked.pop("page", None)
        is_sorted = key == (current or "gemeente")
        state = ("ascending" if ascending else "descending") if is_sorted else ""
        columns.append(Column(label, f"?{asked.urlencode()}", state))
    return columns
