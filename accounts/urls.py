"""The addresses of this app: the few pages of allauth that we need.

Not all of `allauth.account.urls`: what is not listed (sign-up, e-mail addresses) can't be reached.
"""

from allauth.account import views
from django.urls import URLPattern, path, re_path

from accounts.views import change_password, send_again

urlpatterns: list[URLPattern] = [
    path("account/inloggen/", views.login, name="account_login"),
    path("account/uitloggen/", views.logout, name="account_logout"),
    path("account/alsnog/", send_again, name="send_again"),
    path("account/uitgezet/", views.account_inactive, name="account_inactive"),
    path("account/wachtwoord/", change_password, name="account_change_password"),
    path("account/wachtwoord-vergeten/", views.password_reset, name="account_reset_password"),
    path("account/wachtwoord-vergeten/verstuurd/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/nieuw-wachtwoord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/nieuw-wachtwoord/klaar/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
