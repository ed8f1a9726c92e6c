"""What stands in addresses."""

from django.urls import register_converter

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


register_converter(LayerConverter, "layer")
