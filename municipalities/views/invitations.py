"""Inviting for the whole country, and accepting an invitation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import PersonRequest, beheerder_only
from municipalities.forms import InviteAnyoneForm, NewcomerForm
from municipalities.invitations import accept, accept_as_newcomer, find_invitation, invite, resend, withdraw
from municipalities.models import Invitation
from municipalities.refusal import Refused
from municipalities.views.mail import tell_about_mail

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder_only
def invite_anyone(request: PersonRequest) -> HttpResponse:
    """Show the open invitations of the country; a POST invites somebody for any role."""
    form = InviteAnyoneForm(request.POST or None)
    if form.is_valid():
        try:
            invitation = invite(
                form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=form.cleaned_data["role"],
                place=form.place,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            tell_about_mail(request, invitation)
            return redirect("invite_anyone")
    invitations = Invitation.objects.open().with_mail().select_related("municipality", "province", "invited_by")
    page = Paginator(invitations, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "municipalities/invite_anyone.html", {"form": form, "page": page})


@require_POST
@beheerder_only
def withdraw_any_invitation(request: PersonRequest, invitation_id: int) -> HttpResponse:
    """Withdraw an open invitation, wherever it is for."""
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    try:
        withdraw(invitation, by=request.user)
        messages.success(request, f"De uitnodiging voor {invitation.email} is ingetrokken.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("invite_anyone")


@require_POST
@beheerder_only
def resend_any_invitation(request: PersonRequest, invitation_id: int) -> HttpResponse:
    """Mail an open invitation again, wherever it is for."""
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    try:
        tell_about_mail(request, resend(invitation, by=request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("invite_anyone")


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to who has its link; only a POST uses it.

    A mail scanner that follows the link must not use it up.
    """
    invitation = find_invitation(token)
    if invitation is None or not invitation.is_open or invitation.has_expired:
        return _unusable(request, invitation)
    try:
        if request.user.is_authenticated:
            return _accept_with_account(request, invitation, token)
        if User.objects.filter(email=invitation.email).exists():
            return render(request, "municipalities/invitation/log_in.html", {"invitation": invitation})
        return _accept_as_newcomer(request, invitation, token)
    except Refused as refusal:
        # Somebody was first between looking and using: the same person in another window, most often.
        messages.error(request, str(refusal))
        return redirect("accept_invitation", token=token)


def _accept_with_account(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - for the type checker
    if user.email != invitation.email:
        return render(request, "municipalities/invitation/somebody_else.html", {"invitation": invitation}, status=403)
    if request.method == "POST":
        accept(token, by=user)
        messages.success(request, f"U bent nu {invitation.offer}.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "municipalities/invitation/confirm.html", {"invitation": invitation})


def _accept_as_newcomer(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = NewcomerForm(request.POST or None, invitation=invitation)
    if form.is_valid():
        user = accept_as_newcomer(token, name=form.cleaned_data["name"], password=form.cleaned_data["password1"])
        login(request, user)
        request.session.set_expiry(0)  # until the browser closes, as after the login page
        messages.success(request, f"Welkom, {user}. U bent nu {invitation.offer}.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "municipalities/invitation/newcomer.html", {"invitation": invitation, "form": form})


def _unusable(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    status = 404 if invitation is None else 410
    return render(request, "municipalities/invitation/unusable.html", {"invitation": invitation}, status=status)
