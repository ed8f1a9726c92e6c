"""The page where links are made and withdrawn, and what is behind one, for who has no login."""

from collections.abc import Callable
from functools import wraps
from typing import Any, BinaryIO, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import PersonRequest
from assessments.access import get_assessment
from assessments.views.overview import frame
from making.asking import ask
from making.kinds import Kind
from making.models import State
from making.tickets import Ticket, who
from municipalities.access import May
from municipalities.refusal import Refused
from reports.final.copies import open_file
from reports.final.making import FINAL_REPORT
from reports.final.reading import file_of, final_of
from reports.kinds import COUNCIL_REPORT, PUBLIC_SUMMARY
from reports.report import build_report
from sharing.doors import content_of, count, find_link, link_of, make_link, versions_of, withdraw_link
from sharing.forms import LinkForm
from sharing.models import ShareLink

# Found by nobody who does not have the link, told to no other site, kept by nothing on the way.
PRIVATE = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}

View = Callable[..., HttpResponseBase]
C = TypeVar("C")


@require_http_methods(["GET", "HEAD", "POST"])
def share_links(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the links to the report of this year, to whoever may withdraw them; a POST makes one."""
    opened = get_assessment(request.user, code, year, May.SHARE if request.method == "POST" else May.UNSHARE)
    may_share = opened.may(May.SHARE)
    versions = versions_of(opened) if may_share else []
    form = LinkForm(request.POST if request.method == "POST" else None, versions=versions)
    if form.is_valid():
        try:
            link = make_link(opened, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, f"De link voor ‘{link.label}’ is gemaakt. U vindt hem hieronder.")
            return redirect("share_links", code, year)
    links = ShareLink.objects.listed().filter(assessment=opened.assessment)
    context = {**frame(opened), "form": form, "versions": versions, "links": links, "may_share": may_share}
    return render(request, "sharing/links.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_share_link(request: PersonRequest, code: str, year: int, link_id: int) -> HttpResponse:
    """Ask whether the link may be withdrawn; a POST does it."""
    if request.method == "POST":
        try:
            link = withdraw_link(request.user, code, year, link_id)
            messages.success(request, f"De link voor ‘{link.label}’ is ingetrokken. Hij opent niets meer.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("share_links", code, year)
    opened = get_assessment(request.user, code, year, May.UNSHARE)
    link = link_of(opened, link_id)
    if link.withdrawn_at is not None:
        messages.info(request, f"De link voor ‘{link.label}’ was al ingetrokken.")
        return redirect("share_links", code, year)
    context = {**frame(opened), "link": link, "may_share": opened.may(May.SHARE)}
    return render(request, "sharing/withdraw.html", context)


def for_who_has_the_link(view: View) -> View:
    """Give the view the link of the token; without one that works, one page that gives nothing away."""

    @login_not_required
    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, share_token: str, **kwargs: Any) -> HttpResponseBase:
        link = find_link(share_token)
        response = view(request, link, **kwargs) if link else render(request, "sharing/gone.html", status=404)
        for name, value in PRIVATE.items():
            response[name] = value
        return response

    return guarded


@for_who_has_the_link
def shared(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """Show the report of this link on the screen."""
    if request.method == "GET":
        count(link, request.user)
    context = {
        "link": link,
        "municipality": link.assessment.municipality,
        "is_demo": link.assessment.round.is_demo,
        "is_public": True,
        "report": build_report(content_of(link)),
        "pdf": f"{request.path}raadsrapport.pdf",
        "summary": f"{request.path}publiekssamenvatting.pdf",
    }
    return render(request, "sharing/shared.html", context)


@for_who_has_the_link
def shared_pdf(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """Give the report of this link as PDF; of an adopted one the very file that is kept."""
    final = final_of(link.assessment, link.number) if link.is_final else None
    if final is None:
        return _give(request, link, COUNCIL_REPORT, content_of(link), "raadsrapport")
    file = file_of(final)
    if file is None:
        return _give(request, link, FINAL_REPORT, final.pk, "raadsrapport")
    return _download(request, link, open_file(file), "raadsrapport")


@for_who_has_the_link
def shared_summary(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """Give the two pages for inhabitants of the same report as PDF."""
    return _give(request, link, PUBLIC_SUMMARY, content_of(link), "publiekssamenvatting")


def _give(request: HttpRequest, link: ShareLink, kind: Kind[C], content: C, what: str) -> HttpResponseBase:
    """Give a file; who comes before it was made waits on a page."""
    # Called after the link and not after its address, which only who has it may know.
    made = ask(kind, content, series=f"deellink {link.pk} {kind.slug}")
    if made.state == State.READY:
        return _download(request, link, made.path.open("rb"), what)
    back = request.path.rpartition("/")[0] + "/"
    return redirect("made_file", Ticket(made.pk, request.path, who(request), "deellink", back).sign())


def _download(request: HttpRequest, link: ShareLink, file: BinaryIO, what: str) -> FileResponse:
    if request.method == "GET":
        count(link, request.user, download=True)
    words = (what, slugify(link.assessment.municipality.name), str(link.assessment.round.year))
    name = "-".join((*words, *(() if link.is_final else ("concept",))))
    return FileResponse(file, as_attachment=True, filename=f"{name}.pdf", content_type="application/pdf")
