"""The house style of a municipality in a PDF: its logo, and the element that sets its colour. Pure."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from municipalities.house_style.style import HouseStyle

HEAD_BOX = (42, 16)  # mm


def logo_of(style: HouseStyle | None, name: str, box: tuple[float, float] = (66, 22)) -> SafeString:
    """Return the logo, read out as `name` and as large as fits in so many millimetres; empty without one."""
    image = style.logo if style else None
    return mark_safe(image.markup(name, box)) if image else SafeString("")  # noqa: S308 - it was cleaned


def css_of(style: HouseStyle | None) -> SafeString:
    """Return the element that sets the colour of the municipality; empty without one."""
    css = style.css if style else ""
    return mark_safe(f"<style>{css}</style>" if css else "")  # noqa: S308 - made of checked colours


@dataclass(frozen=True)
class Head:
    """What the house style puts in a paper that has no cover: its colour, and the logo beside the title."""

    css: SafeString
    logo: SafeString


def head_of(style: HouseStyle | None, name: str) -> Head:
    """Return the house style for the head of a paper; both are empty without one."""
    logo = logo_of(style, name, HEAD_BOX)
    on_dark = " bf-head-logo--on-dark" if style and style.logo and style.logo.on_dark else ""
    return Head(css_of(style), format_html('<p class="bf-head-logo{}">{}</p>', on_dark, logo) if logo else logo)
