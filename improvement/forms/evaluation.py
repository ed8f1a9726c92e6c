"""The form of the evaluation: five report marks and a word."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assessments.forms.parts import LongText, PartForm
from assessments.models.answers import Edited
from improvement.models import Evaluation
from improvement.models.evaluation import HIGHEST, LOWEST, MARKS

HELP = {
    "result": "Wat heeft het u opgeleverd?",
    "process": "Hoe verliep het, van de start tot het vaststellen?",
    "quality": "Wat vond u van de inhoud van het advies?",
    "presentation": "Hoe bracht de adviseur het?",
    "service": "Was de adviseur bereikbaar, en kwam die afspraken na?",
}
GRADES = [(mark, str(mark)) for mark in range(LOWEST, HIGHEST + 1)]


class EvaluationForm(PartForm):
    """Five marks from 1 to 10, and a word for who wants."""

    mark_optional = True
    fields_of_row = (*MARKS, "word")

    word = LongText(
        label="Wilt u er iets bij zeggen?",
        help_text=(
            "De adviseurs van uw gemeente en de beheerder lezen dit, zonder naam en samen met dat van andere "
            "gemeenten. Noem dus geen namen."
        ),
        rows=3,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, row: Evaluation) -> None:
        super().__init__(data, prefix="evaluatie", heading="Evaluatie", row=row)
        for name, label in MARKS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                help_text=HELP[name],
                choices=[("", "Kies een cijfer"), *GRADES],
                coerce=int,
                error_messages={"required": "Kies een cijfer van 1 tot en met 10."},
            )
        self.order_fields([*MARKS, "word"])

    def apply(self) -> list[Edited]:
        """Put the marks into the row: who gives them does not decline any more."""
        rows = super().apply()
        assert isinstance(self.row, Evaluation)  # noqa: S101 - what `__init__` takes
        self.row.declined = False
        return rows
