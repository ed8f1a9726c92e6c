"""The pages about mail: what a person wants to get, and for the beheerder what failed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import PersonRequest, beheerder_only, key_in
from post import failed
from post.forms import PreferencesForm
from post.kinds import NEEDED, SETTINGS, How
from post.models import Mail
from post.preferences import keep, kinds_of, preferences_of

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request: PersonRequest) -> HttpResponse:
    """Show how this person wants its mail; a POST changes that."""
    kinds = kinds_of(request.user)
    form = PreferencesForm(request.POST or None, kinds=kinds, chosen=preferences_of(request.user))
    if request.POST.get("all") == How.NEVER:
        keep(request.user, dict.fromkeys(kinds, How.NEVER))
        messages.success(request, "Opgeslagen. U krijgt alleen nog de mail die nodig is.")
        return redirect("mail_settings")
    if form.is_valid():
        keep(request.user, form.chosen)
        messages.success(request, "Uw keuze is opgeslagen.")
        return redirect("mail_settings")
    context = {"form": form, "needed": [SETTINGS[kind] for kind in NEEDED]}
    return render(request, "post/settings.html", context)


@require_GET
@beheerder_only
def failed_mail(request: PersonRequest) -> HttpResponse:
    """Show which mail failed, to whom and why, and how the post stands."""
    rows = Mail.objects.failed().select_related("to")
    context = {"page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "standing": failed.standing()}
    return render(request, "post/failed.html", context)


@require_POST
@beheerder_only
def send_mail_again(request: PersonRequest) -> HttpResponse:
    """Send failed mail again: the one that is named, or all."""
    count = failed.send_again(None if "all" in request.POST else _ids(request))
    _tell(request, count, "Deze mail wordt opnieuw verstuurd.", f"{count} mails worden opnieuw verstuurd.")
    return redirect("failed_mail")


@require_POST
@beheerder_only
def drop_mail(request: PersonRequest) -> HttpResponse:
    """Drop a failed mail."""
    count = failed.drop(_ids(request))
    _tell(request, count, "De mail is weggehaald en wordt niet meer verstuurd.", f"{count} mails zijn weggehaald.")
    return redirect("failed_mail")


def _ids(request: PersonRequest) -> list[int]:
    return [key_in(sent) for sent in request.POST.getlist("mail")]


def _tell(request: PersonRequest, count: int, one: str, more: str) -> None:
    if count:
        messages.success(request, one if count == 1 else more)
    else:
        messages.info(request, "Deze mail is al opnieuw verstuurd of weggehaald. Er is niets veranderd.")
