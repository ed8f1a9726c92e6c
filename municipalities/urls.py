"""The addresses of this app."""

from django.urls import URLPattern, path, re_path

from municipalities.views import house_style, invitations, people

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
    path("gemeente/<slug:code>/huisstijl/", house_style.house_style, name="house_style"),
    path("gemeente/<slug:code>/huisstijl/kleur/", house_style.house_style_colour, name="house_style_colour"),
    path("gemeente/<slug:code>/huisstijl/logo-weg/", house_style.remove_logo, name="remove_logo"),
    path("gemeente/<slug:code>/huisstijl/terug/", house_style.put_back_house_style, name="put_back_house_style"),
    re_path(
        r"^huisstijl/(?P<version>[0-9]{1,4})-(?P<colour>[0-9a-f]{6})\.css$", house_style.style_sheet, name="style_sheet"
    ),
    re_path(r"^huisstijl/(?P<logo_key>[0-9a-f]{32})\.(?P<extension>svg|png)$", house_style.logo, name="logo"),
    path("uitnodigen/", invitations.invite_anyone, name="invite_anyone"),
    path(
        "uitnodigen/<int:invitation_id>/intrekken/", invitations.withdraw_any_invitation, name="withdraw_any_invitation"
    ),
    path("uitnodigen/<int:invitation_id>/opnieuw/", invitations.resend_any_invitation, name="resend_any_invitation"),
    path("uitnodiging/<slug:token>/", invitations.accept_invitation, name="accept_invitation"),
]
