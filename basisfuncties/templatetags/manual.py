"""The pictures of the manual, which bin/take_pictures makes."""

import struct
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders

register = template.Library()


@register.inclusion_tag("basisfuncties/manual/picture.html")
def picture(name: str, alt: str, caption: str) -> dict[str, str | int]:
    """Show a picture of the site: `{% picture "conflict" alt="Twee teksten naast elkaar." caption="Kies." %}`.

    `name` is that of a file in static/img/hulp; `alt` says what is on it, `caption` what to learn from it. The browser
    gets the size beforehand, so that the text does not jump.
    """
    path = f"img/hulp/{name}.png"
    width, height = size_of(path)
    return {"path": path, "width": width, "height": height, "alt": alt, "caption": caption}


@cache
def size_of(path: str) -> tuple[int, int]:
    """Return width and height of a PNG among the static files. Raises FileNotFoundError when it is not there."""
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(path)
    with Path(found).open("rb") as file:
        head = file.read(24)  # signature, then length and name of the chunk IHDR, then both sizes (PNG, 11.2.1)
    width, height = struct.unpack(">II", head[16:24])
    return width, height
