"""Names that people give to files, made fit to show and to save under. Pure rules."""

import unicodedata

MAX_NAME = 150  # bytes in UTF-8; most file systems take 255, and a browser may add " (1)"
WITHOUT_NAME = "bestand"

# What Windows, macOS or a shell would take for something else than a part of a name.
_UNFIT = dict.fromkeys(map(ord, '<>:"|?*/\\'), "_")


def clean_line(text: str) -> str:
    """Return the text as one line: no control characters, none that turn the direction of reading, single spaces.

    Letters, marks, digits, punctuation and symbols of all scripts stay.
    """
    # Category C holds control, format (bidi, zero width), private and unassigned characters, and half surrogates.
    normal = unicodedata.normalize("NFC", text)
    kept = (" " if character.isspace() else character for character in normal)
    return " ".join("".join(c for c in kept if not unicodedata.category(c).startswith("C")).split())


def clean_file_name(raw: str, extension: str) -> str:
    """Return a name for a file of this type: without its path, cleaned, short enough, ending in `.extension`.

    Only a different way to write the same extension (such as .JPEG) is replaced; any other stays in the name.
    """
    name = clean_line(raw.replace("\\", "/").rsplit("/", 1)[-1]).translate(_UNFIT)
    stem, dot, ending = name.rpartition(".")
    if not dot or not same_type(ending, extension):
        stem = name
    room = MAX_NAME - len(extension) - 1
    stem = stem.encode()[:room].decode(errors="ignore").strip(" .") or WITHOUT_NAME
    return f"{stem}.{extension}"


def extension_of(raw: str) -> str:
    """Return what stands after the last dot of a name, in small letters, or nothing."""
    stem, dot, ending = clean_line(raw).rpartition(".")
    return ending.lower() if dot and stem else ""


def same_type(ending: str, extension: str) -> bool:
    """Whether an ending is a way to write this extension."""
    return ending.lower() == extension or (extension == "jpg" and ending.lower() in ("jpeg", "jpe", "jfif"))
