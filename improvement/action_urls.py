"""The addresses of verbeteracties and of the evaluation."""

from django.urls import path

from improvement.views import actions, earlier, evaluation

urlpatterns = [
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
        "gemeente/<slug:code>/<year:year>/evaluatie/overslaan/", evaluation.decline_evaluation, name="decline_evaluation"
    ),
    path("evaluaties/", evaluation.evaluations, name="evaluations"),
]
