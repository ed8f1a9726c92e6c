"""What allauth's own pages leave to us, and the pages for what was sent after the login had ended."""

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from accounts.unsent import kept_for, page_before, typed_in


def change_password(request: PersonRequest) -> HttpResponse:
    """Change the own password; who has none yet asks for a link by mail, as after forgetting it.

    allauth would lead that person to a page for setting one, which has no address here.
    """
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    response: HttpResponse = views.password_change(request)
    return response


@never_cache
@require_safe
def send_again(request: PersonRequest) -> HttpResponse:
    """Show what was sent after the login had ended, with a button that sends it after all."""
    unsent = kept_for(request, request.user)
    if unsent is None:
        return redirect("start")
    return render(request, "account/send_again.html", {"unsent": unsent})


def not_our_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that nothing was saved, and show what was typed: the form was of before the login of now.

    It is not offered to be sent: the page may have been of another, who was logged in before.
    """
    context = {"typed": typed_in(request), "back": page_before(request)}
    return render(request, "403_csrf.html", context, status=403)
