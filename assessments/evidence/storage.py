"""Where the files are: under MEDIA_ROOT, which no web server serves, with random names that say nothing."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

FOLDER = "bewijs"
BLOCK = 64 * 1024
_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Stored:
    """A file as it was stored."""

    name: str
    size: int
    sha256: str


def path_of(name: str) -> Path:
    """Return where the file with this random name is. Raises ValueError when it is no such name."""
    if not _NAME.fullmatch(name):
        raise ValueError("Not the name of a stored file.")
    return Path(settings.MEDIA_ROOT) / FOLDER / name[:2] / name


def store(file: BinaryIO) -> Stored:
    """Store a copy, readable for the site alone, and return what it is; on any failure nothing is left.

    The data is on the disk before this returns, so a row that speaks of the file never comes before it.
    """
    name = secrets.token_hex(16)
    path = path_of(name)
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            file.seek(0)
            while block := file.read(BLOCK):
                digest.update(block)
                size += len(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Stored(name, size, digest.hexdigest())


def remove(name: str) -> None:
    """Remove a stored file; one that is gone already is well too."""
    path_of(name).unlink(missing_ok=True)


def stored_names() -> Iterator[tuple[str, float]]:
    """Yield the name of each stored file and when it was written (seconds since 1970)."""
    for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob("??/*"):
        if _NAME.fullmatch(path.name):
            yield path.name, path.stat().st_mtime
