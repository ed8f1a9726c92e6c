"""Forms of the beheerder for a round: opening one, and its dates."""

from datetime import date
from typing import Any

from django import forms

from assessments.forms.speerpunten import DateField
from assessments.models import Round
from assessments.rounds import Dates
from basisfuncties.models import Framework

FIRST_YEAR, LAST_YEAR = 2007, 2100


class DatesForm(forms.Form):
    """The first and the last day of a round."""

    use_required_attribute = False
    mark_optional = False

    opens_on = DateField(label="Eerste dag", help_text="Vanaf deze dag kunnen gemeenten invullen.")
    closes_on = DateField(label="Laatste dag", help_text="De laatste dag waarop een gemeente kan indienen.")
    # What stood there when the page was opened: a colleague may be busy too.
    seen_opens_on = forms.DateField(widget=forms.HiddenInput, required=False)
    seen_closes_on = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("opens_on", "Vul de eerste dag in."), ("closes_on", "Vul de laatste dag in.")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words

    @property
    def dates(self) -> Dates:
        """Return the dates; only of a valid form."""
        return Dates(self.cleaned_data["opens_on"], self.cleaned_data["closes_on"])

    def seen(self, otherwise: Dates) -> Dates:
        """Return the dates that were on the page, or `otherwise` when it did not say."""
        opens_on, closes_on = self.cleaned_data.get("seen_opens_on"), self.cleaned_data.get("seen_closes_on")
        return Dates(opens_on, closes_on) if opens_on and closes_on else otherwise

    def clean(self) -> dict[str, Any]:
        """Refuse a round that closes before it opens."""
        data = super().clean() or {}
        opens_on: date | None = data.get("opens_on")
        closes_on: date | None = data.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "De ronde kan niet sluiten voor zij opent.")
        return data


class NewRoundForm(DatesForm):
    """A new round: its year, its edition of the framework and its dates."""

    year = forms.IntegerField(
        label="Jaar",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "bf-input--short"}),
        error_messages={"required": "Vul het jaar in.", "invalid": "Vul een jaar in, zoals 2027."},
    )
    framework = forms.ModelChoiceField(
        Framework.objects.none(),
        label="Editie van het kader",
        empty_label=None,
        help_text="De vragen van deze ronde. Daarna kan dit niet meer veranderen.",
        error_messages={"required": "Kies een editie.", "invalid_choice": "Kies een editie die is gepubliceerd."},
    )
    field_order = ("year", "framework", "opens_on", "closes_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        framework = self.fields["framework"]
        assert isinstance(framework, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        framework.queryset = Framework.objects.published().order_by("-published_at")

    def clean_year(self) -> int:
        """Refuse a year that has a round already, or that can't be meant."""
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError("Kies een jaar vanaf 2007, het jaar van de Wmo.")
        if Round.objects.filter(year=year).exists():
            raise forms.ValidationError(f"Er is al een ronde van {year}.")
        return year
