"""The page on which a municipality sets its report, with the first page of the report under it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from assessments.views.overview import frame
from improvement.saving import Parts, SheetPart
from reports.setting.forms import moved, settings_parts
from reports.setting.saving import Setting, read_setting, save_setting
from reports.summary import build_summary


@require_http_methods(["GET", "HEAD", "POST"])
def report_settings(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show and save the settings of the report; a button that moves points saves nothing yet."""
    asked = request.POST.get("zet", "")
    if request.method == "POST" and not asked:
        setting, parts = save_setting(request.user, code, year, request.POST, request.POST.get("beslis", ""))
        if parts.is_settled:
            messages.success(request, "De instellingen van het rapport zijn opgeslagen.")
            return redirect("report" if "bekijken" in request.POST else "report_settings", code, year)
        fresh = list[SheetPart](settings_parts(setting.row, setting.offered))
        return _show(request, setting, parts, parts.shown(fresh), status=409 if parts.is_closed else 200)
    setting = read_setting(request.user, code, year)
    data = moved(request.POST, asked, setting.offered) if asked else None
    shown = settings_parts(setting.row, setting.offered, data)
    for part in shown:
        part.is_moved = asked != ""
    return _show(request, setting, Parts(list[SheetPart](shown)), list[SheetPart](shown), moved_at=asked)


def _show(
    request: PersonRequest,
    setting: Setting,
    parts: Parts,
    shown: list[SheetPart],
    *,
    moved_at: str = "",
    status: int = 200,
) -> HttpResponse:
    issued = setting.issued
    context = {
        **frame(setting.opened),
        "page": parts,
        "parts": shown,
        "moved_at": moved_at.partition(":")[0],
        "is_open": setting.is_open,
        "summary": build_summary(
            issued.snapshot,
            setting.row.as_value(),
            setting.offered,
            setting.differ,
            is_final=issued.issue.is_final,
        ),
    }
    return render(request, "reports/setting/page.html", context, status=status)
