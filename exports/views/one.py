"""The data of one assessment: a page that says what there is, and the files. Made in the request: it takes a moment."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from assessments.access import Opened, get_assessment
from assessments.models import WITH_MUNICIPALITY
from assessments.views.overview import frame
from audit.log import Event, record
from basisfuncties.structure import structure_of
from exports.about import About
from exports.making import schema_url
from exports.models import Format
from exports.reading import source_for
from exports.sheets import SHEETS
from exports.source import Source
from exports.writing.formats import FOR_ONE
from municipalities.access import May


@dataclass(frozen=True)
class Offer:
    """One format on the page: for whom it is."""

    format: Format
    title: str
    for_whom: str
    how: str


OFFERS = (
    Offer(
        Format.XLSX,
        "Excel",
        "Voor wie zelf wil kijken, filteren en rekenen.",
        "Een werkmap met een blad per soort gegevens, en met uitleg en codes. Opent ook in LibreOffice.",
    ),
    Offer(
        Format.CSV,
        "CSV",
        "Voor een ander programma, zoals Power BI, R of SPSS.",
        "Een ZIP met een tabel per soort gegevens en uitleg. Puntkomma's en komma's zoals Excel in Nederland ze leest.",
    ),
    Offer(
        Format.JSON,
        "JSON",
        "Voor een programmeur die er iets op bouwt.",
        "Eén bestand met dezelfde namen als de kolommen, volgens een vast schema.",
    ),
)


@require_safe
def data(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Say what there is to download of this assessment, and in which formats."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    context = {
        **frame(opened),
        "offers": OFFERS,
        "sheets": SHEETS,
        "is_live": _gets_live(opened),
        "submission": opened.assessment.submissions.defer("content").order_by("-number").first(),
    }
    return render(request, "exports/data.html", context)


@require_safe
@cache_control(private=True, no_store=True)
def data_file(request: PersonRequest, code: str, year: int, file_format: str) -> HttpResponse:
    """Give the data of this assessment as a file: the version that this person reads."""
    opened = get_assessment(request.user, code, year, May.READ_SUBMITTED)
    written = FOR_ONE.get(file_format)
    if written is None:
        raise Http404("In deze vorm is er geen bestand.")
    source = source_for(opened)
    if source is None:
        raise Http404("Er is nog niets ingediend. Er zijn dus nog geen gegevens.")
    concept = "-concept" if source.standing.number is None else ""
    name = f"gegevens-{slugify(opened.assessment.municipality.name)}-{year}{concept}.{written.ending}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gegevens"
        written.write(path, [source], _about(opened, source))
        content = path.read_bytes()
    if request.method == "GET":
        record(request, Event.EXPORTED, name, place=opened.access.municipality)
    return HttpResponse(
        content,
        content_type=written.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _gets_live(opened: Opened) -> bool:
    return opened.access.may(May.FILL_IN) and opened.assessment.status in WITH_MUNICIPALITY


def _about(opened: Opened, source: Source) -> About:
    standing, place = source.standing, opened.assessment.municipality
    version = (
        "Dit is een concept: wat de gemeente op dit moment heeft ingevuld."
        if standing.number is None
        else f"Dit is indiening {standing.number}{', zoals die is vastgesteld' if standing.adopted_on else ''}."
    )
    remarks = [version, "Teksten staan erin zoals de gemeente ze schreef. Daar kan de naam van iemand in staan."]
    if source.snapshot.is_demo:
        remarks.append("Let op: dit is een voorbeeld. Alle antwoorden zijn verzonnen.")
    return About(
        title=f"Gegevens van de zelfevaluatie {source.snapshot.year} van gemeente {place}",
        made_on=timezone.localdate(),
        editions=(structure_of(opened.assessment.round.framework),),
        remarks=tuple(remarks),
        schema_url=schema_url(),
    )
