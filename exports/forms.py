"""Which data to make a file of."""

from typing import Any

from django import forms

from accounts.models import User
from assessments.dutch import counted
from exports.choosing import RoundOffer, provinces_for, submissions_for
from exports.models import Format
from exports.ordering import Wish
from municipalities.models import Province

FORMATS = [
    (Format.XLSX, "Excel (XLSX): voor wie zelf wil kijken, filteren en rekenen"),
    (Format.CSV, "CSV: voor een ander programma, zoals Power BI, R of SPSS"),
    (Format.JSON, "JSON: voor een programmeur, met een schema"),
]
ADOPTED, SUBMITTED = "vastgesteld", "ingediend"
WITHOUT, WITH = "zonder", "met"


class OrderForm(forms.Form):
    """What a file should hold; only what the person reviews is on offer."""

    use_required_attribute = False
    mark_optional = False

    gebied = forms.ModelChoiceField(Province.objects.none(), label="Welke gemeenten", required=False)
    rondes = forms.TypedMultipleChoiceField(
        label="Welke rondes",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies een of meer rondes."},
    )
    versie = forms.ChoiceField(
        label="Welke versie van elke zelfevaluatie",
        widget=forms.RadioSelect,
        choices=[
            (ADOPTED, "Alleen wat is vastgesteld. Dit kunt u vergelijken: een adviseur heeft meegelezen."),
            (SUBMITTED, "De laatste indiening, ook als die nog niet is vastgesteld. De status staat ernaast."),
        ],
        error_messages={"required": "Kies een versie."},
    )
    teksten = forms.ChoiceField(
        label="Wat gemeenten en adviseurs schreven",
        widget=forms.RadioSelect,
        choices=[
            (WITHOUT, "Weglaten. Keuzes, niveaus, bedragen en bevindingen blijven; waar tekst stond, staat [tekst]."),
            (WITH, "Meenemen. In zo'n tekst kan een naam staan: deel het bestand niet zonder te kijken."),
        ],
        error_messages={"required": "Kies met of zonder teksten."},
    )
    vorm = forms.ChoiceField(
        label="In welke vorm",
        widget=forms.RadioSelect,
        choices=FORMATS,
        error_messages={"required": "Kies een vorm."},
    )

    def __init__(self, *args: Any, user: User, rounds: list[RoundOffer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        area, years = self.fields["gebied"], self.fields["rondes"]
        assert isinstance(area, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(years, forms.TypedMultipleChoiceField)  # noqa: S101
        area.queryset = provinces_for(user)
        area.empty_label = "Heel Nederland" if user.is_beheerder else "Alle gemeenten waarvan u adviseur bent"
        years.choices = [(str(each.year), _label(each)) for each in rounds]

    def clean(self) -> dict[str, Any]:
        """Refuse what would give an empty file."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not self._submissions(data).exists():
            self.add_error(
                "versie",
                "Hiervan is nog niets vastgesteld. Kies de laatste indiening, een andere ronde of andere gemeenten."
                if data["versie"] == ADOPTED
                else "Hiervan is nog niets ingediend. Kies een andere ronde of andere gemeenten.",
            )
        return data

    def _submissions(self, data: dict[str, Any]) -> Any:
        return submissions_for(self.user, data["gebied"], data["rondes"], only_adopted=data["versie"] == ADOPTED)

    @property
    def wish(self) -> Wish:
        """Return what is asked for."""
        data = self.cleaned_data
        return Wish(
            province=data["gebied"],
            years=tuple(sorted(data["rondes"])),
            only_adopted=data["versie"] == ADOPTED,
            with_texts=data["teksten"] == WITH,
            format=data["vorm"],
        )


def _label(offer: RoundOffer) -> str:
    submitted = f"{counted(offer.submitted, 'gemeente', 'gemeenten')} ingediend"
    return f"{offer.year} ({submitted}, waarvan {offer.adopted} vastgesteld)"
