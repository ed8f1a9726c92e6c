"""The editions: which there are and what each changed, for all; drafts, and publishing them, for the beheerder."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from basisfuncties import editions as doors
from basisfuncties.models import Framework


@login_not_required
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """List the published editions with what each changed; for the beheerder the drafts too."""
    drafts = Framework.objects.drafts() if doors.is_beheerder(request.user) else ()
    return render(request, "basisfuncties/editions.html", {"series": doors.published_changes(), "drafts": drafts})


@login_not_required
@require_safe
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """Show one edition with all that it changes; a draft does not exist but for the beheerder."""
    framework = _get(edition)
    is_beheerder = doors.is_beheerder(request.user)
    if framework.published_at is None and not is_beheerder:
        raise Http404
    context = {"change": doors.change_of(framework), "is_beheerder": is_beheerder}
    return render(request, "basisfuncties/edition_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def publish_edition(request: HttpRequest, edition: str) -> HttpResponse:
    """Ask whether to publish a draft, with what it changes; a POST does it."""
    doors.require_beheerder(request.user)
    framework = _get(edition)
    if request.method == "POST":
        try:
            with transaction.atomic():
                published = doors.publish(framework, seen=request.POST.get("gezien", ""))
                _log(request, published, CHANGE, "Gepubliceerd.")
        except doors.EditionRefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Editie {edition} is gepubliceerd. U kunt nu een ronde openen met deze editie.")
        return redirect("edition", edition) if Framework.objects.filter(edition=edition) else redirect("editions")
    return render(request, "basisfuncties/publish_edition.html", {"change": doors.change_of(framework)})


@require_http_methods(["GET", "HEAD", "POST"])
def discard_edition(request: HttpRequest, edition: str) -> HttpResponse:
    """Ask whether a draft may go; a POST takes it away."""
    doors.require_beheerder(request.user)
    framework = _get(edition)
    if request.method == "POST":
        try:
            with transaction.atomic():
                _log(request, framework, DELETION, "Concept weggegooid.")
                doors.discard(framework)
        except doors.EditionRefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Het concept van editie {edition} is weg. U kunt het bestand opnieuw laden.")
        return redirect("editions")
    return render(request, "basisfuncties/discard_edition.html", {"framework": framework})


def _get(edition: str) -> Framework:
    framework = Framework.objects.filter(edition=edition).first()
    if framework is None:
        raise Http404("Deze editie van het kader bestaat niet.")
    return framework


def _log(request: HttpRequest, framework: Framework, flag: int, what: str) -> None:
    """Write down who did it, where the beheerder's other work on content is: the log of the admin."""
    person = request.user.pk
    if person is not None:  # the door let nobody in without
        LogEntry.objects.log_actions(person, [framework], flag, change_message=what, single_object=True)
