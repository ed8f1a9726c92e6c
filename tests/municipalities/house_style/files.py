"""Logos to try."""

from io import BytesIO

from PIL import Image, ImageDraw, PngImagePlugin

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 40"'
SHAPE = '<path d="M0 0h60v40z" fill="#0055aa"/>'


def svg(inside: str = SHAPE, head: str = HEAD, before: str = "") -> bytes:
    """Return an SVG with this inside it."""
    return f"{before}<svg {head}>{inside}</svg>".encode()


def png(size=(300, 100), colour=(200, 0, 80, 255), ground=(0, 0, 0, 0), *, mode="RGBA", **options) -> bytes:
    """Return a PNG of a disc and a bar, with a note in it."""
    image = Image.new("RGBA", size, ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((0, 0, size[1] - 1, size[1] - 1), fill=colour)
    draw.rectangle((size[1], size[1] // 3, size[0] - 1, size[1] // 2), fill=colour)
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "Jan de Maker")
    file = BytesIO()
    image.convert(mode).save(file, "PNG", pnginfo=note, **options)
    return file.getvalue()
