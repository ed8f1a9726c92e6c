"""Words for what is stored as a code or a figure. Pure."""

from decimal import Decimal

from django.db.models import TextChoices

from assessments.amounts import format_amount
from assessments.dutch import decimal_text

NOT_FILLED_IN = "niet ingevuld"


def label_of(choices: type[TextChoices], value: str) -> str:
    """Return the words for a stored value; a value that no longer exists speaks for itself."""
    try:
        return str(choices(value).label)
    except ValueError:
        return value


def amount_of(euros: int | None) -> str:
    """Return an amount in words, empty when it was not filled in."""
    return "" if euros is None else format_amount(euros)


def decimal_of(value: Decimal | None) -> str:
    """Return a number in words, empty when it was not filled in."""
    return "" if value is None else decimal_text(value)
