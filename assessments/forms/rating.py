"""The level of one layer, against its rubric, with the reason."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assessments.forms.offers import Offers
from assessments.forms.parts import LongText, PartForm
from assessments.models import Rating
from basisfuncties.structure import LayerInfo


class RatingForm(PartForm):
    """One of five levels, each in the words of the rubric."""

    template = "assessments/parts/rating.html"
    fields_of_row = ("level", "reason")
    row: Rating

    reason = LongText(
        label="Waarom dit niveau?", help_text="Eén of twee zinnen die een collega over een jaar begrijpt."
    )

    def __init__(self, data: Mapping[str, Any] | None, *, layer: LayerInfo, row: Rating) -> None:
        super().__init__(data, prefix="niveau", heading=f"Niveau van de laag {layer.name.lower()}", row=row)
        self.fields["level"] = forms.TypedChoiceField(
            label="Welk niveau past het best bij uw gemeente?",
            help_text="Een niveau geldt alleen als ook de niveaus eronder kloppen.",
            choices=Offers((value, f"{value}. {text}") for value, text in enumerate(layer.levels)),
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            required=False,
        )
        self.order_fields(["level", "reason"])
