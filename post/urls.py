"""The addresses of this app."""

from django.urls import URLPattern, path

from post import views

urlpatterns: list[URLPattern] = [
    path("mijn/mail/", views.mail_settings, name="mail_settings"),
    path("post/", views.failed_mail, name="failed_mail"),
    path("post/opnieuw/", views.send_mail_again, name="send_mail_again"),
    path("post/weghalen/", views.drop_mail, name="drop_mail"),
]
