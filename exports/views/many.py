"""The data of many municipalities, for advisers and the beheerder: asking for a file, waiting for it, getting it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from assessments.worklist.reading import advised_by
from audit.log import Event, record
from exports.choosing import RoundOffer, may_still_have, rounds_for
from exports.forms import ADOPTED, SUBMITTED, WITHOUT, OrderForm
from exports.models import Export, Format, State
from exports.ordering import OrderRefusedError, is_being_made, order, take_away, try_again
from exports.sheets import SHEETS
from exports.writing.formats import FOR_MANY
from municipalities.navigation import remember_adviser

ASKED = "Uw bestand wordt gemaakt. U hoeft niet op deze pagina te blijven."
ASKED_ALREADY = "U vroeg dit bestand net al. Het staat hieronder, één keer."
NOT_YOURS = "Dit bestand bestaat niet, of u hebt er geen toegang toe."


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: PersonRequest) -> HttpResponse:
    """Show the person's files and the form to ask for one; a POST asks for it."""
    _require_reviewer(request)
    rounds = rounds_for(request.user)
    if request.method == "POST":
        form = OrderForm(request.POST, user=request.user, rounds=rounds)
        if form.is_valid():
            try:
                _, is_new = order(request.user, form.wish)
            except OrderRefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, ASKED if is_new else ASKED_ALREADY)
                return redirect("exports")
    else:
        form = OrderForm(user=request.user, rounds=rounds, initial=_initial(rounds, request.GET.get("ronde", "")))
    files = list(Export.objects.of(request.user))
    context = {
        "form": form,
        "rounds": rounds,
        "files": files,
        "is_being_made": is_being_made(files),
        "sheets": SHEETS,
        "is_demo": any(each.is_demo for each in rounds),
    }
    return render(request, "exports/exports.html", context)


@require_safe
@cache_control(private=True, no_store=True)
def export_file(request: PersonRequest, export_id: int) -> FileResponse:
    """Give a file that is ready, to who asked for it and still reviews every municipality in it."""
    export = _own(request.user, export_id)
    if export.state != State.READY or not export.path.exists():
        raise Http404("Dit bestand is er nog niet, of niet meer.")
    if not may_still_have(request.user, export):
        raise Http404(
            "In dit bestand staan gegevens van een gemeente die u niet meer beoordeelt. Maak een nieuw bestand."
        )
    written = FOR_MANY[export.format]
    where = slugify(export.province.name) if export.province else "alle-gemeenten"
    years = "-".join(str(year) for year in sorted({min(export.years), max(export.years)}))
    name = f"gegevens-{where}-{years}.{written.ending}"
    if request.method == "GET":
        record(request, Event.EXPORTED, f"{name} ({export.rounds}; {export.what})", place=export.province)
    return FileResponse(export.path.open("rb"), as_attachment=True, filename=name, content_type=written.content_type)


@require_POST
def retry_export(request: PersonRequest, export_id: int) -> HttpResponse:
    """Have a file that failed made once more."""
    try:
        try_again(_own(request.user, export_id))
    except OrderRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het bestand wordt opnieuw gemaakt.")
    return redirect("exports")


@require_POST
def remove_export(request: PersonRequest, export_id: int) -> HttpResponse:
    """Remove a file, or stop making it. It can always be made again."""
    take_away(_own(request.user, export_id))
    messages.success(request, "Het bestand is verwijderd. U kunt het altijd opnieuw maken.")
    return redirect("exports")


def _require_reviewer(request: PersonRequest) -> None:
    """Raise Http404 for who reviews nothing, as the worklist does."""
    advises = advised_by(request.user).anything
    remember_adviser(request, advises)
    if not request.user.is_beheerder and not advises:
        raise Http404("Deze pagina is voor adviseurs.")


def _own(user: User, key: int) -> Export:
    export = Export.objects.of(user).filter(pk=key).first()
    if export is None:
        raise Http404(NOT_YOURS)
    return export


def _initial(rounds: list[RoundOffer], asked: str) -> dict[str, object]:
    """Return what the form begins with: the round that was looked at, else the newest; adopted where there is any."""
    chosen = next((each for each in rounds if str(each.year) == asked), rounds[0] if rounds else None)
    return {
        "rondes": [str(chosen.year)] if chosen else [],
        "versie": ADOPTED if chosen is None or chosen.adopted else SUBMITTED,
        "teksten": WITHOUT,
        "vorm": Format.XLSX,
    }
