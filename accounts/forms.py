"""allauth's forms with labels and help in the site's own words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

STRENGTH_HELP = (
    "Minstens 8 tekens, niet alleen cijfers, en geen wachtwoord dat veel mensen gebruiken. "
    "Een zin van een paar woorden is sterk en goed te onthouden."
)
PASSWORDS_DIFFER = "De twee wachtwoorden zijn niet gelijk."


def _describe(form: forms.Form, **texts: tuple[str, str]) -> None:
    """Give each named field its label and help; a placeholder only repeats the label, so it goes."""
    for name, (label, help_text) in texts.items():
        field = form.fields[name]
        field.label = label
        field.help_text = help_text
        field.widget.attrs.pop("placeholder", None)


class _TypedTwice(forms.Form):
    def clean(self) -> dict[str, Any]:
        # Past the check of allauth, whose words say "je".
        data: dict[str, Any] = super(allauth_forms.PasswordVerificationMixin, self).clean() or {}
        passwords = data.get("password1"), data.get("password2")
        if all(passwords) and passwords[0] != passwords[1]:
            self.add_error("password2", PASSWORDS_DIFFER)
        return data


class LoginForm(allauth_forms.LoginForm):
    """Log in with e-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe(self, login=("E-mailadres", ""), password=("Wachtwoord", ""))


class ChangePasswordForm(_TypedTwice, allauth_forms.ChangePasswordForm):
    """Change the password of who is logged in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe(
            self,
            oldpassword=("Huidig wachtwoord", ""),
            password1=("Nieuw wachtwoord", STRENGTH_HELP),
            password2=("Nieuw wachtwoord, nog een keer", ""),
        )


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Ask for a mail with a link to a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe(self, email=("E-mailadres", "Het adres waarmee u inlogt."))


class ResetPasswordKeyForm(_TypedTwice, allauth_forms.ResetPasswordKeyForm):
    """Choose a new password with the link from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe(
            self,
            password1=("Nieuw wachtwoord", STRENGTH_HELP),
            password2=("Nieuw wachtwoord, nog een keer", ""),
        )
