"""What adviser and municipality type in a review. Each saves itself while it is typed, so an empty one is fine."""

from typing import Any

from django import forms
from django.utils.crypto import get_random_string

from assessments.forms.parts import LongText
from assessments.forms.remarks import BESIDE
from assessments.models import Outcome, RemarkKind
from assessments.models.reviewing import KEY_LENGTH


class TypedForm(forms.Form):
    """A text, and the fingerprint of what the page showed of it."""

    use_required_attribute = False

    text = LongText(label="Tekst")
    read = forms.CharField(required=False, max_length=16)

    @property
    def text_kept(self) -> str:
        """Return the text; only of a valid form."""
        return str(self.cleaned_data["text"]).strip()

    @property
    def read_kept(self) -> str:
        """Return the fingerprint; only of a valid form."""
        return str(self.cleaned_data["read"])


class KeyedForm(TypedForm):
    """A text that has a name from its first letter on."""

    key = forms.CharField(max_length=KEY_LENGTH)


class DraftForm(KeyedForm):
    """A remark of the adviser."""

    kind = forms.ChoiceField(choices=RemarkKind.choices)


class NoteForm(TypedForm):
    """A note of the adviser."""

    shared = forms.BooleanField(required=False)


class LevelForm(TypedForm):
    """The adviser's level, with why; without a level it is taken back."""

    level = forms.TypedChoiceField(
        choices=[(n, str(n)) for n in range(5)], coerce=int, empty_value=None, required=False
    )


class PointAnswerForm(TypedForm):
    """What the municipality did with a point of a supplement."""

    outcome = forms.ChoiceField(choices=Outcome.choices, required=False)


class LetterForm(forms.Form):
    """What goes with the list of a supplement."""

    use_required_attribute = False

    due_on = forms.DateField(
        label="Graag voor",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "bf-input--short"}),
        error_messages={"invalid": "Kies een dag."},
    )
    message = LongText(label="Bericht aan de gemeente", help_text="Het staat boven de punten, en in de mail.")


class ReplyForm(forms.Form):
    """What the municipality answers the adviser at one place. `form` is the id of the form that sends it."""

    use_required_attribute = False

    text = LongText(label="Uw antwoord aan de adviseur", rows=3)
    key = forms.CharField(max_length=KEY_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, place: str, key: str = "", form: str = BESIDE) -> None:
        super().__init__(data, prefix=f"adviseur-{place}", initial={"key": key})
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Schrijf eerst een antwoord."
        for field in self.fields.values():
            field.widget.attrs["form"] = form


def reply_form(key: tuple[str, str, str], data: Any = None, form: str = BESIDE) -> ReplyForm:
    """Return an empty form to answer the adviser at a place, or one with what was posted."""
    return ReplyForm(data, place="-".join(key), key=get_random_string(KEY_LENGTH), form=form)
