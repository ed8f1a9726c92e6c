"""The parts of the page on which a municipality sets its report; each notices a colleague's change by itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from accounts.models import User
from assessments.forms.parts import Content, LongText, Seen, ShortText
from assessments.models.answers import Edited
from improvement.saving import SheetPart
from reports.models import ATTENTION, GOOD, ReportSettings
from reports.points import Offer, Point
from reports.settings import CHAPTERS, MOST_ASK, MOST_FOREWORD, MOST_POINT, MOST_TITLE, Points

UP, DOWN, TAKE, START = "omhoog", "omlaag", "neem", "voorstel"


class SettingsPart(SheetPart):
    """A part of the settings. `is_moved` when a button changed what is in the fields, and nothing was saved."""

    template = "reports/setting/part.html"
    row: ReportSettings
    explanation: ClassVar[str] = ""
    is_moved = False

    def __init__(self, *args: Any, row: ReportSettings, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        # As it was read: another part of the same page may save the row before this one is shown.
        self._as_read = Seen(row.updated_by, row.updated_at) if row.pk else None

    @property
    def last_edit(self) -> Seen | None:
        """Return who saved this part last, and when; the row only knows it of all its parts together."""
        noted = self.row.edits.get(str(self.prefix))
        if noted is None or self._as_read is None:
            return self._as_read
        return Seen(User.objects.get(pk=noted["by"]), datetime.fromisoformat(noted["at"]))

    @property
    def carried(self) -> str:
        """Return the fingerprint that goes on to the browser: unsaved fields keep the one that came with them."""
        return self._read_by_browser if self.is_moved else self.read


class FrontForm(SettingsPart):
    """Title and foreword."""

    fields_of_row = ("title", "foreword")
    title = ShortText(
        label="Titel",
        required=False,
        max_length=MOST_TITLE,
        help_text=f"Hoogstens {MOST_TITLE} tekens. Leeg: ‘Zelfevaluatie’ met het onderwerp en het jaar.",
    )
    foreword = LongText(
        label="Voorwoord",
        rows=8,
        help_text="Bijvoorbeeld van de wethouder. Een lege regel begint een nieuwe alinea. Leeg: geen voorwoord.",
    )

    def clean_foreword(self) -> str:
        """Hold the foreword to what fits on two pages."""
        return _at_most(self.cleaned_data["foreword"], MOST_FOREWORD)


class AskForm(SettingsPart):
    """What is asked of the council."""

    fields_of_row = ("ask",)
    ask = LongText(
        label="Wat vraagt u van de raad?",
        rows=3,
        help_text=f"Hoogstens {MOST_ASK} tekens: het staat onderaan de eerste pagina. Bijvoorbeeld: ‘Stel voor 2027 "
        "€ 20.000 structureel beschikbaar voor het steunpunt.’",
    )

    def clean_ask(self) -> str:
        """Hold what is asked to what fits on the summary."""
        return _at_most(self.cleaned_data["ask"], MOST_ASK)


class PointsForm(SettingsPart):
    """Three points of the summary, in order. The same as what the answers offer is stored as nothing of its own."""

    template = "reports/setting/points.html"
    names: ClassVar[tuple[str, ...]]
    own_field: ClassVar[str]

    def __init__(
        self, data: Mapping[str, Any] | None, *, start: Points, offered: tuple[Point, ...], **values: Any
    ) -> None:
        self.start, self.offered = start, offered
        super().__init__(data, **values)
        for place, name in enumerate(self.names, start=1):
            self.fields[name] = ShortText(
                label=f"Punt {place}",
                required=False,
                max_length=MOST_POINT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def is_own(self) -> bool:
        """Whether the stored points are the municipality's own."""
        return bool(getattr(self.row, self.own_field))

    @property
    def others(self) -> list[tuple[int, Point]]:
        """Return what else can be chosen, with its number."""
        shown = {str(self[name].value() or "") for name in self.names}
        return [(number, each) for number, each in enumerate(self.offered) if each.text not in shown]

    def stored_content(self, row: Edited) -> Content:
        """Return the points that the report has now: own ones, or the start."""
        if getattr(row, self.own_field):
            return {name: getattr(row, name) for name in self.names}
        return dict(zip(self.names, _padded(self.start), strict=True))

    def content(self) -> Content:
        """Return what was typed, each on one line and without gaps between them."""
        texts = tuple(text for name in self.names if (text := " ".join(self.cleaned_data[name].split())))
        return dict(zip(self.names, _padded(texts), strict=True))

    def apply(self) -> list[Edited]:
        """Put the points into the row; those of the start are not kept, as they change along with the answers."""
        new = self.new
        is_own = tuple(text for text in new.values() if text) != self.start
        setattr(self.row, self.own_field, is_own)
        for name in self.names:
            setattr(self.row, name, new[name] if is_own else "")
        return [self.row]


class GoodForm(PointsForm):
    """What goes well."""

    names = GOOD
    own_field = "good_is_own"


class AttentionForm(PointsForm):
    """What asks attention."""

    names = ATTENTION
    own_field = "attention_is_own"


class ChaptersForm(SettingsPart):
    """Which chapters there are."""

    fields_of_row = CHAPTERS
    explanation = (
        "De eerste pagina, de basisfuncties, het advies en de werkwijze staan er altijd in. Zonder die zegt het "
        "rapport iets anders dan er is vastgesteld."
    )
    with_plan = forms.BooleanField(label="Verbeterplan", required=False)
    with_trend = forms.BooleanField(label="Verloop over de rondes", required=False)
    with_comparison = forms.BooleanField(label="Vergelijking met andere gemeenten", required=False)
    with_key_figures = forms.BooleanField(label="Kerncijfers", required=False)
    with_answers = forms.BooleanField(label="Bijlage met alle antwoorden", required=False)

    def display(self, name: str, value: Any) -> str:
        """Return whether a chapter is there, in words."""
        return "ja" if value else "nee"


def settings_parts(row: ReportSettings, offered: Offer, data: Mapping[str, Any] | None = None) -> list[SettingsPart]:
    """Return the parts of the page, as stored or with what was posted."""
    return [
        FrontForm(data, prefix="voorkant", heading="Titel en voorwoord", row=row),
        AskForm(data, prefix="vraag", heading="Wat u van de raad vraagt", row=row),
        GoodForm(data, prefix="goed", heading="Dit gaat goed", row=row, start=offered.good_start, offered=offered.good),
        AttentionForm(
            data,
            prefix="aandacht",
            heading="Dit vraagt aandacht",
            row=row,
            start=offered.attention_start,
            offered=offered.attention,
        ),
        ChaptersForm(data, prefix="hoofdstukken", heading="Hoofdstukken", row=row),
    ]


def moved(data: Mapping[str, Any], asked: str, offered: Offer) -> dict[str, Any]:
    """Return what was posted with the points moved as a button asks: 'goed:omhoog:2', 'aandacht:neem:4'.

    What can't be done changes nothing.
    """
    changed = {key: data[key] for key in data}
    prefix, _, rest = asked.partition(":")
    what, _, number = rest.partition(":")
    form, points = {
        "goed": (GoodForm, offered.good),
        "aandacht": (AttentionForm, offered.attention),
    }.get(prefix, (None, ()))
    if form is None:
        return changed
    keys = [f"{prefix}-{name}" for name in form.names]
    texts = [str(changed.get(key, "")) for key in keys]
    place = int(number) if number.isdecimal() and len(number) < 4 else -1
    if what == UP and 0 < place < len(texts):
        texts[place - 1], texts[place] = texts[place], texts[place - 1]
    elif what == DOWN and 0 <= place < len(texts) - 1:
        texts[place], texts[place + 1] = texts[place + 1], texts[place]
    elif what == TAKE and 0 <= place < len(points):
        free = next((index for index, text in enumerate(texts) if not text.strip()), len(texts) - 1)
        texts[free] = points[place].text
    elif what == START:
        texts = list(_padded(offered.good_start if prefix == "goed" else offered.attention_start))
    return {**changed, **dict(zip(keys, texts, strict=True))}


def _padded(texts: Points) -> Points:
    return (*texts, *[""] * (len(GOOD) - len(texts)))


def _at_most(text: str, most: int) -> str:
    if len(text) > most:
        raise forms.ValidationError(
            f"Deze tekst heeft {_dots(len(text))} tekens. Maak hem korter: {_dots(most)} is het meeste."
        )
    return text


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")
