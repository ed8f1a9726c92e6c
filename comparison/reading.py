"""Read the figures of a round, with the groups in which they may be shown."""

from datetime import date

from comparison.field import Field
from comparison.knowing import read_people
from comparison.models import Figures


def read_field(year: int, today: date) -> Field:
    """Return what counts in the round of this year. Three queries."""
    return Field(year, tuple(Figures.objects.of_round(year).lines()), read_people(), today)
