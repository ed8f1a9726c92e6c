"""Notice that a login ended by itself: the browser comes back with a session that is over."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from audit.sessions import end_session


class EndedLoginMiddleware:
    """Write down, once, that somebody's login ended because the working day was over.

    It costs a query only where a browser sends a session that leads to nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, after a look at its session."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        # An empty session is what Django makes of one that is over, or that never was.
        if key and not request.session.keys():
            end_session(key)
        return self.get_response(request)
