"""Names of files, made fit to show and to save under."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.evidence.names import MAX_NAME, clean_file_name, clean_line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Nota 2026.pdf", "Nota 2026.pdf"),
        ("Nota.PDF", "Nota.pdf"),
        ("nota", "nota.pdf"),
        ("nota.v2", "nota.v2.pdf"),
        ("Łódź–überzicht ‘25’ 中文.pdf", "Łódź–überzicht ‘25’ 中文.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\jan\\nota.pdf", "nota.pdf"),
        ("nota\u202efdp.exe", "notafdp.exe.pdf"),
        ("no\u200bta\x00\x1b[31m.pdf", "nota[31m.pdf"),
        ("a\r\nContent-Type: text/html.pdf", "html.pdf"),
        ('"nota"; x=*.pdf', "_nota_; x=_.pdf"),
        ("  .htaccess", "htaccess.pdf"),
        ("...", "bestand.pdf"),
        ("", "bestand.pdf"),
        ("\u202e", "bestand.pdf"),
        (".pdf", "bestand.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_becomes_fit_to_save_under(raw, clean):
    assert clean_file_name(raw, "pdf") == clean


@given(raw=st.text(), extension=st.sampled_from(["pdf", "docx", "jpg"]))
def test_whatever_the_name_it_is_one_part_of_a_path_that_can_be_shown(raw, extension):
    name = clean_file_name(raw, extension)
    assert name.endswith(f".{extension}")
    assert len(name.encode()) <= MAX_NAME
    assert not set('<>:"|?*/\\') & set(name)
    assert not any(unicodedata.category(each).startswith("C") or each in "\u2028\u2029" for each in name)
    assert not name.startswith((".", " "))
    assert name == " ".join(name.split())
    assert clean_file_name(name, extension) == name


@given(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=20))
def test_letters_and_digits_of_all_scripts_stay(text):
    assert clean_line(text) == unicodedata.normalize("NFC", text)
