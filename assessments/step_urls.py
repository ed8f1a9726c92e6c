"""The address of a step: opened and saved all day, so it is tried before the other 150. No other one looks like it."""

from django.urls import path

import assessments.converters  # noqa: F401 - for `layer`
from assessments.views import fill_in

urlpatterns = [
    path("gemeente/<slug:code>/<int:year>/<slug:basisfunctie>/<layer:layer>/", fill_in.step, name="step"),
]
