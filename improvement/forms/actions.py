"""The two parts of an action that are saved by themselves: the plan, and how it stands."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from accounts.models import User
from assessments.amounts import format_amount
from assessments.forms.parts import Content, LongText, PartForm, Seen
from assessments.forms.speerpunten import AmountField, DateField
from assessments.models.answers import Edited
from improvement.models import Action, ActionEvent, ActionStatus, Recommendation

PLAN, STAND = "plan", "stand"
NOBODY = "Nog niemand"
NONE = "Geen"


class ActionPart(PartForm):
    """One of the parts of an action; the log of the action knows who saved which."""

    saved_by: ClassVar[frozenset[ActionEvent]]
    row: Action

    @property
    def last_edit(self) -> Edited | Seen | None:
        """Return who saved this part last, and when; one query, so for a conflict only."""
        own = self.row.changes.filter(what__in=self.saved_by, is_refused=False)
        last = own.select_related("by").order_by("-id").first()
        return Seen(last.by, last.at) if last else super().last_edit


class PlanForm(ActionPart):
    """What, who, when, the cost, and what it mends. Of a new action `asked` is what it is filled in with."""

    mark_optional = True
    saved_by = frozenset({ActionEvent.MADE, ActionEvent.PLANNED})
    fields_of_row = ("title", "details", "person_id", "who", "due_on", "cost", "recommendation_id", "finding")

    title = forms.CharField(
        label="Wat gaat u doen?",
        max_length=300,
        widget=forms.TextInput(attrs={"maxlength": None}),
        error_messages={"required": "Schrijf op wat u gaat doen."},
    )
    details = LongText(label="Toelichting", rows=4)
    person_id = forms.TypedChoiceField(label="Wie doet het?", coerce=int, empty_value=None, required=False)
    who = forms.CharField(
        label="Of iemand anders, in woorden",
        help_text="Bijvoorbeeld: het steunpunt. Wij mailen dan niet.",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"maxlength": None, "autocomplete": "off"}),
    )
    due_on = DateField(label="Wanneer is het klaar?", help_text="Bijvoorbeeld 01-06-2027.")
    cost = AmountField(label="Wat kost het?", help_text="Hele euro's, zoals 2.500.")
    recommendation_id = forms.TypedChoiceField(
        label="Bij welke aanbeveling hoort het?", coerce=int, empty_value=None, required=False
    )
    finding = forms.ChoiceField(label="Welke bevinding verbetert het?", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        row: Action,
        people: Sequence[User],
        recommendations: Sequence[Recommendation] = (),
        asked: Content | None = None,
    ) -> None:
        super().__init__(data, prefix=PLAN, heading=row.title or "Nieuwe actie", row=row, **(asked or {}))
        self.asked_words = str((asked or {}).get("finding_words", ""))
        fields: dict[str, Any] = self.fields
        for name in ("title", "who"):
            fields[name].widget.attrs.pop("maxlength", None)
        fields["person_id"].choices = [("", NOBODY), *self._people(people)]
        fields["recommendation_id"].choices = [("", NONE), *self._recommendations(recommendations)]
        fields["finding"].choices = [("", NONE), *self._findings()]
        if len(fields["recommendation_id"].choices) == 1:
            fields["recommendation_id"].widget = forms.HiddenInput()
        if len(fields["finding"].choices) == 1:
            fields["finding"].widget = forms.HiddenInput()

    def _people(self, people: Sequence[User]) -> list[tuple[int, str]]:
        choices = [(each.pk, str(each)) for each in people]
        person = self.row.person
        if person is not None and person.pk not in dict(choices):
            choices.append((person.pk, f"{person} (heeft hier geen toegang meer)"))
        return choices

    def _recommendations(self, recommendations: Sequence[Recommendation]) -> list[tuple[int, str]]:
        known = [*recommendations]
        stored = self.row.recommendation
        if stored is not None and stored not in known:
            known.append(stored)
        return [(each.pk, f"{each.heading} ({each.where})") for each in known]

    def _findings(self) -> list[tuple[str, str]]:
        found = {}
        if self.row.finding:
            found[self.row.finding] = self.row.finding_words
        if self.asked_words:
            found[str(self.initial["finding"])] = self.asked_words
        return list(found.items())

    def clean(self) -> dict[str, Any]:
        """Refuse two people for one action: a name in words is for who is not in the list."""
        data = super().clean() or self.cleaned_data
        if data.get("person_id") and data.get("who"):
            self.add_error("who", "U koos ook iemand uit de lijst. Laat een van de twee leeg.")
        return dict(data)

    def fitted(self, joined: Content) -> Content:
        """Put the name in words with the explanation where the other chose a person: only one of the two can stand."""
        if not (joined["person_id"] and joined["who"]):
            return joined
        return joined | {"details": f"{joined['details']}\n\nOok genoemd: {joined['who']}".strip(), "who": ""}

    def apply(self) -> list[Edited]:
        """Put the plan into the row. Another person or day is a new beginning for reminders."""
        row, new = self.row, self.new
        if (row.person_id, row.due_on) != (new["person_id"], new["due_on"]):
            row.given_on, row.reminded_on = timezone.localdate(), None
        words = dict(self._findings())
        super().apply()
        row.finding_words = words.get(row.finding, "")
        return [row]

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        if value in (None, ""):
            return ""
        return format_amount(value) if name == "cost" else super().display(name, value)


class StandForm(ActionPart):
    """How an action stands, what came of it, and why it is dropped; with a note of the meeting, which is no part."""

    saved_by = frozenset({ActionEvent.MADE, ActionEvent.MOVED})
    fields_of_row = ("status", "outcome", "reason")

    status = forms.ChoiceField(
        label="Stand",
        choices=[(value, label.capitalize()) for value, label in ActionStatus.choices],
        widget=forms.RadioSelect,
    )
    outcome = LongText(label="Wat kwam ervan?", help_text="De adviseur en de lezers van uw gemeente lezen dit.", rows=3)
    reason = LongText(label="Waarom vervalt het?", help_text="Alleen nodig bij ‘Vervallen’.", rows=2)
    note = LongText(label="Aantekening van het overleg", help_text="Alleen collega's die invullen, lezen dit.", rows=2)

    def __init__(self, data: Mapping[str, Any] | None, *, row: Action) -> None:
        super().__init__(data, prefix=f"{STAND}-{row.pk}", heading=row.title, row=row)

    def clean(self) -> dict[str, Any]:
        """Ask why, of what is dropped."""
        data = super().clean() or self.cleaned_data
        if data.get("status") == ActionStatus.DROPPED and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Schrijf op waarom deze actie vervalt.")
        return dict(data)

    def apply(self) -> list[Edited]:
        """Put the status into the row, with the day on which it closed."""
        new = self.new
        self.row.outcome, self.row.reason = new["outcome"], new["reason"]
        self.row.set_status(new["status"], timezone.localdate())
        return [self.row]


class NoteForm(forms.Form):
    """A note of a meeting on one action."""

    use_required_attribute = False  # the browser would mark it as wrong before anybody typed

    text = LongText(label="Aantekening van het overleg", help_text="Alleen collega's die invullen, lezen dit.", rows=3)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix="aantekening")
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Schrijf eerst een aantekening."
