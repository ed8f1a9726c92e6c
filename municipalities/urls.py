"""The addresses of this app."""

from django.urls import URLPattern, path

from municipalities.views import invitations, people

urlpatterns: list[URLPattern] = [
    path("gemeente/<slug:code>/mensen/", people.people, name="people"),
    path("gemeente/<slug:code>/mensen/<int:membership_id>/rol/", people.change_role, name="change_role"),
    path("gemeente/<slug:code>/mensen/<int:membership_id>/verwijderen/", people.remove_member, name="remove_member"),
    path(
        "gemeente/<slug:code>/mensen/uitnodiging/<int:invitation_id>/intrekken/",
        people.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "gemeente/<slug:code>/mensen/uitnodiging/<int:invitation_id>/opnieuw/",
        people.resend_invitation,
        name="resend_invitation",
    ),
    path("uitnodigen/", invitations.invite_anyone, name="invite_anyone"),
    path(
        "uitnodigen/<int:invitation_id>/intrekken/", invitations.withdraw_any_invitation, name="withdraw_any_invitation"
    ),
    path("uitnodigen/<int:invitation_id>/opnieuw/", invitations.resend_any_invitation, name="resend_any_invitation"),
    path("uitnodiging/<slug:token>/", invitations.accept_invitation, name="accept_invitation"),
]
