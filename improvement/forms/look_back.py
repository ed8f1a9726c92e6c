"""What happens in this round with an action of an earlier one that is still open."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assessments.forms.parts import Content, LongText, PartForm
from assessments.models.answers import Edited
from improvement.models import Action, CarriedOn

GOES_ON, DROP = "door", "vervalt"


class GoesOnForm(PartForm):
    """Carry on, with a word; or drop, with the reason."""

    fields_of_row = ("choice", "word")
    row: CarriedOn

    choice = forms.ChoiceField(
        label="Wat gebeurt ermee?",
        choices=[(GOES_ON, "Wij gaan ermee door"), (DROP, "De actie vervalt")],
        widget=forms.RadioSelect,
        required=False,
    )
    word = LongText(label="Toelichting", help_text="Nodig als de actie vervalt.", rows=2)

    def __init__(self, data: Mapping[str, Any] | None, *, action: Action, row: CarriedOn) -> None:
        self.action = action
        super().__init__(data, prefix=f"actie-{action.pk}", heading=action.title, row=row)

    def stored_content(self, row: Edited) -> Content:
        """Return what is stored: that it goes on, once there is a row."""
        assert isinstance(row, CarriedOn)  # noqa: S101 - what `__init__` takes
        return {"choice": GOES_ON if row.pk else "", "word": row.word}

    def clean(self) -> dict[str, Any]:
        """Ask for a choice where a word was written, and why it is dropped."""
        data = super().clean() or self.cleaned_data
        if data.get("word") and not data.get("choice"):
            self.add_error("choice", "Kies wat er met de actie gebeurt.")
        if data.get("choice") == DROP and not data.get("word") and "word" not in self.errors:
            self.add_error("word", "Schrijf op waarom de actie vervalt.")
        if not data.get("choice") and self.row.pk:
            data["choice"] = GOES_ON
        return dict(data)

    def apply(self) -> list[Edited]:
        """Put the word into the row."""
        self.row.word = self.new["word"]
        return [self.row]
