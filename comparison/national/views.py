"""The national picture for advisers and beheerder, and the same as open data for everybody."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe

from accounts.requests import PersonRequest
from assessments.worklist.reading import advised_by
from audit.spreadsheet import CONTENT_TYPE, csv_lines
from comparison.national import open_data
from comparison.national.figures import Picture
from comparison.national.page import build_page
from comparison.national.reading import Offer, read_picture, rounds_to_show
from comparison.national.schema import schema
from municipalities.navigation import remember_adviser

AN_HOUR = 3600


@require_GET
def national(request: PersonRequest) -> HttpResponse:
    """Show how the country stands in one round: pictures with tables, per province and as a whole."""
    _require_follower(request)
    offers = rounds_to_show()
    offer = _offer(request, offers)
    context: dict[str, object] = {"offers": offers, "offer": offer}
    if offer is not None:
        context["is_demo"] = offer.round.is_demo
        context["page"] = build_page(read_picture(offer, offers, timezone.localdate()))
    return render(request, "comparison/national.html", context)


def get_picture(request: PersonRequest) -> Picture:
    """Return the picture of the round that is asked for, to an adviser or the beheerder. Raises Http404."""
    _require_follower(request)
    return _asked(request)


def _require_follower(request: PersonRequest) -> None:
    advises = advised_by(request.user).anything
    remember_adviser(request, advises)
    if not request.user.is_beheerder and not advises:
        raise Http404("Deze pagina is voor adviseurs en de beheerder.")


@login_not_required
@require_safe
def national_data(request: HttpRequest) -> HttpResponse:
    """Tell what the open data is, what its columns and codes mean, and where it is."""
    offers = rounds_to_show()
    offer = _offer(request, offers)
    context: dict[str, object] = {"offers": offers, "offer": offer}
    if offer is not None:
        today = timezone.localdate()
        figures = read_picture(offer, offers, today)
        context |= {
            "is_demo": offer.round.is_demo,
            "title": open_data.title_of(figures),
            "explained": open_data.explained(figures, today),
            "tables": open_data.tables_of(figures),
            "before": open_data.BEFORE,
            "after": open_data.AFTER,
            "codes": open_data.codes_of(figures),
            "license_url": open_data.LICENSE_URL,
        }
    return render(request, "comparison/national_data.html", context)


@login_not_required
@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def national_json(request: HttpRequest) -> HttpResponse:
    """Give the open data of a round as JSON, to anybody."""
    figures, today = _asked(request), timezone.localdate()
    content = open_data.as_json(figures, today, _whole("national_data"), _whole("national_schema"))
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _open(answer, f"landelijk-beeld-{figures.year}.json")


@login_not_required
@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def national_csv(request: HttpRequest) -> HttpResponse:
    """Give the open data of a round as CSV, to anybody."""
    figures, today = _asked(request), timezone.localdate()
    tables = open_data.tables_of(figures)
    columns = [column.name for column in open_data.csv_columns(tables)]
    lines = csv_lines(columns, open_data.csv_rows(figures, tables, today))
    return _open(HttpResponse("".join(lines), content_type=CONTENT_TYPE), f"landelijk-beeld-{figures.year}.csv")


@login_not_required
@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def national_schema(request: HttpRequest) -> HttpResponse:
    """Give the schema that the JSON of the open data keeps to, to anybody."""
    answer = JsonResponse(
        schema(_whole("national_schema")),
        json_dumps_params={"ensure_ascii": False},
        content_type="application/schema+json",
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _whole(name: str) -> str:
    """Return the whole address of a page, as it stands in a file."""
    return f"{settings.SITE_ADDRESS}{reverse(name)}"


def _open(answer: HttpResponse, name: str) -> HttpResponse:
    """Return the file so that anybody may use it from anywhere: also a page of another site."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Link"] = f'<{_whole("national_data")}>; rel="describedby", <{open_data.LICENSE_URL}>; rel="license"'
    return answer


def _asked(request: HttpRequest) -> Picture:
    """Return the picture of the round that is asked for. Raises Http404 when there is none."""
    offers = rounds_to_show()
    offer = _offer(request, offers)
    if offer is None:
        raise Http404("Er zijn nog geen gegevens.")
    return read_picture(offer, offers, timezone.localdate())


def _offer(request: HttpRequest, offers: Sequence[Offer]) -> Offer | None:
    """Return the round that is asked for, else the newest of which there are figures; None when there is none at all.

    Raises Http404 for a round of which there are none.
    """
    asked = request.GET.get("ronde", "")
    if not asked:
        return next((each for each in offers if each.may_have_figures), offers[0] if offers else None)
    for each in offers:
        if str(each.year) == asked:
            return each
    raise Http404("Van deze ronde zijn er geen gegevens.")
