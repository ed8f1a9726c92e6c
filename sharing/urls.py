"""The addresses of this app."""

from django.urls import path

from sharing import views

urlpatterns = [
    path("gemeente/<slug:code>/<year:year>/delen/", views.share_links, name="share_links"),
    path(
        "gemeente/<slug:code>/<year:year>/delen/<int:link_id>/intrekken/",
        views.withdraw_share_link,
        name="withdraw_share_link",
    ),
    path("r/<str:share_token>/", views.shared, name="shared"),
    path("r/<str:share_token>/raadsrapport.pdf", views.shared_pdf, name="shared_pdf"),
    path("r/<str:share_token>/publiekssamenvatting.pdf", views.shared_summary, name="shared_summary"),
]
