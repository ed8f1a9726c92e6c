"""The forms of the house style."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from municipalities.house_style.colours import read_colour
from municipalities.house_style.logo import MAX_FILE, CleanLogo, clean_logo
from municipalities.house_style.refusal import LogoError

NOT_A_COLOUR = "Dit is geen kleurcode. Schrijf een hekje met zes cijfers en letters (a tot en met f), zoals #1a5fb4."


class ColourForm(forms.Form):
    """A colour, as a guide to a house style writes it."""

    use_required_attribute = False

    kleur = forms.CharField(
        label="Hoofdkleur",
        max_length=20,
        help_text="De kleurcode (hex) uit uw huisstijlhandboek, zoals #1a5fb4.",
        error_messages={"required": "Vul de kleurcode in, zoals #1a5fb4."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "bf-input--short"}),
    )

    def clean_kleur(self) -> str:
        """Return the colour as #rrggbb."""
        try:
            return read_colour(self.cleaned_data["kleur"])
        except ValueError:
            raise forms.ValidationError(NOT_A_COLOUR) from None


class LogoForm(forms.Form):
    """A logo to upload. `clean_logo` leaves the cleaned one."""

    use_required_attribute = False

    logo = forms.FileField(
        label="Bestand",
        help_text="SVG (het scherpst) of PNG, tot 2 MB. Met zo weinig mogelijk wit eromheen.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg. Kies een ander."},
        widget=forms.FileInput(attrs={"accept": ".svg,.png,image/svg+xml,image/png"}),
    )

    def clean_logo(self) -> CleanLogo:
        """Return the logo, made safe. Raises ValidationError when it can't be taken."""
        file: UploadedFile[Any] = self.cleaned_data["logo"]
        try:
            return clean_logo(file.read(MAX_FILE + 1))
        except LogoError as refusal:
            raise forms.ValidationError(str(refusal)) from None
