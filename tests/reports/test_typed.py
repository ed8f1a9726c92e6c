"""Texts as people typed them: what becomes a paragraph, what a list, and that nothing is markup."""

import pytest

from reports.typed import typed_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("مرحبا\n\nHallo", '<p dir="rtl">مرحبا</p><p>Hallo</p>'),
        ("- 1 مرحبا\n- Hallo", '<ul><li dir="rtl">1 مرحبا</li><li>Hallo</li></ul>'),
        (" \n\n ", ""),
        ("Een zin.", "<p>Een zin.</p>"),
        ("Een regel\nen nog een", "<p>Een regel<br>en nog een</p>"),
        ("Eerst dit.\n\nDan dat.", "<p>Eerst dit.</p><p>Dan dat.</p>"),
        ("Eerst dit.\r\n\r\nDan dat.", "<p>Eerst dit.</p><p>Dan dat.</p>"),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("* een\n• twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("Kies:\n- een\n- twee\nDaarna", "<p>Kies:</p><ul><li>een</li><li>twee</li></ul><p>Daarna</p>"),
        ("- een\n\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("- een\n  en meer", "<ul><li>een<br>en meer</li></ul>"),
        ("1. een\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("1) een\n\n2) twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("1. een\n- twee", "<ol><li>een</li></ol><ul><li>twee</li></ul>"),
    ],
)
def test_line_breaks_and_lists_are_kept(text, expected):
    assert typed_html(text) == expected


@pytest.mark.parametrize("text", ["2. twee zonder een", "3 mei", "-", "-5 graden", "1.000 euro", "2009. Het begin"])
def test_what_only_looks_like_a_list_stays_text(text):
    assert typed_html(text) == f"<p>{text}</p>"


def test_a_number_that_does_not_go_on_keeps_standing_there():
    assert typed_html("1. een\n3. drie") == "<ol><li>een</li></ol><p>3. drie</p>"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b", "- <b>vet</b>", "1. <img src=x>", '"x"'])
def test_nothing_that_was_typed_is_markup(text):
    html = typed_html(text)

    assert "<script" not in html
    assert "<b>" not in html
    assert "<img" not in html
    assert "& " not in html
