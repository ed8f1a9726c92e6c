"""What the municipality answers to one recommendation."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assessments.forms.parts import LongText
from improvement.models import Choice, Recommendation, Reply
from improvement.reading import RecommendationLine
from improvement.saving import SheetPart


class ReplyForm(SheetPart):
    """Take over, partly or not; with the reason where not all of it is taken over."""

    template = "improvement/parts/reply.html"
    fields_of_row = ("choice", "why")
    row: Reply
    line: RecommendationLine | None = None  # the recommendation to read; the view puts it here

    why = LongText(label="Waarom?", help_text="Nodig bij ‘deels’ en ‘niet’. De adviseur en de raad lezen dit.", rows=3)

    def __init__(
        self, data: Mapping[str, Any] | None, *, recommendation: Recommendation, row: Reply, place: int
    ) -> None:
        super().__init__(data, prefix=f"antwoord-{recommendation.pk}", heading=recommendation.heading, row=row)
        self.recommendation, self.place = recommendation, place
        self.fields["choice"] = forms.ChoiceField(
            label="Neemt u dit over?", choices=Choice.choices, widget=forms.RadioSelect, required=False
        )
        self.order_fields(["choice", "why"])

    def clean(self) -> dict[str, Any]:
        """Ask for a choice where something was written, and for the reason where a choice needs one."""
        cleaned = super().clean() or self.cleaned_data
        choice, why = cleaned.get("choice"), cleaned.get("why", "")
        if why and not choice and "choice" not in self.errors:
            self.add_error("choice", "Kies eerst of u dit overneemt.")
        if choice in (Choice.PARTLY, Choice.NOT) and not why.strip() and "why" not in self.errors:
            self.add_error("why", "Schrijf op waarom u dit niet of niet helemaal overneemt.")
        return dict(cleaned)
