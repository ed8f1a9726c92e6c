"""What to show of the log."""

from typing import Any

from django import forms

from audit.models import EntryQuerySet, Event


class Day(forms.DateField):
    """A day as people write it here, that may be left out."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            input_formats=("%d-%m-%Y", "%d-%m-%y", "%Y-%m-%d"),
            widget=forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off", "class": "bf-input--short"}),
            error_messages={"invalid": "Schrijf de datum als 21-11-2026."},
        )


class WhoWhereWhenForm(forms.Form):
    """About whom, which place and which days; everything may be left out."""

    use_required_attribute = False

    wie = forms.CharField(label="Wie", required=False, max_length=254, help_text="Naam of e-mailadres.")
    waar = forms.CharField(label="Waar", required=False, max_length=60, help_text="Gemeente of provincie.")
    van = Day(label="Van", help_text="Zoals 21-11-2026.")
    tot = Day(label="Tot en met", help_text="Zoals 30-11-2026.")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("van"), data.get("tot")
        if first and last and last < first:
            self.add_error("tot", "Deze dag ligt voor de dag bij ‘Van’.")
        return data


class FilterForm(WhoWhereWhenForm):
    """Which entries of the audit log to show."""

    field_order = ("wat", "wie", "waar", "van", "tot")

    wat = forms.ChoiceField(label="Wat", required=False, choices=[("", "alles"), *Event.choices])

    def chosen(self, rows: EntryQuerySet) -> EntryQuerySet:
        """Return those of these entries that are asked for; none as long as something is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["wat"]:
            rows = rows.filter(event=asked["wat"])
        if asked["wie"]:
            rows = rows.of_person(asked["wie"])
        if asked["waar"]:
            rows = rows.in_place(asked["waar"])
        return rows.between(asked["van"], asked["tot"])
