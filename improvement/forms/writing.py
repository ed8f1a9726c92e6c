"""The parts of an advice on its page: the text of a chapter, and each recommendation."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from assessments.forms.parts import Content, LongText
from assessments.models.answers import Edited
from improvement.chapters import Chapter
from improvement.models import AdviceText, Recommendation
from improvement.proposals import Target
from improvement.saving import SheetPart

TEXT = "tekst"  # the prefix of the text of a chapter
LAYER, SPEERPUNT = "laag", "speerpunt"


def prefix_of(recommendation: Recommendation) -> str:
    """Return the prefix of the form of this recommendation."""
    return f"aanbeveling-{recommendation.pk}"


def heading_of(chapter: Chapter) -> str:
    """Return what the text of this chapter is called."""
    return f"Advies over {'het geheel' if chapter.is_whole else chapter.name}"


class TextForm(SheetPart):
    """What the advice says on one basisfunctie, or on the whole."""

    template = "improvement/parts/text.html"
    has_flag = True
    fields_of_row = ("text",)
    row: AdviceText

    text = LongText(label="Uw advies", rows=6)

    def __init__(self, data: Mapping[str, Any] | None, *, chapter: Chapter, row: AdviceText) -> None:
        heading = heading_of(chapter)
        super().__init__(data, prefix=TEXT, heading=heading, row=row)
        self.fields["text"].label = f"Uw {heading[0].lower()}{heading[1:]}"

    @property
    def needs_look(self) -> bool:
        """Whether the text was taken from the start and nobody looked at it yet."""
        return bool(self.row.text) and not self.row.is_looked_at

    def apply(self) -> list[Edited]:
        """Put the text into the row: who wrote it has looked at it."""
        self.row.looked_at = timezone.now()
        return super().apply()


class RecommendationForm(SheetPart):
    """One recommendation: what, why, and what it is about."""

    template = "improvement/parts/recommendation.html"
    has_flag = True
    fields_of_row = ("target", "title", "explanation")
    row: Recommendation

    title = forms.CharField(
        label="Aanbeveling in één zin",
        help_text="Zeg wat de gemeente kan doen, bijvoorbeeld: ‘Spreek af wie de beursvloer uitvoert’.",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"maxlength": None}),
    )
    explanation = LongText(label="Toelichting", help_text="Waarom, en hoe de gemeente kan beginnen.", rows=4)

    def __init__(
        self, data: Mapping[str, Any] | None, *, row: Recommendation, targets: Sequence[Target], place: int
    ) -> None:
        super().__init__(data, prefix=prefix_of(row), heading=f"Aanbeveling {place}", row=row)
        self.place = place
        known = [*targets] if target_value(row) in map(target_value, targets) else [*targets, stored_target(row)]
        self.targets = {target_value(each): each for each in known}
        layers = [(value, each.about) for value, each in self.targets.items() if each.layer]
        speerpunten = [(value, each.about) for value, each in self.targets.items() if each.speerpunt]
        groups = [("Laag", layers), ("Speerpunt", speerpunten)]
        self.fields["target"] = forms.ChoiceField(
            label="Waarover gaat het?", choices=[group for group in groups if group[1]], required=False
        )
        self.fields["title"].widget.attrs.pop("maxlength", None)
        self.order_fields(["target", "title", "explanation"])

    @property
    def needs_look(self) -> bool:
        """Whether this was taken over and nobody looked at it yet."""
        return not self.row.is_empty and not self.row.is_looked_at

    def stored_content(self, row: Edited) -> Content:
        """Return what is stored; what it is about as one value."""
        assert isinstance(row, Recommendation)  # noqa: S101 - what `__init__` takes
        return {"target": target_value(row), "title": row.title, "explanation": row.explanation}

    def clean_target(self) -> str:
        """Return what it is about; as it was when the browser sent nothing."""
        return self.cleaned_data["target"] or str(self.stored["target"])

    def apply(self) -> list[Edited]:
        """Put the content into the row. Who wrote it has looked at it, and what was taken away is back."""
        target = self.targets[self.new["target"]]
        self.row.layer, self.row.speerpunt, self.row.about = target.layer, target.speerpunt, target.about
        self.row.title, self.row.explanation = self.new["title"], self.new["explanation"]
        self.row.looked_at = timezone.now()
        self.row.removed_at = None
        return [self.row]

    def display(self, name: str, value: Any) -> str:
        """Return a stored value as a reader sees it."""
        return self.targets[value].about if name == "target" and value in self.targets else super().display(name, value)


def target_value(target: Target | Recommendation) -> str:
    """Return what a recommendation is about as the value of a choice."""
    return f"{LAYER}:{target.layer}" if target.layer else f"{SPEERPUNT}:{target.speerpunt}"


def stored_target(row: Recommendation) -> Target:
    """Return what a recommendation is about, in the wording of then."""
    return Target(row.about, row.layer, row.speerpunt)
