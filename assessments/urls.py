"""The addresses of filling in, submitting and reviewing."""

from django.urls import path

from assessments.views import (
    carry_over,
    divide,
    evidence,
    fill_in,
    handover,
    history,
    my_part,
    overview,
    presence,
    remarks,
    review,
    start,
    thread,
)

urlpatterns = [
    path("start/", start.start, name="start"),
    path("gemeente/<slug:code>/", start.municipality, name="municipality"),
    path("gemeente/<slug:code>/<int:year>/", overview.assessment, name="assessment"),
    path("gemeente/<slug:code>/<int:year>/overzicht/", overview.overview, name="overview"),
    path("gemeente/<slug:code>/<int:year>/draad/", thread.thread, name="thread"),
    path("gemeente/<slug:code>/<int:year>/kerncijfers/", fill_in.key_figures, name="key_figures"),
    path(
        "gemeente/<slug:code>/<int:year>/kerncijfers/geschiedenis/",
        history.key_figures_history,
        name="key_figures_history",
    ),
    path("gemeente/<slug:code>/<int:year>/aanwezig/", presence.presence, name="presence"),
    path("gemeente/<slug:code>/<int:year>/indiening/", review.submission, name="submission"),
    path("gemeente/<slug:code>/<int:year>/vorige-ronde/", carry_over.carry_over, name="carry_over"),
    path("gemeente/<slug:code>/<int:year>/vorige-ronde/toch-leeg/", carry_over.blank, name="start_blank"),
    path("gemeente/<slug:code>/<int:year>/stap/<slug:step>/", review.step, name="take_step"),
    path("gemeente/<slug:code>/<int:year>/verdelen/", divide.divide, name="divide"),
    path("gemeente/<slug:code>/<int:year>/verdelen/herinneren/", divide.remind, name="remind"),
    path("gemeente/<slug:code>/<int:year>/verdelen/overnemen/", divide.take_over, name="take_over"),
    path("gemeente/<slug:code>/<int:year>/verdelen/intrekken/", divide.withdraw, name="withdraw_part"),
    path("gemeente/<slug:code>/<int:year>/mijn-deel/", my_part.my_part, name="my_part"),
    path("gemeente/<slug:code>/<int:year>/mijn-deel/teruggeven/", my_part.hand_back, name="hand_back"),
    path("gemeente/<slug:code>/<int:year>/mijn-deel/oppakken/", my_part.take_back, name="take_back"),
    path("gemeente/<slug:code>/<int:year>/overdracht/", handover.handover, name="handover"),
    path("gemeente/<slug:code>/<int:year>/overdracht/aan/", handover.hand_over, name="hand_over"),
    path("gemeente/<slug:code>/<int:year>/<slug:basisfunctie>/", overview.basisfunctie, name="basisfunctie"),
    path("gemeente/<slug:code>/<int:year>/bewijs/<int:evidence_id>/", evidence.evidence_file, name="evidence_file"),
    path(
        "gemeente/<slug:code>/<int:year>/<slug:basisfunctie>/<slug:layer>/<slug:part>/bewijs/",
        evidence.evidence,
        name="evidence",
    ),
    path(
        "gemeente/<slug:code>/<int:year>/<slug:basisfunctie>/<slug:layer>/<slug:part>/bewijs/<int:evidence_id>/",
        evidence.remove_evidence,
        name="remove_evidence",
    ),
    path(
        "gemeente/<slug:code>/<int:year>/opmerkingen/<int:remark_id>/intrekken/",
        remarks.withdraw_remark,
        name="withdraw_remark",
    ),
    path(
        "gemeente/<slug:code>/<int:year>/<slug:basisfunctie>/<slug:layer>/<slug:part>/opmerkingen/",
        remarks.remarks,
        name="remarks",
    ),
    path(
        "gemeente/<slug:code>/<int:year>/<slug:basisfunctie>/<slug:layer>/<slug:part>/opmerkingen/afhandelen/",
        remarks.settle_remarks,
        name="settle_remarks",
    ),
    path("gemeente/<slug:code>/<int:year>/<slug:basisfunctie>/<slug:layer>/", fill_in.step, name="step"),
    path(
        "gemeente/<slug:code>/<int:year>/<slug:basisfunctie>/<slug:layer>/geschiedenis/<slug:part>/",
        history.step_history,
        name="history",
    ),
    path("beoordelen/", review.worklist, name="worklist"),
]
