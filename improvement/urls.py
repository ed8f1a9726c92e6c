"""The addresses of advice and its answers, of the library, and of verbeteracties and their evaluation."""

from django.urls import path

from improvement.views import actions, attaching, earlier, evaluation, practices, reading, writing

urlpatterns = [
    path("gemeente/<slug:code>/<year:year>/advies/", reading.advice, name="advice"),
    path("gemeente/<slug:code>/<year:year>/advies/beantwoorden/", reading.answer_advice, name="answer_advice"),
    path("gemeente/<slug:code>/<year:year>/advies/nakijken/", writing.check_advice, name="check_advice"),
    path("gemeente/<slug:code>/<year:year>/advies/geschiedenis/", writing.advice_history, name="advice_history"),
    path("gemeente/<slug:code>/<year:year>/advies/versturen/", writing.send_advice, name="send_advice"),
    path(
        "gemeente/<slug:code>/<year:year>/advies/schrijven/<slug:chapter>/", writing.write_advice, name="write_advice"
    ),
    path(
        "gemeente/<slug:code>/<year:year>/advies/aanbeveling/<int:recommendation_id>/voorbeelden/",
        attaching.choose_practice,
        name="choose_practice",
    ),
    path("gemeente/<slug:code>/praktijkvoorbeelden/nieuw/", practices.offer_practice, name="offer_practice"),
    path("praktijkvoorbeelden/", practices.practices, name="practices"),
    path("praktijkvoorbeelden/nieuw/", practices.new_practice, name="new_practice"),
    path("praktijkvoorbeelden/<int:practice_id>/", practices.practice, name="practice"),
    path("praktijkvoorbeelden/<int:practice_id>/wijzigen/", practices.edit_practice, name="edit_practice"),
    path("praktijkvoorbeelden/<int:practice_id>/<slug:move>/", practices.practice_step, name="practice_step"),
    path("gemeente/<slug:code>/verbeteracties/", actions.actions, name="actions"),
    path("gemeente/<slug:code>/verbeteracties/lijst.csv", actions.actions_csv, name="actions_csv"),
    path("gemeente/<slug:code>/verbeteracties/nieuw/", actions.new_action, name="new_action"),
    path("gemeente/<slug:code>/verbeteracties/<int:action_id>/", actions.action, name="action"),
    path("gemeente/<slug:code>/verbeteracties/<int:action_id>/stand/", actions.action_status, name="action_status"),
    path("gemeente/<slug:code>/verbeteracties/<int:action_id>/aantekening/", actions.action_note, name="action_note"),
    path(
        "gemeente/<slug:code>/verbeteracties/<int:action_id>/aantekening/<int:note_id>/",
        actions.withdraw_action_note,
        name="withdraw_action_note",
    ),
    path(
        "gemeente/<slug:code>/verbeteracties/<int:action_id>/verwijderen/", actions.remove_action, name="remove_action"
    ),
    path("gemeente/<slug:code>/<year:year>/acties/", earlier.earlier_actions, name="earlier_actions"),
    path("gemeente/<slug:code>/<year:year>/evaluatie/", evaluation.evaluation, name="evaluation"),
    path(
        "gemeente/<slug:code>/<year:year>/evaluatie/overslaan/",
        evaluation.decline_evaluation,
        name="decline_evaluation",
    ),
    path("evaluaties/", evaluation.evaluations, name="evaluations"),
]
