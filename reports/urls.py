"""The addresses of the reports."""

from django.urls import path

from reports import national_views, views
from reports.final import checking
from reports.rounds import views as rounds
from reports.setting.views import report_settings

urlpatterns = [
    path("controleer/", checking.check, name="check"),
    path("landelijk/rapport.pdf", national_views.national_report, name="national_report"),
    path("rapporten/", rounds.round_reports, name="round_reports"),
    path("rapporten/opnieuw/", rounds.make_reports_again, name="make_reports_again"),
    path("rapporten/<year:year>.zip", rounds.round_zip, name="round_zip"),
    path("gemeente/<slug:code>/<year:year>/rapport/", views.report, name="report"),
    path("gemeente/<slug:code>/<year:year>/rapport/instellen/", report_settings, name="report_settings"),
    path("gemeente/<slug:code>/<year:year>/rapport.pdf", views.report_pdf, name="report_pdf"),
    path("gemeente/<slug:code>/<year:year>/vervolg.pdf", views.follow_up_pdf, name="follow_up_pdf"),
    path("gemeente/<slug:code>/<year:year>/publiekssamenvatting.pdf", views.public_summary, name="public_summary"),
    path("gemeente/<slug:code>/<year:year>/raadsinformatiebrief.docx", views.council_letter, name="council_letter"),
    path("gemeente/<slug:code>/<year:year>/vragenlijst.pdf", views.questionnaire, name="questionnaire"),
    path("gemeente/<slug:code>/<year:year>/overdracht.pdf", views.handover_pdf, name="handover_pdf"),
]
