"""The form with which a beheerder gives an adviser a place."""

from typing import Any

from django import forms

from municipalities.models import Municipality, Province


class GivePlaceForm(forms.Form):
    """A whole province, or one municipality."""

    use_required_attribute = False
    mark_optional = False

    province = forms.ModelChoiceField(
        Province.objects.all(), label="Provincie", required=False, empty_label="Kies een provincie"
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.filter(ended_on=None),
        label="Of één gemeente",
        required=False,
        empty_label="Kies een gemeente",
    )

    @property
    def place(self) -> Municipality | Province:
        """Return the place; only of a valid form."""
        place: Municipality | Province = self.cleaned_data["province"] or self.cleaned_data["municipality"]
        return place

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("province")) == bool(data.get("municipality")):
            self.add_error("province", "Kies een provincie of een gemeente, niet allebei.")
        return data
