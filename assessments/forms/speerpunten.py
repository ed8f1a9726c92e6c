"""Speerpunten: which ones, and what each layer asks about each."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from assessments.amounts import AmountError, format_amount, parse_amount
from assessments.forms.offers import Offers
from assessments.forms.own_additions import Additions, OwnAdditionsField
from assessments.forms.parts import Content, LongText, PartForm, ShortText, shares_fields
from assessments.forms.visie import GONE
from assessments.models import Adoption, Execution, MoneyKind, MoneySource, Speerpunt
from assessments.models.answers import Edited
from assessments.snapshot import Choice
from basisfuncties.structure import LayerInfo

NOTHING_YET = ("", "Maak een keuze")


class AmountField(forms.CharField):
    """Whole euros as people type them, or None; shows what is stored as € 12.500."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "bf-input--money"})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget)

    def clean(self, value: Any) -> int | None:
        """Return the whole euros. Raises ValidationError in the words of `parse_amount`."""
        text = super().clean(value)
        try:
            return parse_amount(text)
        except AmountError as problem:
            raise forms.ValidationError(str(problem)) from problem

    def prepare_value(self, value: Any) -> Any:
        """Return a stored amount as text; what was typed stays as it was typed."""
        return format_amount(value) if isinstance(value, int) else value


class DateField(forms.DateField):
    """A date, typed as 21-11-2026 or picked in the browser."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            # A line of text: in a date picker, what is no date is gone before anybody can say so.
            widget=forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off", "class": "bf-input--short"}),
            input_formats=["%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y"],
            error_messages={"invalid": "Dit is geen datum. Schrijf hem zo: 21-11-2026."},
        )


class SpeerpuntenForm(PartForm):
    """Which policy elements are speerpunten, and which own ones there are."""

    template = "assessments/parts/speerpunten.html"
    fields_of_row = ("chosen", "own")

    def __init__(self, data: Mapping[str, Any] | None, *, layer: LayerInfo, rows: Sequence[Speerpunt], **keys: Any):
        self.rows = {row.code: row for row in rows}
        self.layer = layer
        self.keys = keys
        own = [row for row in rows if row.element_id is None]
        self.own_chosen = [{"code": row.code, "text": row.own_label} for row in own if row.chosen]
        self.own_put_aside = [(row.code, row.own_label) for row in own if not row.chosen]
        super().__init__(data, prefix="speerpunten", heading="Speerpunten kiezen", row=Speerpunt())
        self.fields["chosen"] = forms.MultipleChoiceField(
            label="Welke onderdelen zijn een speerpunt van uw beleid?",
            choices=Offers([*((e.code, e.label) for e in layer.elements), *self.own_put_aside]),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        if layer.own_additions:
            self.fields["own"] = OwnAdditionsField(
                label="Eigen speerpunten",
                help_text="Maakt u een regel leeg, dan bewaren we wat u bij dat speerpunt hebt ingevuld.",
                code_prefix=f"{layer.elements[0].code.split('-beleid-')[0]}-beleid" if layer.elements else "beleid",
                known=self.own_chosen,
            )

    def stored_content(self, row: Any) -> Content:
        """Return the codes of the suggested speerpunten and the own ones that are chosen."""
        chosen = sorted(code for code, each in self.rows.items() if each.chosen and each.element_id is not None)
        return {"chosen": chosen, "own": self.own_chosen}

    def content(self) -> Content:
        """Return what is chosen now; an own one that was put aside and is ticked again stands with the own ones."""
        picked = self.cleaned_data["chosen"]
        own: Additions = self.cleaned_data["own"] if "own" in self.cleaned_data else self.stored["own"]
        again: Additions = [{"code": code, "text": label} for code, label in self.own_put_aside if code in picked]
        known = {code: place for place, code in enumerate(self.rows)}
        return {
            "chosen": sorted(set(picked) - {item["code"] for item in again}),
            "own": sorted(own + again, key=lambda item: known.get(item["code"], len(known))),
        }

    def value_from_log(self, name: str, value: Any) -> Any:
        """Return a value of the log: codes and texts are what JSON knows."""
        return value

    @property
    def shows_something_else(self) -> bool:
        """Whether an own speerpunt that was put aside is ticked again: from a tick it becomes a line."""
        return self.taken is not None or any(code in self.cleaned_data["chosen"] for code, _ in self.own_put_aside)

    @property
    def last_edit(self) -> Speerpunt | None:
        """Return the speerpunt that was saved last."""
        return max(self.rows.values(), key=lambda row: row.updated_at, default=None)

    def apply(self) -> list[Edited]:
        """Put the choice into the rows, new ones too; return those to save. A deselected one keeps all its data."""
        own = {item["code"]: item["text"] for item in self.new["own"]}
        wanted = [*self.new["chosen"], *own]
        elements = {element.code: element for element in self.layer.elements}
        changed: list[Edited] = []
        for code in (code for code in wanted if code not in self.rows):
            element = elements.get(code)
            self.rows[code] = Speerpunt(
                code=code, element_id=element.pk if element else None, own_label=own.get(code, ""), **self.keys
            )
            changed.append(self.rows[code])
        for code, row in self.rows.items():
            label = own.get(code, row.own_label)
            if row.chosen != (code in wanted) or row.own_label != label:
                row.chosen, row.own_label = code in wanted, label
                changed.append(row)
        return changed

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        return ", ".join(item["text"] for item in value) if name == "own" else super().display(name, value)


class SpeerpuntForm(PartForm):
    """What one layer asks about one speerpunt."""

    layer: ClassVar[str]
    row: Speerpunt

    def __init__(self, data: Mapping[str, Any] | None, *, row: Speerpunt, so_far: str = "") -> None:
        super().__init__(data, prefix=row.code, heading=str(row), row=row)
        self.so_far = so_far


class GoalsField(forms.MultipleChoiceField):
    """The goals that speerpunten of a page can serve; all share this field. `goals_from` says where they stand."""

    def __init__(self, goals: Sequence[Choice], goals_from: str) -> None:
        self.codes = frozenset(goal.code for goal in goals)
        super().__init__(
            label=f"Welke doelen uit {goals_from} dient dit?",
            choices=Offers((goal.code, goal.label) for goal in goals),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": GONE},
        )

    def valid_value(self, value: str) -> bool:
        """Return whether this goal can be chosen."""
        return value in self.codes


@shares_fields
class BeleidForm(SpeerpuntForm):
    """Which goals of the visie a speerpunt serves, and where it was adopted."""

    template = "assessments/parts/beleid.html"
    fields_of_row = ("goals", "adoption", "document", "adopted_on")
    layer = "beleid"
    confirm_field = "beleid_to_confirm"

    adoption = forms.ChoiceField(
        label="Vastgesteld in beleid?", choices=Offers([NOTHING_YET, *Adoption.choices]), required=False
    )
    document = ShortText(label="In welk document?", max_length=300, required=False)
    adopted_on = DateField(label="Datum van het besluit", help_text="Zoals 21-11-2026.")

    def __init__(self, data: Mapping[str, Any] | None, *, row: Speerpunt, goals: GoalsField) -> None:
        super().__init__(data, row=row)
        self.goal_codes = goals.codes
        if goals.codes:
            self.fields = {"goals": goals, **self.fields}

    def content(self) -> Content:
        """Return what was typed; goals that are not chosen in the visie now stay stored."""
        hidden = [code for code in self.stored["goals"] if code not in self.goal_codes]
        return {
            "goals": sorted([*self.cleaned_data.get("goals", []), *hidden]),
            **{name: self.cleaned_data[name] for name in ("adoption", "document", "adopted_on")},
        }

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        return super().display(name, [code for code in value if code in self.goal_codes] if name == "goals" else value)


@shares_fields
class UitvoeringForm(SpeerpuntForm):
    """Who carries a speerpunt out, how far it is, and what was done."""

    template = "assessments/parts/uitvoering.html"
    fields_of_row = ("executors", "execution", "done")
    layer = "uitvoering"
    confirm_field = "uitvoering_to_confirm"

    executors = ShortText(
        label="Wie voert uit?", help_text="Een of meer organisaties of afdelingen.", max_length=500, required=False
    )
    execution = forms.ChoiceField(label="Stand", choices=Offers([NOTHING_YET, *Execution.choices]), required=False)
    done = LongText(label="Wat is er gedaan?", rows=3)


@shares_fields
class FinancienForm(SpeerpuntForm):
    """What money there is for a speerpunt."""

    template = "assessments/parts/financien.html"
    fields_of_row = ("amount", "money_kind", "money_source")
    layer = "financien"
    confirm_field = "financien_to_confirm"

    amount = AmountField(label="Bedrag per jaar", help_text="In hele euro's, zoals 12.500. Geen geld? Vul 0 in.")
    money_kind = forms.ChoiceField(label="Soort", choices=Offers([NOTHING_YET, *MoneyKind.choices]), required=False)
    money_source = forms.ChoiceField(
        label="Waar komt het vandaan?", choices=Offers([NOTHING_YET, *MoneySource.choices]), required=False
    )

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        return format_amount(value) if name == "amount" and value is not None else super().display(name, value)
