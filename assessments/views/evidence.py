"""Evidence at a question or speerpunt: add it, take it away, put it back, download it."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.evidence.content import RefusedError
from assessments.evidence.keeping import add_file, add_link, file_for, put_back, take_away
from assessments.forms.evidence import FileForm, LinkForm
from assessments.models import Evidence
from assessments.places import Place, place_of, takes_evidence
from assessments.scopes import scope_code
from assessments.views.overview import frame
from audit.log import Event, record
from municipalities.access import May


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str) -> HttpResponse:
    """Show the evidence at one place, and add a file or a link."""
    opened, place = _opened(request, code, year, basisfunctie, layer, part)
    file_form, link_form = FileForm(), LinkForm()
    if request.method == "POST":
        if request.POST.get("soort") == LinkForm.kind:
            link_form = LinkForm(request.POST)
            added = _add_link(opened, place, link_form)
        else:
            # A request that broke off may have lost any field, this one too.
            file_form = FileForm(request.POST, request.FILES)
            added = _add_file(opened, place, file_form)
        if added is not None:
            messages.success(request, f"‘{added}’ is toegevoegd.")
            return redirect(request.path)
    here = opened.assessment.evidence.filter(basisfunctie=basisfunctie, part=part)
    rows = list(here.select_related("added_by", "removed_by"))
    context = {
        **frame(opened),
        "basisfunctie": place.basisfunctie,
        "layer": place.layer,
        "place": place,
        "present": [row for row in rows if row.removed_at is None],
        "removed": [row for row in rows if row.removed_at is not None],
        "file_form": file_form,
        "link_form": link_form,
        "forms": [file_form, link_form],
        "days_to_put_back": settings.EVIDENCE_DAYS_TO_PUT_BACK,
    }
    return render(request, "assessments/evidence/page.html", context)


@require_POST
def remove_evidence(
    request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str, evidence_id: int
) -> HttpResponse:
    """Take evidence away, or put it back."""
    opened, place = _opened(request, code, year, basisfunctie, layer, part)
    back = request.POST.get("terug") == "ja"
    try:
        row = (put_back if back else take_away)(opened, place, evidence_id)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"‘{row}’ {'staat er weer' if back else 'is weggehaald. U kunt het terugzetten'}.")
    return redirect("evidence", code, year, basisfunctie, layer, part)


@require_safe
@cache_control(private=True, no_store=True)
def evidence_file(request: PersonRequest, code: str, year: int, evidence_id: int) -> FileResponse:
    """Give a file as a download, never to be shown inside the site: the browser is told to run nothing in it."""
    opened = get_assessment(request.user, code, year, May.SEE)
    row, file = file_for(opened, evidence_id)
    if request.method == "GET":
        record(request, Event.DOWNLOADED, f"bewijs ‘{row}’, {year}", place=opened.access.municipality)
    return FileResponse(
        file,
        as_attachment=True,
        filename=row.file_name,
        content_type=row.content_type,
        headers={
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _add_file(opened: Opened, place: Place, form: FileForm) -> Evidence | None:
    if not form.is_valid():
        return None
    upload = form.cleaned_data["file"]
    try:
        return add_file(opened, place, upload.file, name=upload.name, title=form.cleaned_data["title"])
    except RefusedError as refusal:
        form.add_error("file", str(refusal))
        return None


def _add_link(opened: Opened, place: Place, form: LinkForm) -> Evidence | None:
    if not form.is_valid():
        return None
    try:
        return add_link(opened, place, form.cleaned_data["url"], title=form.cleaned_data["title"])
    except RefusedError as refusal:
        form.add_error("url", str(refusal))
        return None


def _opened(
    request: PersonRequest, code: str, year: int, basisfunctie: str, layer: str, part: str
) -> tuple[Opened, Place]:
    """Return the assessment and the place, for who may fill in this layer. Raises Http404 where no evidence belongs."""
    opened = get_assessment(request.user, code, year, May.FILL_IN, part=scope_code(basisfunctie, layer))
    place = place_of(opened.assessment, basisfunctie, layer, part)
    if not takes_evidence(part):
        raise Http404("Hier hoort geen bewijs bij. Zet het bij een vraag of een speerpunt.")
    return opened, place
