"""Read the house style: beside a municipality for its pages, and whole for a PDF."""

from typing import Any, TypeVar

from django.db.models import QuerySet

from municipalities.house_style.style import HouseStyle, LogoImage, LogoKind, logo_image
from municipalities.models import Logo, Municipality, Style

Rows = TypeVar("Rows", bound=QuerySet[Any])


def with_style(rows: Rows, to: str = "") -> Rows:
    """Read the house style with each row, for the frame of its pages; not what is in the logo. It costs no query.

    `to` leads from the row to the municipality, such as "municipality__".
    """
    return rows.select_related(f"{to}style__logo").defer(f"{to}style__logo__content")


def read_style(municipality: Municipality) -> HouseStyle | None:
    """Return the house style of this municipality with its logo; None when it has none. One query."""
    style = Style.objects.select_related("logo").filter(municipality=municipality).first()
    if style is None or not (style.colour or style.logo):
        return None
    return HouseStyle(style.colour, _image(style.logo) if style.logo else None)


def _image(logo: Logo) -> LogoImage:
    kind: LogoKind = "png" if logo.kind == "png" else "svg"
    return logo_image(kind, bytes(logo.content), logo.width, logo.height, logo.on_dark)
