"""The form of a new link."""

from typing import Any

from django import forms

from assessments.dutch import dutch_date
from assessments.forms.parts import ShortText
from sharing.doors import GONE, Version
from sharing.models import MOST_LABEL, last_end, usual_end


class LinkForm(forms.Form):
    """Which version, for whom, until when."""

    use_required_attribute = False

    version = forms.ChoiceField(
        label="Welk rapport",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een rapport.", "invalid_choice": GONE},
    )
    label = ShortText(
        label="Voor wie",
        max_length=MOST_LABEL,
        help_text="Alleen voor uw eigen overzicht, zoals ‘griffier’ of ‘website’.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Schrijf voor wie de link is, zoals ‘griffier’.",
            "max_length": f"Houd het korter: hoogstens {MOST_LABEL} tekens.",
        },
    )
    ends_on = forms.DateField(
        label="Werkt tot en met",
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off", "class": "bf-input--short"}),
        error_messages={
            "required": "Schrijf tot en met welke dag de link werkt.",
            "invalid": "Schrijf de dag als 31-12-2026.",
        },
    )

    def __init__(self, data: Any = None, *, versions: list[Version]) -> None:
        first = versions[0].code if versions else ""
        super().__init__(data, initial={"version": first, "ends_on": usual_end()})
        version = self.fields["version"]
        assert isinstance(version, forms.ChoiceField)  # noqa: S101 - for the type checker
        version.choices = [(each.code, each.words) for each in versions]
        self.fields["ends_on"].help_text = f"Bijvoorbeeld 31-12-2026. Uiterlijk {dutch_date(last_end())}."
