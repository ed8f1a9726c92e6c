"""The audit log, for the beheerder: on a page, and as a file."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe

from accounts.models import User
from accounts.requests import PersonRequest, beheerder_only
from audit.forms import FilterForm
from audit.log import record
from audit.models import Entry, Event
from audit.spreadsheet import CONTENT_TYPE, csv_lines

PER_PAGE = 50
AT_ONCE = 2000  # rows that the file reads from the database at a time
COLUMNS = ("moment", "wat", "wie", "adres", "over wie", "adres", "code", "waar", "waarover")


@require_safe
@beheerder_only
def audit_log(request: PersonRequest) -> HttpResponse:
    """Show the log, the newest first, with what is asked for."""
    form = FilterForm(request.GET)
    page = Paginator(form.chosen(Entry.objects.newest_first()), PER_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "asked": asked.urlencode(),
        "is_filtered": any(asked.values()),
        "days": settings.AUDIT_DAYS,
    }
    return render(request, "audit/log.html", context)


@require_GET
@beheerder_only
@cache_control(private=True, no_store=True)
def audit_csv(request: PersonRequest) -> StreamingHttpResponse:
    """Give what is asked for as a file for a spreadsheet; that is written down too."""
    form = FilterForm(request.GET)
    rows = form.chosen(Entry.objects.newest_first())
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    record(request, Event.EXPORTED, "logboek als CSV")
    name = f"logboek-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_lines(COLUMNS, map(_cells, rows.filter(id__lte=last).iterator(chunk_size=AT_ONCE))),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cells(entry: Entry) -> tuple[str, ...]:
    moment = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    place = (entry.place_code, entry.place_name)
    return moment, entry.get_event_display(), *_person(entry.user), *_person(entry.subject), *place, entry.about


def _person(user: User | None) -> tuple[str, str]:
    return (user.name, user.email) if user else ("", "")
