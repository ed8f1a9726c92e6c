"""The word that goes with a step."""

from typing import Any

from django import forms

from assessments.forms.parts import LongText
from assessments.steps import Step


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
