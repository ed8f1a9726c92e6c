"""The form with which an adviser hands an assessment over to a colleague."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.models import User
from assessments.forms.parts import LongText


class HandOverReviewForm(forms.Form):
    """To which colleague, with a word."""

    use_required_attribute = False
    mark_optional = False

    to = forms.ChoiceField(
        label="Aan wie?",
        error_messages={
            "required": "Kies aan wie u overdraagt.",
            "invalid_choice": "Deze persoon is hier geen adviseur (meer). Kies iemand anders.",
        },
    )
    word = LongText(
        label="Bericht aan uw collega", rows=3, help_text="De gemeente ziet dit bericht niet. Niet verplicht."
    )

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(each.pk): each for each in colleagues}
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 - for the type checker
        to.choices = [("", "Kies een collega"), *((key, str(each)) for key, each in self.colleagues.items())]

    @property
    def receiver(self) -> User:
        """Return to whom; only of a valid form."""
        return self.colleagues[self.cleaned_data["to"]]
