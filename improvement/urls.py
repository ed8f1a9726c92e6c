"""The addresses of advice, of answering it, and of the library of good practices."""

from django.urls import path

from improvement.views import attaching, practices, reading, writing

urlpatterns = [
    path("gemeente/<slug:code>/<year:year>/advies/", reading.advice, name="advice"),
    path("gemeente/<slug:code>/<year:year>/advies/beantwoorden/", reading.answer_advice, name="answer_advice"),
    path("gemeente/<slug:code>/<year:year>/advies/nakijken/", writing.check_advice, name="check_advice"),
    path("gemeente/<slug:code>/<year:year>/advies/versturen/", writing.send_advice, name="send_advice"),
    path("gemeente/<slug:code>/<year:year>/advies/schrijven/<slug:chapter>/", writing.write_advice, name="write_advice"),
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
]
