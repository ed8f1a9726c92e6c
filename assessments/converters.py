"""What stands in addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter

from basisfuncties.models import LayerKind


class LayerConverter:
    """The kind of a layer: `layer` in an address."""

    regex = "|".join(LayerKind.values)

    def to_python(self, value: str) -> str:
        """Return the kind."""
        return value

    def to_url(self, value: str) -> str:
        """Return the kind."""
        return value


class YearConverter(IntConverter):
    """The year of a round: `year` in an address. More digits would be a number that no database can look for."""

    regex = "[0-9]{4}"


register_converter(LayerConverter, "layer")
register_converter(YearConverter, "year")
