"""The forms of the library of good practices."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from assessments.forms.parts import LongText
from basisfuncties.models import Framework, LayerKind
from basisfuncties.structure import structure_of
from improvement.library.searching import OF_MUNICIPALITIES, OTHER, Search
from improvement.library.steps import PracticeStep
from improvement.models.practices import Practice, SizeClass
from improvement.saving import SheetPart

OF_ALL = ("title", "summary", "approach", "result", "needed", "basisfunctie", "layer")
OF_ADVISER = ("size", "source", "source_url")  # a municipality's own practice has its size, and is its own source


Names = list[tuple[str, str]]  # slug and name of each basisfunctie


def basisfuncties() -> Names:
    """Return slug and name of the basisfuncties of the newest edition of each series; empty where none is published."""
    names: dict[str, str] = {}
    series: set[str] = set()
    for framework in Framework.objects.published():
        if framework.series not in series:
            series.add(framework.series)
            names = {each.slug: each.name for each in structure_of(framework).basisfuncties} | names
    return list(names.items())


class NewPracticeForm(forms.Form):
    """What a practice begins with; the rest is filled in on its page, which saves itself."""

    use_required_attribute = False

    title = forms.CharField(
        label="Titel",
        max_length=200,
        help_text="Zeg in een paar woorden wat er gebeurt, bijvoorbeeld: ‘Een beursvloer in het gemeentehuis’.",
        error_messages={"required": "Geef het voorbeeld een titel."},
    )
    basisfunctie = forms.ChoiceField(label="Basisfunctie", error_messages={"required": "Kies een basisfunctie."})
    layer = forms.ChoiceField(
        label="Laag", choices=[("", "Kies een laag"), *LayerKind.choices], error_messages={"required": "Kies een laag."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Kies een basisfunctie"), *basisfuncties()]
        self.fields["basisfunctie"].choices = choices  # type: ignore[attr-defined]


class PracticeForm(SheetPart):
    """The text and the marks of a practice."""

    template = "improvement/parts/practice.html"
    fields_of_row: ClassVar[tuple[str, ...]] = (*OF_ALL, *OF_ADVISER)
    row: Practice

    title = forms.CharField(label="Titel", max_length=200, required=False)
    summary = forms.CharField(
        label="In het kort",
        max_length=500,
        required=False,
        help_text="Eén of twee zinnen. Die staan in de lijst.",
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": None}),
    )
    approach = LongText(label="Hoe werkt het?", help_text="Wat gebeurt er, wie doet wat, en hoe begon het?", rows=7)
    result = LongText(label="Wat levert het op?", help_text="Zo precies als u het weet.", rows=4)
    needed = LongText(label="Wat is ervoor nodig?", help_text="Geld, uren, mensen, een plek.", rows=4)
    basisfunctie = forms.ChoiceField(label="Basisfunctie", required=False)
    layer = forms.ChoiceField(label="Laag", choices=LayerKind.choices, required=False)
    size = forms.ChoiceField(label="Past bij een gemeente van", choices=SizeClass.choices, required=False)
    source = forms.CharField(
        label="Bron",
        max_length=300,
        required=False,
        help_text="Waar komt het vandaan? Noem zo precies mogelijk de plek.",
    )
    source_url = forms.URLField(label="Adres van de bron", max_length=500, required=False, assume_scheme="https")

    def __init__(self, data: Mapping[str, Any] | None, *, row: Practice) -> None:
        super().__init__(data, prefix="voorbeeld", heading="Het voorbeeld", row=row)
        known = basisfuncties()
        if row.basisfunctie not in dict(known):
            known.append((row.basisfunctie, row.basisfunctie))
        self.fields["basisfunctie"].choices = known  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off a pasted text without a word

    def clean_title(self) -> str:
        """Return the title; without one it can't be found."""
        title = str(self.cleaned_data["title"]).strip()
        if not title:
            raise forms.ValidationError("Geef het voorbeeld een titel.")
        return title

    def clean(self) -> dict[str, Any]:
        """Return what was typed; a choice that the browser did not send stays as it is."""
        cleaned = super().clean() or self.cleaned_data
        kept = {name: cleaned.get(name) or self.stored[name] for name in ("basisfunctie", "layer")}
        if "size" in self.fields:
            kept["size"] = cleaned.get("size") or self.stored["size"]
        return {**cleaned, **kept}


class MunicipalPracticeForm(PracticeForm):
    """The same of a municipality's own work: its size is known, and it is its own source."""

    fields_of_row = OF_ALL

    size = None  # type: ignore[assignment]
    source = None  # type: ignore[assignment]
    source_url = None  # type: ignore[assignment]


def practice_form(data: Mapping[str, Any] | None, row: Practice) -> PracticeForm:
    """Return the form for the text of this practice."""
    return (PracticeForm if row.municipality_id is None else MunicipalPracticeForm)(data, row=row)


class PracticeStepForm(forms.Form):
    """What goes with a step of a practice: a word, or whether the name of the municipality may be shown."""

    use_required_attribute = False

    word = LongText(label="Wat moet er anders?", rows=3)
    name_shown = forms.BooleanField(
        label="De naam van onze gemeente mag erbij staan. Zonder vinkje lezen anderen alleen hoe groot de gemeente is.",
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, step: PracticeStep, **kwargs: Any) -> None:
        super().__init__(data, prefix=step.slug, **kwargs)
        self.step = step
        if not step.asks_name:
            del self.fields["name_shown"]
        if step.asks_word:
            self.fields["word"].required = True
            self.fields["word"].error_messages["required"] = "Schrijf op wat er anders moet."
        else:
            del self.fields["word"]


class SearchForm(forms.Form):
    """What somebody looks for in the library. An odd value in the address counts as nothing asked."""

    mark_optional = False

    zoek = forms.CharField(label="Zoek", required=False, max_length=200)
    basisfunctie = forms.ChoiceField(label="Basisfunctie", required=False)
    laag = forms.ChoiceField(label="Laag", required=False, choices=[("", "Alle lagen"), *LayerKind.choices])
    grootte = forms.ChoiceField(
        label="Grootte van de gemeente",
        required=False,
        choices=[("", "Elke grootte"), *(each for each in SizeClass.choices if each[0] != SizeClass.ANY)],
    )
    bron = forms.ChoiceField(
        label="Bron",
        required=False,
        choices=[("", "Alle bronnen"), (OF_MUNICIPALITIES, "Van gemeenten"), (OTHER, "Rapporten en andere bronnen")],
    )

    def __init__(self, data: Mapping[str, Any], *, names: Names, initial_basisfunctie: str = "") -> None:
        asked = {name: data.get(name, "") for name in ("zoek", "basisfunctie", "laag", "grootte", "bron")}
        if "basisfunctie" not in data:
            asked["basisfunctie"] = initial_basisfunctie
        super().__init__(asked)
        self.fields["basisfunctie"].choices = [("", "Alle basisfuncties"), *names]  # type: ignore[attr-defined]

    def search(self) -> Search:
        """Return what is looked for."""
        self.is_valid()
        asked = self.cleaned_data
        return Search(
            words=asked.get("zoek", ""),
            basisfunctie=asked.get("basisfunctie", ""),
            layer=asked.get("laag", ""),
            size=asked.get("grootte", ""),
            source=asked.get("bron", ""),
        )
