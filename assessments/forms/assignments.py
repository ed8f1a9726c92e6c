"""Forms for giving parts away, giving them back, and handing the work over."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from assessments.assignments import Stranger
from assessments.forms.parts import LongText
from assessments.forms.speerpunten import DateField
from assessments.models import WhatIsLeft
from assessments.succession import Succession
from municipalities.models import Membership

SOMEBODY_NEW = "nieuw"


class GiveForm(forms.Form):
    """Which parts, to whom, by when, and a word with it. `parts` is drawn as a table by the page."""

    use_required_attribute = False
    mark_optional = False

    parts = forms.MultipleChoiceField(
        label="Delen", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Kies een of meer delen."}
    )
    to = forms.ChoiceField(label="Aan wie?", error_messages={"required": "Kies aan wie u het geeft."})
    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        required=False,
        help_text="Alleen als u iemand van buiten vraagt. Wij mailen een uitnodiging.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Naam", max_length=150, required=False, help_text="Van wie u van buiten vraagt. Niet verplicht."
    )
    due_on = DateField(label="Graag klaar op", help_text="Bijvoorbeeld 01-12-2026. Niet verplicht.")
    word = LongText(label="Bericht", rows=3, help_text="Staat in de mail en bij het deel zelf. Niet verplicht.")

    def __init__(self, *args: Any, parts: Collection[tuple[str, str]], people: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {str(member.user_id): member.user for member in people}
        fields: dict[str, Any] = self.fields
        fields["parts"].choices = parts
        fields["to"].choices = [
            ("", "Kies iemand"),
            *((str(member.user_id), f"{member.user} ({member.get_role_display()})") for member in people),
            (SOMEBODY_NEW, "Iemand van buiten, die alleen dit deel invult"),
        ]

    @property
    def receiver(self) -> User | Stranger:
        """Return to whom; only of a valid form."""
        to: str = self.cleaned_data["to"]
        if to == SOMEBODY_NEW:
            return Stranger(self.cleaned_data["email"], self.cleaned_data["name"])
        return self.people[to]

    def clean_due_on(self) -> date | None:
        """Refuse a day that has passed."""
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise forms.ValidationError("Deze dag is al voorbij. Kies vandaag of later.")
        return due_on

    def clean(self) -> dict[str, Any]:
        """Ask for the address of somebody new, and for a choice when there are two."""
        data = super().clean() or {}
        if data.get("to") == SOMEBODY_NEW:
            if not data.get("email") and "email" not in self.errors:
                self.add_error("email", "Vul het e-mailadres in van wie u vraagt.")
        elif data.get("to") and data.get("email"):
            self.add_error("to", "U vulde ook een e-mailadres in. Kies ‘Iemand van buiten’, of haal het adres weg.")
        return data


class PartsForm(forms.Form):
    """Parts that a button is about."""

    part = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, *args: Any, ids: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["part"].choices = [(each, each) for each in ids]


class HandBackForm(forms.Form):
    """A word with parts that go back."""

    use_required_attribute = False

    word = LongText(label="Bericht aan de coördinator", rows=3, help_text="Niet verplicht.")

    def __init__(self, *args: Any, batch: int, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_{batch}_%s"
        super().__init__(*args, **kwargs)
        self.batch = batch


class HandOverForm(forms.Form):
    """From whom to whom, what becomes of the first, and a word."""

    use_required_attribute = False
    mark_optional = False

    giver = forms.ChoiceField(label="Wie draagt over?", error_messages={"required": "Kies wie overdraagt."})
    taker = forms.ChoiceField(label="Aan wie?", error_messages={"required": "Kies aan wie."})
    stays = forms.ChoiceField(
        label="Wat wordt het daarna voor wie overdraagt?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het daarna wordt."},
    )
    word = LongText(label="Bericht", rows=3, help_text="Staat in de mail. Niet verplicht.")

    def __init__(self, *args: Any, people: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(member.pk): member for member in people}
        fields: dict[str, Any] = self.fields
        names = [(pk, f"{member.user} ({member.get_role_display()})") for pk, member in self.people.items()]
        fields["giver"].choices = [("", "Kies iemand"), *names]
        fields["taker"].choices = [
            ("", "Kies iemand"),
            *((pk, name) for pk, name in names if self.people[pk].user.is_active),
        ]
        fields["stays"].choices = [(each.value, each.label.capitalize()) for each in WhatIsLeft]

    @property
    def succession(self) -> Succession:
        """Return what is asked; only of a valid form."""
        data = self.cleaned_data
        return Succession(
            giver=self.people[data["giver"]],
            taker=self.people[data["taker"]],
            stays=WhatIsLeft(data["stays"]),
            word=data["word"],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse the same person twice."""
        data = super().clean() or {}
        if data.get("giver") and data.get("giver") == data.get("taker"):
            self.add_error("taker", "Kies iemand anders dan wie overdraagt.")
        return data

    @property
    def has_nobody_else(self) -> bool:
        """Whether there is nobody to hand over to yet."""
        return len(self.people) < 2 or not any(member.user.is_active for member in self.people.values())
