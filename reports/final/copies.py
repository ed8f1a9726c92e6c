"""The file of a final report, from a copy on the disk: so it is sent as the server sends any static file.

The database keeps the file (docs/decisions/0014-the-final-report.md). A copy may be lost or thrown away at any time; it
is made when somebody asks, and one that is not byte for byte the file is never given.
"""

import hashlib
import logging
import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.conf import settings

from reports.final.models import FinalFile

FOLDER = "vastgesteld"  # under MEDIA_ROOT, which no web server serves

logger = logging.getLogger(__name__)

# The copies that this process has read through, by checksum: inode, time of change (ns), size (bytes).
_read_through: dict[str, tuple[int, int, int]] = {}


def open_file(file: FinalFile) -> BinaryIO:
    """Return this file, open for reading at its start. No query when there is a copy, else one (`content` is read).

    When the disk can't be written it is given from memory.
    """
    path = path_of(file)
    with suppress(OSError):
        return _opened(path, file.sha256)
    try:
        _write(path, bytes(file.content))
        return _opened(path, file.sha256)
    except OSError:
        logger.exception("There is no copy of the file of a final report: each request reads it from the database.")
        return BytesIO(bytes(file.content))


def path_of(file: FinalFile) -> Path:
    """Return where the copy of this file is, or will be."""
    return Path(settings.MEDIA_ROOT) / FOLDER / f"{file.sha256}.pdf"


def _opened(path: Path, sha256: str) -> BinaryIO:
    """Return the copy, open at its start. Raises OSError when there is none, or when it is not the file."""
    copy = path.open("rb")
    found = os.fstat(copy.fileno())
    mark = (found.st_ino, found.st_ctime_ns, found.st_size)
    # Each change gives it another time of change, which nobody can set: so it is read through once, not each time.
    if _read_through.get(sha256) != mark:
        if hashlib.file_digest(copy, "sha256").hexdigest() != sha256:
            copy.close()
            raise OSError(f"{path} is not the file that it should be a copy of.")
        copy.seek(0)
        _read_through[sha256] = mark
    return copy


def _write(path: Path, content: bytes) -> None:
    """Put it there whole: who reads at the same moment gets the one of before, or this one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.replace(part.name, path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
