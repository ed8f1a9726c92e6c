"""Tell by its content what kind of file this is, and whether it may be kept. Pure: knows no database and no settings.

The name that a browser sends proves nothing. A file is taken when its content is one of seven kinds, holds no macros,
has no password and does not blow up when it is unpacked. What is taken is still only ever served as a download.
"""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from assessments.evidence.names import extension_of, same_type

MAX_UNPACKED = 250 * 1024 * 1024  # bytes that a document says to be, unpacked
MAX_DIRECTORY = 1024 * 1024  # bytes of the list of entries; some 10,000 of them
MAX_READ = 1024 * 1024  # bytes that we unpack of an entry ourselves

WHAT_WE_TAKE = "PDF, Word (docx), Excel (xlsx), OpenDocument (odt, ods), PNG of JPEG"


class RefusedError(Exception):
    """The file can't be taken; the message says in Dutch why, and what to do."""


@dataclass(frozen=True)
class FileType:
    """A kind of file that we take."""

    extension: str
    content_type: str
    label: str


PDF = FileType("pdf", "application/pdf", "PDF")
PNG = FileType("png", "image/png", "PNG-afbeelding")
JPEG = FileType("jpg", "image/jpeg", "JPEG-afbeelding")
DOCX = FileType(
    "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word-document (docx)"
)
XLSX = FileType("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel-bestand (xlsx)")
ODT = FileType("odt", "application/vnd.oasis.opendocument.text", "OpenDocument-tekst (odt)")
ODS = FileType("ods", "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument-rekenblad (ods)")
FILE_TYPES = (PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG)

# The main part of an Office document says in [Content_Types].xml what it is; one with macros says something else.
_OFFICE = {f"{each.content_type}.main+xml".encode(): each for each in (DOCX, XLSX)}
_OPEN_DOCUMENT = {each.content_type.encode(): each for each in (ODT, ODS)}
_MACRO_TYPES = (b"macroenabled", b"vbaproject", b"macrosheet")
_MACRO_ENTRIES = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/")

_NOT_OURS = f"Dit soort bestand kunnen we niet bewaren. Wel: {WHAT_WE_TAKE}."
_BROKEN = "Dit bestand is beschadigd of niet heel aangekomen. Kijk of u het zelf kunt openen, en probeer het opnieuw."
_MACROS = "In dit bestand zitten macro's. Sla het op zonder macro's, of maak er een PDF van."
_LOCKED = "Op dit bestand zit een wachtwoord. Collega's kunnen het dan niet openen. Sla het op zonder wachtwoord."
_TOO_LARGE = "Dit bestand wordt uitgepakt veel te groot. Maak er een PDF van."
_OLD_OFFICE = (
    "Dit is een oud Word-, Excel- of PowerPointbestand, of er zit een wachtwoord op. "
    "Sla het zonder wachtwoord op als docx, xlsx of PDF."
)


def recognise(file: BinaryIO, name: str) -> FileType:
    """Return what kind of file this is. Raises RefusedError when we don't take it, with the reason.

    `name` is what the sender calls it; when its ending tells of another kind than the content, it is refused.
    """
    found = _by_content(file)
    ending = extension_of(name)
    if ending and not same_type(ending, found.extension):
        raise RefusedError(
            f"De naam eindigt op .{ending[:20]}, maar de inhoud is een {found.label}. "
            "Geef het bestand de goede naam, of kies een ander."
        )
    return found


def _by_content(file: BinaryIO) -> FileType:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    head = file.read(1024)
    file.seek(max(0, size - 2048))
    tail = file.read(2048)
    if head.startswith(b"%PDF-"):
        # Readers look for the end in the last kilobyte (ISO 32000-1, annex H.3); we give it two.
        return _whole(PDF, b"%%EOF" in tail)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole(PNG, b"IEND" in tail)
    if head.startswith(b"\xff\xd8\xff"):
        return _whole(JPEG, b"\xff\xd9" in tail)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise RefusedError(_OLD_OFFICE)
    if head.startswith(b"PK\x03\x04"):
        return _packed(file, size)
    raise RefusedError(_NOT_OURS)


def _whole(kind: FileType, has_its_end: bool) -> FileType:
    if not has_its_end:
        raise RefusedError(_BROKEN)
    return kind


def _packed(file: BinaryIO, size: int) -> FileType:
    _check_directory(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise RefusedError(_TOO_LARGE)
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise RefusedError(_LOCKED)
            names = [entry.filename.lower().replace("\\", "/") for entry in entries]
            if any(name.endswith(_MACRO_ENTRIES) or name.startswith(_MACRO_FOLDERS) for name in names):
                raise RefusedError(_MACROS)
            if "mimetype" in names:
                return _open_document(archive)
            if "[content_types].xml" in names:
                return _office(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, EOFError, OSError, ValueError, NotImplementedError):
        raise RefusedError(_BROKEN) from None
    raise RefusedError(_NOT_OURS)


def _check_directory(file: BinaryIO, size: int) -> None:
    """Refuse a list of entries that would take much memory to read.

    Looks at the record that ends every zip file. The larger kind of list (ZIP64) is for files of 4 GB.
    """
    reach = min(size, 22 + 65_535 + 20)
    file.seek(size - reach)
    tail = file.read(reach)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise RefusedError(_BROKEN)
    if int.from_bytes(tail[place + 12 : place + 16], "little") > MAX_DIRECTORY or b"PK\x06\x07" in tail[:place][-20:]:
        raise RefusedError(_TOO_LARGE)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the start of an entry; whatever size it claims, no more than that is unpacked."""
    with archive.open(name) as entry:
        return entry.read(MAX_READ)


def _open_document(archive: zipfile.ZipFile) -> FileType:
    kind = _OPEN_DOCUMENT.get(_read(archive, "mimetype").strip())
    if kind is None:
        raise RefusedError(_NOT_OURS)
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
        raise RefusedError(_LOCKED)
    return _whole(kind, "content.xml" in archive.namelist())


def _office(archive: zipfile.ZipFile) -> FileType:
    types = _read(archive, "[Content_Types].xml")
    if any(macro in types.lower() for macro in _MACRO_TYPES):
        raise RefusedError(_MACROS)
    kinds = [kind for main, kind in _OFFICE.items() if main in types]
    if len(kinds) != 1:
        raise RefusedError(_NOT_OURS)
    return kinds[0]
