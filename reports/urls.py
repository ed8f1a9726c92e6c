"""The addresses of the reports."""

from django.urls import path

from reports import views

urlpatterns = [
    path("gemeente/<slug:code>/<int:year>/rapport/", views.report, name="report"),
    path("gemeente/<slug:code>/<int:year>/rapport.pdf", views.report_pdf, name="report_pdf"),
    path("gemeente/<slug:code>/<int:year>/vragenlijst.pdf", views.questionnaire, name="questionnaire"),
    path("gemeente/<slug:code>/<int:year>/overdracht.pdf", views.handover_pdf, name="handover_pdf"),
]
