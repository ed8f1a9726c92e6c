"""The doors of the house style: another colour, another logo, none, and back to what it was."""

import secrets

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import Event, record
from municipalities.access import Access, May
from municipalities.house_style.logo import CleanLogo
from municipalities.models import Logo, Municipality, Style
from municipalities.refusal import Refused


def set_colour(access: Access, colour: str) -> Style:
    """Give the municipality this colour (#rrggbb), or none when it is empty. Return the style as saved.

    Raises PermissionDenied when the person may not.
    """
    access.require(May.SET_STYLE)
    with transaction.atomic():
        style = _locked(access.municipality)
        return _change(style, colour, style.logo, by=access.user, about=f"kleur {colour}" if colour else "geen kleur")


def set_logo(access: Access, clean: CleanLogo | None) -> Style:
    """Give the municipality this logo, or none. Return the style as saved. Raises PermissionDenied when one may not."""
    access.require(May.SET_STYLE)
    with transaction.atomic():
        style = _locked(access.municipality)
        # Who presses twice sends the same again; that must not take the place of the one of before.
        is_same = clean is not None and style.logo is not None and bytes(style.logo.content) == clean.content
        logo = style.logo if is_same else _store(clean) if clean else None
        about = "ander logo" if logo else "geen logo"
        return _change(style, style.colour, logo, by=access.user, about=about)


def put_back(access: Access, seen: str = "") -> Style:
    """Put back what the style was before the last change; a second time undoes that. Return the style as saved.

    `seen` says when the style was changed that the person saw (`Style.seen`). Raises PermissionDenied when the person
    may not, Refused when nothing was ever changed, or something was since.
    """
    access.require(May.SET_STYLE)
    with transaction.atomic():
        style = _locked(access.municipality)
        if not can_put_back(style):
            raise Refused("Er is niets om terug te zetten.")
        if seen and seen != style.seen:
            raise Refused("De huisstijl is net al gewijzigd. Hieronder staat hoe hij nu is.")
        return _change(style, style.colour_before, style.logo_before, by=access.user, about="vorige teruggezet")


def can_put_back(style: Style | None) -> bool:
    """Whether the style was another before."""
    return style is not None and (style.colour, style.logo_id) != (style.colour_before, style.logo_before_id)


def _locked(municipality: Municipality) -> Style:
    """Return the style of the municipality, new when it had none; nobody else changes it until we are done."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    style = Style.objects.select_related("logo", "logo_before").filter(municipality=municipality).first()
    return style or Style(municipality=municipality)


def _store(clean: CleanLogo) -> Logo:
    return Logo.objects.create(
        key=secrets.token_hex(16),
        kind=clean.kind,
        content=clean.content,
        width=clean.width,
        height=clean.height,
        on_dark=clean.on_dark,
    )


def _change(style: Style, colour: str, logo: Logo | None, *, by: User, about: str) -> Style:
    forgotten = style.logo_before_id
    if (colour, logo) == (style.colour, style.logo):
        return style
    style.colour_before, style.logo_before = style.colour, style.logo
    style.colour, style.logo = colour, logo
    style.changed_at, style.changed_by = timezone.now(), by
    style.save()
    if forgotten not in (None, style.logo_id, style.logo_before_id):
        Logo.objects.filter(pk=forgotten).delete()
    record(by, Event.STYLED, about, place=style.municipality)
    return style
