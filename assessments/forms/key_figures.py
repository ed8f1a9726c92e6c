"""The key figures of the municipality."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from assessments.amounts import format_amount
from assessments.dutch import decimal_text
from assessments.forms.offers import Offers
from assessments.forms.parts import LongText, PartForm
from assessments.forms.speerpunten import NOTHING_YET, AmountField
from assessments.models import Keurmerk, KeyFigures, Steunpunt, SteunpuntForm
from assessments.models.key_figures import MAX_FTE
from basisfuncties.words import WORDS

MUNICIPAL_FIGURES = ("fte", "budget", "explanation")
STEUNPUNT_FIGURES = ("steunpunt", "steunpunt_form", "steunpunt_fte", "steunpunt_budget", "keurmerk")


class FteField(forms.CharField):
    """A number of fte with at most two decimals, typed as 0,43 or 0.43; or None."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "bf-input--short"})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget)

    def clean(self, value: Any) -> Decimal | None:
        """Return the fte with two decimals. Raises ValidationError when it is negative, broken or too high."""
        text = re.sub(r"(?i)fte|\s", "", super().clean(value)).replace(",", ".")
        if not text:
            return None
        if text.startswith(("-", "\N{MINUS SIGN}", "\N{EN DASH}")):
            raise forms.ValidationError("Het aantal fte kan niet negatief zijn.")
        if not re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", text):
            raise forms.ValidationError("Schrijf het aantal fte als getal met ten hoogste twee decimalen, zoals 0,43.")
        try:
            fte = Decimal(text).quantize(Decimal("0.01"))
        except InvalidOperation:
            fte = MAX_FTE + 1
        if fte > MAX_FTE:
            raise forms.ValidationError("Dit aantal fte is te hoog. Controleer de komma.")
        return fte

    def prepare_value(self, value: Any) -> Any:
        """Return a stored number with a comma; what was typed stays as it was typed."""
        return decimal_text(value) if isinstance(value, Decimal) else value


class KeyFiguresForm(PartForm):
    """fte, budget and steunpunt, with the reference values beside them on the page."""

    template = "assessments/parts/key_figures.html"
    fields_of_row = MUNICIPAL_FIGURES + STEUNPUNT_FIGURES
    confirm_field = "to_confirm"
    row: KeyFigures

    fte = FteField(
        label="Fte voor het vrijwilligerswerkbeleid", help_text="Ambtelijke formatie bij de gemeente, zoals 0,43."
    )
    budget = AmountField(
        label="Budget voor vrijwilligerswerk per jaar", help_text="Alles bij elkaar, in hele euro's, zoals 85.000."
    )
    steunpunt = forms.ChoiceField(
        label="Steunpunt vrijwilligerswerk", choices=Offers([NOTHING_YET, *Steunpunt.choices]), required=False
    )
    steunpunt_form = forms.ChoiceField(
        label="Waar is het steunpunt deel van?", choices=Offers([NOTHING_YET, *SteunpuntForm.choices]), required=False
    )
    steunpunt_fte = FteField(label="Betaalde fte van het steunpunt")
    steunpunt_budget = AmountField(label="Budget van het steunpunt per jaar", help_text="In hele euro's.")
    keurmerk = forms.ChoiceField(
        label="Keurmerk van het steunpunt", choices=Offers([NOTHING_YET, *Keurmerk.choices]), required=False
    )
    explanation = LongText(label="Toelichting")

    def __init__(self, data: Mapping[str, Any] | None, *, row: KeyFigures, subject: str = WORDS.subject) -> None:
        super().__init__(data, prefix="kerncijfers", heading="Kerncijfers", row=row)
        if subject != WORDS.subject:
            self.fields["fte"].label = f"Fte voor het beleid voor {subject}"
            self.fields["budget"].label = f"Budget voor {subject} per jaar"
            self.fields["steunpunt"].label = f"Steunpunt voor {subject}"

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        if isinstance(value, Decimal):
            return decimal_text(value)
        if name in ("budget", "steunpunt_budget") and value is not None:
            return format_amount(value)
        return super().display(name, value)
