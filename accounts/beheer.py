"""The Django admin at /beheer/: for the beheerder, and for all that has no page of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

View = Callable[..., HttpResponse]


class BeheerSite(admin.AdminSite):
    """The admin site without a login of its own, so that all logins meet the same rules and limits."""

    site_title = "Beheer"
    site_header = "Beheer van Basisfuncties vrijwilligerswerk"
    index_title = "Wat wilt u beheren?"

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """Return the view for the beheerder only; somebody else who is logged in gets a 403."""
        inner: View = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            # Django would send this person to the login page, which helps nobody who is logged in already.
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return guarded

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to our own login page."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        """Send to our own page for logging out."""
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        """Send to our own page for changing the password."""
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        """Send to our own page for changing the password."""
        return redirect("account_change_password")
