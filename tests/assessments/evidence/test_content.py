"""What kind of file is taken, by its content, and what the others are told."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.evidence.content import RefusedError, recognise
from tests.assessments.evidence import files

GOOD = {
    "pdf": files.PDF,
    "png": files.png(),
    "jpg": files.JPEG,
    "docx": files.docx(),
    "xlsx": files.xlsx(),
    "odt": files.open_document(),
    "ods": files.open_document(files.ODS_TYPE),
}


@pytest.mark.parametrize("extension", GOOD)
def test_seven_kinds_are_taken_under_their_own_name(extension):
    assert recognise(BytesIO(GOOD[extension]), f"Nota.{extension.upper()}").extension == extension


@pytest.mark.parametrize("extension", GOOD)
def test_a_name_without_an_ending_proves_nothing_either_way(extension):
    assert recognise(BytesIO(GOOD[extension]), "nota").extension == extension


@pytest.mark.parametrize("name", ["foto.jpg", "foto.jpeg", "foto.JPE", "foto.jfif"])
def test_a_photo_may_be_called_in_several_ways(name):
    assert recognise(BytesIO(files.JPEG), name).extension == "jpg"


def test_a_picture_or_chart_inside_a_document_is_fine():
    data = files.docx(("word/media/image1.png", files.png()), ("word/embeddings/sheet.xlsx", files.xlsx()))
    assert recognise(BytesIO(data), "nota.docx").extension == "docx"


BAD = [
    ("empty", "leeg.pdf", b"", "soort bestand"),
    ("html", "pagina.html", files.HTML, "soort bestand"),
    ("html that is called a pdf", "nota.pdf", files.HTML, "soort bestand"),
    ("svg", "plaatje.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "soort bestand"),
    ("a program", "nota.exe", files.PROGRAM, "soort bestand"),
    ("a program that is called a pdf", "nota.pdf", files.PROGRAM, "soort bestand"),
    ("html with a pdf behind it", "nota.pdf", files.HTML + files.PDF, "soort bestand"),
    ("a gif", "plaatje.gif", b"GIF89a" + bytes(50), "soort bestand"),
    ("plain text", "nota.txt", b"Hallo", "soort bestand"),
    ("a zip", "alles.zip", files.zipped(("a.txt", "a")), "soort bestand"),
    ("a zip that is called a docx", "nota.docx", files.zipped(("word/document.xml", "a")), "soort bestand"),
    ("a presentation", "dia.odp", files.open_document("application/vnd.oasis.opendocument.presentation"), "soort"),
    ("a template", "nota.dotx", files.office("application/vnd.openxmlformats-officedocument.x"), "soort bestand"),
    ("old word", "nota.doc", files.OLD_WORD, "oud Word-"),
    ("a pdf that is called an exe", "nota.exe", files.PDF, "eindigt op .exe, maar de inhoud is een PDF"),
    ("a docx that is called a pdf", "nota.pdf", files.docx(), "maar de inhoud is een Word-document"),
    ("an xlsx that is called a docx", "nota.docx", files.xlsx(), "maar de inhoud is een Excel"),
    ("a hidden ending", "nota\u202efdp.exe", files.PDF, "eindigt op .exe"),
    ("half a pdf", "nota.pdf", files.PDF[:20], "beschadigd"),
    ("half a png", "foto.png", files.png()[:40], "beschadigd"),
    ("half a jpeg", "foto.jpg", files.JPEG[:-2], "beschadigd"),
    ("half a docx", "nota.docx", files.docx()[:200], "beschadigd"),
    ("an odt without content", "nota.odt", files.zipped(("mimetype", files.ODT_TYPE)), "beschadigd"),
    ("macros in a docm", "nota.docm", files.with_macros_docm(), "macro's"),
    ("macros in a docm that is called a docx", "nota.docx", files.with_macros_docm(), "macro's"),
    ("macros in a docx", "nota.docx", files.docx(("word/vbaProject.bin", "x")), "macro's"),
    ("macros in capitals", "nota.docx", files.docx(("WORD/VBAPROJECT.BIN", "x")), "macro's"),
    ("macros in another folder", "blad.xlsx", files.xlsx(("elders/vbaProject.bin", "x")), "macro's"),
    (
        "macros under another name",
        "nota.docx",
        files.docx(extra_types="application/vnd.ms-office.vbaProject"),
        "macro's",
    ),
    ("macros in an old sheet", "blad.xlsx", files.xlsx(("xl/macrosheets/sheet1.xml", "x")), "macro's"),
    ("macros in an odt", "nota.odt", files.open_document(files.ODT_TYPE, ("Basic/Standard/x.xml", "x")), "macro's"),
    ("a script in an ods", "blad.ods", files.open_document(files.ODS_TYPE, ("Scripts/python/x.py", "x")), "macro's"),
    ("a password on an odt", "nota.odt", files.open_document(manifest="<encryption-data/>"), "wachtwoord"),
    ("a password on the entries", "nota.docx", files.locked_zip(), "wachtwoord"),
    ("a bomb", "nota.docx", files.bomb(), "veel te groot"),
    ("an endless list of entries", "nota.docx", files.endless_list(), "veel te groot"),
    ("very many entries", "nota.docx", files.many_entries(), "veel te groot"),
]


@pytest.mark.parametrize(("name", "data", "why"), [each[1:] for each in BAD], ids=[each[0] for each in BAD])
def test_anything_else_is_refused_with_the_reason(name, data, why):
    with pytest.raises(RefusedError, match=why):
        recognise(BytesIO(data), name)


def answer(data: bytes) -> str:
    """Return the kind that was recognised, or the reason of the refusal; anything else fails."""
    try:
        return recognise(BytesIO(data), "nota").extension
    except RefusedError as refusal:
        return str(refusal)


@given(start=st.sampled_from([b"", b"PK\x03\x04", files.docx(), files.open_document(), files.PDF]), rest=st.binary())
def test_whatever_bytes_arrive_it_is_a_yes_or_a_no_with_a_reason(start, rest):
    said = answer(start + rest)
    assert said in GOOD or said.endswith(".")


@given(data=st.data())
def test_a_damaged_document_is_a_yes_or_a_no_with_a_reason(data):
    broken = bytearray(files.docx())
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=20)):
        broken[place] ^= data.draw(st.integers(1, 255))
    said = answer(bytes(broken))
    assert said in GOOD or said.endswith(".")
