"""The form in which a person says how it wants its mail."""

from typing import Any

from django import forms

from post.kinds import OPTIONAL, SETTINGS, How, Kind

CHOICES = [
    (How.AT_ONCE, "Meteen"),
    (How.DAILY, "Eén keer per dag, in één mail"),
    (How.NEVER, "Niet"),
]


class PreferencesForm(forms.Form):
    """One choice for each kind of mail that can be switched off."""

    def __init__(self, *args: Any, chosen: dict[Kind, How], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in OPTIONAL:
            setting = SETTINGS[kind]
            self.fields[kind.value] = forms.ChoiceField(
                label=setting.title,
                help_text=setting.about,
                choices=CHOICES,
                initial=chosen.get(kind, How.AT_ONCE),
                widget=forms.RadioSelect,
            )

    @property
    def chosen(self) -> dict[Kind, How]:
        """What was chosen."""
        return {kind: How(self.cleaned_data[kind.value]) for kind in OPTIONAL}
