"""A remark for colleagues."""

from typing import Any

from django import forms

from assessments.forms.parts import LongText

# The form that all remarks on a page are sent with. It stands outside the page's own form, since forms can't be nested.
BESIDE = "opmerkingen"


class RemarkForm(forms.Form):
    """One remark at one part of a page."""

    use_required_attribute = False  # the browser would hold up the page's own form for it

    text = LongText(label="Uw opmerking", rows=3)

    def __init__(self, data: Any = None, *, part: str) -> None:
        super().__init__(data, prefix=f"opmerking-{part}")
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Schrijf eerst een opmerking."
        self.fields["text"].widget.attrs["form"] = BESIDE
