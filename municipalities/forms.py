"""Forms for inviting people, accepting an invitation, and the role of a colleague."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from accounts.forms import PASSWORDS_DIFFER, STRENGTH_HELP
from accounts.models import User
from municipalities.models import BEHEERDER, COLLEAGUE_ROLES, Invitation, Municipality, Province, Role

ROLE_HELP = {
    Role.POLICY_OFFICER: "beleidsmedewerker: vult de zelfevaluatie in",
    Role.COORDINATOR: "coördinator: vult in, nodigt collega's uit en dient in",
    Role.READER: "lezer: leest wat is ingediend, bijvoorbeeld als griffier of wethouder",
    Role.ADVISER: "adviseur: beoordeelt wat is ingediend",
}
COLLEAGUE_CHOICES = [(role, ROLE_HELP[role]) for role in COLLEAGUE_ROLES]


class InviteForm(forms.Form):
    """Invite somebody to one municipality, whose roles the view gives."""

    email = forms.EmailField(
        label="E-mailadres", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label="Naam", max_length=150, required=False, help_text="Komt boven de uitnodiging te staan."
    )
    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect)

    def __init__(self, *args: Any, may_send_adviser: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - for the type checker
        role.choices = COLLEAGUE_CHOICES + ([(Role.ADVISER, ROLE_HELP[Role.ADVISER])] if may_send_adviser else [])


class InviteAnyoneForm(forms.Form):
    """Invite somebody for any role, in any municipality or province, or as beheerder."""

    email = forms.EmailField(
        label="E-mailadres", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label="Naam", max_length=150, required=False, help_text="Komt boven de uitnodiging te staan."
    )
    role = forms.ChoiceField(
        label="Rol",
        widget=forms.RadioSelect,
        choices=[
            *ROLE_HELP.items(),
            (BEHEERDER, "beheerder: opent rondes, geeft toegang en volgt het landelijke beeld"),
        ],
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.filter(ended_on=None),
        label="Gemeente",
        required=False,
        empty_label="Kies een gemeente",
        help_text="Niet voor een beheerder, en niet voor een adviseur van een hele provincie.",
    )
    province = forms.ModelChoiceField(
        Province.objects.all(),
        label="Provincie",
        required=False,
        empty_label="Kies een provincie",
        help_text="Alleen voor een adviseur van alle gemeenten in die provincie.",
    )

    @property
    def place(self) -> Municipality | Province | None:
        """The chosen municipality or province; for a beheerder none."""
        place: Municipality | Province | None = self.cleaned_data["municipality"] or self.cleaned_data["province"]
        return place

    def clean(self) -> dict[str, Any]:
        """Refuse a place that does not go with the role."""
        data = super().clean() or {}
        role, municipality, province = data.get("role"), data.get("municipality"), data.get("province")
        if role == BEHEERDER:
            for name, place in (("municipality", municipality), ("province", province)):
                if place:
                    self.add_error(name, "Een beheerder hoort niet bij één plaats. Haal deze keuze weg.")
        elif role == Role.ADVISER:
            if bool(municipality) == bool(province):
                self.add_error("municipality", "Kies voor een adviseur een gemeente of een provincie, niet allebei.")
        elif role:
            if not municipality and "municipality" not in self.errors:
                self.add_error("municipality", "Kies de gemeente.")
            if province:
                self.add_error("province", "Een provincie past alleen bij een adviseur. Haal deze keuze weg.")
        return data


class NewcomerForm(forms.Form):
    """Who accepts an invitation without having an account gives a name and chooses a password."""

    # Shown, so that a password manager keeps the password under the right name; never read back.
    email = forms.EmailField(
        label="E-mailadres",
        disabled=True,
        help_text="Hiermee logt u voortaan in.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    name = forms.CharField(label="Uw naam", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password1 = forms.CharField(
        label="Wachtwoord",
        strip=False,
        help_text=STRENGTH_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Wachtwoord, nog een keer",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        kwargs["initial"] = {"email": invitation.email, "name": invitation.name}
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, and two that differ."""
        data = super().clean() or {}
        password = data.get("password1")
        if password:
            try:
                validate_password(password, User(email=self.invitation.email, name=data.get("name", "")))
            except forms.ValidationError as weak:
                self.add_error("password1", weak)
            if data.get("password2") and data["password2"] != password:
                self.add_error("password2", PASSWORDS_DIFFER)
        return data


class RoleForm(forms.Form):
    """Another role for a colleague."""

    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect, choices=COLLEAGUE_CHOICES)


class EndMunicipalityForm(forms.Form):
    """When a municipality ends, and in which it goes up."""

    successor = forms.ModelChoiceField(Municipality.objects.none(), label="Gaat op in", empty_label="Kies een gemeente")
    ended_on = forms.DateField(
        label="Opgeheven op",
        initial=timezone.localdate,
        help_text="Vandaag of een dag die voorbij is, bijvoorbeeld 01-01-2026.",
    )
    sure = forms.BooleanField(label="Ik weet dat dit niet terug te draaien is.")

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        successor = self.fields["successor"]
        assert isinstance(successor, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        successor.queryset = Municipality.objects.filter(ended_on=None).exclude(pk=municipality.pk)
