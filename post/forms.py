"""The form in which a person says how it wants its mail."""

from collections.abc import Sequence
from typing import Any

from django import forms

from post.kinds import SETTINGS, How, Kind, how_of

WORDS = {
    How.AT_ONCE: "Meteen",
    How.DAILY: "Eén keer per dag, in één mail",
    How.WEEKLY: "Elke maandag",
    How.NEVER: "Niet",
}


class PreferencesForm(forms.Form):
    """One choice for each kind of mail that can be switched off."""

    def __init__(self, *args: Any, kinds: Sequence[Kind], chosen: dict[Kind, How], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        for kind in kinds:
            setting = SETTINGS[kind]
            self.fields[kind.value] = forms.ChoiceField(
                label=setting.title,
                help_text=setting.about,
                choices=[(how, WORDS[how]) for how in setting.choices],
                initial=how_of(kind, chosen.get(kind)),
                widget=forms.RadioSelect,
            )

    @property
    def chosen(self) -> dict[Kind, How]:
        """What was chosen."""
        return {kind: How(self.cleaned_data[kind.value]) for kind in self.kinds}
