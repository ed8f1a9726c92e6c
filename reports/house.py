"""The house style of a municipality in a PDF: its logo, and the element that sets its colour. Pure."""

from django.utils.safestring import SafeString, mark_safe

from municipalities.house_style.style import HouseStyle


def logo_of(style: HouseStyle | None, name: str, box: tuple[float, float] = (66, 22)) -> SafeString:
    """Return the logo, read out as `name` and as large as fits in so many millimetres; empty without one."""
    image = style.logo if style else None
    return mark_safe(image.markup(name, box)) if image else SafeString("")  # noqa: S308 - it was cleaned


def css_of(style: HouseStyle | None) -> SafeString:
    """Return the element that sets the colour of the municipality; empty without one."""
    css = style.css if style else ""
    return mark_safe(f"<style>{css}</style>" if css else "")  # noqa: S308 - made of checked colours
