"""A file or a link as evidence."""

from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from assessments.dutch import format_size
from assessments.evidence.content import FILE_TYPES, WHAT_WE_TAKE
from assessments.models.evidence import MAX_TITLE


class EvidenceForm(forms.Form):
    """What files and links have in common: which form it is, and a title."""

    use_required_attribute = False
    kind: ClassVar[str]

    title = forms.CharField(label="Titel", required=False, max_length=MAX_TITLE)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix=self.kind)


class FileForm(EvidenceForm):
    """A file to upload. `whole` comes after the file on the page: without it the upload broke off on the way.

    Django takes the part of a file that arrived for a whole one.
    """

    kind = "bestand"

    file = forms.FileField(label="Bestand", error_messages={"required": "Kies een bestand."})
    whole = forms.BooleanField(widget=forms.HiddenInput, initial="ja", required=False)
    field_order = ("title", "file", "whole")

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["title"].help_text = "Laat u dit leeg, dan is de naam van het bestand de titel."
        self.fields["file"].help_text = f"{WHAT_WE_TAKE}. Tot {format_size(settings.EVIDENCE_MAX_FILE)}."
        endings = [f".{each.extension}" for each in FILE_TYPES]
        self.fields["file"].widget.attrs["accept"] = ",".join([*endings, ".jpeg"])

    def clean_file(self) -> UploadedFile:
        """Return the file. Raises ValidationError when it is too large; the content is looked at later."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > settings.EVIDENCE_MAX_FILE:
            raise forms.ValidationError(
                f"Dit bestand is groter dan {format_size(settings.EVIDENCE_MAX_FILE)}. Maak het kleiner, of zet het op "
                "uw eigen site en voeg een link toe."
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Refuse a file of which the end did not arrive."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("whole"):
            self.errors.pop("file", None)
            self.add_error("file", "Het bestand is niet heel aangekomen. Er is niets bewaard. Probeer het opnieuw.")
        return cleaned


class LinkForm(EvidenceForm):
    """A link to a page or document on the web."""

    kind = "link"

    url = forms.CharField(
        label="Adres",
        max_length=2000,
        help_text="Zoals https://www.voorbeeldstad.nl/nota.",
        error_messages={"required": "Vul een adres in.", "max_length": "Dit adres is te lang."},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("title", "url")

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["title"].help_text = "Laat u dit leeg, dan is het adres de titel."

    def clean_url(self) -> str:
        """Return the address with its scheme in small letters; without one it becomes https.

        Raises ValidationError for anything but a web address, and for one that carries a name and password: a
        reader takes those for the place that the link leads to.
        """
        typed = self.cleaned_data["url"]
        wrong = forms.ValidationError("Dit is geen webadres. Schrijf het zo: https://www.voorbeeldstad.nl/nota.")
        try:
            parts = urlsplit(typed if ":" in typed.split("/", 1)[0] else f"https://{typed}")
            address = urlunsplit(parts)
            URLValidator(schemes=["http", "https"], message=wrong.message)(address)
        except ValueError:
            raise wrong from None
        if "@" in parts.netloc:
            raise wrong
        return address
