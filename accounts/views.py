"""What allauth's own pages leave to us."""

from allauth.account import views
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.requests import PersonRequest


def change_password(request: PersonRequest) -> HttpResponse:
    """Change the own password; who has none yet asks for a link by mail, as after forgetting it.

    allauth would lead that person to a page for setting one, which has no address here.
    """
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    response: HttpResponse = views.password_change(request)
    return response
