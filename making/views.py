"""The page that shows how far a file is, and then leads to it."""

from contextlib import suppress
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from making.asking import NoNeedError, try_again
from making.kinds import kind_of
from making.models import TO_DO, MadeFile, State
from making.tickets import NAME, read, who

NOT_YOURS = "Deze pagina bestaat niet (meer). Vraag het bestand opnieuw."
# A worker looks every second; when it takes this long with nobody at work, then none runs.
NOBODY_WORKS = timedelta(seconds=30)


# Also for who came by a share link; the ticket says for whom the page is.
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def made_file(request: HttpRequest, ticket: str) -> HttpResponse:
    """Show how far the file is; a POST has one that failed made once more."""
    found = read(ticket)
    if found is None:
        raise Http404(NOT_YOURS)
    if found.who != who(request):
        if request.user.is_anonymous:
            # As LoginMiddleware does: a script that is sent on would take the login page for its answer.
            is_script = request.headers.get("HX-Request") == "true"
            return HttpResponse(status=401) if is_script else redirect_to_login(request.get_full_path())
        raise Http404(NOT_YOURS)
    made = MadeFile.objects.filter(pk=found.made).defer("content").first()
    if made is None:
        # It is gone; the address where it was asked for makes it anew.
        return redirect(found.address)
    if request.method == "POST":
        with suppress(NoNeedError):
            try_again(made)
        return redirect("made_file", ticket)
    try:
        kind = kind_of(made.kind)
    except KeyError:  # an update of the site took it away
        raise Http404(NOT_YOURS) from None
    joined = "&" if "?" in found.address else "?"
    context = {
        "made": made,
        "label": kind.label,
        "download": f"{found.address}{joined}{urlencode({NAME: ticket})}",
        "back": found.back,
        "before": _before(made),
        "nobody_works": _nobody_works(made),
        "ticket": ticket,
    }
    response = render(request, "making/made_file.html", context)
    # Who came by a share link may pass the address on; no search engine keeps it.
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _before(made: MadeFile) -> int:
    """Return how many files have their turn before this one."""
    if made.state != State.WAITING:
        return 0
    return MadeFile.objects.filter(state__in=TO_DO, is_quick=made.is_quick, pk__lt=made.pk).count()


def _nobody_works(made: MadeFile) -> bool:
    """Whether the file waits while nobody makes anything."""
    now = timezone.now()
    if made.state != State.WAITING or made.due_at > now - NOBODY_WORKS:
        return False
    busy = MadeFile.objects.filter(state=State.BUSY, alive_at__gte=now - MadeFile.SILENT)
    return not busy.exists()
