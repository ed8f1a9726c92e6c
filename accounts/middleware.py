"""Ask who is not logged in to do so."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from accounts.unsent import forget_sent, login_page, remember_person, unsent_of


class LoginMiddleware(LoginRequiredMiddleware):
    """Send people to the login page, and tell a script (htmx, or ours) that the login has ended: 401.

    A script that is sent on would take the login page for its answer. What a form sent goes along through the login.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Answer who may not see this without logging in."""
        if request.headers.get("HX-Request") == "true" or request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(status=401)
        if unsent := unsent_of(request):
            return login_page(request, unsent)
        return super().handle_no_permission(request, view_func)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Remember in the browser who logged in, and forget what was sent after all."""
        remember_person(request, response)
        forget_sent(request, response)
        return response
