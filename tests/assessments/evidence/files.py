"""Tiny files, real ones and such as someone might try."""

import struct
import zipfile
import zlib
from io import BytesIO

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HTML = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00" + bytes(100)

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX_TYPE, XLSX_TYPE = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"
ODT_TYPE, ODS_TYPE = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"


def png():
    def chunk(name, data):
        return struct.pack("!L", len(data)) + name + data + struct.pack("!L", zlib.crc32(name + data))

    head = struct.pack("!LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def zipped(*entries):
    """Return a zip file; an entry is a name and bytes. The first one is stored as it is, as OpenDocument asks."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(entries):
            archive.writestr(name, data, compress_type=zipfile.ZIP_STORED if number == 0 else None)
    return made.getvalue()


def office(main_type=DOCX_TYPE, *more, part="/word/document.xml", extra_types=""):
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="{part}" ContentType="{main_type}.main+xml"/>{extra_types}</Types>'
    )
    return zipped(("[Content_Types].xml", types), ("_rels/.rels", "<Relationships/>"), (part[1:], "<x/>"), *more)


def docx(*more, **what):
    return office(DOCX_TYPE, *more, **what)


def xlsx(*more):
    return office(XLSX_TYPE, *more, part="/xl/workbook.xml")


def open_document(kind=ODT_TYPE, *more, manifest="<manifest/>"):
    return zipped(("mimetype", kind), ("content.xml", "<x/>"), ("META-INF/manifest.xml", manifest), *more)


def with_macros_docm():
    return office("application/vnd.ms-word.document.macroEnabled")


def locked_zip():
    """Return a document whose entries say that they have a password."""
    made = bytearray(docx())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.find(signature)
        while start >= 0:
            made[start + place] |= 1
            start = made.find(signature, start + 4)
    return bytes(made)


def bomb():
    """Return a document that says to hold 4 GB."""
    made = bytearray(docx())
    start = made.rfind(b"PK\x01\x02")
    made[start + 24 : start + 28] = struct.pack("<L", 0xFFFFFFFE)
    return bytes(made)


def endless_list():
    """Return a document that says its list of entries is 200 MB."""
    made = bytearray(docx())
    start = made.rfind(b"PK\x05\x06")
    made[start + 12 : start + 16] = struct.pack("<L", 200_000_000)
    return bytes(made)


def many_entries():
    return docx(*((f"word/media/{'x' * 90}{number}.xml", "") for number in range(9_000)))
