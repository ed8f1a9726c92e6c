"""The answer to one guiding question."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from assessments.forms.offers import Offers
from assessments.forms.own_additions import OwnAdditionsField
from assessments.forms.parts import Content, LongText, PartForm, shares_fields
from assessments.models import Answer
from assessments.snapshot import Choice
from basisfuncties.structure import Question

CHOSEN_LABEL = {
    "several": "Kies wat voor uw gemeente geldt",
    "earlier": "Kies uit uw eerdere antwoorden",
    "one": "Kies een antwoord",
    "local_regional": "Lokaal of regionaal?",
}

GONE = "Een van uw keuzes is intussen weggehaald bij een eerdere vraag. Kijk of uw antwoord nog klopt."


@shares_fields
class AnswerForm(PartForm):
    """Suggestions, own additions, an explanation, and 'niet van toepassing, omdat…'."""

    template = "assessments/parts/answer.html"
    fields_of_row = ("chosen", "own", "explanation", "not_applicable", "not_applicable_because")
    confirm_field = "to_confirm"
    row: Answer

    explanation = LongText(label="Toelichting")
    not_applicable = forms.BooleanField(label="Niet van toepassing op onze gemeente", required=False)
    not_applicable_because = LongText(label="Omdat…", rows=2)

    def __init__(
        self, data: Mapping[str, Any] | None, *, question: Question, offered: Sequence[Choice], row: Answer
    ) -> None:
        self.question = question
        self.offered_codes = {choice.code for choice in offered}
        visible = [code for code in row.chosen if code in self.offered_codes]
        one = question.kind in ("one", "local_regional")
        super().__init__(
            data,
            prefix=question.code,
            heading=question.text,
            row=row,
            chosen=(visible[0] if visible else "") if one else visible,
        )
        choices = [(choice.code, choice.label) for choice in offered]
        if one:
            self.fields["chosen"] = forms.ChoiceField(
                label=CHOSEN_LABEL[question.kind],
                choices=Offers([*choices, ("", "Nog geen keuze")]),
                widget=forms.RadioSelect,
                required=False,
            )
        elif choices:
            self.fields["chosen"] = forms.MultipleChoiceField(
                label=CHOSEN_LABEL[question.kind],
                choices=Offers(choices),
                widget=forms.CheckboxSelectMultiple,
                required=False,
                error_messages={"invalid_choice": GONE},
            )
        if question.own_additions:
            self.fields["own"] = OwnAdditionsField(
                label="Eigen aanvullingen",
                help_text="Wat u hier invult, telt mee als gekozen. Na het opslaan komen er nieuwe regels bij.",
                code_prefix=question.code,
                known=row.own,
            )
        first = [name for name in ("chosen", "own") if name in self.fields]
        self.order_fields([*first, "explanation", "not_applicable", "not_applicable_because"])

    @property
    def waits_for_earlier(self) -> bool:
        """Whether this question chooses from earlier answers and there are none yet."""
        return self.question.kind == "earlier" and "chosen" not in self.fields

    def depends_on(self, parts: Sequence[PartForm]) -> bool:
        """Whether this question chooses from the answer to one of these."""
        return any(part.prefix in self.question.choose_from for part in parts)

    def content(self) -> Content:
        """Return the answer; earlier choices that are not on offer now stay stored."""
        cleaned = self.cleaned_data
        chosen = cleaned.get("chosen", [])
        chosen = [chosen] if isinstance(chosen, str) and chosen else list(chosen)
        # A choice can return when what it was chosen from is ticked again, so it is kept, not counted.
        hidden = [code for code in self.stored["chosen"] if code not in self.offered_codes]
        return {
            "chosen": sorted([*chosen, *hidden]),
            "own": cleaned.get("own", self.stored["own"]),
            "explanation": cleaned["explanation"],
            "not_applicable": cleaned["not_applicable"],
            "not_applicable_because": cleaned["not_applicable_because"],
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of 'niet van toepassing'."""
        cleaned: dict[str, Any] = super().clean() or {}
        if (
            cleaned.get("not_applicable")
            and not cleaned.get("not_applicable_because")
            and "not_applicable_because" not in self.errors
        ):
            self.add_error("not_applicable_because", "Schrijf op waarom deze vraag niet van toepassing is.")
        return cleaned

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        if name == "own":
            return ", ".join(item["text"] for item in value)
        if name == "not_applicable":
            return "ja" if value else ""
        if name == "chosen":
            value = [code for code in value if code in self.offered_codes]
        return super().display(name, value)
