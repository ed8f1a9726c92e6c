"""The word that goes with a step, and which steps of the log to show."""

from typing import Any

from django import forms

from assessments.forms.parts import LongText
from assessments.models.submissions import StepTakenQuerySet
from assessments.steps import STEPS, Step
from audit.forms import WhoWhereWhenForm


class StepsFilterForm(WhoWhereWhenForm):
    """Which steps of the log to show; everything may be left out."""

    field_order = ("stap", "wie", "waar", "van", "tot")

    stap = forms.ChoiceField(
        label="Stap", required=False, choices=[("", "alle"), *((step.slug, step.label) for step in STEPS.values())]
    )

    def chosen(self, rows: StepTakenQuerySet) -> StepTakenQuerySet:
        """Return those of these steps that are asked for; none as long as something is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["stap"]:
            rows = rows.filter(step=asked["stap"])
        if asked["wie"]:
            rows = rows.of_person(asked["wie"])
        if asked["waar"]:
            rows = rows.in_place(asked["waar"])
        return rows.between(asked["van"], asked["tot"])


class StepForm(forms.Form):
    """A note with a step, where the step asks for one."""

    use_required_attribute = False  # the browser would mark an empty field before anybody typed

    note = LongText(label="")

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.fields["note"].label = step.note_label if step.note_required else f"{step.note_label} (niet verplicht)"
        self.fields["note"].required = step.note_required
        self.fields["note"].error_messages["required"] = step.note_missing

    def clean_note(self) -> str:
        """Return the note; nothing for a step that doesn't ask for one."""
        return self.cleaned_data["note"] if self.step.asks_note else ""
