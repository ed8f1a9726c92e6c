"""The address of a step: opened and saved all day, so it is tried before the other 150. No other one looks like it."""

from django.urls import path

from assessments.views import fill_in

urlpatterns = [
    path("gemeente/<slug:code>/<year:year>/<slug:basisfunctie>/<layer:layer>/", fill_in.step, name="step"),
]
