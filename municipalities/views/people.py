"""The people of one municipality: who they are, inviting, roles, leaving."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from municipalities import people as doors
from municipalities.access import May, get_access
from municipalities.forms import InviteForm, RoleForm
from municipalities.invitations import invite, resend, withdraw
from municipalities.models import Membership, Role
from municipalities.refusal import Refused
from municipalities.views.mail import tell_about_mail


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: PersonRequest, code: str) -> HttpResponse:
    """Show the people and open invitations of a municipality; a POST invites somebody."""
    access = get_access(request.user, code, May.MANAGE_PEOPLE)
    municipality = access.municipality
    form = InviteForm(request.POST or None, may_send_adviser=request.user.is_beheerder)
    if form.is_valid():
        try:
            invitation = invite(
                form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=form.cleaned_data["role"],
                place=municipality,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            tell_about_mail(request, invitation)
            return redirect("people", code=municipality.code)
    memberships = municipality.memberships.select_related("user").order_by("user__name", "user__email")
    return render(
        request,
        "municipalities/people.html",
        {
            "access": access,
            "municipality": municipality,
            "memberships": memberships,
            "invitations": municipality.invitations.open().with_mail().select_related("invited_by"),
            "form": form,
        },
    )


@require_POST
def withdraw_invitation(request: PersonRequest, code: str, invitation_id: int) -> HttpResponse:
    """Withdraw an open invitation to this municipality."""
    access = get_access(request.user, code, May.MANAGE_PEOPLE)
    invitation = get_object_or_404(access.municipality.invitations, pk=invitation_id)
    try:
        withdraw(invitation, by=request.user)
        messages.success(request, f"De uitnodiging voor {invitation.email} is ingetrokken.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("people", code=code)


@require_POST
def resend_invitation(request: PersonRequest, code: str, invitation_id: int) -> HttpResponse:
    """Mail an open invitation to this municipality again."""
    access = get_access(request.user, code, May.MANAGE_PEOPLE)
    invitation = get_object_or_404(access.municipality.invitations, pk=invitation_id)
    try:
        tell_about_mail(request, resend(invitation, by=request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("people", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def change_role(request: PersonRequest, code: str, membership_id: int) -> HttpResponse:
    """Ask for another role of a colleague; a POST gives it."""
    access = get_access(request.user, code, May.MANAGE_PEOPLE)
    membership = get_object_or_404(access.municipality.memberships.select_related("user"), pk=membership_id)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            doors.change_role(membership, role, by=request.user)
        except Refused as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, f"{membership.user} is nu {role.label} van {access.municipality}.")
            return _back_to_people(request, membership, code)
    return render(
        request,
        "municipalities/change_role.html",
        {"municipality": access.municipality, "membership": membership, "form": form},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove_member(request: PersonRequest, code: str, membership_id: int) -> HttpResponse:
    """Ask whether a person really goes; a POST takes away the role."""
    access = get_access(request.user, code, May.MANAGE_PEOPLE)
    membership = get_object_or_404(access.municipality.memberships.select_related("user"), pk=membership_id)
    if request.method == "POST":
        try:
            doors.remove(membership, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("people", code=code)
        messages.success(request, f"{membership.user} is geen {membership.get_role_display()} meer.")
        return _back_to_people(request, membership, code)
    return render(
        request, "municipalities/remove_member.html", {"municipality": access.municipality, "membership": membership}
    )


def _back_to_people(request: PersonRequest, membership: Membership, code: str) -> HttpResponse:
    # Who changed the own role may not see the people any more.
    if membership.user == request.user and not request.user.is_beheerder:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return redirect("people", code=code)
