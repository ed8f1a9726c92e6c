"""The registry of kinds of files that are made in the queue. An app registers its own, in `ready()` of its AppConfig.

    COUNCIL_REPORT = register(
        document("raadsrapport", "het raadsrapport", PDF, content=Content, make=council_report_of)
    )

and its view gives one with `making.giving.give(request, COUNCIL_REPORT, content, name="raadsrapport-utrecht-2026")`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.conf import settings
from django.db.models import F
from django.utils import timezone
from pydantic import TypeAdapter

from making.models import MadeFile

C = TypeVar("C")


@dataclass(frozen=True)
class FileType:
    """What a browser is told of the file, and how its name ends."""

    content_type: str
    ending: str


PDF = FileType("application/pdf", "pdf")
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
ZIP = FileType("application/zip", "zip")


@dataclass(frozen=True)
class Work:
    """The making of one file: where it goes, and whom to tell how far it is."""

    made: MadeFile
    path: Path

    def tell(self, done: int, total: int) -> None:
        """Say how far it is; also the sign of life, so at least once a minute."""
        self.made.ours().update(done=done, total=total, alive_at=timezone.now())

    def tell_all_done(self) -> None:
        """Say that what is left is packing it."""
        self.made.ours().update(done=F("total"), alive_at=timezone.now())


@dataclass(frozen=True)
class Kind(Generic[C]):
    """A kind of file.

    `slug` is stored, `label` is what a page calls it ("het raadsrapport"). `content` writes what the file is made of as
    JSON and reads it back; nothing that is not in it may be in the file. `write` makes it from that. One that is not
    quick takes minutes, and waits in another queue. `retries` are the pauses before it is tried again by itself when
    making it failed, and `gave_up` is told when none is left.
    """

    slug: str
    label: str
    file_type: FileType
    content: TypeAdapter[C]
    write: Callable[[C, Work], None]
    is_quick: bool = True
    retries: tuple[timedelta, ...] = ()
    gave_up: Callable[[C], None] | None = None

    def dump(self, content: C) -> bytes:
        """Return what the file is made of as JSON."""
        return self.content.dump_json(content)

    def load(self, text: str) -> C:
        """Return what `dump` wrote."""
        return self.content.validate_json(text)


def document(
    slug: str, label: str, file_type: FileType, *, content: Any, make: Callable[[C], bytes], **more: Any
) -> Kind[C]:
    """Return the kind of a file that is small enough to be made in memory; `content` is the type of what it is of."""

    def write(values: C, work: Work) -> None:
        work.path.write_bytes(make(values))

    return Kind(slug, label, file_type, TypeAdapter(content), write, **more)


_KINDS: dict[str, Kind[Any]] = {}


def register(kind: Kind[C]) -> Kind[C]:
    """Add the kind to the registry and return it. Raises ValueError when there is another one with its slug."""
    if kind.slug in _KINDS:
        raise ValueError(f"There are two kinds of files {kind.slug}.")
    _KINDS[kind.slug] = kind
    return kind


def kind_of(slug: str) -> Kind[Any]:
    """Return the kind with this slug. Raises KeyError when there is none (any more)."""
    return _KINDS[slug]


def fingerprint(kind: Kind[C], dumped: bytes) -> str:
    """Return what tells this file from any other: its kind, what it is made of, and the version of code and styles."""
    told = hashlib.sha256(f"{kind.slug}\0{version()}\0".encode())
    told.update(dumped)
    return told.hexdigest()


def version() -> str:
    """Return what changes with the code, the templates, the styles, the fonts and the packages."""
    return _version(_newest() if settings.DEBUG else 0)


@cache
def _version(_changed: int) -> str:
    told = hashlib.sha256()
    for path in _sources():
        told.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()


def _sources() -> list[Path]:
    base = Path(settings.BASE_DIR)
    own = [Path(each.path) for each in apps.get_app_configs() if Path(each.path).parent == base]
    found = [path for folder in own for path in folder.rglob("*.py")]
    found += [*(base / "templates").rglob("*.html"), *(base / "static" / "css").rglob("*.css")]
    found += [path for path in (base / "static" / "build" / "fonts.css", base / "requirements.lock") if path.exists()]
    return sorted(found)


def _newest() -> int:
    """Return when a source was last changed: who works on one sees the result without starting the site anew."""
    return max(path.stat().st_mtime_ns for path in _sources())
