"""The house style as a plain value, for screen and PDF, and the custom properties that it sets. Pure."""

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from typing import Literal

from municipalities.house_style.colours import Palette, palette

LogoKind = Literal["svg", "png"]
CSS_VERSION = 1  # goes up when what `css` writes for a colour changes: browsers keep it for ever


@dataclass(frozen=True)
class LogoImage:
    """A cleaned logo. `data` is the markup of an SVG, or a PNG in base64; `on_dark` says that it is drawn in white."""

    kind: LogoKind
    data: str
    width: int
    height: int
    on_dark: bool = False

    def markup(self, name: str, box: tuple[float, float] = (66, 22)) -> str:
        """Return the logo as HTML for a PDF, read out as `name`; safe: the logo was cleaned, the name is escaped.

        It is as large as fits in a box of so many millimetres. A PDF takes the words for an SVG from its title alone.
        """
        scale = min(box[0] / self.width, box[1] / self.height)
        size = f'style="width:{self.width * scale:.2f}mm;height:{self.height * scale:.2f}mm"'
        if self.kind == "png":
            return f'<img src="data:image/png;base64,{self.data}" alt="{escape(name)}" {size}>'
        head, body = self.data.split(">", 1)
        return f"{head} {size}><title>{escape(name)}</title>{body}"


@dataclass(frozen=True)
class HouseStyle:
    """What a municipality looks like; `colour` (#rrggbb) or `logo` may be missing. Can be written to JSON."""

    colour: str = ""
    logo: LogoImage | None = None

    @property
    def palette(self) -> Palette | None:
        """The colours that can be read, or None without a colour."""
        return palette(self.colour) if self.colour else None

    @property
    def css(self) -> str:
        """The custom properties of the colour as a rule of CSS; empty without a colour."""
        return css(self.palette) if self.palette else ""


def logo_image(kind: LogoKind, content: bytes, width: int, height: int, on_dark: bool) -> LogoImage:
    """Return the logo as a value, from its cleaned content."""
    data = content.decode() if kind == "svg" else b64encode(content).decode()
    return LogoImage(kind, data, width, height, on_dark)


def css(colours: Palette) -> str:
    """Return the rule that sets the accent of all pages; the colours of the basisfuncties are not among it."""
    return (
        f":root {{ --bf-accent: {colours.accent}; --bf-accent-strong: {colours.strong}; "
        f"--bf-accent-soft: {colours.soft}; --bf-accent-contrast: #fff; --bf-brand: {colours.chosen}; }}\n"
    )


def sheet_name(colour: str) -> str:
    """Return the name of the stylesheet of this colour (#rrggbb), or nothing without a colour."""
    return f"{CSS_VERSION}-{colour[1:]}" if colour else ""
