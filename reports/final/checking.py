"""Is this file an adopted report, and of whom? For anyone: a checksum is no secret, and nothing of it is kept."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.dutch import format_size
from reports.final.models import SHA256, FinalReport

# As it is pasted: with the words before it, over several lines, in groups, with hyphens where a line was broken.
AROUND = re.compile(r"sha-?256|[^0-9a-z]")
CHECKSUM = re.compile(f"(?:^|[^0-9a-f])([0-9a-f]{{{SHA256}}})$")
MOST_PASTED = 2000
BOTH = "Kies een bestand of vul een controlegetal in, niet allebei."
NEITHER = "Kies een bestand, of vul een controlegetal in."


@dataclass(frozen=True)
class Known:
    """An adopted report. `is_file` says whether the checksum is of the file, or of the submission that stands in it."""

    reference: str
    municipality: str
    year: int
    adopted_on: date
    is_file: bool
    is_demo: bool
    newer: str


@dataclass(frozen=True)
class Verdict:
    """What is known of a checksum: the report, or nothing."""

    checksum: str
    known: Known | None


class CheckForm(forms.Form):
    """A file, or a checksum."""

    use_required_attribute = False

    bestand = forms.FileField(label="Bestand", required=False, allow_empty_file=True)
    getal = forms.CharField(
        label="Controlegetal",
        required=False,
        max_length=MOST_PASTED,
        help_text="64 cijfers en letters (SHA-256). In het rapport staat het bij ‘Controlegetal’.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["bestand"].help_text = f"De PDF zoals u die kreeg. Tot {format_size(settings.EVIDENCE_MAX_FILE)}."
        self.fields["bestand"].widget.attrs["accept"] = ".pdf,application/pdf"

    def clean_bestand(self) -> UploadedFile | None:
        """Return the file. Raises ValidationError when it is empty or larger than what is read of it."""
        file: UploadedFile | None = self.cleaned_data["bestand"]
        if file is not None and not file.size:
            raise forms.ValidationError("Dit bestand is leeg.")
        if file is not None and (file.size or 0) > settings.EVIDENCE_MAX_FILE:
            raise forms.ValidationError(
                f"Dit bestand is groter dan {format_size(settings.EVIDENCE_MAX_FILE)}. Zo groot is geen rapport van "
                "deze website."
            )
        return file

    def clean_getal(self) -> str:
        """Return the checksum without what stands around it. Raises ValidationError when there is none in it."""
        written = AROUND.sub("", str(self.cleaned_data["getal"]).lower())
        found = CHECKSUM.search(written)
        if written and not found:
            counted = "" if len(written) == SHA256 else f" Dit zijn er {len(written)}."
            raise forms.ValidationError(
                f"Een controlegetal heeft {SHA256} tekens: alleen cijfers en de letters a tot en met f.{counted}"
            )
        return found[1] if found else ""

    def clean(self) -> dict[str, Any]:
        """Ask for one of both."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(cleaned.get("bestand")) == bool(cleaned.get("getal")):
            self.add_error("bestand", BOTH if cleaned.get("bestand") else NEITHER)
        return cleaned

    @property
    def checksum(self) -> str:
        """Return the checksum that was asked for, or that of the file; valid forms only."""
        file: UploadedFile | None = self.cleaned_data["bestand"]
        return checksum_of(file.chunks()) if file is not None else str(self.cleaned_data["getal"])


def checksum_of(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    told = hashlib.sha256()
    for chunk in chunks:
        told.update(chunk)
    return told.hexdigest()


def verdict(checksum: str) -> Verdict:
    """Return whether this is the checksum of an adopted report, and of which. Two queries at most."""
    final = FinalReport.objects.light().with_place().known_by(checksum).select_related("file").first()
    if final is None:
        return Verdict(checksum, None)
    newer = FinalReport.objects.filter(assessment=final.assessment_id, adopted_at__gt=final.adopted_at)
    return Verdict(
        checksum,
        Known(
            reference=final.reference,
            municipality=final.assessment.municipality.name,
            year=final.assessment.round.year,
            adopted_on=timezone.localdate(final.adopted_at),
            is_file=final.submission_sha256 != checksum,
            is_demo=final.assessment.round.is_demo,
            newer=newer.order_by("-adopted_at").values_list("reference", flat=True).first() or "",
        ),
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show the form, and what is known of the file or the checksum that was given."""
    asked = request.GET.get("getal")
    if request.method == "POST":
        form = CheckForm(request.POST, request.FILES)
    else:
        form = CheckForm({"getal": asked}, {}) if asked else CheckForm()
    found = verdict(form.checksum) if form.is_bound and form.is_valid() else None
    return render(request, "reports/check.html", {"form": form, "verdict": found})
